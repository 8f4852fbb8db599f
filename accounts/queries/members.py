"""What does it mean to take a member out, to let one back in, or to take an invitation back? Said before it is done."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import consequences, phones
from accounts.models import CompanyMember, Invitation
from core.i18n import localized


def of_switching(member: CompanyMember, now: datetime) -> list[str]:
    """Return what switching a member does, as things stand."""
    return _of_taking_out(member, now) if member.is_active else _of_letting_in(member)


def _of_taking_out(member: CompanyMember, now: datetime) -> list[str]:
    names = {"person": str(member.user), "company": localized(member.company, "name")}
    return [
        _(
            "%(person)s can no longer log in and reaches nothing of %(company)s, from the next request on."
        )
        % names,
        *consequences.said_of(consequences.MEMBER, member, now=now),
        *_invited(member, now),
        *_others(member),
        _("You can let this person back in at any time; then everything is as before."),
    ]


def _invited(member: CompanyMember, now: datetime) -> list[str]:
    waiting = Invitation.objects.filter(
        by=member.user_id, accepted_at=None, revoked_at=None, expires_at__gt=now
    )
    if not (count := waiting.count()):
        return []
    sentence = ngettext(
        "%(count)s invitation that this person sent stays valid; take it back if it should not.",
        "%(count)s invitations that this person sent stay valid; take back those that should not.",
        count,
    )
    return [sentence % {"count": count}]


def _others(member: CompanyMember) -> list[str]:
    """Say who remains; the last owner is never removed, so somebody always does."""
    count = (
        CompanyMember.objects.filter(company=member.company_id, is_active=True)
        .exclude(pk=member.pk)
        .count()
    )
    sentence = ngettext(
        "%(count)s other member still acts for the company and gets its notices.",
        "%(count)s other members still act for the company and get its notices.",
        count,
    )
    return [sentence % {"count": count}]


def _of_letting_in(member: CompanyMember) -> list[str]:
    names = {"person": str(member.user), "company": localized(member.company, "name")}
    return [_("%(person)s can log in again and act for %(company)s at once.") % names]


def of_revoking(invitation: Invitation, back: str) -> dict[str, str]:
    """Return the question before an invitation is taken back: what stops working, and how it comes back."""
    to = invitation.email or phones.national(str(invitation.phone))
    said = _(
        "The link sent to %(to)s no longer works. You can send a new invitation to the same address at any time."
    )
    title = _("Take back the invitation of %(to)s?") % {"to": to}
    return {
        "title": title,
        "text": said % {"to": to},
        "submit": _("Take back"),
        "cancel_url": back,
        "kind": "danger",
    }
