"""After whatever anybody does, does every kept page say what is true? All addresses that write, as those who may."""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.forms import (
    BaseForm,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    EmailField,
    Field,
    FileField,
    IntegerField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
)
from django.http import HttpResponse
from django.test import Client

from core import clock
from tests.access.format import Row
from tests.cast import Cast
from tests.factories.accounts import make_uscc
from tests.factories.matching import PNG
from tests.factories.skills import SkillFactory
from tests.harness.public_pages import asked, settle, text_of
from tests.test_matrix_access import ROWS, Attempt
from tests.test_matrix_english import forms_in, furnish, senders

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.no_cover]

KEPT = 1  # statement: the stamps
WRITING = [name for name, row in ROWS.items() if "POST" in row.allowed]
# Downloads, what is in tables of no public page, and what the row's object does not let anybody do.
WRITES_NOTHING = {
    "accounts:decide_company",  # the row's company is verified
    "accounts:read_notices",
    "accounts:withdraw_guardian",  # the row's person is of age
    "matching:company_contact",
    "matching:my_accept",  # the row's offer has no letter
    "matching:roll_back_model",  # there is one model
    "matching:start",  # looks up matches
    "outcomes:office_completions_export",
    "outcomes:office_persons_export",
    "outcomes:office_placements_export",
    "outcomes:placement_round_export",
    "outcomes:university_export",
    "training:made_up",  # nothing was missed
    "training:mark_meeting",  # nobody sits in the row's class
}
# What is right for a field whatever form it is in, where few words are not.
ANSWERS = {
    "phone": "13800007788",
    "guardian_phone": "13800007799",
    "password": "shili-7788-mima",
    "password1": "shili-7788-mima",
    "birth_on": "1990-05-05",
    "number": "A123456789",
    "uscc": make_uscc(77),
    "link": "https://zhicai.example/",
    "starts_at": "2027-03-02T09:00",
    "starts_on": "2027-03-01",
    "ends_on": "2027-04-01",
    "enrol_closes_at": "2027-02-01T08:00",
    "code": "SHILI-2027-1",
    "valid_until": "2027-03-01",
}


class KeptPagesReader:
    """A visitor who reads every public page again and again, and works out anew what was kept."""

    def __init__(self, pages: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.pages, self.client, self.monkeypatch = pages, Client(), monkeypatch

    def prime(self) -> None:
        """Read everything, so that it is kept."""
        for address in self.pages.values():
            asked(address, self.client)

    def stale(self) -> list[str]:
        """Read everything again: which pages, among those that were not worked out anew, say something old?"""
        return [
            name
            for name, address in self.pages.items()
            if (seen := asked(address, self.client))[1] == KEPT
            and text_of(seen[0]) != self.anew(address)
        ]

    def anew(self, address: str) -> str:
        """A page as it is worked out now."""
        with self.monkeypatch.context() as patch:
            patch.setattr("core.kept.is_writing", lambda: True)
            return text_of(asked(address, self.client)[0])


def filled(response: HttpResponse) -> dict[str, Any]:
    """Something that may be right for every field of the forms that an answer shows."""
    return {
        form.add_prefix(name): answer
        for form in forms_in(response)
        for name, field in form.fields.items()
        if name != "leave_out" and (answer := answer_of(form, name, field)) not in (None, "")
    }


def answer_of(form: BaseForm, name: str, field: Field) -> Any:
    """What is filled in; of a set of forms only the first gets more than what stands in it."""
    standing = form[name].value()
    if re.match(r".*-[1-9]", form.prefix or ""):
        return standing
    return ANSWERS.get(name) or answered(standing, field)


def answered(value: Any, field: Field) -> Any:
    """What stands in a field, or else the first choice, today, the least number, a picture, a few words."""
    if value not in (None, "", []):
        return value
    choices = [choice for choice in flat(getattr(field, "choices", ())) if choice]
    if choices:
        is_many = isinstance(field, MultipleChoiceField | ModelMultipleChoiceField)
        return choices[:1] if is_many else choices[0]
    match field:
        case BooleanField():
            return "on"
        case FileField():
            return SimpleUploadedFile("example.png", PNG, "image/png")
        case DateTimeField():
            return clock.now().strftime("%Y-%m-%dT%H:%M")
        case DateField():
            return clock.today().isoformat()
        case IntegerField() | DecimalField():
            return max(field.min_value or 1, 1)
        case EmailField():
            return "new@zhicai.example"
        case CharField():
            return "示例说明"[: field.max_length]
    return None


def flat(choices: Iterable[Any]) -> Iterator[Any]:
    """The values of choices, those in groups too."""
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from flat(words)
        else:
            yield value


@pytest.mark.parametrize("room", sorted({name.partition(":")[0] for name in WRITING}))
def test_no_kept_page_is_stale_after_an_action(
    room: str, pages: dict[str, str], cast: Cast, monkeypatch
):
    furnish(cast)
    SkillFactory()
    settle()
    reader, found, idle = KeptPagesReader(pages, monkeypatch), {}, set()
    for name in (name for name in WRITING if name.startswith(f"{room}:")):
        with transaction.atomic():
            tables, stale = outcomes(name, ROWS[name], cast, reader)
            transaction.set_rollback(True)
        connection.written.clear()
        idle |= set() if tables else {name}
        found |= {name: stale} if stale else {}

    assert found == {}
    assert idle == {name for name in WRITES_NOTHING if name.startswith(f"{room}:")}


def outcomes(
    name: str, row: Row, cast: Cast, reader: KeptPagesReader
) -> tuple[set[str], list[str]]:
    """Send a form until it writes, as one after the other of those who may: the tables written, the pages that are stale."""
    attempt = Attempt(name, row, cast)
    url = attempt.url("zh-hans", attempt.kwargs)
    clients = [attempt.client(role, False) for role in senders(row)]
    settle()
    reader.prime()
    for client, wants_form in product(clients, (False, True)):
        if wants_form and "GET" not in row.allowed:
            continue
        data = filled(client.get(url)) if wants_form else {}
        client.post(url, {**data, **row.data(cast)})
        if written := set(connection.written):
            settle()
            return written, reader.stale()
    return set(), []
