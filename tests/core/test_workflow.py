"""The one mechanism behind every state change."""

import pytest

from accounts.models import Company
from core.audit import history, record
from core.denials import Denial, Refused, require
from core.models import AuditEntry
from core.workflow import Move, Workflow, advance
from tests.factories.accounts import CompanyFactory, UserFactory

TABLE = Workflow(
    "company",
    "registered",
    [
        Move("submit", ("registered", "returned"), "documents_submitted", ("company",)),
        Move("return", ("documents_submitted",), "returned", ("office",), needs_reason=True),
    ],
)
pytestmark = pytest.mark.django_db


def test_a_legal_move_changes_the_row_and_writes_one_entry() -> None:
    company, person = CompanyFactory(state="registered"), UserFactory()
    advance(company, TABLE, "submit", by=person, data={"files": 1})
    assert (company.state, Company.objects.get().state) == (
        "documents_submitted",
        "documents_submitted",
    )
    entry = history(company).get()
    assert (entry.actor, entry.verb, entry.before, entry.after, entry.data) == (
        person,
        "company.submit",
        "registered",
        "documents_submitted",
        {"files": 1},
    )


def test_an_illegal_move_is_refused_and_writes_nothing() -> None:
    company = CompanyFactory(state="registered")
    with pytest.raises(Refused) as refusal:
        advance(company, TABLE, "return", by=None, reason="unclear scan")
    assert refusal.value.denial.code == "company.return.state"
    assert (Company.objects.get().state, history(company).count()) == ("registered", 0)


def test_a_move_that_needs_a_reason_is_refused_without_one() -> None:
    company = CompanyFactory(state="documents_submitted")
    with pytest.raises(Refused) as refusal:
        advance(company, TABLE, "return", by=None, reason="  ")
    assert refusal.value.denial.code == "company.return.reason"
    assert Company.objects.get().state == "documents_submitted"


def test_the_slower_of_two_is_refused_by_the_database_not_by_its_stale_copy() -> None:
    fast, slow = CompanyFactory(state="registered"), None
    slow = Company.objects.get(pk=fast.pk)
    advance(fast, TABLE, "submit", by=None)
    with pytest.raises(Refused):
        advance(slow, TABLE, "submit", by=None)
    assert history(fast).count() == 1
    assert slow.state == "documents_submitted"


def test_a_table_names_each_verb_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        Workflow("x", "a", [Move("go", ("a",), "b", ()), Move("go", ("b",), "a", ())])


def test_moves_are_listed_for_a_state_and_an_actor() -> None:
    assert [m.verb for m in TABLE.moves_from("registered")] == ["submit"]
    assert TABLE.moves_from("registered", "office") == []


def test_entries_are_append_only() -> None:
    entry = record(CompanyFactory(), "company.note", by=None)
    entry.reason = "changed"
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    assert AuditEntry.objects.get().reason == ""


def test_require_raises_only_on_a_denial() -> None:
    require(None)
    with pytest.raises(Refused):
        require(Denial("x", "No."))
    assert str(Denial("x", "No.", "Do that.")) == "No. Do that."
