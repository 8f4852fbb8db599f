"""How is a message of an account stored until it is sent? Encrypted in the database, in the transaction of its change.

The cache may vanish at any moment, so nothing that somebody waits for lives there. A row says nothing to who reads the
table alone: codes, links and addresses are sealed with a key made from the site's secret, and erased by the sending.
"""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction

from accounts.models import WaitingMessage
from core import background
from core.clock import now

# Codes and links are older by then than anybody would use them; a mail that nobody could send is given up.
KEPT = timedelta(hours=24)

Message = dict[str, str]


class Unsendable(Exception):
    """There is nothing (any more) that could be sent: the task has not done what it was asked for."""


def post(task: str, message: Message) -> WaitingMessage:
    """Keep a message and order the task that sends it, both with the transaction of the caller."""
    waiting = WaitingMessage.objects.create(
        sealed=_lock().encrypt(json.dumps(message).encode()).decode()
    )
    background.enqueue(task, waiting.pk)
    return waiting


def deliver(waiting_id: int, send: Callable[[WaitingMessage, Message], None]) -> bool:
    """Send a waiting message and erase it; False when it went out before, `Unsendable` when there is none."""
    with transaction.atomic():
        waiting = WaitingMessage.objects.select_for_update().filter(pk=waiting_id).first()
        if waiting is None or (waiting.sent_at is None and not waiting.sealed):
            raise Unsendable(f"message {waiting_id} is not here any more")
        if waiting.sent_at is not None:
            return False
        send(waiting, _opened(waiting))
        waiting.sealed, waiting.sent_at = "", now()
        waiting.save(update_fields=["sealed", "sent_at"])
    return True


def forget() -> int:
    """Delete what was sent or given up more than a day ago; return how many."""
    return WaitingMessage.objects.filter(created_at__lt=now() - KEPT).delete()[0]


def _opened(waiting: WaitingMessage) -> Message:
    try:
        opened: Message = json.loads(_lock().decrypt(waiting.sealed.encode()))
    except InvalidToken as unreadable:
        raise Unsendable(f"message {waiting.pk} was sealed with another secret") from unreadable
    return opened


def _lock() -> MultiFernet:
    """Return the lock of this site; a secret that was changed still opens what waits."""
    secrets = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    keys = [
        base64.urlsafe_b64encode(sha256(f"accounts.outbox:{secret}".encode()).digest())
        for secret in secrets
    ]
    return MultiFernet([Fernet(key) for key in keys])
