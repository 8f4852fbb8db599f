"""How does a text message leave? Through the class that SMS_SENDER names; without one, codes by phone are not offered."""

import logging
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)


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


def send(phone: str, text: str) -> None:
    """Send one text message, if a sender is configured."""
    if is_configured():
        sender: Sender = import_string(settings.SMS_SENDER)()
        sender.send(phone, text)
