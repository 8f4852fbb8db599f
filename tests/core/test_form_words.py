"""Does a form speak like a person when something is wrong, whichever field it is and whoever wrote the message?"""

import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import allauth
import django
import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver
from django.utils.translation import override

from accounts.models import Division
from tests.factories.accounts import DivisionFactory

pytestmark = pytest.mark.django_db
BAD: tuple[Any, ...] = (
    "", "z", "长" * 400, "9" * 40, "-1", "1.2345678", "a@", "a\x00b", "2026-13-45", "25:99", "http://", "{", ["z"],
    SimpleUploadedFile("empty.png", b""), SimpleUploadedFile("x" * 300 + ".exe", b"z"),
)  # fmt: skip
FIELDS = (
    forms.CharField(max_length=3), forms.CharField(min_length=500), forms.IntegerField(min_value=3, max_value=9),
    forms.IntegerField(step_size=2), forms.DecimalField(max_digits=4, decimal_places=2), forms.FloatField(),
    forms.DateField(), forms.TimeField(), forms.DateTimeField(), forms.DurationField(), forms.EmailField(), forms.URLField(assume_scheme="https"),
    forms.SlugField(), forms.UUIDField(), forms.JSONField(), forms.GenericIPAddressField(), forms.BooleanField(),
    forms.RegexField("^q$"), forms.FileField(max_length=9), forms.ImageField(),
    forms.ChoiceField(choices=[("a", "A")]), forms.TypedChoiceField(choices=[("a", "A")]),
    forms.MultipleChoiceField(choices=[("a", "A")]), forms.ModelChoiceField(Division.objects.all()),
    forms.ModelMultipleChoiceField(Division.objects.all()), forms.SplitDateTimeField(),
)  # fmt: skip
ASKED = {  # what is typed and what is answered
    (forms.CharField(max_length=3), "五个字的词"): "不能超过 3 个字，现在有 5 个。",
    (forms.IntegerField(max_value=3), "4"): "不能大于 3。",
    (forms.IntegerField(min_value=3), "2"): "不能小于 3。",
    (forms.ChoiceField(choices=[("a", "A")]), "z"): "请从列表里选，没有“z”这一项。",
    (forms.EmailField(), "z"): "邮箱地址不对，写成 name@example.com 这样。",
    (forms.DateField(), "z"): "日期不对，写成 2026-11-23 这样。",
    (forms.TimeField(), "z"): "时间不对，写成 09:30 这样。",
    (forms.IntegerField(), "z"): "请填整数。",
    (forms.DecimalField(), "z"): "请填数字。",
    (forms.URLField(assume_scheme="https"), "http://"): "网址不对，写成 https://example.com 这样。",
    (forms.CharField(), ""): "请填写这一项。",
}


def defaults() -> list[re.Pattern[str]]:
    """The sentences of Django's and allauth's own Chinese catalogues, whatever stands in their gaps."""
    found = []
    for place in (Path(django.__file__).parent / "conf", Path(allauth.__file__).parent):
        with (place / "locale/zh_Hans/LC_MESSAGES/django.mo").open("rb") as file:
            sentences = gettext.GNUTranslations(file)._catalog.values()  # type: ignore[attr-defined]  # listed nowhere else
        found += [
            re.compile(
                re.sub(r"%\\?\(\w+\\?\)[a-z]", ".+", re.escape(text).replace(r"\%", "%")) + r"\s*"
            )
            for text in sentences
            if isinstance(text, str) and re.search(r"[。.]\s*$", text) and "\n" not in text
        ]
    return found


def said(field: forms.Field, value: Any) -> list[str]:
    """What a field answers to a value."""
    try:
        field.clean(value)
    except ValidationError as error:
        return [str(message) for message in error.messages]
    except (TypeError, AttributeError):  # a value that no browser sends to such a field
        return []
    return []


def every_form(kind: type = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    """Every form of ours."""
    for each in kind.__subclasses__():
        yield from every_form(each)
        if apps.get_containing_app_config(each.__module__) and hasattr(each, "base_fields"):
            yield each


def test_no_field_answers_in_the_words_of_a_program():
    assert get_resolver().url_patterns  # every form is read in
    patterns, heard = defaults(), set()
    own = [field for form in every_form() for field in form.base_fields.values()]

    with override("zh-hans"):
        heard = {text for field in (*FIELDS, *own) for value in BAD for text in said(field, value)}

    assert (len(patterns) > 100, len(own) > 100, len(heard) > 25) == (True, True, True)
    assert sorted(text for text in heard if any(one.fullmatch(text) for one in patterns)) == []


@pytest.mark.parametrize(("asked", "answer"), ASKED.items(), ids=ASKED.values())
def test_the_sentence_is_the_one_a_person_would_say(asked: tuple[forms.Field, str], answer: str):
    with override("zh-hans"):
        assert said(*asked) == [answer]


def test_what_is_there_already_is_said_with_its_name():
    kept = DivisionFactory()
    again = Division(code=kept.code, name_zh="示例镇", name_en="Example", kind=kept.kind)

    with override("zh-hans"), pytest.raises(ValidationError) as refused:
        again.full_clean()

    assert [text for text in refused.value.messages if "已存在" in text] == []
    assert any(text.endswith("已经有了。") for text in refused.value.messages)


def test_how_well_a_skill_is_known_has_one_word() -> None:
    """技能水平 of the glossary: 程度 is left to what has nothing to do with skills (how important, how readable)."""
    texts = [
        line
        for po in Path().glob("*/*/zh_Hans/LC_MESSAGES/django.po")
        for line in po.read_text("utf-8").split("\n")
    ]
    assert [line for line in texts if re.search("(?<!重要)(?<!易读)程度", line)] == []
