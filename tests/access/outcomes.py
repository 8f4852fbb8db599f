"""Who may open the addresses of figures?"""

from typing import Any

from tests.access.format import Row
from tests.access.matching_rounds import kept
from tests.cast import Cast
from tests.factories.outcomes import SEASON, IndicatorFactory


def own_person(cast: Cast) -> dict[str, Any]:
    return {"person_id": cast.person.pk}


def definition(cast: Cast) -> dict[str, Any]:
    return {"code": IndicatorFactory().code}


def season(cast: Cast) -> dict[str, Any]:
    months = {f"month_{month}": weight for month, weight in enumerate(SEASON, start=1)}
    return {"year": 2027, "persons": 3000, **months}


OFFICE: dict[str, Any] = {"anonymous": 302, "office": 200, "rest": 403}
COORDINATORS: dict[str, Any] = {
    "anonymous": 302,
    "coordinator": 200,
    "other_coordinator": 200,
    "rest": 403,
}

ROWS = {
    "outcomes:office_board": Row(**OFFICE),
    "outcomes:office_persons": Row(**OFFICE),
    "outcomes:office_persons_export": Row(**OFFICE, methods="POST"),
    "outcomes:office_person": Row(**OFFICE, kwargs=own_person),
    "outcomes:office_completions": Row(**OFFICE),
    "outcomes:office_completions_export": Row(**OFFICE, methods="POST"),
    "outcomes:office_placements": Row(**OFFICE),
    "outcomes:office_placements_export": Row(**OFFICE, methods="POST"),
    "outcomes:placement_round_export": Row(**OFFICE, methods="POST", kwargs=kept),
    "outcomes:office_hires": Row(**OFFICE),
    "outcomes:office_fairness": Row(**OFFICE),
    "outcomes:office_target": Row(**OFFICE, methods="GET POST", data=season, post=(302,)),
    "outcomes:university_desk": Row(**COORDINATORS),
    "outcomes:university_persons": Row(**COORDINATORS),
    "outcomes:university_export": Row(**COORDINATORS, methods="POST"),
    "outcomes:university_person": Row(
        anonymous=302, coordinator=200, other_coordinator=404, rest=403, kwargs=own_person
    ),
    "outcomes:figure": Row(rest=200, kwargs=definition),
    "outcomes:results": Row(rest=200),
    "outcomes:fairness": Row(rest=200),
}
