"""What happens by itself, and only once."""

from datetime import date, timedelta

import pytest

from core.models import Notice
from matching import tasks
from matching.queries import answer_figures
from tests.factories.accounts import company_user
from tests.factories.matching import ApplicationFactory, OfferFactory, OpeningFactory

pytestmark = pytest.mark.django_db


def test_an_unanswered_application_lapses_once_and_counts_in_the_answer_rate(today: date, clock) -> None:
    from core import clock as city

    opening = OpeningFactory()
    company_user(opening.company)
    silent = ApplicationFactory(opening=opening, lapses_at=city.now() + timedelta(days=14))
    soon, later = city.now() + timedelta(days=2), city.now() + timedelta(days=30)
    ApplicationFactory(opening=opening, state="shortlisted", answered_at=soon, lapses_at=later)
    assert tasks.lapse_applications() == 0
    clock.set(today + timedelta(days=15))
    assert (tasks.lapse_applications(), tasks.lapse_applications()) == (1, 0)
    silent.refresh_from_db()
    figures = answer_figures(opening.company_id, city.now())
    assert (silent.state, figures.answered, figures.due, figures.percent, figures.median_days) == (
        "lapsed",
        1,
        2,
        50,
        2.0,
    )
    assert Notice.objects.filter(recipient=silent.trainee.user, code="matching.application.lapsed").count() == 1


def test_an_offer_expires_the_day_after_its_date(today: date, clock) -> None:
    offer = OfferFactory(expires_on=today, start_on=today)
    assert tasks.expire_offers() == 0
    clock.set(today + timedelta(days=1))
    assert (tasks.expire_offers(), tasks.expire_offers()) == (1, 0)
    offer.application.refresh_from_db()
    assert offer.application.state == "expired"


def test_a_company_without_applications_has_no_rate(today: date) -> None:
    from core import clock as city

    figures = answer_figures(OpeningFactory().company_id, city.now())
    assert (figures.percent, figures.median_days) == (None, None)


def test_every_notice_of_the_room_has_words_in_both_languages() -> None:
    from django.utils import translation

    from core.notices import registered_codes, subject_of

    names = ("opening", "company", "day", "reason", "when", "place", "person", "answer", "count", "openings", "about")
    params = {name: {"zh": "某", "en": "some"} for name in names}
    for code in (code for code in registered_codes() if code.startswith("matching.")):
        words = {}
        for language in ("zh-hans", "en"):
            with translation.override(language):
                words[language] = subject_of(Notice(code=code, params=params))
        assert words["zh-hans"] != words["en"], code
