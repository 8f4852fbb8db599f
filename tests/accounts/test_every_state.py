"""Does every page that shows a company or a national certificate say its state, and offer what can be done in it and no more?"""

import pytest
from django.urls import reverse

from accounts.models import Company
from accounts.states import COMPANY, CompanyState, NationalState
from core import clock
from tests.cast import Cast
from tests.factories.accounts import (
    CompanyFactory,
    NationalCertificateFactory,
    VerifiedTraineeFactory,
    company_user,
)
from tests.harness.pages import Opened, opened, signed_in_as

pytestmark = pytest.mark.django_db
# The word, and what the office can decide.
COMPANIES = {
    "registered": ("已注册", {"suspend"}),
    "documents_submitted": ("材料待核", {"verify", "return", "suspend"}),
    "verified": ("已核验", {"return", "suspend"}),
    "returned": ("已退回", {"suspend"}),
    "suspended": ("已暂停", {"readmit"}),
}
# The word, what the person can do, what who checks it can do (None: it is not shown).
NATIONALS = {
    "claimed": ("等待核实", {"change", "remove"}, {"check", "refuse"}),
    "checked": ("已核验", {"remove"}, {"take_back"}),
    "refused": ("未通过核实", {"change", "remove"}, set()),
    "taken_back": ("核实已撤回", set(), {"retract"}),
    "withdrawn": ("已删除", None, None),
}


def test_every_state_is_walked() -> None:
    assert set(COMPANIES) == set(CompanyState.values)
    assert set(NATIONALS) == set(NationalState.values)


def test_a_company_says_where_it_stands_and_the_office_what_can_be_decided(cast: Cast) -> None:
    office, found = signed_in_as(cast.office), {}
    Company.objects.filter(pk__in=[cast.firm.pk, cast.other_firm.pk]).update(
        state="registered", verified_until=None
    )
    for state in COMPANIES:
        company = CompanyFactory(state=state)
        theirs = opened(office, reverse("accounts:office_company", args=[company.pk]))
        word = str(CompanyState(state).label)
        offered = {value for value, _label in theirs.context["form"].fields["verb"].choices}
        found[state] = (word if all(theirs.says(word, company.uscc)) else theirs.status, offered)
        assert offered == {move.verb for move in COMPANY.moves_from(state, "office")}
        listed = office.get(reverse("accounts:office_companies"), {"state": state})
        assert {row.state for row in listed.context["rows"]} == {state}
        own = opened(signed_in_as(company_user(company)), reverse("accounts:company_licence"))
        assert (state, own.says(word)) == (state, [True])
    assert found == COMPANIES


def test_a_national_certificate_says_where_it_stands_and_what_can_be_done(cast: Cast) -> None:
    office, found = signed_in_as(cast.office), {}
    for state in NATIONALS:
        is_seen = state in {"checked", "taken_back"}
        certificate = NationalCertificateFactory(
            trainee=VerifiedTraineeFactory(),
            state=state,
            why_not="看不清" if state in {"refused", "taken_back"} else "",
            checked_by=cast.office if is_seen else None,
            ended_at=clock.now() if state in {"taken_back", "withdrawn"} else None,
        )
        person = signed_in_as(certificate.trainee.user)
        base = reverse("accounts:change_national", args=[certificate.pk])
        listed, mine = opened(person, reverse("accounts:national")), opened(person, base)
        theirs = opened(office, reverse("accounts:national_review", args=[certificate.pk]))
        word = NATIONALS[state][0]
        assert (state, listed.says(word)) == (state, [mine.status == 200])
        decide = reverse("accounts:national_review", args=[certificate.pk])
        found[state] = (word, own_verbs(mine, base), decisions(theirs, decide))
    assert found == NATIONALS


def own_verbs(page: Opened, base: str) -> set[str] | None:
    """What a person can do with a certificate; None where it has no page."""
    if page.status == 404:
        return None
    asks_anew = 'name="number"' in page.html
    return page.verbs(base) | ({"change"} if asks_anew else set())


def decisions(page: Opened, base: str) -> set[str] | None:
    """What who checks can do with it: the moves that its page offers, and the undo."""
    if page.status == 404:
        return None
    moves = {value for value in ("check", "refuse", "take_back") if f'value="{value}"' in page.html}
    return moves | (page.verbs(base) - {"decide"})
