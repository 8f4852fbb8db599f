"""Who graduates together, who of them can be in a placement round, and why are the others not?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Consent, ConsentPurpose, Trainee, University
from core.i18n import localized
from matching.models import Application, PlacementProposal
from matching.permissions.working import children_of
from matching.states import ApplicationState, LeftOut, ProposalState
from training.models import CourseRun, Enrolment
from training.states import CourseRunState, EnrolmentState

A = ApplicationState
AT_WORK = (A.ACCEPTED, A.HIRE_CLAIMED, A.PLACED, A.CONTESTED, A.VERIFIED)
GRADUATING = (EnrolmentState.ATTENDING, EnrolmentState.COMPLETED)
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
        there = Enrolment.objects.filter(run=self.run, state__in=GRADUATING)
        return found.filter(pk__in=there.values("trainee_id"))


def reasons_to_leave_out(people: QuerySet[Trainee], today: date) -> dict[int, LeftOut]:
    """Return person → why they are not in a round, for those who are not; the first reason that applies."""
    agreed = Consent.objects.filter(user=OuterRef("user"), purpose=ConsentPurpose.RECOMMENDATION, withdrawn_at=None)
    at_work = Application.objects.filter(trainee=OuterRef("pk"), state__in=AT_WORK)
    waiting = PlacementProposal.objects.filter(trainee=OuterRef("pk"), state=ProposalState.PROPOSED)
    children = children_of(people, today)
    rows = people.order_by("pk").annotate(agreed=Exists(agreed), at_work=Exists(at_work), waiting=Exists(waiting))
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
    states = [CourseRunState.RUNNING, CourseRunState.FINISHED]
    runs = CourseRun.objects.filter(state__in=states).select_related("course").order_by("-ends_on", "-pk")
    return runs.filter(pk__in=list(runs.values_list("pk", flat=True)[:RUNS_TO_CHOOSE]))


def schools_to_place() -> QuerySet[University]:
    """Return the schools that have people here."""
    people = Trainee.objects.filter(university=OuterRef("pk"), graduation_year__isnull=False, merged_into=None)
    return University.objects.filter(Exists(people)).order_by("code")


def years_to_place() -> list[int]:
    """Return the years in which people of the schools graduate, latest first."""
    years = Trainee.objects.filter(university__isnull=False, graduation_year__isnull=False).order_by("-graduation_year")
    return list(years.values_list("graduation_year", flat=True).distinct())


def choices() -> dict[str, Any]:
    """Return what can be chosen: runs, schools and years."""
    return {"run": runs_to_place(), "university": schools_to_place(), "year": years_to_place()}
