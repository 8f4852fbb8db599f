"""How often may something be done (rate limits)? Claimed first, counted in the database, refused with a sentence.

    CODES = Limit("codes", times=6, minutes=60)
    if denial := claim(CODES, phone):
        raise forms.ValidationError(str(denial))

One statement claims, so of thirty requests at the same moment no more pass than the limit allows. The clock is the
database's, so that machines with different clocks count alike. Nothing here needs the cache.
"""

import hashlib
import hmac
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.db import router
from django.db.models import F
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.clock import now
from core.denials import Denial
from core.http import too_often
from core.models import Tally

# Concurrent claims wait for the same row, so the database handles them one after another.
COUNT_ON = """
    INSERT INTO core_tally AS running (key, count, ends_at) VALUES (%s, 1, {end})
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN running.ends_at <= {now} THEN 1 ELSE running.count + 1 END,
        ends_at = CASE WHEN running.ends_at <= {now} THEN excluded.ends_at ELSE running.ends_at END
    WHERE running.ends_at <= {now} OR running.count < %s
"""
Of = Callable[..., Any]
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times within so many minutes, counted per subject."""

    code: str
    times: int
    minutes: int


def claim(limit: Limit, *somebody: Any) -> Denial | None:
    """Count one more, or return the denial; a refused one is not counted."""
    key = _key(limit, somebody)
    return None if _counted(key, limit) else _too_often(limit, key)


def release(limit: Limit, *somebody: Any) -> None:
    """Give one claim back, where only failed attempts count."""
    Tally.objects.filter(key=_key(limit, somebody), count__gt=0).update(count=F("count") - 1)


def free_at(limit: Limit, *somebody: Any) -> datetime | None:
    """Return when the next claim is possible, if not now."""
    full = Tally.objects.filter(
        key=_key(limit, somebody), ends_at__gt=Now(), count__gte=limit.times
    )
    return full.values_list("ends_at", flat=True).first()


def forget_old() -> int:
    """Delete counters that no limit reads any more; return how many."""
    return Tally.objects.filter(ends_at__lt=Now() - timedelta(days=1)).delete()[0]


def limited(
    limit: Limit, of: Of, *, methods: tuple[str, ...] = ("POST",)
) -> Callable[[View], View]:
    """Limit a view by `of(request, …)`; beyond the limit answer 429 with the sentence and the submitted data.

    A HEAD request reveals by its status as much as a GET: it counts too.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            method = "GET" if request.method == "HEAD" else request.method
            denial = claim(limit, of(request, **kwargs)) if method in methods else None
            return view(request, *args, **kwargs) if denial is None else too_often(request, denial)

        guarded.limits = (limit.code, *getattr(view, "limits", ()))  # type: ignore[attr-defined]  # what tests list
        return guarded

    return guard


def one_at_a_time(limit: Limit, of: Of) -> Callable[[View], View]:
    """Run a view only once at a time per requester: claimed before it begins, released after the answer."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            somebody = of(request, **kwargs)
            if claim(limit, somebody):
                return too_often(request, _still_working(limit))
            try:
                return view(request, *args, **kwargs)
            finally:
                release(limit, somebody)

        return guarded

    return guard


def address(request: HttpRequest, **kwargs: Any) -> str:
    """Return the client address of a request, behind our own proxies."""
    return str(get_ip(request))


def person(request: HttpRequest, **kwargs: Any) -> str:
    """Return the requester: the account, or the address of an anonymous visitor."""
    return f"user {request.user.pk}" if request.user.is_authenticated else address(request)


def _key(limit: Limit, somebody: tuple[Any, ...]) -> str:
    words = "\n".join([limit.code, *map(str, somebody)])
    return hmac.new(
        settings.SECRET_KEY.encode(), words.encode("utf-8", "replace"), hashlib.sha256
    ).hexdigest()


def _counted(key: str, limit: Limit) -> bool:
    """Start a window, restart an expired one or count within it; False, with nothing written, at the limit."""
    query = Tally.objects.all().query
    compiler = query.get_compiler(router.db_for_write(Tally))
    now_sql, now_values = compiler.compile(Now().resolve_expression(query))
    end_sql, end_values = compiler.compile(
        (Now() + timedelta(minutes=limit.minutes)).resolve_expression(query)
    )
    statement = COUNT_ON.format(now=now_sql, end=end_sql)
    values = [key, *end_values, *now_values, *now_values, *now_values, limit.times]
    with compiler.connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount)


def _too_often(limit: Limit, key: str) -> Denial:
    ends_at = Tally.objects.filter(key=key).values_list("ends_at", flat=True).first() or now()
    minutes = max(1, min(limit.minutes, math.ceil((ends_at - now()).total_seconds() / 60)))
    return Denial(
        f"limit.{limit.code}",
        _("This was done very often in a short time, so we pause for your safety."),
        ngettext_lazy(
            "Please try again in %(minutes)d minute. What you typed is kept.",
            "Please try again in %(minutes)d minutes. What you typed is kept.",
            "minutes",
        )
        % {"minutes": minutes},
    )


def _still_working(limit: Limit) -> Denial:
    return Denial(
        f"limit.{limit.code}",
        _("What you asked for a moment ago is still being made."),
        _("Please wait until it is there, then ask again."),
    )
