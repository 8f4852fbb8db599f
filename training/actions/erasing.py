"""What happens in this room when a person leaves? Seats are freed, words go, what was counted stays without a name.

The certificate stays as it was issued: it names its holder by a mask and a digest only, so the paper in somebody's hands
can still be verified, and nobody finds the person through it (ADR 6).
"""

from datetime import datetime

from accounts.models import Trainee, User
from core import audit
from training.actions.enrolments import withdraw
from training.models import (
    Assessment,
    Attendance,
    Certificate,
    EarlierAssessment,
    Enrolment,
    Meeting,
)
from training.states import ACTIVE_STATES


def erase(*, user: User, now: datetime) -> None:
    """Withdraw running enrolments, then erase every text about the person; all or nothing, in the caller's transaction."""
    trainee = Trainee.objects.filter(user=user).first()
    if trainee is None:
        return
    for enrolment in Enrolment.objects.filter(trainee=trainee, state__in=ACTIVE_STATES).order_by(
        "pk"
    ):
        withdraw(enrolment=enrolment, by=user, now=now)
    Enrolment.objects.filter(trainee=trainee).update(end_reason="")
    Attendance.objects.filter(enrolment__trainee=trainee).update(reason="")
    EarlierAssessment.objects.filter(enrolment__trainee=trainee).update(reason=audit.ERASED)
    _erase_history(trainee, user)


def _erase_history(trainee: Trainee, user: User) -> None:
    """Blank the reasons in the history of the person's own rows, and where a class's entry names the person."""
    own = Certificate.objects.filter(trainee=trainee)
    audit.erase_words(Enrolment.objects.filter(trainee=trainee))
    audit.erase_words(Assessment.objects.filter(enrolment__trainee=trainee))
    audit.erase_words(own)
    # The public page shows only that the certificate was revoked, not why.
    own.exclude(revoked_at=None).update(revoked_reason=audit.ERASED)
    names = [trainee.real_name, user.real_name, user.phone or "", user.email or ""]
    audit.erase_words(Meeting.objects.filter(attendances__enrolment__trainee=trainee), naming=names)
