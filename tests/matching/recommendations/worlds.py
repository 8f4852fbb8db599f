"""A small town in which everybody's way depends on their field of study and the shift, which the skill score does not know."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from accounts.models import Major, Trainee
from core import clock, versions
from matching.models import Application, Opening
from matching.queries.freshness import MARGIN
from matching.queries.history import APPLIED, Outcome
from matching.recommendations.kept.model import KIND, serving_model
from matching.recommendations.kept.outcome_weights import OutcomeScale, propensity
from matching.recommendations.kept.store import store
from matching.recommendations.kept.traits import FeatureTables
from matching.recommendations.night import fitting
from matching.recommendations.night.fitting import Material
from recommender.learned import choose
from recommender.learned.als import AlsSettings
from recommender.learned.choose import FitPlan
from recommender.learned.curve import Curve
from recommender.learned.model import Model
from recommender.learned.tables import FeatureTable
from tests.factories.accounts import CompanyFactory, HeldSkillFactory, TraineeFactory
from tests.factories.matching import OpeningFactory
from tests.factories.skills import OccupationFactory, SkillFactory
from tests.recommender.learned.worlds import nothing_known

SHIFTS = ("早八晚五，月休四天", "夜班，晚七到早三", "两班倒，做六休一")
START = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
PEOPLE, OPENINGS, EACH = 72, 45, 6
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
Curves = Mapping[str, Sequence[float]]
NO_CURVES: Curves = {}
PLAN = FitPlan((AlsSettings(rank=8, weight=8.0, penalty=2.0, profile=choose.PROFILE),) * 2)


def town(
    *, is_random: bool, people: int = PEOPLE, openings: int = OPENINGS
) -> tuple[list[Trainee], list[Opening]]:
    """Three fields of study, three shifts; people apply to their field's shift, or anywhere where it is random."""
    rng = np.random.default_rng(5)
    majors = [
        Major.objects.create(code=f"9900{n}", name_zh=f"专业{n}", name_en=f"Field {n}")
        for n in range(3)
    ]
    firm, skill = CompanyFactory(), SkillFactory(code="lockstitch")
    offered = [
        OpeningFactory(
            company=firm,
            shift=SHIFTS[n % 3],
            asks={"lockstitch": 3},
            published_at=START,
            submitted_at=START,
        )
        for n in range(openings)
    ]
    persons = [TraineeFactory(major=majors[n % 3]) for n in range(people)]
    for n, person in enumerate(persons):
        HeldSkillFactory(trainee=person, skill=skill, level=1 + n % 4)
    made = []
    for n, person in enumerate(persons):
        own = [one for at, one in enumerate(offered) if is_random or at % 3 == n % 3]
        for at in rng.permutation(len(own))[:EACH]:
            moment = START + timedelta(minutes=int(rng.integers(60, 200_000)))
            made.append(
                Application(trainee=person, opening=own[at], submitted_at=moment, moved_at=moment)
            )
    Application.objects.bulk_create(made)
    return persons, offered


def leaning_to(
    people: list[Trainee], openings: list[Opening], loved: Opening, average: float = 0.0
) -> Model:
    """What speaks for one opening, for everybody alike; of whom the profile alone tells stands at the average."""
    ids = [np.array(sorted(one.pk for one in side), dtype=np.int64) for side in (people, openings)]
    sides = np.ones((ids[0].size, 1)), np.where(ids[1] == loved.pk, 1.0, 0.1)[:, None]
    new = [np.zeros(one.size, dtype=bool) for one in ids]
    placing = nothing_known(ids[0].size, ids[1].size, average=average)
    return Model(
        *ids,
        *sides,
        *new,
        Curve(np.tile([0.0, 1.0, 0.0], (4, 1)), base=float(np.log(0.1)), top=0.02),
        placing,
    )


def serve_learned(plan: FitPlan = PLAN, learned: float = 0.6) -> versions.Version:
    """Learn from all outcomes by this plan and let it serve; what stands counts as known to it."""
    for model in (Opening, Trainee):
        model.objects.update(changed_at=LONG_AGO)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choose, "plan", lambda *_args: plan)
        arrays = fitting.arrays_of(fitting.material_of(clock.today()))
    return put(arrays, learned=learned)


def arrays_of(found: Model) -> dict[str, np.ndarray]:
    """What a version keeps of a model."""
    return found.to_arrays() | OutcomeScale.of([], propensity({})).to_arrays()


def serve(
    found: Model | None = None, curves: Curves = NO_CURVES, **weights: float
) -> versions.Version:
    """Let a model serve that was put together by hand; what is there already counts as known to it."""
    return put(arrays_of(found) if found else {}, curves=curves, **weights)


def put(
    arrays: dict[str, np.ndarray],
    *,
    is_served: bool = True,
    curves: Curves = NO_CURVES,
    **weights: float,
) -> versions.Version:
    """Let arrays serve with these weights, skill for the rest; trained a margin ahead, as all that stands is known."""
    shares = {"pay": 0.0, "place": 0.0, "occupation": 0.0, "text": 0.0, "learned": 0.0, **weights}
    shares["skill"] = 1.0 - sum(share for name, share in shares.items() if name != "skill")
    told = {**shares, "curves": dict(curves)}
    card = {
        "is_learned": bool(arrays),
        "weights": told,
        "trained_at": (clock.now() + MARGIN).isoformat(),
    }
    version = store(KIND).write("by-hand", arrays, card)
    store(KIND).serve(version)
    assert (serving_model().version == version.name) == is_served
    return version


def follow_wishes(people: list[Trainee], openings: list[Opening], count: int) -> None:
    """From now on some people apply, twice each, to what is of the occupation that they want: one of three."""
    trades = [OccupationFactory(code=f"trade_{n}") for n in range(3)]
    for n, opening in enumerate(openings):
        Opening.objects.filter(pk=opening.pk).update(occupation=trades[(n // 3) % 3])
    went = set(Application.objects.values_list("trainee_id", "opening_id"))
    moment, made = START + timedelta(days=145), []
    for n, person in enumerate(people):
        person.wanted_occupations.add(trades[n % 3])
        wanted = [
            one
            for at, one in enumerate(openings)
            if (at // 3) % 3 == n % 3 and (person.pk, one.pk) not in went
        ]
        for at in range(2 if n < count else 0):
            moment += timedelta(hours=2)
            made.append(
                Application(
                    trainee=person, opening=wanted[at], submitted_at=moment, moved_at=moment
                )
            )
    Application.objects.bulk_create(made)


def outcomes_of_weeks(weeks: int) -> Material:
    """What happened to twenty people and ten openings in so many weeks, one pair in almost a day."""
    pairs = [(1 + n % 20, 1 + (n + n // 20) % 10) for n in range(200)]
    rows = [
        Outcome(*pair, APPLIED, START + n * timedelta(weeks=weeks) / 200)
        for n, pair in enumerate(pairs)
    ]
    return Material(FeatureTables(FeatureTable(()), FeatureTable(())), rows, np.ones(1), "made up")
