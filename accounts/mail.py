"""How do the account's own e-mails leave? Written in the request, sent by the worker, erased by the sending."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts import outbox
from accounts.models import Invitation, WaitingMessage
from accounts.models.invitations import VALID_DAYS
from core.keepable import one_line
from core.notices import message_id, path_of


def post(subject: str, body: str, recipient: str) -> None:
    """Hand a written message to the worker."""
    outbox.post(
        "accounts.tasks.send_mail", {"subject": one_line(subject), "body": body, "to": recipient}
    )


def deliver(waiting_id: int) -> bool:
    """Send a message that `post` wrote; False when it was sent already."""
    return outbox.deliver(waiting_id, _send)


def _send(waiting: WaitingMessage, message: outbox.Message) -> None:
    """Send it under an id of its own: a mail that leaves twice is one to its reader."""
    headers = message_id("mail", str(waiting.number))
    EmailMessage(
        message["subject"],
        message["body"],
        settings.DEFAULT_FROM_EMAIL,
        [message["to"]],
        headers=headers,
    ).send()


def invitation_link(token: str) -> str:
    """Return the full address of an invitation."""
    return f"{settings.SITE_URL}{path_of('accounts:invitation', token)}"


def send_invitation(invitation: Invitation, token: str) -> None:
    """Write the invitation in both languages: its reader's is not known yet."""
    context = {"invitation": invitation, "link": invitation_link(token), "days": VALID_DAYS}
    body = render_to_string("accounts/email/invitation.txt", context)
    post(
        render_to_string("accounts/email/invitation_subject.txt", context).strip(),
        body,
        invitation.email,
    )
