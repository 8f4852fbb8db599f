"""How does the simulated city of `benchmarks.city_sim` come into the database? People, openings and what came of applying.

With `fields` people have a field of study each, openings are on the list in the months in which they were shown, and
invitations and offers are written, so that trainings see how far each application came.

Only what a platform would see is written; what is true of the city stays with the test.
"""

from datetime import date, datetime, timedelta

import numpy as np
from django.contrib.contenttypes.models import ContentType

from accounts.models import Consent, ConsentPurpose, EducationLevel, HeldSkill, Major, Trainee, User
from benchmarks.city_sim import MONTHS, Seen
from core.clock import CITY_TIME
from core.models import AuditEntry
from demo.world import count_anew
from matching.models import Application, Interview, Offer, Opening, OpeningSkill
from matching.recommendations.request.applying import scores_of
from tests.factories.accounts import CompanyFactory, DivisionFactory
from tests.factories.matching import OpeningFactory
from tests.factories.skills import OccupationFactory, SkillFactory

BEGAN = date(2025, 12, 1)
LAST = date(2026, 11, 22)
BORN = (2004, 1996, 1986, 1976)  # one year in each age band
STEPS = ("shortlist", "offer", "accept")
STATES = {
    "submit": "submitted",
    "shortlist": "shortlisted",
    "offer": "offered",
    "accept": "accepted",
    "reject": "rejected",
}


class SimulatedRows:
    """The rows behind the columns of the arrays."""

    def __init__(self, seen: Seen) -> None:
        self.skills = [SkillFactory() for _ in range(seen.people.levels.shape[1])]
        self.occupations = [
            OccupationFactory(code=f"o{n}") for n in range(seen.people.wanted_occupations.shape[1])
        ]
        self.divisions = [DivisionFactory() for _ in range(seen.people.wanted_divisions.shape[1])]
        self.levels = [
            EducationLevel.objects.get_or_create(code=f"s{rank}", rank=rank)[0]
            for rank in (2, 3, 4, 5)
        ]


def settle(seen: Seen, fields: list[str] | None = None) -> None:
    """Write the city: its year ends on LAST."""
    tables = SimulatedRows(seen)
    people, openings = _people(seen, tables), _openings(seen, tables)
    if fields is not None:
        _study(people, fields)
        _open(seen, openings)
    applied = np.flatnonzero(seen.applied).tolist()
    pairs = [(people[seen.person[row]], openings[seen.opening[row]]) for row in applied]
    fits = scores_of([(person.pk, opening.pk) for person, opening in pairs])
    applications = Application.objects.bulk_create(
        Application(
            trainee=person,
            opening=opening,
            state=STATES[_path(seen, row)[-1]],
            rejection_reason="other" if _path(seen, row)[-1] == "reject" else "",
            submitted_at=_sent(seen, row),
            **(fit.columns if fit else {}),
        )
        for (person, opening), row, fit in zip(pairs, applied, fits, strict=True)
    )
    _record(seen, applications, applied)
    if fields is not None:
        _meet(seen, applications, applied)
    count_anew()


def _study(people: list[Trainee], fields: list[str]) -> None:
    majors = {
        code: Major.objects.create(code=code, name_zh=f"专业{code}", name_en=f"Field {code}")
        for code in set(fields)
    }
    for person, code in zip(people, fields, strict=True):
        person.major = majors[code]
    Trainee.objects.bulk_update(people, ["major"])


def _open(seen: Seen, openings: list[Opening]) -> None:
    for at, opening in enumerate(openings):
        months = seen.month[seen.opening == at]
        first, last = int(months.min(initial=MONTHS - 1)), int(months.max(initial=0))
        day = BEGAN + timedelta(days=28 * first)
        opening.published_at = opening.submitted_at = datetime(
            day.year, day.month, day.day, tzinfo=CITY_TIME
        )
        opening.valid_until = BEGAN + timedelta(
            days=28 * (last + 1) + (200 if last == MONTHS - 1 else 0)
        )
    Opening.objects.bulk_update(openings, ["published_at", "submitted_at", "valid_until"])


