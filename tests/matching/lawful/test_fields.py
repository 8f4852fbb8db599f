"""Is every text that a company writes read before others read it?"""

import gc
import inspect
from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.test import Client
from django.test.utils import isolate_apps
from django.urls import reverse

from accounts.actions.companies import WORDS
from accounts.forms.company import CompanyForm
from core import clock
from core.denials import Refused
from core.words import MeantOtherwise
from matching.actions import desk
from matching.forms.openings import WORDS as OPENING_WORDS
from matching.forms.openings import OpeningForm
from matching.lawful.fields import READ, TYPED_AS, names_read, texts_typed
from matching.lawful.unread import (
    NOT_POSTED,
    NOT_READ,
    NOT_TYPED,
    unnamed_columns,
    unnamed_fields,
    unnamed_posted,
)
from matching.views.company_desk import STEPS
from tests.cast import Cast
from tests.factories.matching import ApplicationFactory
from tests.harness import free_texts
from tests.harness.buttons import forms_of

PAID = "入职前请交押金200元。"
SOON = f"{clock.today() + timedelta(days=9)}T09:00"


def test_every_column_of_every_room_is_read_or_says_why_not() -> None:
    found = free_texts.columns(apps)
    assert (unnamed_columns(found), len(found) > 150) == ([], True)
    kept = {name for name in {*READ, *NOT_READ} if not name.startswith("notice.")}
    assert sorted(kept - set(found)) == []
    assert sorted(READ.keys() & NOT_READ.keys()) == []


def test_every_field_of_every_form_is_read_or_says_why_not() -> None:
    found = free_texts.typed()
    assert (unnamed_fields(found), len(found) > 60) == ([], True)
    assert sorted({*NOT_TYPED, *(f"matching.{name}" for name in TYPED_AS)} - set(found)) == []


def test_a_new_column_is_found_without_being_listed() -> None:
    with isolate_apps("matching") as registry:

        class Farewell(models.Model):
            words = models.TextField()
            kind = models.CharField(max_length=9, choices=[("a", "A")])
            __module__ = "matching.models.planted"

            class Meta:
                app_label = "matching"

        assert unnamed_columns(free_texts.columns(registry)) == ["matching.Farewell.words"]


def test_a_new_field_of_a_form_is_found_without_being_listed() -> None:
    class FarewellForm(forms.Form):
        words = forms.CharField()
        slug = forms.SlugField()
        day = forms.DateField()
        __module__ = "training.planted"

    try:
        assert unnamed_fields(free_texts.typed()) == [
            "training.FarewellForm.slug",
            "training.FarewellForm.words",
        ]
    finally:
        del FarewellForm
        gc.collect()
    adding = "class PlantedForm:\n    def __init__(self):\n        self.fields['more'] = forms.CharField()\n"
    assert unnamed_fields(list(free_texts.added_in(adding, "accounts"))) == [
        "accounts.PlantedForm.more"
    ]


def test_nothing_is_taken_out_of_what_was_sent_past_a_form_without_a_reason() -> None:
    found = free_texts.posted()
    assert unnamed_posted(found) == []
    assert sorted(NOT_POSTED.keys() - set(found)) == []


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ('text = request.POST["note"]', ["view.note"]),
        ('text = request.POST.get("note", "")', ["view.note"]),
        ('texts = request.POST.getlist("note")', ["view.note"]),
        ("sent = request.POST", ["view.*"]),
        ("act(**request.POST.dict())", ["view.*"]),
        ('if request.POST.get("asked") != "yes": pass', []),
        ('if "all" in request.POST: pass', []),
        ("form = NoteForm(request.POST or None)", []),
        ("form = NoteForm(request.POST if is_sent else None)", []),
    ],
)
def test_a_view_that_reads_words_past_its_form_is_found(line: str, taken: list[str]) -> None:
    assert list(free_texts.posted_in(f"def view(request):\n    {line}\n")) == taken


def test_what_is_read_is_read_by_its_form() -> None:
    steps = {kept for kept in TYPED_AS.values() if kept in READ}
    assert {
        form for form in {name.partition(".")[0] for name in TYPED_AS} if not texts_typed(form)
    } == {"NoteForm"}
    assert {*steps, *OPENING_WORDS.values(), *WORDS.values()} == set(READ)
    ours = {step.form for step in STEPS.values()} | {OpeningForm, CompanyForm}
    assert [form for form in ours if not issubclass(form, MeantOtherwise)] == []
    typing = {
        form.__name__
        for form in ours
        if any(free_texts.is_words(field) for field in form.base_fields.values())
    }
    assert typing == {name.partition(".")[0] for name in TYPED_AS} - {"NoteForm"} | {
        "OpeningForm",
        "CompanyForm",
    }


def test_the_forms_of_openings_and_of_the_company_read_what_the_list_says() -> None:
    def texts(form: type[forms.ModelForm], model: str) -> list[str]:
        named = [name for name, field in form.base_fields.items() if type(field) is forms.CharField]
        return sorted(name for name in named if f"{model}.{name}" not in NOT_READ)

    assert texts(OpeningForm, "matching.Opening") == sorted(names_read("matching.Opening"))
    assert (
        texts(CompanyForm, "accounts.Company")
        == sorted(names_read("accounts.Company"))
        == sorted(WORDS)
    )


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
        form = forms_of(response)[verb]
        assert (response.status_code, list(form.errors)) == (422, [field])
        application.refresh_from_db()
        assert application.state == "reviewing"

    def test_the_action_stops_them_too(self, cast: Cast) -> None:
        application = ApplicationFactory(opening__company=cast.firm, state="reviewing")
        with pytest.raises(Refused) as refusal:
            desk.reject(
                application=application,
                reason_code="other",
                text="不招外地人",
                lacking=[],
                by=cast.company,
                now=clock.now(),
            )
        assert refusal.value.denial.code == "text.origin"

    def test_the_companys_page_is_read(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.company)
        form = CompanyForm(
            {
                "name_en": "",
                "kind": cast.firm.kind,
                "size": cast.firm.size,
                "about": "本厂只招女工。",
            },
            instance=cast.firm,
        )
        assert list(form.errors) == ["about"]
        data = {"kind": cast.firm.kind, "size": cast.firm.size, "about_en": "Women only, under 35."}
        assert list(CompanyForm(data, instance=cast.firm).errors) == ["about_en"]


def test_the_list_says_why_a_text_is_not_read() -> None:
    assert [name for name, why in {**NOT_READ, **NOT_TYPED}.items() if not why] == []
    assert inspect.getdoc(names_read)
