"""What does each component look like? One page for builders, in DEBUG only."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext

from core.buttons import MoveButton
from core.clock import now
from core.denials import Denial
from core.workflow import Move


class SampleForm(forms.Form):
    """Every kind of field once."""

    name = forms.CharField(
        label=pgettext("gallery", "Name"), help_text=pgettext("gallery", "As on the certificate.")
    )
    phone = forms.CharField(label=pgettext("gallery", "Phone"), min_length=11, required=False)
    about = forms.CharField(
        label=pgettext("gallery", "About you"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    level = forms.ChoiceField(
        label=pgettext("gallery", "Level"),
        choices=[("1", pgettext("gallery", "Beginner")), ("2", pgettext("gallery", "Advanced"))],
    )
    mode = forms.ChoiceField(
        label=pgettext("gallery", "How"),
        widget=forms.RadioSelect,
        choices=[("1", pgettext("gallery", "On site")), ("2", pgettext("gallery", "Online"))],
        required=False,
    )
    sample = forms.FileField(label=pgettext("gallery", "Work sample"), required=False)
    agree = forms.BooleanField(
        label=pgettext("gallery", "I agree that the school sees my progress.")
    )
    closed = forms.CharField(label=pgettext("gallery", "City"), disabled=True, initial="示例市")


def people_and_forms() -> dict[str, Any]:
    """Return sample refusals, forms and skills."""
    skills = [
        pgettext("gallery", "Live-stream selling"),
        pgettext("gallery", "Pattern making"),
        pgettext("gallery", "Product photography"),
    ]
    return {
        **_ways(),
        **_things(skills),
        "opening": _opening(),
        "card": _course_card(),
        "moves": _moves(),
    }


def _moves() -> list[MoveButton]:
    """Return a step that is asked for, one that is not possible, and one that says first what it does."""
    enrol, withdraw = pgettext("gallery", "Enrol"), pgettext("gallery", "Withdraw")
    step, full = Move("enrol", (), "", (), enrol), pgettext("gallery", "This course run is full.")
    leave = Move("withdraw", (), "", (), withdraw, kind="danger")
    said = pgettext("gallery", "The offer ends tomorrow at 18:00.")
    return [
        MoveButton(step, "?"),
        MoveButton(step, "?", Denial("full", full)),
        MoveButton(leave, "?", consequences=[said]),
    ]


def _things(skills: list[str]) -> dict[str, Any]:
    return {
        "denial": Denial(
            "full",
            pgettext("gallery", "This course run is full."),
            pgettext("gallery", "You can join the waiting list."),
            "/",
        ),
        "blank_form": SampleForm(),
        "form": SampleForm(
            {"phone": "138", "about": pgettext("gallery", "Three years at the sewing machine.")}
        ),
        "asked": [
            _asked(skills[0], 3, 3, is_essential=True),
            _asked(skills[1], 2, 0),
            _asked(skills[2], 4, None),
        ],
        **_tables(),
        "at": now(),
    }


def _asked(
    name: str, level: int, held: int | None, *, is_essential: bool = False
) -> dict[str, Any]:
    skill, is_met = SimpleNamespace(name_zh=name, name_en=name), (held or 0) >= level
    told = {"level": level, "held": held, "is_essential": is_essential, "is_met": is_met}
    return {"skill": skill, **told}


def _tables() -> dict[str, Any]:
    return {
        "facts": [
            (pgettext("gallery", "Dates"), now()),
            (pgettext("gallery", "Place"), pgettext("gallery", "Training hall, 2nd floor")),
        ],
        "rows": [
            ("2026-12-01", pgettext("gallery", "Training hall"), 6),
            ("2026-12-15", pgettext("gallery", "Online"), 0),
        ],
        "options": [
            {"label": pgettext("gallery", "On site"), "count": 12, "url": "?", "is_selected": True},
            {
                "label": pgettext("gallery", "Online"),
                "count": 7,
                "url": "?mode=online",
                "is_selected": False,
            },
        ],
    }


def _named(name: str) -> SimpleNamespace:
    """Stand for a row with a name in both languages."""
    return SimpleNamespace(name_zh=name, name_en=name)


def _opening() -> SimpleNamespace:
    """Stand for an opening with its company."""
    title = pgettext("gallery", "Live-stream host, women’s wear")
    return SimpleNamespace(
        get_absolute_url="?",
        title_zh=title,
        title_en=title,
        occupation=_named(title),
        company=_named(pgettext("gallery", "Example Garments (fictional)")),
        division=_named(pgettext("gallery", "Training hall")),
        pay_min=6500,
        pay_max=8000,
        get_pay_unit_display="",
        is_internship=False,
        get_contract_type_display=pgettext("gallery", "On site"),
        has_room=True,
        has_meals=False,
        others_count=0,
        positions_left=3,
        valid_until=now().date() + timedelta(days=30),
    )


def _course_card() -> SimpleNamespace:
    """Stand for a course's page with its next run."""
    place, day = pgettext("gallery", "Training hall"), now().date()
    course = SimpleNamespace(
        track=_named(pgettext("gallery", "Live selling")),
        get_mode_display=pgettext("gallery", "On site"),
        exit_level=2,
        hours=48,
        weeks=4,
        credential_zh="",
    )
    run = SimpleNamespace(
        pk=1,
        starts_on=day + timedelta(days=7),
        ends_on=day + timedelta(days=35),
        place_zh=place,
        place_en=place,
        fee=0,
        subsidy=0,
        seats_free=6,
    )
    title = pgettext("gallery", "Live selling of women’s wear")
    page = SimpleNamespace(title=title, slug="lv-101", cover=None, course=course)
    return SimpleNamespace(page=page, run=run, state=SimpleNamespace(is_open=True), more_runs=0)


def figures() -> dict[str, Any]:
    """Return sample figures, and a page of a list."""
    return {
        "figures": [
            (
                pgettext("gallery", "Persons this year"),
                2705,
                pgettext("gallery", "persons"),
                pgettext("gallery", "goal 3,000"),
            ),
            (pgettext("gallery", "Completions"), 3120, pgettext("gallery", "completions"), ""),
            (
                pgettext("gallery", "Still there after 6 months"),
                None,
                "",
                pgettext("gallery", "too early to say"),
            ),
        ],
        "leaf": Paginator(range(181), 20).page(2),
    }


def _ways() -> dict[str, Any]:
    return {
        "happened": [
            (pgettext("gallery", "Sent"), ""),
            (pgettext("gallery", "Interview"), pgettext("gallery", "Thursday 14:00, gate 2")),
            (pgettext("gallery", "Offer"), ""),
        ],
        "steps": [
            pgettext("gallery", "Course run"),
            pgettext("gallery", "Your details"),
            pgettext("gallery", "Done"),
        ],
    }


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Show each component with sample arguments."""
    context = {**people_and_forms(), **figures()}
    context["form"].is_valid()
    return render(request, "core/gallery.html", context)
