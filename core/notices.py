"""Who is told, and in which words? In-app notice at once, e-mail by a background task, both on commit.

In an app's notifications.py:

    register("training.seated", subject=_("You have a seat: %(course)s"), body=_("Class starts on %(day)s at %(place)s."))

    def tell_seated(enrolment):
        tell(user, "training.seated", url=path_of("training:…"), course=both(course, "title"), day="2026-11-30", place="…")

Parameters are JSON values; a `{"zh": …, "en": …}` value is shown in the reader's language. The url must be the
unprefixed path (write it with `path_of`), and gets the reader's language prefix when shown.
"""

import hashlib
import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, models, transaction
from django.db.models.functions import Coalesce
from django.urls import reverse, translate_url
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from core import audit, background
from core.clock import now
from core.i18n import choose, is_foreign
from core.keepable import one_line
from core.models import Notice


@dataclass(frozen=True, slots=True)
class Wording:
    """The two translatable formats of a notice."""

    subject: str | Promise
    body: str | Promise


# Parameters that a person wrote for the reader, in the writer's language; names stay as they are.
OWN_WORDS = frozenset({"reason", "why"})
MAILS_AT_ONCE = 200
_WORDINGS: dict[str, Wording] = {}


def register(code: str, *, subject: str | Promise, body: str | Promise) -> None:
    """Declare the words of a notice code, once, at import of an app's notifications.py."""
    _WORDINGS[code] = Wording(subject, body)


def registered_codes() -> list[str]:
    """Return every declared code, sorted."""
    return sorted(_WORDINGS)


def path_of(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named page in the default language."""
    with override(settings.LANGUAGE_CODE):
        return reverse(name, args=args or None, kwargs=kwargs or None)


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice to be sent to one person."""

    recipient: Any
    code: str
    url: str
    params: dict[str, Any]


def tell(recipient: Any, code: str, *, url: str = "", **params: Any) -> Notice:
    """Store a notice for one person and send it by e-mail after the transaction commits."""
    return tell_each([Letter(recipient, code, url, params)])[0]


def tell_each(letters: Iterable[Letter]) -> list[Notice]:
    """Store many notices in one statement; a worker queues their e-mails after the commit.

    The row is all that the caller's transaction writes, and all that a worker needs: nothing is lost between the two.
    """
    found = list(letters)
    for code in {letter.code for letter in found} - set(_WORDINGS):
        raise LookupError(f"no wording is registered for notice {code!r}")
    told = Notice.objects.bulk_create(
        Notice(
            recipient=each.recipient,
            code=each.code,
            params=each.params,
            url=each.url,
            is_mail_due=bool(each.recipient.email),
        )
        for each in found
    )
    if due := [notice.pk for notice in told if notice.is_mail_due]:
        background.collect_soon(queue_mails, due)
    return told


@background.collected
def queue_mails(among: Collection[int] | None = None) -> int:
    """Queue the e-mails that are due, each once and on its own, so that a failing address does not block the others."""
    waiting = Notice.objects.filter(is_mail_due=True)
    if among is not None:
        waiting = waiting.filter(pk__in=among)
    if not waiting.exists():  # nearly always, and asked without a transaction
        return 0
    with transaction.atomic():
        # Another worker's share is left to that worker.
        alone = connection.features.has_select_for_update_skip_locked
        rows = waiting.select_for_update(skip_locked=alone).order_by("pk")
        due = list(rows.values_list("pk", flat=True)[:MAILS_AT_ONCE])
        Notice.objects.filter(pk__in=due).update(is_mail_due=False)
        for pk in due:
            background.enqueue("core.tasks.email_notice", pk)
    return len(due)


def subject_of(notice: Notice) -> str:
    """Return the notice's subject in the active language."""
    return str(_WORDINGS[notice.code].subject) % {k: choose(v) for k, v in notice.params.items()}


def body_of(notice: Notice) -> str:
    """Return the notice's text in the active language."""
    return str(_WORDINGS[notice.code].body) % {k: choose(v) for k, v in notice.params.items()}


def mailed_body_of(notice: Notice) -> str:
    """Return the notice's text for a mail; it names the language of people's own words, which a mail cannot mark."""
    params = {key: choose(value) for key, value in notice.params.items()}
    for key in OWN_WORDS & params.keys():
        if isinstance(params[key], str) and is_foreign(params[key]):
            params[key] = _("“%(words)s” (written in Chinese).") % {"words": params[key]}
    return str(_WORDINGS[notice.code].body) % params


def url_of(notice: Notice) -> str:
    """Return the notice's link, in the active language."""
    reader = get_language() or settings.LANGUAGE_CODE
    with override(
        settings.LANGUAGE_CODE
    ):  # the kept path is the default language's; only there it resolves
        return translate_url(notice.url, reader) if notice.url else ""


def for_user(user: Any) -> models.QuerySet[Notice]:
    """Return a person's notices, newest first."""
    return Notice.objects.filter(recipient=user).order_by("-created_at", "-pk")


def unread(user: Any) -> models.QuerySet[Notice]:
    """Return what a person has not opened, newest first: the list and its number."""
    return for_user(user).filter(read_at__isnull=True)


def unread_count(user: Any) -> int:
    """Return how many notices a person has not opened."""
    return unread(user).count()


# The same as a value beside the rows of users, in their own query.
UNREAD_COUNT = Coalesce(
    models.Subquery(
        unread(models.OuterRef("pk"))
        .order_by()
        .values("recipient")
        .annotate(count=models.Count("pk"))
        .values("count")
    ),
    0,
)


def mark_all_read(user: Any) -> int:
    """Note that a person has seen their notices; return how many were new."""
    return unread(user).update(read_at=now())


def erase_params(urls: Collection[str], names: Collection[str]) -> int:
    """Blank the named parameters of every notice that leads to one of the pages; return how many changed.

    For notices to others about a person who left: the notice stays, name and words are erased.
    """
    changed = []
    for notice in Notice.objects.filter(url__in=urls).order_by("pk"):
        params = {
            key: audit.ERASED if key in names else value for key, value in notice.params.items()
        }
        if params != notice.params:
            notice.params = params
            changed.append(notice)
    return Notice.objects.bulk_update(changed, ["params"], batch_size=500)


def message_id(kind: str, key: Any) -> dict[str, str]:
    """Return a stable Message-ID, so that a message that is sent twice is shown once.

    A worker that dies between the mail server's acceptance and the commit sends again; mailboxes deduplicate by this header.
    """
    name = hmac.new(
        settings.SECRET_KEY.encode(), f"{kind} {key}".encode(), hashlib.sha256
    ).hexdigest()[:40]
    return {"Message-ID": f"<{name}@{urlsplit(settings.SITE_URL).hostname or 'zhicai'}>"}


def email(notice: Notice) -> bool:
    """Send a notice by e-mail in its reader's language, once; return whether it went out now."""
    if not notice.recipient.email:
        return False
    # Sent inside the transaction that claims it: a worker killed on the way leaves the claim open, and the mail goes later.
    with transaction.atomic(), override(notice.recipient.language or settings.LANGUAGE_CODE):
        if not Notice.objects.filter(pk=notice.pk, emailed_at__isnull=True).update(
            emailed_at=now()
        ):
            return False
        link = f"\n\n{settings.SITE_URL}{url_of(notice)}" if notice.url else ""
        headers = message_id("notice", notice.pk)
        EmailMessage(
            one_line(subject_of(notice)),
            mailed_body_of(notice) + link,
            None,
            [notice.recipient.email],
            headers=headers,
        ).send()
    return True
