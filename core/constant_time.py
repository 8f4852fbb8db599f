"""How does an answer not reveal by its timing what was found? It is sent at the next multiple of an interval."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def in_constant_time(view: View) -> View:
    """Send a view's answer to a POST at a multiple of EVEN_SECONDS after the request came.

    Creating an account takes longer than finding an existing one; this hides the difference.
    """

    @wraps(view)
    def even(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        began = time.monotonic()
        response = view(request, *args, **kwargs)
        if request.method == "POST" and settings.EVEN_SECONDS:
            time.sleep(-(time.monotonic() - began) % settings.EVEN_SECONDS)
        return response

    return even
