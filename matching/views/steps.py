"""What is a button of an application? What may be typed, what it does, what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from matching.forms.applications import StepForm


@dataclass(frozen=True, slots=True)
class Step:
    """One button: what may be typed, what it does, what is said afterwards."""

    form: type[StepForm]
    act: Callable[..., Any]
    done: str | Promise
