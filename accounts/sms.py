"""How does a text message leave? Through the class that SMS_SENDER names; without one, codes by phone are not offered."""

import logging
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from accounts import outbox
from accounts.models import WaitingMessage

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


def post(phone: str, text: str) -> None:
    """Hand a written message to the worker."""
    if is_configured():
        outbox.post("accounts.tasks.send_sms", {"phone": phone, "text": text})


def deliver(waiting_id: int) -> bool:
    """Send a message that `post` wrote; False when it was sent already."""
    return outbox.deliver(waiting_id, _send)


def _send(_waiting: WaitingMessage, message: outbox.Message) -> None:
    sender: Sender = import_string(settings.SMS_SENDER)()
    sender.send(message["phone"], message["text"])
