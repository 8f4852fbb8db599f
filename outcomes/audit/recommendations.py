"""Are recommendations explained (I14)?"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import isclose

from accounts.models import Trainee
from core.clock import local_date
from matching.recommendations.request.lists import openings_for
from matching.recommendations.request.matches import Match
from matching.recommendations.request.serving import Serving
from outcomes.audit.findings import Breach, things

PEOPLE, EACH = 12, 5
CLOSE = 1e-6


def add_up(now: datetime) -> list[Breach]:
    """I14: what a sample of people is shown today names its model version, and the contributions make the score."""
    return [
        problem
        for trainee in _sample()
        for problem in problems_of(
            trainee.pk, openings_for(trainee, EACH, Serving(local_date(now)))
        )
    ]


def problems_of(trainee_id: int, matches: Sequence[Match]) -> list[Breach]:
    """Report the recommendations of one person that do not explain themselves."""
    nameless = (
        f"trainee:{trainee_id} opening:{match.thing.pk}"
        for match in matches
        if not match.model_version
    )
    return [
        *things("a recommendation without its model version", nameless),
        *things("contributions that do not make the score", _wrong_sums(trainee_id, matches)),
    ]


def _wrong_sums(trainee_id: int, matches: Iterable[Match]) -> Iterable[str]:
    for match in matches:
        if not isclose(
            sum(share for _name, share in match.contributions), match.score, abs_tol=CLOSE
        ):
            yield f"trainee:{trainee_id} opening:{match.thing.pk}"


def _sample() -> list[Trainee]:
    """Return people spread evenly over all who use recommendations."""
    people = Trainee.objects.filter(
        uses_recommendations=True, merged_into=None, user__is_active=True
    ).order_by("pk")
    ids = list(people.values_list("pk", flat=True))
    return list(people.filter(pk__in=ids[:: max(1, len(ids) // PEOPLE)][:PEOPLE]))
