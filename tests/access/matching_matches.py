"""Who may open the addresses of recommendations?"""

from typing import Any

from core import clock
from matching.models import ModelFit, NotForMe
from tests.access.format import Row
from tests.cast import Cast
from tests.factories.matching import OpeningFactory
from tests.factories.training import CourseFactory
from tests.matching.recommendations.worlds import serve


def live(cast: Cast) -> dict[str, Any]:
    return {"opening_id": OpeningFactory(company=cast.firm).pk}


def some_models(cast: Cast) -> dict[str, Any]:
    """One that serves and some that served before it, because each address is asked in each language."""
    for _language in range(4):
        serve()
    ModelFit.objects.create(ended_at=clock.now(), outcome="kept")
    return {}


def refused(cast: Cast) -> dict[str, Any]:
    opening = OpeningFactory(company=cast.firm)
    NotForMe.objects.create(trainee=cast.person, opening=opening, reason="pay")
    return {"opening_id": opening.pk}


def course(cast: Cast) -> dict[str, Any]:
    return {"code": CourseFactory().code.lower()}


ROWS = {
    "matching:office_matching": Row(anonymous=302, office=200, rest=403),
    "matching:roll_back_model": Row(
        anonymous=302,
        office=302,
        rest=403,
        methods="POST",
        kwargs=some_models,
        data=lambda cast: {"reason": "名单不合理"},
    ),
    "matching:how_it_works": Row(rest=200),
    "matching:my_matches": Row(anonymous=302, trainee=200, other_trainee=200, rest=403),
    "matching:start": Row(
        anonymous=302, trainee=200, other_trainee=200, rest=403, methods="GET POST"
    ),
    "matching:course_advice": Row(anonymous=302, trainee=200, other_trainee=200, rest=403),
    "matching:course_gain": Row(
        anonymous=302, trainee=200, other_trainee=200, rest=403, kwargs=course
    ),
    "matching:switch_matches": Row(
        anonymous=302,
        trainee=302,
        other_trainee=302,
        rest=403,
        methods="POST",
        data=lambda cast: {"on": "1"},
    ),
    "matching:not_for_me": Row(
        anonymous=302,
        trainee=302,
        other_trainee=302,
        rest=403,
        methods="POST",
        kwargs=live,
        data=lambda cast: {"reason": "pay"},
    ),
    "matching:for_me_again": Row(
        anonymous=302, trainee=302, other_trainee=404, rest=403, methods="POST", kwargs=refused
    ),
    "matching:why_not": Row(anonymous=302, trainee=200, other_trainee=200, rest=403, kwargs=live),
    "matching:opening_people": Row(
        anonymous=302, company=200, other_company=404, rest=403, kwargs=live
    ),
}
