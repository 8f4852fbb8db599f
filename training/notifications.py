"""Who is told what about enrolments and certificates?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import clock
from core.i18n import both
from core.notices import Letter, path_of, register, tell_each
from training.models import Certificate, CourseRun, Enrolment
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
    body=_(
        "Your seat in “%(course)s” is confirmed. The course starts on %(day)s. Place: %(place)s."
    ),
)
register(
    "training.joined",
    subject=_("You have a seat: %(course)s"),
    body=_(
        "Your seat in “%(course)s” is confirmed. The course has begun, so you can come at once. Place: %(place)s."
    ),
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
    subject=_("The seat held for you has gone to the next person: %(course)s"),
    body=_(
        "You did not answer by %(until)s, so the seat in “%(course)s” goes to the next person. You can enrol again."
    ),
)
register(
    "training.withdrawn",
    subject=_("You have withdrawn: %(course)s"),
    body=_(
        "Your enrolment in “%(course)s” from %(day)s has ended. You can enrol again while enrolment is open."
    ),
)
register(
    "training.cancelled",
    subject=_("Cancelled: %(course)s"),
    body=_(
        "Your enrolment in “%(course)s” from %(day)s was cancelled by the organiser. Reason: %(reason)s"
    ),
)
register(
    "training.lapsed",
    subject=_("No seat this time: %(course)s"),
    body=_(
        "Enrolment in “%(course)s” from %(day)s is over, and no seat became free for you. "
        "You are no longer on the waiting list; look at the other dates of the course."
    ),
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
    "training.unfailed",
    subject=_("Your course continues: %(course)s"),
    body=_("“%(course)s” is no longer marked as not passed. Your course continues as before."),
)
register(
    "training.restored",
    subject=_("Not cancelled: %(course)s"),
    body=_(
        "Your enrolment in “%(course)s” from %(day)s is no longer cancelled. Everything is as before."
    ),
)
register(
    "training.revoked",
    subject=_("Certificate revoked: %(number)s"),
    body=_("The certificate %(number)s of “%(course)s” was revoked. Reason: %(reason)s"),
)


register(
    "training.reissued",
    subject=_("Certificate issued anew: %(number)s"),
    body=_(
        "The certificate %(old)s of “%(course)s” was revoked and issued anew as %(number)s. Reason: %(reason)s "
        "Please use the new one from now on."
    ),
)


register(
    "training.class_moved",
    subject=_("A class moves: %(course)s"),
    body=_(
        "The class of “%(course)s” on %(before)s moves to %(after)s. Reason: %(reason)s "
        "If you put the classes into your calendar, download the file again."
    ),
)
register(
    "training.class_added",
    subject=_("One more class: %(course)s"),
    body=_("“%(course)s” has one more class on %(after)s. Reason: %(reason)s"),
)
register(
    "training.class_cancelled",
    subject=_("A class is cancelled: %(course)s"),
    body=_(
        "The class of “%(course)s” on %(before)s does not take place. Reason: %(reason)s "
        "If you put the classes into your calendar, download the file again."
    ),
)
register(
    "training.class_restored",
    subject=_("Not cancelled: a class of %(course)s"),
    body=_(
        "The class of “%(course)s” on %(before)s takes place after all. "
        "If you put the classes into your calendar, download the file again."
    ),
)
register(
    "training.new_dates",
    subject=_("New dates: %(course)s"),
    body=_(
        "“%(course)s” is now held from %(starts)s to %(ends)s (before: %(was_starts)s to %(was_ends)s). "
        "Look at the classes; if you put them into your calendar, download the file again."
    ),
)


def tell_applied(enrolment: Enrolment) -> None:
    """Tell that the office decides."""
    _tell(enrolment, "training.applied")


def tell_seated(enrolment: Enrolment, now: datetime) -> None:
    """Tell that the seat is confirmed; who comes into a class that has begun may come at once."""
    place = both(enrolment.run, "place")
    online = {"zh": "线上", "en": "online"}
    code = (
        "training.joined" if enrolment.run.starts_on < clock.local_date(now) else "training.seated"
    )
    _tell(enrolment, code, place={key: place[key] or online[key] for key in online})


def tell_waitlisted(enrolment: Enrolment, position: int) -> None:
    """Tell the position on the waiting list."""
    _tell(enrolment, "training.waitlisted", position=position)


def tell_offered(enrolment: Enrolment) -> None:
    """Tell that a seat is held until a moment."""
    _tell(enrolment, "training.offered", until=_until(enrolment))


def tell_offers_expired(enrolments: Iterable[Enrolment]) -> None:
    """Tell people that the held seats went on."""
    tell_each([_letter(each, "training.offer_expired", until=_until(each)) for each in enrolments])


def tell_withdrawn(enrolment: Enrolment) -> None:
    """Confirm a withdrawal."""
    _tell(enrolment, "training.withdrawn")


def tell_cancelled(enrolment: Enrolment, reason: str) -> None:
    """Tell that the organiser cancelled, and why."""
    _tell(enrolment, "training.cancelled", reason=reason)


def tell_lapsed(enrolments: Iterable[Enrolment]) -> None:
    """Tell people that their waiting ended without a seat."""
    tell_each([_letter(each, "training.lapsed") for each in enrolments])


def tell_failed(enrolment: Enrolment, reason: str) -> None:
    """Tell that the course ended without a pass, and why."""
    _tell(enrolment, "training.failed", reason=reason)


def tell_unfailed(enrolment: Enrolment) -> None:
    """Tell that the course goes on: it had not ended without a pass."""
    _tell(enrolment, "training.unfailed")


def tell_restored(enrolment: Enrolment) -> None:
    """Tell that the enrolment is restored to its state before the cancellation."""
    _tell(enrolment, "training.restored")


def tell_completed(enrolment: Enrolment, certificate: Certificate) -> None:
    """Tell that the certificate is there."""
    _tell(enrolment, "training.completed", number=certificate.number)


def tell_revoked(certificate: Certificate) -> None:
    """Tell that a certificate was revoked, and why."""
    if certificate.enrolment is not None:
        _tell(
            certificate.enrolment,
            "training.revoked",
            number=certificate.number,
            reason=certificate.revoked_reason,
        )


def tell_reissued(certificate: Certificate, old: Certificate, reason: str) -> None:
    """Tell that a certificate was replaced by a corrected one."""
    if certificate.enrolment is not None:
        _tell(
            certificate.enrolment,
            "training.reissued",
            number=certificate.number,
            old=old.number,
            reason=reason,
        )


def _until(enrolment: Enrolment) -> str:
    return shown(enrolment.offer_expires_at) if enrolment.offer_expires_at else ""


def _tell(enrolment: Enrolment, code: str, **params: Any) -> None:
    tell_each([_letter(enrolment, code, **params)])


def _letter(enrolment: Enrolment, code: str, **params: Any) -> Letter:
    about = {
        "course": both(enrolment.run.course, "title"),
        "day": enrolment.run.starts_on.isoformat(),
    }
    return Letter(
        enrolment.trainee.user,
        code,
        path_of("training:enrolment", enrolment.pk),
        {**about, **params},
    )


def tell_class(users: Iterable[Any], run: CourseRun, what: str, **about: Any) -> None:
    """Tell people of a class that moves, comes on top, does not take place or does after all."""
    words = {
        name: value if isinstance(value, str) else shown(value) for name, value in about.items()
    }
    _tell_all(users, run, f"training.class_{what}", words)


def tell_new_dates(users: Iterable[Any], run: CourseRun, before: tuple[Any, Any]) -> None:
    """Tell people of the new days of a run."""
    days = {
        "starts": run.starts_on,
        "ends": run.ends_on,
        "was_starts": before[0],
        "was_ends": before[1],
    }
    _tell_all(
        users, run, "training.new_dates", {name: day.isoformat() for name, day in days.items()}
    )


def _tell_all(users: Iterable[Any], run: CourseRun, code: str, words: dict[str, Any]) -> None:
    words = {**words, "course": both(run.course, "title")}
    tell_each([Letter(user, code, _place_of(user, run), words) for user in users])


def _place_of(user: Any, run: CourseRun) -> str:
    """Return where the person sees the run: their own courses, or the roster for who teaches."""
    return (
        path_of("training:my_enrolments") if user.is_trainee else path_of("training:roster", run.pk)
    )
