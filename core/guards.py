"""How does a view let only the right people in? Two decorators; both answer 403 with the reason to everybody else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from core.denials import Denial
from core.http import forbidden

View = Callable[..., HttpResponse]
Guard = Callable[[View], View]


def passing_on(find: Callable[[Any], Any], denial: Denial) -> Guard:
    """Pass what `find(user)` returns on as the view's second argument; nothing found is `denial`."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            found = find(request.user)
            return (
                forbidden(request, denial)
                if found is None
                else view(request, found, *args, **kwargs)
            )

        return guarded

    return guard


def unless(denies: Callable[[Any], Denial | None]) -> Guard:
    """Let everybody in unless `denies(user)` refuses."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            denial = denies(request.user)
            return view(request, *args, **kwargs) if denial is None else forbidden(request, denial)

        return guarded

    return guard
