"""Which completions count toward the yearly goal (rule 1)?"""

from datetime import date, datetime, time, timedelta

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from core.clock import CITY_TIME
from training.models import Enrolment
from training.states import EnrolmentState

VERIFIED = Q(
    trainee__verified_at__isnull=False, trainee__merged_into=None, trainee__user__contact_confirmed_at__isnull=False
) | Q(
    trainee__merged_into__verified_at__isnull=False,
    trainee__merged_into__user__contact_confirmed_at__isnull=False,
)


def counted_completions(year: int, on: date | None = None) -> QuerySet[Enrolment]:
    """Return the completions of a calendar year that count, up to and including a day when given.

    `person` is the trainee, or the one they were merged into; `is_verified_person` says whether that person counts.
    A completion whose certificate was revoked stops counting on the day of the revocation.
    """
    counted = Enrolment.objects.filter(
        state=EnrolmentState.COMPLETED, is_counted=True, completed_on__year=year, certificate__isnull=False
    )
    still_valid = Q(certificate__revoked_at=None)
    if on is not None:
        counted = counted.filter(completed_on__lte=on)
        end_of_day = datetime.combine(on + timedelta(days=1), time(), CITY_TIME)
        still_valid |= Q(certificate__revoked_at__gte=end_of_day)
    return counted.filter(still_valid).annotate(
        person=Coalesce(F("trainee__merged_into"), F("trainee")),
        is_verified_person=Case(When(VERIFIED, then=Value(True)), default=Value(False), output_field=BooleanField()),
    )
