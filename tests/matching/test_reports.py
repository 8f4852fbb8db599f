"""Does the office decide about a report on its page, with the reason, and can a stop be taken back?"""

import pytest
from django.test import Client
from django.urls import reverse

from core.models import AuditEntry
from matching.models import Opening, OpeningReport
from tests.cast import Cast
from tests.factories.matching import ApplicationFactory, OpeningFactory, OpeningReportFactory
from tests.harness.buttons import buttons_of
from tests.harness.tight import tight

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    client.force_login(cast.office)
    return client


@pytest.fixture
def report(cast: Cast) -> OpeningReport:
    """A report of a fee, by a visitor, about an opening to which somebody applied."""
    opening = OpeningFactory(company=cast.firm)
    ApplicationFactory(opening=opening)
    return OpeningReportFactory(opening=opening, text="电话里说要先交押金。")


def address(report: OpeningReport, what: str = "handle_report") -> str:
    return reverse(f"matching:{what}", args=[report.pk])


def test_the_page_shows_the_report_and_counts_what_stopping_does(
    office: Client, report: OpeningReport
) -> None:
    page = office.get(address(report))
    shown = tight(page.content.decode())

    assert (list(buttons_of(page)), len(page.context["consequences"]) > 0) == (
        ["uphold", "dismiss"],
        True,
    )
    assert ("电话里说要先交押金。" in shown, 'value="uphold"' in shown) == (True, True)


def test_without_a_reason_nothing_is_decided_and_the_choice_is_asked_again(
    office: Client, report: OpeningReport
) -> None:
    page = office.post(address(report), {"decision": "uphold", "reason": ""})
    report.refresh_from_db()

    assert (page.status_code, report.state) == (422, "waiting")
    assert "reason" in page.context["form"].errors


def test_a_stop_closes_the_opening_and_can_be_undone(office: Client, report: OpeningReport) -> None:
    stopped = office.post(address(report), {"decision": "uphold", "reason": "核实属实"})
    state = Opening.objects.get(pk=report.opening_id).state
    after = office.get(address(report))
    undone = office.post(address(report, "retract_report"))
    again = office.post(address(report, "retract_report"))

    assert (stopped["Location"], state) == (address(report), "closed")
    assert (list(buttons_of(after)), "核实属实" in after.content.decode()) == (["retract"], True)
    assert (undone["Location"], Opening.objects.get(pk=report.opening_id).state) == (
        address(report),
        "published",
    )
    assert (again.status_code, AuditEntry.objects.filter(verb="report.uphold").count()) == (422, 1)


def test_a_report_is_dismissed_and_the_opening_stays(office: Client, report: OpeningReport) -> None:
    answer = office.post(address(report), {"decision": "dismiss", "reason": "误会"})
    late = office.post(address(report), {"decision": "uphold", "reason": "再想一想"})
    report.refresh_from_db()

    assert (answer["Location"], report.state) == (reverse("matching:office_openings"), "dismissed")
    assert (late.status_code, Opening.objects.get(pk=report.opening_id).state) == (422, "published")
