"""Who may open the addresses of placement rounds? The office alone."""

from typing import Any

from core import clock
from matching.queries.cohorts import Cohort
from matching.recommendations.market.rounds import result_of
from tests.access.format import Row
from tests.cast import Cast
from tests.factories.matching import OpeningFactory
from tests.factories.rounds import finished_run, graduate, kept_round
from training.models import CourseRun


def ready(cast: Cast) -> CourseRun:
    """A run of one person, and an opening for them."""
    run = CourseRun.objects.filter(code="ROUND").first()
    if run is None:
        run = finished_run(code="ROUND")
        graduate(run, {"lockstitch": 3})
        OpeningFactory(company=cast.firm, asks={"lockstitch": 3})
    return run


def kept(cast: Cast) -> dict[str, Any]:
    return {"round_id": kept_round(ready(cast), cast.office).pk}


def seen(cast: Cast) -> dict[str, Any]:
    return {"input_hash": result_of(Cohort(run=ready(cast)), clock.today()).input_hash}


OFFICE: dict[str, Any] = {"anonymous": 302, "rest": 403}

ROWS = {
    "matching:placement_rounds": Row(**OFFICE, office=200),
    "matching:preview_round": Row(**OFFICE, office=422),
    "matching:keep_round": Row(**OFFICE, office=422, methods="POST", data=seen),
    "matching:placement_round": Row(**OFFICE, office=200, kwargs=kept),
    "matching:close_round": Row(
        **OFFICE, office=302, methods="POST", kwargs=kept, data=lambda cast: {"reason": "结束"}
    ),
}
