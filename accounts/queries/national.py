"""Which national certificates does a person hold, and which wait for a check?"""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts import consequences
from accounts.models import NationalCertificate, Trainee, User, UserKind
from accounts.permissions.consents import Use, allowing
from accounts.permissions.national import same_number, visible_nationals
from accounts.states import SHOWN, NationalState
from core.audit import history
from core.models import AuditEntry
from core.statements import Prepared, counting
from core.undoing import with_minutes
from skills.models import Occupation

WITH_PERSON = ("trainee__user", "trainee__university", "checked_by")


def nationals_of(trainee: Trainee) -> QuerySet[NationalCertificate]:
    """Return what a person says they hold, the highest grade first."""
    return trainee.national_certificates.filter(state__in=SHOWN).order_by(
        "grade", "-issued_on", "-pk"
    )


def readable_nationals_of(user: User, trainee: Trainee) -> QuerySet[NationalCertificate]:
    """Return those of a person's certificates that somebody else may read."""
    return visible_nationals(user).filter(trainee=trainee).order_by("grade", "-issued_on", "-pk")


def national_for(user: User, national_id: int) -> NationalCertificate | None:
    """Return one of the user's own certificates, or None."""
    found = NationalCertificate.objects.filter(trainee__user=user, state__in=SHOWN).select_related(
        "trainee__user"
    )
    return found.filter(pk=national_id).first()


def readable_national_for(user: User, national_id: int) -> NationalCertificate | None:
    """Return a certificate that the user may read, or None."""
    seen = visible_nationals(user).select_related(*WITH_PERSON)
    return seen.filter(pk=national_id).first()


def claims_to_check() -> QuerySet[NationalCertificate]:
    """Return the certificates that wait for a check: the office's list."""
    found = NationalCertificate.objects.filter(state=NationalState.CLAIMED).exclude(paper="")
    return found.filter(allowing(Use.BE_CHECKED, "trainee__user"))


def waiting_nationals(user: User) -> QuerySet[NationalCertificate]:
    """Return what waits for this account's check, the longest waiting first: the list and its number."""
    found = visible_nationals(user).filter(pk__in=claims_to_check().values("pk"))
    return found.select_related(*WITH_PERSON).order_by("claimed_at", "pk")


def waiting_number(user: User) -> int:
    """Return how many wait for this account's check; a coordinator's number is on every desk of a school."""
    if not user.is_university:
        return waiting_nationals(user).count()
    return WAITING_AT_SCHOOL.number(user_id=user.pk)


def _waiting_at_school(user_id: int) -> QuerySet[NationalCertificate]:
    return counting(waiting_nationals(User(pk=user_id, kind=UserKind.UNIVERSITY)))


WAITING_AT_SCHOOL = Prepared(_waiting_at_school, user_id=int)


def decided_nationals(user: User, limit: int = 20) -> QuerySet[NationalCertificate]:
    """Return what was checked last."""
    found = visible_nationals(user).filter(state=NationalState.CHECKED)
    return found.select_related(*WITH_PERSON).order_by("-checked_at", "-pk")[:limit]


def lookalikes_of(certificate: NationalCertificate, user: User) -> QuerySet[NationalCertificate]:
    """Return other claims with the same number that the user may read, to help the decision."""
    return (
        visible_nationals(user)
        .filter(same_number(certificate))
        .select_related("trainee")
        .order_by("pk")
    )


def national_history(certificate: NationalCertificate) -> QuerySet[AuditEntry]:
    """Return what happened with a certificate, oldest first."""
    return history(certificate)


def occupation_names() -> list[str]:
    """Return the names of national occupations that our trade knows, to choose from while typing."""
    found = (
        Occupation.objects.exclude(dadian_name_zh="")
        .order_by("dadian_name_zh")
        .values_list("dadian_name_zh")
    )
    return [name for (name,) in found.distinct()]


def checked_before(end: datetime) -> Q:
    """Return the condition that a certificate stood checked just before a moment."""
    return Q(checked_at__lt=end) & (Q(ended_at=None) | Q(ended_at__gte=end))


def copy_of(user: User) -> list[dict[str, Any]]:
    """Return everything kept about a person's national certificates, for their own copy."""
    found = NationalCertificate.objects.filter(trainee__user=user).order_by("pk")
    names = ("kind", "occupation", "grade", "number", "issuer", "issued_on", "state", "why_not")
    return list(found.values(*names, "claimed_at", "checked_at", "ended_at"))


def papers_of(user: User) -> list[tuple[str, Any]]:
    """Return the papers that a person uploaded."""
    found = NationalCertificate.objects.filter(trainee__user=user).exclude(paper="").order_by("pk")
    return [(str(each.pk), each.paper) for each in found]


def of_removing(certificate: NationalCertificate) -> list[str]:
    """Return what is lost when a person removes a certificate, and how it comes back."""
    counts = (
        [_("It is checked; from today it no longer counts.")]
        if certificate.state == NationalState.CHECKED
        else []
    )
    return [
        _("Number, issuer and paper are deleted for good; that cannot be undone."),
        *counts,
        *consequences.said_of(consequences.CERTIFICATE, certificate),
        _("You can add it again at any time, with a photo; it is then checked like a new one."),
    ]


def of_taking_back(certificate: NationalCertificate) -> list[str]:
    """Return the consequences of withdrawing the check of a certificate."""
    return [
        _("It is no longer shown as checked, and no longer counts from today."),
        *consequences.said_of(consequences.CERTIFICATE, certificate),
        _("The person is told at once and reads your reason."),
        with_minutes(_("You can undo it for %(minutes)s minutes, until midnight at the latest.")),
    ]
