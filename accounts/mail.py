"""How do the account's own e-mails leave? Written in the request, sent by the worker, forgotten after a day."""

import secrets

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts.models import Invitation
from core import background
from core.notices import message_id, path_of

KEPT_SECONDS = 24 * 3600


def post(subject: str, body: str, recipient: str) -> None:
    """Hand a written message to the worker; the cache forgets it, so no table keeps codes or addresses."""
    key = f"mail:{secrets.token_urlsafe(16)}"
    cache.set(key, {"subject": subject, "body": body, "to": recipient}, KEPT_SECONDS)
    background.enqueue("accounts.tasks.send_mail", key)


def deliver(key: str) -> bool:
    """Send a message that `post` wrote; False when it was sent already or has been forgotten."""
    message = cache.get(key)
    if message is None:
        return False
    headers = message_id("mail", key)
    EmailMessage(
        message["subject"], message["body"], settings.DEFAULT_FROM_EMAIL, [message["to"]], headers=headers
    ).send()
    cache.delete(key)
    return True


def invitation_link(token: str) -> str:
    """Return the full address of an invitation."""
    return f"{settings.SITE_URL}{path_of('accounts:invitation', token)}"


def send_invitation(invitation: Invitation, token: str) -> None:
    """Write the invitation in both languages: its reader's is not known yet."""
    context = {"invitation": invitation, "link": invitation_link(token)}
    body = render_to_string("accounts/email/invitation.txt", context)
    post(render_to_string("accounts/email/invitation_subject.txt", context).strip(), body, invitation.email)
