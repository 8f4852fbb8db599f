"""How long may an answer take that must not tell what was found? As long as any other: up to the next beat."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def in_constant_time(view: View) -> View:
    """Let what a view answers to a POST leave at a multiple of EVEN_SECONDS after it came.

    Writing a new account takes longer than seeing that there is one; whoever measures reads the same beat.
    """

    @wraps(view)
    def even(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        began = time.monotonic()
        response = view(request, *args, **kwargs)
        if request.method == "POST" and settings.EVEN_SECONDS:
            time.sleep(-(time.monotonic() - began) % settings.EVEN_SECONDS)
        return response

    return even
