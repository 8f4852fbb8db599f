"""What does every part of the generator share? Scale, day, chances, the acting office person, and look-up tables."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from tqdm import tqdm

from accounts.models import Company, Division, EducationLevel, Major, Trainee, University, User
from core.clock import CITY_TIME
from core.models import AuditEntry
from demo.draws import Draws
from matching.models import Opening
from matching.queries.profiles import profile_to_send
from skills.models import Occupation, Skill
from training.models import Course, CourseSkill

BATCH = 2000


@dataclass(frozen=True, slots=True)
class CityScale:
    """How large the fictional city is: its `share` of the story's yearly goal, and `others` who never completed."""

    name: str
    companies: int
    openings: int
    past_openings: int
    earlier_years: int
    in_progress: int
    share: float = 1.0
    others: int = 260


SCALES = {
    # The large city's shape (several years, every firm with openings) in little: for tests.
    "sample": CityScale(
        "sample",
        companies=90,
        openings=150,
        past_openings=30,
        earlier_years=2,
        in_progress=8,
        share=0.1,
    ),
    "small": CityScale(
        "small", companies=40, openings=640, past_openings=160, earlier_years=0, in_progress=6
    ),
    "city": CityScale(
        "city",
        companies=7000,
        openings=20_000,
        past_openings=2000,
        earlier_years=9,
        in_progress=20,
        others=1000,
    ),
}


@dataclass(slots=True)
class World:
    """The state of the generator: its random sources and the objects made so far."""

    scale: CityScale
    today: date
    draws: Draws
    office: User
    quiet: bool = False
    numbers: Draws = field(init=False)  # what certificate numbers are drawn from
    prefix: str = field(init=False)  # what they begin with
    run_count: int = 1
    universities: list[University] = field(default_factory=list)
    companies: list[Company] = field(default_factory=list)
    owners: dict[int, User] = field(default_factory=dict)  # by the key of the company
    checkers: dict[int, User] = field(default_factory=dict)  # by the key of the school
    teachers: list[User] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)
    prerequisites: dict[int, list[int]] = field(default_factory=dict)  # keys, by that of the course
    taught: dict[int, list[CourseSkill]] = field(default_factory=dict)  # by the key of the course
    trainees: list[Trainee] = field(default_factory=list)
    seekers: list[Trainee] = field(default_factory=list)
    known: Trainee = field(init=False)  # whom one can log in as
    live: list[Opening] = field(default_factory=list)
    past: list[Opening] = field(default_factory=list)
    profiles: dict[int, dict[str, Any]] = field(default_factory=dict)
    places: dict[int, int] = field(
        default_factory=dict
    )  # key of each trainee → which of the city's people this is

    def __post_init__(self) -> None:
        self.numbers = self.draws.apart()

    def began_on(self, after: int = 0) -> date:
        """Return the day on which the platform began in this city (everybody joined), or so many days after."""
        return self.today - timedelta(days=400 + 366 * self.scale.earlier_years - after)

    def place_of(self, trainee: Trainee) -> int:
        """Return which of the city's people this is, from 1: keys differ from one database to the next, this does not."""
        return self.places[trainee.pk]

    def profile_of(self, trainee: Trainee) -> dict[str, Any]:
        """Return what an application of this person sends, read once."""
        if trainee.pk not in self.profiles:
            self.profiles[trainee.pk] = profile_to_send(trainee)
        return self.profiles[trainee.pk]

    @contextmanager
    def step(self, label: str, total: int) -> Iterator[Any]:
        """Show one progress bar."""
        with tqdm(total=total, desc=label, disable=self.quiet, leave=True, mininterval=0.5) as bar:
            yield bar


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """Return a moment of a day in Asia/Shanghai."""
    return datetime.combine(day, time(hour, minute), CITY_TIME)


def add_all(items: Iterable[models.Model]) -> list[Any]:
    """Insert rows of one model in batches; return them with their keys."""
    rows = list(items)
    return type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH) if rows else []


def count_anew() -> None:
    """Run ANALYZE: with statistics of empty tables the planner makes queries on full ones take minutes.

    Our tables by name: without names PostgreSQL also analyses the shared catalogues, and locks them until the end.
    """
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


@dataclass(frozen=True, slots=True)
class AuditedStep:
    """One state change to note in the audit record."""

    thing: models.Model
    verb: str
    before: str
    after: str
    at: datetime
    by: User | None
    reason: str = ""


def note_all(steps: Iterable[AuditedStep]) -> None:
    """Append an audit entry for each state change, in batches."""
    types: dict[type, int] = {}
    entries = []
    for step in steps:
        model = type(step.thing)
        if model not in types:
            types[model] = ContentType.objects.get_for_model(model).pk
        entries.append(
            AuditEntry(
                at=step.at,
                actor=step.by,
                verb=step.verb,
                content_type_id=types[model],
                object_id=step.thing.pk,
                before=step.before,
                after=step.after,
                reason=step.reason,
            )
        )
    AuditEntry.objects.bulk_create(entries, batch_size=BATCH)


@dataclass(frozen=True, slots=True)
class ReferenceRows:
    """The reference rows by the words that the data files use."""

    divisions: dict[str, Division]
    education: dict[str, EducationLevel]
    majors: list[Major]
    occupations: dict[str, Occupation]
    skills: dict[str, Skill]


def tables() -> ReferenceRows:
    """Load the reference rows once."""
    return ReferenceRows(
        divisions={d.name_zh: d for d in Division.objects.order_by("code")},
        education={e.code: e for e in EducationLevel.objects.order_by("code")},
        majors=list(Major.objects.order_by("code")),
        occupations={o.code: o for o in Occupation.objects.order_by("code")},
        skills={s.code: s for s in Skill.objects.order_by("code")},
    )
