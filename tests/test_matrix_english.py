"""Does every English page say of each Chinese text that it is Chinese? All addresses, as everybody who may open them."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import CharField, Model, TextField
from django.forms import BaseForm, BaseFormSet
from django.forms import CharField as Words
from django.http import HttpResponse
from django.test import Client

from core import clock
from core.notices import _WORDINGS, registered_codes, tell
from matching.models import WrittenText
from tests.access.format import Row
from tests.cast import ROLES, Cast
from tests.conftest import forget
from tests.factories.accounts import (
    NationalCertificateFactory,
    RosterEntryFactory,
    VerifiedTraineeFactory,
)
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OfferFactory,
    OpeningFactory,
    OpeningReportFactory,
    PlacementFactory,
)
from tests.factories.training import (
    CourseRunFactory,
    EnrolmentFactory,
    completed,
    ready_to_complete,
)
from tests.harness.unmarked import unmarked_in
from tests.test_matrix_access import ROWS, Attempt, client_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("today"),
    pytest.mark.slow,
    pytest.mark.no_cover,
]

TYPED = "示例说明，请看。"
ROOMS = ("accounts", "training", "matching", "outcomes", "core")
# Written by the program: what ranked, what broke, where a notice leads.
OWN = tuple(role for role in ROLES if not role.startswith("other_"))
NOT_TYPED = {"sealed", "match_model", "late_plan", "problem", "url"}
TOLD = "示例云梭服饰有限公司（虚构）"
ANY_PAGE = "/en/verify/"  # whatever page comes next says what was done


def typed_columns() -> Iterator[tuple[type[Model], str]]:
    """Every column that holds what somebody may write: no code, no choice, nothing of ours in two languages."""
    for model in (each for room in ROOMS for each in apps.get_app_config(room).get_models()):
        for field in model._meta.concrete_fields:
            is_text = type(field) is TextField or (
                type(field) is CharField and (field.max_length or 0) >= 100
            )
            is_free = (
                field.blank
                and not field.choices
                and not field.unique
                and field.name not in NOT_TYPED
            )
            if is_text and is_free and not field.name.endswith(("_en", "_zh", "_key")):
                yield model, field.name


COLUMNS = list(typed_columns())


def say_everything() -> None:
    """Fill in what is blank, wherever rows may say it in the state they are in."""
    for model, name in COLUMNS:
        with suppress(IntegrityError), transaction.atomic():
            model._base_manager.filter(**{name: ""}).update(**{name: TYPED})


def names_in(code: str) -> set[str]:
    """What a notice names."""
    wording = _WORDINGS[code]
    return set(re.findall(r"%\((\w+)\)", f"{wording.subject}{wording.body}"))


def furnish(cast: Cast) -> None:
    """Give everybody of the cast something to look at, all of it in Chinese."""
    cast.firm.name_en = cast.firm.address_en = cast.firm.about_en = ""
    cast.firm.save()
    opening = OpeningFactory(company=cast.firm, headcount=9)
    OpeningReportFactory(opening=opening)
    WrittenText.objects.create(
        company=cast.firm, field="accounts.Company.about", text="缝纫女工，熟手"
    )
    invited = ApplicationFactory(opening__company=cast.firm, trainee=cast.person, state="interview")
    invited.interviews.create(at=clock.now() + timedelta(days=1), place="示例路1号")
    OfferFactory(
        application=ApplicationFactory(
            opening__company=cast.firm, trainee=cast.person, state="offered"
        )
    )
    for state in ("submitted", "reviewing", "rejected", "withdrawn"):
        ApplicationFactory(opening__company=cast.firm, trainee=cast.person, state=state)
    PlacementFactory(application__opening=opening, application__trainee=cast.other_person)
    ConfirmedPlacementFactory(
        application__opening=OpeningFactory(company=cast.firm),
        application__trainee=VerifiedTraineeFactory(university=cast.school),
    )
    run = CourseRunFactory(capacity=20, ends_on=clock.today() + timedelta(days=60))
    run.teachers.add(cast.teacher)
    for state in ("seated", "applied", "waitlisted", "offered"):
        EnrolmentFactory(run=run, state=state)
    EnrolmentFactory(run=run, trainee=cast.person)
    ready_to_complete(teacher=cast.teacher, trainee=cast.other_person)
    completed(trainee=cast.person)
    NationalCertificateFactory(trainee=cast.person)
    OfferFactory(
        application=ApplicationFactory(opening=opening, trainee=cast.person, state="accepted")
    )
    for code, user in product(registered_codes(), map(cast.login, OWN[1:])):
        tell(user, code, **dict.fromkeys(names_in(code), TOLD))
    RosterEntryFactory(university=cast.school, real_name="示例李秀英")


def readers(row: Row) -> tuple[str, ...]:
    """As whom a page is read: everybody who may open it; a public one by a visitor and a trainee."""
    return (
        ("anonymous", "trainee")
        if row.status("anonymous") == 200
        else tuple(r for r in OWN if row.status(r) == 200)
    )


def sent(row: Row, cast: Cast) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is sent to an address: nothing, half of what its row sends, all of it."""
    whole = row.data(cast)
    yield "empty", {}
    if whole:
        yield "half", {name: whole[name] for name in list(whole)[: len(whole) // 2]}
        yield "whole", whole


def words_of(response: HttpResponse) -> dict[str, str]:
    """Something in Chinese for every field for words of the forms that an answer shows."""
    found = {}
    for form in forms_in(response):
        for name, field in form.fields.items():
            if isinstance(field, Words) and not field.widget.is_hidden:
                found[form.add_prefix(name)] = TYPED
    return found


def forms_in(response: HttpResponse) -> Iterator[BaseForm]:
    """Every form of an answer, those of its sets of forms too."""
    for layer in response.context or ():
        for value in layer.flatten().values() if hasattr(layer, "flatten") else layer.values():
            if isinstance(value, BaseForm):
                yield value
            elif isinstance(value, BaseFormSet):
                yield from value.forms


def test_no_refused_form_in_english_has_chinese_that_is_not_marked(cast: Cast) -> None:
    furnish(cast)
    say_everything()
    clients = {role: client_of(cast, role) for role in OWN}
    found = {}
    for name, row in ROWS.items():
        if "POST" not in row.allowed:
            continue
        with transaction.atomic():
            attempt = Attempt(name, row, cast)
            if attempt.kwargs:
                say_everything()
            for role in senders(row):
                found |= {
                    f"{name} {role} {said}": texts
                    for said, texts in answers(attempt, clients[role])
                    if texts
                }
            transaction.set_rollback(True)
        forget()

    assert found == {}, repr(found)


def senders(row: Row) -> tuple[str, ...]:
    """As whom a form is sent: everybody whom the address does not turn away; a public one as a visitor and a trainee."""
    if row.status("anonymous") not in (302, 403, 404):
        return ("anonymous", "trainee")
    return tuple(role for role in OWN[1:] if row.status(role) not in (403, 404, 405))


def answers(attempt: Attempt, client: Client) -> Iterator[tuple[str, list[str]]]:
    """The unmarked texts of what somebody reads after sending a form: its page again, or what is said of it on the next."""
    url, known = attempt.url("en", attempt.kwargs), {}
    if "GET" in attempt.row.allowed:
        known = words_of(client.get(url))
    for said, data in sent(attempt.row, attempt.cast):
        with transaction.atomic():
            response = client.post(url, data)
            known = known or words_of(response)
            yield (
                said,
                unmarked_in(
                    client.get(ANY_PAGE) if response.status_code in (302, 303) else response
                ),
            )
            transaction.set_rollback(True)
    with transaction.atomic():
        yield "words", unmarked_in(client.post(url, known))
        transaction.set_rollback(True)


def test_no_page_in_english_has_chinese_that_is_not_marked(cast: Cast) -> None:
    furnish(cast)
    say_everything()
    clients = {role: client_of(cast, role) for role in OWN}
    found = {}
    for name, row in ROWS.items():
        if "GET" not in row.allowed or not readers(row):
            continue
        with transaction.atomic():
            attempt = Attempt(name, row, cast)
            if attempt.kwargs:
                say_everything()
            for role in readers(row):
                if texts := unmarked_in(clients[role].get(attempt.url("en", attempt.kwargs))):
                    found[f"{name} {role}"] = texts
            transaction.set_rollback(True)
        forget()

    assert found == {}, repr(found)
