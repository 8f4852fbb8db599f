"""Who may claim, correct, read and check a national certificate, and if not, why not?"""

from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import NationalCertificate, Trainee, University, User
from accounts.permissions import visible_trainees
from accounts.permissions.consents import Use, allowing, denies_others
from accounts.states import NATIONAL, SHOWN, STANDING
from accounts.study import age_on
from core.clock import local_date
from core.denials import Denial
from core.undoing import undo_window, with_minutes

# National vocational certificates are issued since 1994, and nobody works before sixteen.
FIRST_ISSUED = date(1994, 1, 1)
MOST = 20
TAKEN = Denial(
    "national.taken",
    _("A certificate with this number and issuer is already here."),
    _(
        "Check the number. If it is yours and somebody else has used it, show the paper to the programme office."
    ),
)


def visible_nationals(user: User) -> QuerySet[NationalCertificate]:
    """Return one's own certificates, those of a school's own people for its coordinators, all for the office.

    Others read only what the person allows.
    """
    found = NationalCertificate.objects.filter(trainee__in=visible_trainees(user), state__in=SHOWN)
    if user.is_authenticated and user.is_trainee:
        return found
    return found.exclude(paper="").filter(allowing(Use.BE_CHECKED, "trainee__user"))


def denies_verifier(user: User, trainee: Trainee) -> Denial | None:
    """Let the office check everybody's, and coordinators those of their own school."""
    schools = University.objects.filter(coordinators__user=user, coordinators__is_active=True)
    if user.is_active and (
        user.is_office or (user.is_university and schools.filter(trainees=trainee).exists())
    ):
        return None
    return Denial(
        "national.verifier",
        _("Only the programme office and the person's own school check national certificates."),
    )


def denies_national_day(trainee: Trainee, issued_on: date, today: date) -> Denial | None:
    """Say why a certificate cannot have been issued on a day: to come, before there were any, or before working age."""
    if issued_on > today:
        return Denial("national.day.future", _("This day is still to come."))
    if issued_on < FIRST_ISSUED:
        return Denial("national.day.early", _("National certificates have been issued since 1994."))
    if trainee.birth_on is None or age_on(trainee.birth_on, issued_on) >= settings.WORKING_AGE:
        return None
    return Denial(
        "national.day.age",
        _("On this day you were younger than %(age)s.") % {"age": settings.WORKING_AGE},
        _(
            "Check the day of issue; if your date of birth is wrong, the programme office corrects it."
        ),
    )


def denies_another_national(trainee: Trainee) -> Denial | None:
    """A profile holds so many certificates, and no more."""
    if NationalCertificate.objects.filter(trainee=trainee, state__in=SHOWN).count() < MOST:
        return None
    return Denial(
        "national.many",
        _("You have %(count)s national certificates here already, which is the limit.")
        % {"count": MOST},
        _("Remove one before you add another."),
    )


def denies_taken(number: str, issuer_key: str, own: int | None = None) -> Denial | None:
    """Say that somebody has already claimed this very certificate."""
    same = NationalCertificate.objects.filter(
        number=number, issuer_key=issuer_key, state__in=STANDING
    )
    others = same if own is None else same.exclude(pk=own)
    return TAKEN if others.exists() else None


def denies_national_decision(
    user: User, certificate: NationalCertificate, verb: str
) -> Denial | None:
    """Say why a certificate cannot be checked, sent back or taken back by this account now."""
    trainee = certificate.trainee
    if denial := denies_verifier(user, trainee) or denies_others(trainee.user, Use.BE_CHECKED):
        return denial
    if verb == "check" and trainee.verified_at is None:
        return Denial(
            "national.name",
            _(
                "The real name of this person is not checked yet, so nobody can say whose paper it is."
            ),
            _("The programme office checks the real name first."),
        )
    return NATIONAL.denies(certificate.state, verb)


def denies_retracting_national(
    user: User, certificate: NationalCertificate, now: datetime
) -> Denial | None:
    """Say why taking a check back cannot be undone: not this account's, too late, or the number was claimed again.

    The day must be the same: what the figures of a past day say stays said.
    """
    if denial := denies_national_decision(user, certificate, "retract"):
        return denial
    ended_at = certificate.ended_at
    if (
        ended_at is None
        or ended_at + undo_window() <= now
        or local_date(ended_at) != local_date(now)
    ):
        return Denial(
            "national.retract.late",
            with_minutes(_("It can be undone for %(minutes)s minutes only, and on the same day.")),
        )
    return denies_taken(certificate.number, certificate.issuer_key, certificate.pk)


def same_number(certificate: NationalCertificate) -> Q:
    """Return the condition of other claims with the same number, whatever issuer was written."""
    return Q(number=certificate.number) & ~Q(pk=certificate.pk) & ~Q(number="")
