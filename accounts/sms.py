"""How does a text message leave? Through the class that SMS_SENDER names; without one, codes by phone are not offered."""

import logging
import secrets
from typing import Protocol

from django.conf import settings
from django.core.cache import cache
from django.utils.module_loading import import_string

from core import background

logger = logging.getLogger(__name__)
KEPT_SECONDS = 3600


class Sender(Protocol):
    """What a provider has to offer."""

    def send(self, phone: str, text: str) -> None:
        """Send one message."""


class ConsoleSender:
    """Writes the message to the log: for development, where no provider is at hand."""

    def send(self, phone: str, text: str) -> None:
        """Log the message."""
        logger.info("SMS to %s: %s", phone, text)


class MemorySender:
    """Keeps messages in a list, for tests."""

    outbox: list[tuple[str, str]] = []

    def send(self, phone: str, text: str) -> None:
        """Remember the message."""
        self.outbox.append((phone, text))


def is_configured() -> bool:
    """Tell whether text messages can be sent at all."""
    return bool(settings.SMS_SENDER)


def post(phone: str, text: str) -> None:
    """Hand a written message to the worker; the cache forgets it, so no table keeps codes or numbers."""
    if is_configured():
        key = f"sms:{secrets.token_urlsafe(16)}"
        cache.set(key, {"phone": phone, "text": text}, KEPT_SECONDS)
        background.enqueue("accounts.tasks.send_sms", key)


def deliver(key: str) -> bool:
    """Send a message that `post` wrote; False when it was sent already or has been forgotten."""
    message = cache.get(key)
    if message is None:
        return False
    sender: Sender = import_string(settings.SMS_SENDER)()
    sender.send(message["phone"], message["text"])
    cache.delete(key)
    return True
