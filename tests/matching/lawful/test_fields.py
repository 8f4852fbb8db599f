"""Is every text that a company writes read before others read it?"""

import inspect
from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts.actions.companies import WORDS
from accounts.forms.company import CompanyForm
from core import clock
from core.denials import Refused
from matching.actions import desk
from matching.forms import applications
from matching.forms.openings import OpeningForm
from matching.lawful.fields import NOT_READ, READ, TYPED_AS, names_read
from matching.views.company_desk import STEPS
from tests.cast import Cast
from tests.factories.matching import ApplicationFactory

WRITTEN_TO = ("Opening", "OpeningReport", "Application", "Interview", "Offer", "Placement", "PlacementEvidence")
PAID = "入职前请交押金200元。"
SOON = f"{clock.today() + timedelta(days=9)}T09:00"


def free_texts(model: type[models.Model]) -> list[str]:
    """Return the fields of a model in which anything may be written."""
    return [
        f"{model._meta.label}.{field.name}"
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]


def test_every_free_text_of_a_companys_records_is_on_the_list() -> None:
    known = [apps.get_model("matching", name) for name in WRITTEN_TO] + [apps.get_model("accounts", "Company")]
    numbers = {"matching.Application.match_model", "matching.Placement.destination_code"}
    kept = [name for model in known for name in free_texts(model) if name not in numbers]
    assert sorted(name for name in kept if name not in READ and name not in NOT_READ) == []
    assert sorted(name for name in {*READ, *NOT_READ} if name not in kept and not name.startswith("notice.")) == []


def test_every_free_text_of_a_companys_forms_is_on_the_list() -> None:
    steps = {step.form for step in STEPS.values()} | {applications.NoteForm}
    typed = {
        f"{form.__name__}.{name}"
        for form in steps
        for name, field in form.base_fields.items()
        if type(field) is forms.CharField
    }
    assert sorted(typed) == sorted(TYPED_AS)
    assert sorted(kept for kept in TYPED_AS.values() if kept not in READ and kept not in NOT_READ) == []


def test_the_forms_of_openings_and_of_the_company_read_what_the_list_says() -> None:
    def texts(form: type[forms.ModelForm], model: str) -> list[str]:
        named = [name for name, field in form.base_fields.items() if type(field) is forms.CharField]
        return sorted(name for name in named if f"{model}.{name}" not in NOT_READ)

    assert texts(OpeningForm, "matching.Opening") == sorted(names_read("matching.Opening"))
    assert texts(CompanyForm, "accounts.Company") == sorted(names_read("accounts.Company")) == sorted(WORDS)


@pytest.mark.django_db
class TestDoors:
    @pytest.mark.parametrize(
        ("verb", "typed", "field"),
        [
            ("invite", {"at": SOON, "place": "办公室", "note": PAID}, "note"),
            ("invite", {"at": SOON, "place": PAID, "note": ""}, "place"),
            ("reject", {"reason_code": "other", "text": "我们只要35岁以下的。"}, "text"),
        ],
    )
    def test_words_to_a_person_are_stopped_on_the_screen(
        self, client: Client, cast: Cast, verb: str, typed: dict[str, Any], field: str
    ) -> None:
        application = ApplicationFactory(opening__company=cast.firm, state="reviewing")
        client.force_login(cast.company)
        url = reverse("matching:company_application", args=[application.pk]) + f"{verb}/"
        response = client.post(url, {f"{verb}-{name}": value for name, value in typed.items()})
        shown = dict(response.context["open_moves_by_verb"] if "open_moves_by_verb" in response.context else {})
        form = shown.get(verb) or next(f for move, f in response.context["open_moves"] if move.verb == verb)
        assert (response.status_code, list(form.errors)) == (422, [field])
        application.refresh_from_db()
        assert application.state == "reviewing"

    def test_the_action_stops_them_too(self, cast: Cast) -> None:
        application = ApplicationFactory(opening__company=cast.firm, state="reviewing")
        with pytest.raises(Refused) as refusal:
            desk.reject(application=application, reason_code="other", text="不招外地人", lacking=[], by=cast.company)
        assert refusal.value.denial.code == "text.origin"

    def test_the_companys_page_is_read(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.company)
        form = CompanyForm(
            {"name_en": "", "kind": cast.firm.kind, "size": cast.firm.size, "about": "本厂只招女工。"},
            instance=cast.firm,
        )
        assert list(form.errors) == ["about"]
        data = {"kind": cast.firm.kind, "size": cast.firm.size, "about_en": "Women only, under 35."}
        assert list(CompanyForm(data, instance=cast.firm).errors) == ["about_en"]


def test_the_list_says_why_a_text_is_not_read() -> None:
    assert [name for name, why in NOT_READ.items() if not why] == []
    assert inspect.getdoc(names_read)
