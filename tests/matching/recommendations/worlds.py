"""A small town in which everybody's way depends on their field of study and the shift, which the skill score does not know."""

from datetime import UTC, datetime, timedelta

import numpy as np

from accounts.models import Major, Trainee
from core import clock
from matching.models import Application, Opening
from matching.recommendations import versions
from matching.recommendations.live import KIND, live
from matching.recommender.learned import Model
from matching.recommender.learned.curve import Curve
from tests.factories.accounts import CompanyFactory, HeldSkillFactory, TraineeFactory
from tests.factories.matching import OpeningFactory
from tests.factories.skills import SkillFactory

SHIFTS = ("早八晚五，月休四天", "夜班，晚七到早三", "两班倒，做六休一")
START = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
PEOPLE, OPENINGS, EACH = 72, 45, 6


def town(*, is_random: bool, people: int = PEOPLE, openings: int = OPENINGS) -> tuple[list[Trainee], list[Opening]]:
    """Three fields of study, three shifts; people apply to their field's shift, or anywhere where it is random."""
    rng = np.random.default_rng(5)
    majors = [Major.objects.create(code=f"9900{n}", name_zh=f"专业{n}", name_en=f"Field {n}") for n in range(3)]
    firm, skill = CompanyFactory(), SkillFactory(code="lockstitch")
    offered = [
        OpeningFactory(
            company=firm, shift=SHIFTS[n % 3], asks={"lockstitch": 3}, published_at=START, submitted_at=START
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
            made.append(Application(trainee=person, opening=own[at], submitted_at=moment, moved_at=moment))
    Application.objects.bulk_create(made)
    return persons, offered


def leaning_to(people: list[Trainee], openings: list[Opening], loved: Opening) -> Model:
    """What speaks for one opening, for everybody alike."""
    ids = [np.array(sorted(one.pk for one in side), dtype=np.int64) for side in (people, openings)]
    sides = np.ones((ids[0].size, 1)), np.where(ids[1] == loved.pk, 1.0, 0.1)[:, None]
    new = [np.zeros(one.size, dtype=bool) for one in ids]
    return Model(*ids, *sides, *new, Curve(np.tile([0.0, 1.0, 0.0], (4, 1)), base=float(np.log(0.1)), top=0.02))


def serve(found: Model | None = None, **weights: float) -> versions.Version:
    """Let a model serve that was put together by hand."""
    shares = {"pay": 0.0, "place": 0.0, "occupation": 0.0, "text": 0.0, "learned": 0.0, **weights}
    shares["skill"] = 1.0 - sum(share for name, share in shares.items() if name != "skill")
    card = {"is_learned": found is not None, "weights": shares, "trained_at": clock.now().isoformat()}
    version = versions.write(KIND, "by-hand", found.to_arrays() if found else {}, card)
    versions.serve(version)
    assert live().version == version.name
    return version
