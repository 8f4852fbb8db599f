"""Who joins by invitation, and who leaves a company?"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts import mail, notifications, permissions, queries, sms
from accounts.actions.people import create_person
from accounts.actions.privacy import give_consent
from accounts.models import (
    Company,
    CompanyMember,
    CompanyRole,
    ConsentPurpose,
    Invitation,
    University,
    User,
    UserKind,
)
from accounts.models.invitations import VALID_DAYS
from core import audit
from core.denials import Denial, Refused, require

HAS_ACCOUNT = Denial(
    "invitation.has_account",
    _("There is already an account with this address, and one account is of one kind."),
    _("Ask for an invitation to another address."),
)


@transaction.atomic
def invite(
    *,
    kind: str,
    by: Any,
    now: datetime,
    email: str = "",
    phone: str = "",
    company: Company | None = None,
    role: str = "",
    university: University | None = None,
) -> tuple[Invitation, str]:
    """Invite somebody to a kind of account; return the invitation and its token, which is stored only as a hash."""
    require(permissions.denies_inviting(by, kind, company))
    require(permissions.denies_adding(company))
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email.lower(),
        phone=phone,
        kind=kind,
        company=company,
        role=(role or CompanyRole.RECRUITER) if kind == UserKind.COMPANY else "",
        university=university,
        token_hash=queries.hash_of(token),
        expires_at=now + timedelta(days=VALID_DAYS),
        by=by,
    )
    audit.record(invitation, "invitation.send", by=by, after=kind)
    _deliver(invitation, token)
    return invitation, token


def _deliver(invitation: Invitation, token: str) -> None:
    if invitation.email:
        mail.send_invitation(invitation, token)
    else:
        sms.post(
            invitation.phone,
            str(_("You are invited to Zhicai: %(link)s") % {"link": mail.invitation_link(token)}),
        )


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, real_name: str, password: str, language: str, now: datetime
) -> User:
    """Make the account that the invitation is for; its address counts as confirmed, because the token came there."""
    require(permissions.denies_accepting(invitation, now))
    user = _newcomer(invitation, now, real_name=real_name, password=password, language=language)
    claimed = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
        accepted_at=now, accepted_by=user
    )
    if not claimed:
        raise Refused(
            Denial(
                "invitation.used", _("This invitation was already accepted."), _("Log in instead.")
            )
        )
    audit.record(invitation, "invitation.accept", by=user)
    for purpose in (ConsentPurpose.TERMS, ConsentPurpose.PRIVACY):
        give_consent(user=user, purpose=purpose, by=user, now=now)
    if invitation.company is not None:
        notifications.tell_member_joined(user.membership)
    return user


def _newcomer(invitation: Invitation, now: datetime, **typed: str) -> User:
    """Make the login; an address that has one already, even since a moment ago, gets no second."""
    try:
        with transaction.atomic():
            return create_person(
                kind=invitation.kind,
                email=invitation.email,
                phone=invitation.phone or None,
                company=invitation.company,
                role=invitation.role,
                university=invitation.university,
                confirmed_at=now,
                **typed,
            )
    except IntegrityError as error:
        if queries.user_with(email=invitation.email, phone=invitation.phone) is None:
            raise
        raise Refused(HAS_ACCOUNT) from error


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Any, now: datetime) -> None:
    """Take an invitation back before it is accepted."""
    require(permissions.denies_inviting(by, invitation.kind, invitation.company))
    if Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
        revoked_at=now
    ):
        audit.record(invitation, "invitation.revoke", by=by)


@transaction.atomic
def deactivate_member(*, member: CompanyMember, by: Any) -> None:
    """Take a member out: from the next request on they reach nothing of the company."""
    require(permissions.denies_taking_out(by, member))
    _switch(member, active=False, by=by)


@transaction.atomic
def reactivate_member(*, member: CompanyMember, by: Any) -> None:
    """Let a former member act for the company again."""
    require(permissions.denies_letting_in(by, member))
    _switch(member, active=True, by=by)


def _switch(member: CompanyMember, *, active: bool, by: Any) -> None:
    """Change membership and login together, so that a running session ends with its next request."""
    if member.is_active == active:  # a second tap on the same button
        return
    member.is_active = member.user.is_active = active
    member.save(update_fields=["is_active"])
    member.user.save(update_fields=["is_active"])
    audit.record(member, "member.reactivate" if active else "member.deactivate", by=by)
