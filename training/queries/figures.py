"""Which completions count toward the yearly goal (rule 1)?"""

from datetime import date, datetime, time, timedelta

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from core.clock import CITY_TIME
from training.models import Certificate, Enrolment
from training.states import EnrolmentState

VERIFIED = Q(
    trainee__verified_at__isnull=False,
    trainee__merged_into=None,
    trainee__user__contact_confirmed_at__isnull=False,
) | Q(
    trainee__merged_into__verified_at__isnull=False,
    trainee__merged_into__user__contact_confirmed_at__isnull=False,
)


def merged_by(end: datetime) -> Q:
    """Return the condition that a row's trainee had been merged into somebody before a moment."""
    is_early = Q(trainee__merged_at=None) | Q(trainee__merged_at__lt=end)
    return Q(trainee__merged_into__isnull=False) & is_early


def person_of(end: datetime) -> Case:
    """Return the person of a row with a trainee, as known before a moment; of a merged duplicate the person merged into."""
    return Case(When(merged_by(end), then=F("trainee__merged_into")), default=F("trainee"))


def certified_by(end: datetime) -> Exists:
    """Return the condition that a completion had a certificate before a moment, one that stood then.

    Any that was ever issued for it: what was revoked and issued anew later had none in between.
    """
    stood = Q(revoked_at=None) | Q(revoked_at__gte=end)
    return Exists(Certificate.objects.filter(stood, completion=OuterRef("pk"), issued_at__lt=end))


def end_of(day: date) -> datetime:
    """Return the first moment after a day of the city's calendar."""
    return datetime.combine(day + timedelta(days=1), time.min, CITY_TIME)


def counted_completions(
    year: int, on: date | None = None, known_on: date | None = None
) -> QuerySet[Enrolment]:
    """Return the completions of a calendar year that count, up to and including a day when given.

    `known_on` is the day by whose end they must have been known (the same day when none is given): what was recorded
    later is not in it, what was revoked or merged later is as it was. `person` is the trainee, or the one they were
    merged into; `is_verified_person` says whether that person counts now.
    """
    counted = Enrolment.objects.filter(
        state=EnrolmentState.COMPLETED,
        is_counted=True,
        completed_on__year=year,
        certificate__isnull=False,
    )
    is_certified, is_merged = Q(certificate__revoked_at=None), Q(trainee__merged_into__isnull=False)
    if on is not None:
        end = end_of(known_on or on)
        counted = counted.filter(completed_on__lte=on, ended_at__lt=end)
        is_certified, is_merged = Q(certified_by(end)), merged_by(end)
    return counted.filter(is_certified).annotate(
        person=Case(When(is_merged, then=F("trainee__merged_into")), default=F("trainee")),
        is_verified_person=Case(
            When(VERIFIED, then=Value(True)), default=Value(False), output_field=BooleanField()
        ),
    )
