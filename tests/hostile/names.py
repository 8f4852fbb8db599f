"""Which parameters and fields does a view read? Derived from its module's code and forms, never written by hand."""

import inspect
import re
import sys
from functools import cache
from typing import Any

from django import forms
from django.urls import resolve
from django.utils import translation

READ = re.compile(r"""(GET|POST)(?:\.get|\.getlist|\.pop)?[\[(]["'](\w+)["']""")
# Read by middleware and tags on every page.
EVERYWHERE = {"page", "next", "elder", "theme"}


def view_of(path: str) -> Any:
    """The function behind an address, without its decorators."""
    with translation.override("zh-hans"):
        return inspect.unwrap(resolve(path).func)


def names_of(path: str, method: str) -> list[str]:
    """Every name that the module of this view may read from an address (GET) or a form (POST)."""
    return sorted(_names_in(view_of(path).__module__, method) | EVERYWHERE)


@cache
def _names_in(module: str, method: str) -> frozenset[str]:
    loaded = sys.modules[module]
    source = inspect.getsource(loaded)
    found = {name for how, name in READ.findall(source) if how == method}
    if f".{method}" in source:
        for thing in vars(loaded).values():
            inner = (
                vars(thing).values()
                if inspect.ismodule(thing) and thing.__name__.endswith(".forms")
                else [thing]
            )
            found |= {name for each in inner for name in _fields_of(each)}
    return frozenset(found)


def _fields_of(thing: Any) -> set[str]:
    is_form = isinstance(thing, type) and issubclass(thing, forms.BaseForm)
    return (
        set(getattr(thing, "base_fields", ())) if is_form else set()
    )  # the bases of all forms have none
