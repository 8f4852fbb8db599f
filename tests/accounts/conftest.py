"""What do these tests share? Text messages kept in a list, the reference data, one skill."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db.models import F

from accounts.sms import MemorySender
from core.models import Tally
from skills.models import Skill, SkillGroup


@pytest.fixture(autouse=True)
def texts(settings) -> Iterator[list[tuple[str, str]]]:
    """The text messages sent."""
    settings.SMS_SENDER = "accounts.sms.MemorySender"
    MemorySender.outbox.clear()
    yield MemorySender.outbox
    MemorySender.outbox.clear()


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Run what waits for the commit, such as messages."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def skill(db) -> Skill:
    """One skill."""
    group = SkillGroup.objects.create(code="live", name_zh="直播", name_en="Live")
    return Skill.objects.create(
        code="live_pitch", name_zh="直播话术", name_en="Live pitch", group=group
    )


def a_minute_later() -> None:
    """Let the running minute of every number end."""
    cache.clear()
    Tally.objects.update(ends_at=F("ends_at") - timedelta(minutes=1))


def code_in(text: str) -> str:
    """The six digits of a message."""
    found = re.search(r"\b(\d{6})\b", text)
    assert found, text
    return found[1]


def last_mail() -> str:
    """The body of the last e-mail."""
    return str(mail.outbox[-1].body)
