"""May this account run the office's side of training, and if not, why not?"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts import names
from accounts.models import User, UserKind
from core.denials import Denial
from core.templatetags.zhicai import local_time
from training.documents.fonts import missing_glyphs
from training.models import Certificate, CourseRun
from training.models.certificates import holder_digest
from training.states import COURSE_RUN


def denies_office(user: User) -> Denial | None:
    """Say why this account may not decide for the programme office, or None."""
    if user.is_authenticated and user.kind == UserKind.OFFICE:
        return None
    return Denial("office.only", _("Only the programme office can do this."))


def denies_approving_over(reason: str) -> Denial | None:
    """Say that a reason to turn somebody down was typed, so that the enrolment was not approved, or None."""
    if not reason.strip():
        return None
    return Denial(
        "enrolment.reason_typed",
        _("You wrote why it is turned down, so it was not approved."),
        _("Turn it down, or clear the reason first."),
    )


def denies_opening_run(user: User, run: CourseRun) -> Denial | None:
    """Say why this run cannot be opened for enrolment, or None."""
    if denial := denies_office(user):
        return denial
    if not run.meetings.exists():
        return Denial(
            "run.no_meetings",
            _("This run has no classes yet."),
            _("Save it once so that classes are planned."),
        )
    return None


def denies_changing_run(user: User, run: CourseRun) -> Denial | None:
    """Say why a run's data cannot be changed, or None; they can as long as it can be cancelled."""
    if denial := denies_office(user):
        return denial
    if COURSE_RUN.denies(run.state, "cancel"):
        return Denial("run.over", _("This run is over and is not changed any more."))
    return None


def denies_closing_late(run: CourseRun) -> Denial | None:
    """Say that enrolment would close after the last class, when nothing can be made up, or None."""
    last = run.meetings.filter(cancelled_at=None).order_by("-ends_at", "-pk").first()
    if last is None or run.enrol_closes_at <= last.ends_at:
        return None
    return Denial(
        "run.closes_late",
        _("Enrolment would close after the last class is over (%(moment)s).")
        % {"moment": local_time(last.ends_at)},
        _("Choose an earlier end of enrolment."),
    )


def denies_starting_run(run: CourseRun, today: date) -> Denial | None:
    """Say why this run cannot start, or None."""
    if run.starts_on <= today:
        return None
    return Denial("run.too_early", _("The first day has not come yet."))


def denies_finishing_run(run: CourseRun, today: date) -> Denial | None:
    """Say why this run cannot be finished, or None."""
    if run.ends_on < today:
        return None
    return Denial("run.not_over", _("The last day is not over yet."))


def denies_revoking(user: User, certificate: Certificate, reason: str) -> Denial | None:
    """Say why this certificate cannot be revoked, or None."""
    if denial := denies_office(user):
        return denial
    if certificate.is_revoked:
        return Denial("certificate.revoked", _("This certificate is already revoked."))
    if not reason.strip():
        return Denial(
            "certificate.reason", _("Please give a reason."), _("It is kept with the certificate.")
        )
    return None


def denies_reissuing(user: User, certificate: Certificate, real_name: str) -> Denial | None:
    """Say why this certificate cannot be revoked and issued anew with this name, or None."""
    if denial := denies_office(user):
        return denial
    if certificate.enrolment_id is None or certificate.trainee.user.anonymised_at is not None:
        return Denial(
            "certificate.replaced",
            _("This certificate was issued anew already, or its holder has left."),
        )
    if not names.is_name(names.tidy(real_name)):
        return Denial("certificate.name", _("Please write the name for the new certificate."))
    return None


def denies_paper(certificate: Certificate) -> Denial | None:
    """Say why the certificate cannot be printed, or None: it needs exactly the certified name, and a font with its characters."""
    name = certificate.trainee.real_name
    if certificate.payload.get("holder_digest") != holder_digest(certificate.number, name):
        return Denial(
            "certificate.name_changed",
            _("The name in the profile is no longer the one on this certificate."),
            _(
                "Ask the programme office to correct the profile, or to revoke this certificate and issue a new one."
            ),
        )
    if unknown := missing_glyphs(name):
        return Denial(
            "certificate.glyphs",
            _("The fonts of this platform lack a character of the name: %(letters)s.")
            % {"letters": "".join(unknown)},
            _(
                "The certificate is valid and can be verified; ask the operator to install a font with this character."
            ),
        )
    return None
