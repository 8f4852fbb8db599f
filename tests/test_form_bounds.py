"""Does every field for a day or an amount know its first and its last? A new one without them is named here."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django import forms

from core.fields import DayField, MomentField

ROOMS = ("core", "skills", "accounts", "training", "matching", "outcomes", "cms")


def modules() -> Iterator[str]:
    """Every module of ours that may hold a form."""
    for room in ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            if ".forms" in found.name:
                yield found.name


def form_classes() -> list[type[forms.BaseForm]]:
    """Every form of ours, once."""
    found: dict[str, type[forms.BaseForm]] = {}
    for name in modules():
        for thing in vars(importlib.import_module(name)).values():
            if (
                isinstance(thing, type)
                and issubclass(thing, forms.BaseForm)
                and hasattr(thing, "base_fields")  # a part that forms are made of has none yet
                and thing.__module__.split(".")[0] in ROOMS
            ):
                found[f"{thing.__module__}.{thing.__qualname__}"] = thing
    return [found[name] for name in sorted(found)]


def unbounded(field: forms.Field) -> bool:
    """Tell whether a field takes any day or any amount there is."""
    if isinstance(field, forms.DateField | forms.DateTimeField):
        return not isinstance(field, DayField | MomentField)
    if isinstance(field, forms.IntegerField | forms.FloatField | forms.DecimalField):
        return field.min_value is None or field.max_value is None
    return False


def test_every_day_and_amount_of_every_form_has_bounds() -> None:
    missing = [
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in form_classes()
        for name, field in form.base_fields.items()
        if unbounded(field)
    ]
    assert missing == []


@pytest.mark.parametrize(
    "field", [forms.DateField(), forms.DateTimeField(), forms.IntegerField(min_value=0)]
)
def test_a_field_without_bounds_would_be_found(field: forms.Field) -> None:
    assert unbounded(field)


def test_the_walk_reaches_every_room_with_forms() -> None:
    assert {form.__module__.split(".")[0] for form in form_classes()} >= {
        "accounts",
        "training",
        "matching",
        "outcomes",
    }
