"""Is every move of the company's table legal, and every other refused?"""

import pytest

from accounts.states import COMPANY, CompanyState
from core.denials import Refused
from core.models import AuditEntry
from core.workflow import advance
from tests.factories.accounts import CompanyFactory, office_user

ALL = [(state, move) for state in CompanyState.values for move in COMPANY.moves]


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "move"), ALL, ids=lambda value: getattr(value, "verb", value))
def test_moves_are_those_of_the_table(state: str, move) -> None:
    company = CompanyFactory(state=state, verified_until="2099-12-31")
    if state in move.source:
        advance(company, COMPANY, move.verb, by=office_user(), reason="因为")
        assert company.state == move.target
        assert (
            AuditEntry.objects.filter(
                verb=f"company.{move.verb}", before=state, after=move.target
            ).count()
            == 1
        )
    else:
        with pytest.raises(Refused):
            advance(company, COMPANY, move.verb, by=office_user(), reason="因为")
        company.refresh_from_db()
        assert company.state == state
