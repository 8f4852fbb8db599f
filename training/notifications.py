"""Who is told what about enrolments and certificates?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core import clock
from core.i18n import both
from core.notices import path_of, register, tell
from training.models import Certificate, Enrolment
from training.permissions.enrolling import shown

register(
    "training.applied",
    subject=_("Received: %(course)s"),
    body=_(
        "Your enrolment in “%(course)s” from %(day)s is with the office. You hear from us as soon as it is decided."
    ),
)
register(
    "training.seated",
    subject=_("You have a seat: %(course)s"),
    body=_("Your seat in “%(course)s” is confirmed. The course starts on %(day)s. Place: %(place)s."),
)
register(
    "training.joined",
    subject=_("You have a seat: %(course)s"),
    body=_("Your seat in “%(course)s” is confirmed. The class has begun, so you can come at once. Place: %(place)s."),
)
register(
    "training.waitlisted",
    subject=_("On the waiting list: %(course)s"),
    body=_("“%(course)s” from %(day)s is full. You are number %(position)s on the waiting list."),
)
register(
    "training.offered",
    subject=_("A seat is free for you: %(course)s"),
    body=_("A seat in “%(course)s” from %(day)s is yours if you accept it by %(until)s."),
)
register(
    "training.offer_expired",
    subject=_("The offered seat has gone on: %(course)s"),
    body=_(
        "You did not answer by %(until)s, so the seat in “%(course)s” goes to the next person. You can enrol again."
    ),
)
register(
    "training.withdrawn",
    subject=_("You have withdrawn: %(course)s"),
    body=_("Your enrolment in “%(course)s” from %(day)s has ended. You can enrol again while enrolment is open."),
)
register(
    "training.cancelled",
    subject=_("Cancelled: %(course)s"),
    body=_("Your enrolment in “%(course)s” from %(day)s was cancelled by the organiser. Reason: %(reason)s"),
)
register(
    "training.completed",
    subject=_("Completed: %(course)s"),
    body=_("You have completed “%(course)s”. Your certificate %(number)s is ready to download."),
)
register(
    "training.failed",
    subject=_("Not passed: %(course)s"),
    body=_("“%(course)s” ended without a pass. Reason: %(reason)s You can enrol in another run."),
)
register(
    "training.revoked",
    subject=_("Certificate revoked: %(number)s"),
    body=_("The certificate %(number)s of “%(course)s” was revoked. Reason: %(reason)s"),
)


def tell_applied(enrolment: Enrolment) -> None:
    """Tell that the office decides."""
    _tell(enrolment, "training.applied")


def tell_seated(enrolment: Enrolment) -> None:
    """Tell that the seat is confirmed; who comes into a class that has begun may come at once."""
    place = both(enrolment.run, "place")
    online = {"zh": "线上", "en": "online"}
    code = "training.joined" if enrolment.run.starts_on < clock.today() else "training.seated"
    _tell(enrolment, code, place={key: place[key] or online[key] for key in online})


def tell_waitlisted(enrolment: Enrolment, position: int) -> None:
    """Tell the position on the waiting list."""
    _tell(enrolment, "training.waitlisted", position=position)


def tell_offered(enrolment: Enrolment) -> None:
    """Tell that a seat is held until a moment."""
    _tell(enrolment, "training.offered", until=_until(enrolment))


def tell_offer_expired(enrolment: Enrolment) -> None:
    """Tell that the held seat went on."""
    _tell(enrolment, "training.offer_expired", until=_until(enrolment))


def tell_withdrawn(enrolment: Enrolment) -> None:
    """Confirm a withdrawal."""
    _tell(enrolment, "training.withdrawn")


def tell_cancelled(enrolment: Enrolment, reason: str) -> None:
    """Tell that the organiser cancelled, and why."""
    _tell(enrolment, "training.cancelled", reason=reason)


def tell_failed(enrolment: Enrolment, reason: str) -> None:
    """Tell that the course ended without a pass, and why."""
    _tell(enrolment, "training.failed", reason=reason)


def tell_completed(enrolment: Enrolment, certificate: Certificate) -> None:
    """Tell that the certificate is there."""
    _tell(enrolment, "training.completed", number=certificate.number)


def tell_revoked(certificate: Certificate) -> None:
    """Tell that a certificate was revoked, and why."""
    _tell(certificate.enrolment, "training.revoked", number=certificate.number, reason=certificate.revoked_reason)


def _until(enrolment: Enrolment) -> str:
    return shown(enrolment.offer_expires_at) if enrolment.offer_expires_at else ""


def _tell(enrolment: Enrolment, code: str, **params: Any) -> None:
    tell(
        enrolment.trainee.user,
        code,
        url=path_of("training:enrolment", enrolment.pk),
        course=both(enrolment.run.course, "title"),
        day=enrolment.run.starts_on.isoformat(),
        **params,
    )
