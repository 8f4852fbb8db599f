"""Who graduates together, who of them can be in a placement round, and why are the others not?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Consent, ConsentPurpose, Trainee, University
from core.i18n import localized
from matching.models import Application, Opening, PlacementProposal
from matching.permissions.working import children_of
from matching.states import AT_WORK, LeftOut, ProposalState
from training.models import CourseRun, Enrolment
from training.states import CourseRunState, EnrolmentGroup, EnrolmentState, RunGroup

RUNS_TO_CHOOSE = 200


@dataclass(frozen=True, slots=True)
class Cohort:
    """Those who finish together: a course run, or a school's graduates of a year."""

    run: CourseRun | None = None
    university: University | None = None
    year: int | None = None

    @property
    def name(self) -> str:
        """What the cohort is called in the reader's language."""
        if self.run is not None:
            return f"{localized(self.run.course, 'title')} · {self.run.code}"
        return f"{localized(self.university, 'name')} · {self.year}"

    def people(self) -> QuerySet[Trainee]:
        """Return its people, closed and merged accounts left out."""
        found = Trainee.objects.filter(merged_into=None, user__is_active=True)
        if self.run is None:
            return found.filter(university=self.university, graduation_year=self.year)
        there = Enrolment.objects.filter(
            run=self.run, state__in=EnrolmentState.of(EnrolmentGroup.GRADUATING)
        )
        return found.filter(pk__in=there.values("trainee_id"))


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Whom and which openings the office takes out of a round before it is sent, by id."""

    people: frozenset[int] = frozenset()
    openings: frozenset[int] = frozenset()

    def beyond(self, seen: "TakenOut") -> list[int]:
        """Return what is struck here and was not there."""
        return [*(self.people - seen.people), *(self.openings - seen.openings)]


def trade_of(cohort: Cohort, opening_ids: Iterable[int]) -> set[int] | None:
    """Return which of these openings are of the trade that a class was taught; None where nothing says which trade that is.

    Of the occupations its course leads to; of a course that names none, what asks for a skill that it teaches.
    """
    if cohort.run is None:
        return None
    course = cohort.run.course
    occupations = set(course.occupations.order_by("pk").values_list("pk", flat=True))
    taught = (
        set()
        if occupations
        else set(course.taught.order_by("pk").values_list("skill_id", flat=True))
    )
    if not occupations and not taught:
        return None
    fits = Q(occupation__in=occupations) if occupations else Q(asked__skill__in=taught)
    found = Opening.objects.filter(fits, pk__in=list(opening_ids)).order_by("pk")
    return set(found.values_list("pk", flat=True))


def wanted_pairs(people: QuerySet[Trainee], opening_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Return (person, opening) where the opening's occupation is one that the person wants."""
    by_occupation: dict[int, list[int]] = {}
    openings = Opening.objects.filter(pk__in=list(opening_ids)).order_by("pk")
    for opening, occupation in openings.values_list("pk", "occupation_id"):
        by_occupation.setdefault(occupation, []).append(opening)
    wishes = Trainee.wanted_occupations.through._default_manager.filter(
        trainee__in=people
    ).order_by("pk")
    pairs = wishes.values_list("trainee_id", "occupation_id")
    return {
        (person, opening) for person, wished in pairs for opening in by_occupation.get(wished, ())
    }


def reasons_to_leave_out(people: QuerySet[Trainee], today: date) -> dict[int, LeftOut]:
    """Return person → why they are not in a round, for those who are not; the first reason that applies."""
    agreed = Consent.objects.filter(
        user=OuterRef("user"), purpose=ConsentPurpose.RECOMMENDATION, withdrawn_at=None
    )
    at_work = Application.objects.filter(trainee=OuterRef("pk"), state__in=AT_WORK)
    waiting = PlacementProposal.objects.filter(trainee=OuterRef("pk"), state=ProposalState.PROPOSED)
    children = children_of(people, today)
    rows = people.order_by("pk").annotate(
        agreed=Exists(agreed), at_work=Exists(at_work), waiting=Exists(waiting)
    )
    found: dict[int, LeftOut] = {}
    for pk, uses, has_agreed, works, waits in rows.values_list(
        "pk", "uses_recommendations", "agreed", "at_work", "waiting"
    ):
        said = (
            (not uses, LeftOut.SWITCHED_OFF),
            (not has_agreed, LeftOut.NO_CONSENT),
            (pk in children, LeftOut.UNDER_AGE),
            (works, LeftOut.AT_WORK),
            (waits, LeftOut.PROPOSED),
        )
        reason = next((reason for applies, reason in said if applies), None)
        if reason is not None:
            found[pk] = reason
    return found


def runs_to_place() -> QuerySet[CourseRun]:
    """Return the course runs whose people can be placed: running and finished ones, latest first."""
    runs = (
        CourseRun.objects.filter(state__in=CourseRunState.of(RunGroup.BEGUN))
        .select_related("course")
        .order_by("-ends_on", "-pk")
    )
    return runs.filter(pk__in=list(runs.values_list("pk", flat=True)[:RUNS_TO_CHOOSE]))


def schools_to_place() -> QuerySet[University]:
    """Return the schools that have people here."""
    people = Trainee.objects.filter(
        university=OuterRef("pk"), graduation_year__isnull=False, merged_into=None
    )
    return University.objects.filter(Exists(people)).order_by("code")


def years_to_place() -> list[int]:
    """Return the years in which people of the schools graduate, latest first."""
    years = Trainee.objects.filter(
        university__isnull=False, graduation_year__isnull=False
    ).order_by("-graduation_year")
    return list(years.values_list("graduation_year", flat=True).distinct())


def choices() -> dict[str, Any]:
    """Return what can be chosen: runs, schools and years."""
    return {"run": runs_to_place(), "university": schools_to_place(), "year": years_to_place()}
