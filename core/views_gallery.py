"""What does each component look like? One page for builders, in DEBUG only."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.clock import now
from core.denials import Denial


class SampleForm(forms.Form):
    """Every kind of field once."""

    name = forms.CharField(label=_("Name"), help_text=_("As on the certificate."))
    phone = forms.CharField(label=_("Phone"), min_length=11, required=False)
    about = forms.CharField(label=_("About you"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    level = forms.ChoiceField(label=_("Level"), choices=[("1", _("Beginner")), ("2", _("Advanced"))])
    mode = forms.ChoiceField(
        label=_("How"), widget=forms.RadioSelect, choices=[("1", _("On site")), ("2", _("Online"))], required=False
    )
    sample = forms.FileField(label=_("Work sample"), required=False)
    agree = forms.BooleanField(label=_("I agree that the school sees my progress."))
    closed = forms.CharField(label=_("City"), disabled=True, initial="示例市")


def samples() -> dict[str, Any]:
    """Return sample arguments for the components."""
    skills = [_("Live-stream selling"), _("Pattern making"), _("Product photography")]
    return {
        "denial": Denial("full", _("This session is full."), _("You can join the waiting list."), "/"),
        "blank_form": SampleForm(),
        "form": SampleForm({"phone": "138", "about": _("Three years at the sewing machine.")}),
        "matrix": [
            {"skill": skills[0], "asked": 3, "held": 3},
            {"skill": skills[1], "asked": 2, "held": 0, "note": _("taught in the basic course")},
            {"skill": skills[2], "asked": 4, "held": 2},
        ],
        "skills": skills,
        "held_skills": [{"name": skills[0], "level": 3}, {"name": skills[2], "level": 2}],
        "reasons": [_("You hold 3 of the 4 skills asked for."), _("20 minutes from your home.")],
        "figures": [
            {"value": 2705, "label": _("Persons this year"), "unit": _("persons"), "url": "/", "note": _("goal 3,000")},
            {"value": 3120, "label": _("Completions"), "unit": _("completions")},
            {"value": None, "label": _("Still there after 6 months"), "note": _("too early to say")},
        ],
        "stages": [
            {"label": _("Sent"), "state": "done", "at": now()},
            {"label": _("Interview"), "state": "current", "note": _("Thursday 14:00, gate 2")},
            {"label": _("Offer"), "state": "next"},
        ],
        "steps": [_("Session"), _("Your details"), _("Done")],
        "tabs": [
            {"label": _("Open"), "url": "?", "is_current": True, "count": 3},
            {"label": _("Closed"), "url": "?tab=2", "is_current": False},
        ],
        "crumbs": [{"label": _("Home"), "url": "/"}, {"label": _("Components")}],
        "facts": [(_("Dates"), now()), (_("Place"), _("Training hall, 2nd floor"))],
        "columns": [_("Session"), _("Place"), _("Free seats")],
        "rows": [["2026-12-01", _("Training hall"), "6"], ["2026-12-15", _("Online"), "0"]],
        "options": [
            {"label": _("On site"), "count": 12, "url": "?", "is_selected": True},
            {"label": _("Online"), "count": 7, "url": "?mode=online", "is_selected": False},
        ],
        "at": now(),
    }


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Show each component with sample arguments."""
    context = samples()
    context["form"].is_valid()
    return render(request, "core/gallery.html", context)
