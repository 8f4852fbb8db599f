"""Which runs, enrolments and certificates may an account see at all?"""

from django.db.models import Q, QuerySet

from accounts.models import User, UserKind
from training.models import Certificate, CourseRun, Enrolment
from training.states import CourseRunState


def visible_runs(user: User) -> QuerySet[CourseRun]:
    """Return the runs that an account may see: drafts are the office's and their teachers' alone."""
    if user.is_authenticated and user.kind == UserKind.OFFICE:
        return CourseRun.objects.all()
    public = ~Q(state=CourseRunState.DRAFT)
    if user.is_authenticated and user.kind == UserKind.TEACHER:
        return CourseRun.objects.filter(public | Q(pk__in=user.taught_runs.values("pk")))
    return CourseRun.objects.filter(public)


def visible_taught_runs(user: User) -> QuerySet[CourseRun]:
    """Return the runs whose roster an account may open: a teacher's own, all for the office."""
    if user.kind == UserKind.OFFICE:
        return CourseRun.objects.all()
    if user.kind == UserKind.TEACHER:
        return CourseRun.objects.filter(teachers=user)
    return CourseRun.objects.none()


def visible_enrolments(user: User) -> QuerySet[Enrolment]:
    """Return the enrolments that an account may open: one's own, those of one's classes, all for the office."""
    if user.kind == UserKind.OFFICE:
        return Enrolment.objects.all()
    if user.kind == UserKind.TEACHER:
        return Enrolment.objects.filter(run__in=user.taught_runs.values("pk"))
    if user.kind == UserKind.TRAINEE:
        return Enrolment.objects.filter(trainee__user=user)
    return Enrolment.objects.none()


def visible_certificates(user: User) -> QuerySet[Certificate]:
    """Return the certificates that an account may download: one's own, all for the office."""
    if user.kind == UserKind.OFFICE:
        return Certificate.objects.all()
    if user.kind == UserKind.TRAINEE:
        return Certificate.objects.filter(trainee__user=user)
    return Certificate.objects.none()