def _meet(seen: Seen, applications: list[Application], rows: list[int]) -> None:
    """Write whom companies met and to whom they offered."""
    both = list(zip(applications, rows, strict=True))
    Interview.objects.bulk_create(
        Interview(
            application=sent, at=_sent(seen, row), place="示例路1号", invited_at=_sent(seen, row)
        )
        for sent, row in both
        if seen.shortlisted[row]
    )
    Offer.objects.bulk_create(
        Offer(application=sent, pay=5000, start_on=LAST, expires_on=LAST, sent_at=_sent(seen, row))
        for sent, row in both
        if seen.offered[row]
    )


def _path(seen: Seen, row: int) -> list[str]:
    """The steps from sending to the end: refused where the next one did not come."""
    reached = [bool(flags[row]) for flags in (seen.shortlisted, seen.offered, seen.hired)]
    taken = [
        "submit",
        *(step for step, is_reached in zip(STEPS, reached, strict=True) if is_reached),
    ]
    return taken if all(reached) else [*taken, "reject"]


def _sent(seen: Seen, row: int) -> datetime:
    day = BEGAN + timedelta(days=int(seen.month[row]) * 28 + row % 28)
    return datetime(day.year, day.month, day.day, 10, row % 60, tzinfo=CITY_TIME)


def _record(seen: Seen, applications: list[Application], rows: list[int]) -> None:
    kind = ContentType.objects.get_for_model(Application)
    AuditEntry.objects.bulk_create(
        AuditEntry(
            verb=f"application.{step}",
            content_type=kind,
            object_id=application.pk,
            after=STATES[step],
            at=_sent(seen, row) + timedelta(hours=number),
        )
        for application, row in zip(applications, rows, strict=True)
        for number, step in enumerate(_path(seen, row))
    )


def _people(seen: Seen, tables: SimulatedRows) -> list[Trainee]:
    count, group, wish = seen.people.ids.size, seen.groups, seen.people.wanted_pay_min
    users = User.objects.bulk_create(
        User(email=f"sim{n}@zhicai.example", kind="trainee") for n in range(count)
    )
    trainees = Trainee.objects.bulk_create(
        Trainee(
            user=user,
            gender=("female", "male")[group["sex"][n]],
            birth_on=date(BORN[group["age"][n]], 1 + n % 12, 1 + n % 28),
            education=tables.levels[group["tier"][n]],
            source=("local", "returnee")[group["returnee"][n]],
            wanted_pay_min=None if np.isnan(wish[n]) else int(wish[n]),
            is_open_to_contact=True,
            home_division=tables.divisions[seen.people.home_division[n]],
        )
        for n, user in enumerate(users)
    )
    Consent.objects.bulk_create(
        Consent(user=user, purpose=purpose, version="2026-11")
        for user in users
        for purpose in ConsentPurpose
    )
    held = seen.people.levels.tocoo()
    HeldSkill.objects.bulk_create(
        HeldSkill(trainee=trainees[row], skill=tables.skills[column], level=int(level))
        for row, column, level in zip(*held.coords, held.data, strict=True)
        if level
    )
    wished = seen.people.wanted_occupations.tocoo()
    Trainee.wanted_occupations.through._default_manager.bulk_create(
        Trainee.wanted_occupations.through(
            trainee=trainees[row], occupation=tables.occupations[column]
        )
        for row, column in zip(*wished.coords, strict=True)
    )
    return trainees


def _openings(seen: Seen, tables: SimulatedRows) -> list[Opening]:
    company = CompanyFactory()
    work = seen.openings
    openings = Opening.objects.bulk_create(
        OpeningFactory.build(
            company=company,
            occupation=tables.occupations[work.occupation[n]],
            division=tables.divisions[work.division[n]],
            pay_min=int(work.pay_min[n]),
            pay_max=int(work.pay_max[n]),
            headcount=int(seen.headcount[n]),
        )
        for n in range(work.ids.size)
    )
    asked = work.required.tocoo()
    worth = work.importance.tocoo()
    OpeningSkill.objects.bulk_create(
        OpeningSkill(
            opening=openings[row],
            skill=tables.skills[column],
            level=int(level),
            importance=int(importance),
        )
        for row, column, level, importance in zip(
            *asked.coords, asked.data, worth.data, strict=True
        )
    )
    return openings
