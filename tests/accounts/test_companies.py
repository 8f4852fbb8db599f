"""Does a company pass through its states by the right hands, with every decision on record?"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actions.companies import decide_company
from accounts.models import Company
from core import clock
from core.denials import Refused
from core.models import AuditEntry, Notice
from tests.accounts.test_profile import picture
from tests.factories.accounts import CompanyFactory, company_user, office_user
from tests.factories.matching import PDF
from tests.harness.tight import tight

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(client) -> Company:
    found = CompanyFactory(state="registered")
    client.force_login(company_user(found))
    return found


def test_a_licence_is_submitted_verified_and_told(client, firm) -> None:
    office = office_user()
    assert client.post("/company/licence/", {"licence": picture()}).status_code == 302
    firm.refresh_from_db()
    assert (firm.state, firm.licence.name.startswith("licences/")) == ("documents_submitted", True)
    assert Notice.objects.get(recipient=office).code == "accounts.company_submitted"
    client.force_login(office)
    until = clock.today() + timedelta(days=90)
    response = client.post(
        reverse("accounts:decide_company", args=[firm.pk]),
        {"verb": "verify", "until": until.isoformat()},
    )
    assert response.status_code == 302
    firm.refresh_from_db()
    assert (firm.state, firm.verified_until) == ("verified", until)
    told = Notice.objects.get(code="accounts.company_verified")
    assert told.recipient == firm.members.get().user
    page = client.get(reverse("accounts:office_company", args=[firm.pk])).content.decode()
    assert page.index("提交营业执照") < page.index("通过核验") or "已核验" in page


@pytest.mark.parametrize(
    "upload",
    [
        None,
        SimpleUploadedFile("l.pdf", b"MZ\x90"),
        SimpleUploadedFile("l.pdf", b""),
        SimpleUploadedFile("l.png", b"<html>"),
    ],
    ids=["none", "exe", "empty", "html"],
)
def test_a_refused_licence_changes_nothing(client, firm, upload) -> None:
    assert (
        client.post("/company/licence/", {"licence": upload} if upload else {}).status_code == 422
    )
    firm.refresh_from_db()
    assert (firm.state, bool(firm.licence)) == ("registered", False)


def test_a_pdf_is_a_licence(client, firm) -> None:
    assert (
        client.post(
            "/company/licence/", {"licence": SimpleUploadedFile("../../x.pdf", PDF)}
        ).status_code
        == 302
    )
    shown = client.get("/company/licence/file/")
    assert shown["Content-Type"] == "application/pdf"
    assert "sandbox" in shown["Content-Security-Policy"]
    assert shown.getvalue()


def test_a_recruiter_reads_but_does_not_submit(client, firm) -> None:
    client.force_login(company_user(firm, role="recruiter"))
    assert client.get("/company/licence/").status_code == 200
    for url, data in (
        ("/company/licence/", {"licence": picture()}),
        ("/company/profile/", {"kind": "factory", "size": "1-9"}),
    ):
        response = client.post(url, data)
        assert response.status_code == 422
        assert response.context["denial"].code == "company.owner_only"
    firm.refresh_from_db()
    assert firm.state == "registered"


def test_a_suspended_company_cannot_submit(client) -> None:
    client.force_login(company_user(CompanyFactory(state="suspended")))
    response = client.post("/company/licence/", {"licence": picture()})
    assert response.status_code == 422
    assert Company.objects.get().state == "suspended"


@pytest.mark.parametrize(
    ("state", "data", "after"),
    [
        ("documents_submitted", {"verb": "return", "reason": "照片不清楚"}, "returned"),
        ("verified", {"verb": "suspend", "reason": "收取押金"}, "suspended"),
        ("suspended", {"verb": "readmit", "reason": "已整改"}, "registered"),
    ],
)
def test_decisions_with_a_reason(client, state, data, after) -> None:
    firm = CompanyFactory(state=state)
    member = company_user(firm)
    client.force_login(office_user())
    assert (
        client.post(
            reverse("accounts:decide_company", args=[firm.pk]), {**data, "asked": "yes"}
        ).status_code
        == 302
    )
    firm.refresh_from_db()
    entry = AuditEntry.objects.get(verb=f"company.{data['verb']}")
    assert (firm.state, entry.before, entry.after, entry.reason) == (
        after,
        state,
        after,
        data["reason"],
    )
    assert Notice.objects.get(recipient=member).params["company"]["zh"] == firm.name_zh


@pytest.mark.parametrize(
    ("state", "data"),
    [
        ("documents_submitted", {"verb": "return", "reason": ""}),
        ("documents_submitted", {"verb": "return", "reason": "   "}),
        ("documents_submitted", {"verb": "verify", "until": ""}),
        ("documents_submitted", {"verb": "verify", "until": "2020-01-01"}),
        ("documents_submitted", {"verb": "verify", "until": "2099-01-01"}),
        ("registered", {"verb": "verify", "until": "2026-12-31"}),
        ("returned", {"verb": "return", "reason": "again"}),
        ("verified", {"verb": "nonsense", "reason": "x"}),
    ],
)
def test_refused_decisions_change_nothing(client, state, data) -> None:
    firm = CompanyFactory(state=state)
    client.force_login(office_user())
    assert client.post(reverse("accounts:decide_company", args=[firm.pk]), data).status_code == 422
    firm.refresh_from_db()
    assert firm.state == state
    assert not AuditEntry.objects.exists()


def test_nobody_but_the_office_decides() -> None:
    firm = CompanyFactory(state="documents_submitted")
    owner = company_user(firm)
    for verb in ("verify", "return", "suspend"):
        with pytest.raises(Refused):
            decide_company(
                company=firm,
                verb=verb,
                until=clock.today() + timedelta(days=9),
                reason="r",
                now=clock.now(),
                by=owner,
            )


def test_an_owner_changes_what_the_company_says(client, firm) -> None:
    given = {
        "name_en": "Example Firm",
        "kind": "factory",
        "size": "50-299",
        "address": "工业园 1 号",
        "address_en": "1 Industry Park",
        "about": "女装",
        "about_en": "Womenswear",
        "uscc": "X",
        "state": "verified",
    }
    assert client.post("/company/profile/", given).status_code == 302
    code = firm.uscc
    firm.refresh_from_db()
    assert (
        firm.name_en,
        firm.address_en,
        firm.about_en,
        firm.kind,
        firm.size,
        firm.uscc,
        firm.state,
    ) == (
        "Example Firm",
        "1 Industry Park",
        "Womenswear",
        "factory",
        "50-299",
        code,
        "registered",
    )
    response = client.post("/company/profile/", {**given, "kind": "bank"})
    assert response.status_code == 422
    assert "工业园 1 号" in response.content.decode()


def test_the_offices_list_filters_and_costs_the_same(client, assert_query_count_constant) -> None:
    client.force_login(office_user())
    waiting = CompanyFactory(state="documents_submitted", name_zh="示例等待（虚构）")
    CompanyFactory(name_zh="示例已核（虚构）")
    assert (
        next(c.name_zh for c in client.get("/office/companies/").context["rows"]) == waiting.name_zh
    )
    found = client.get("/office/companies/", {"state": "verified"}).context["rows"]
    assert [c.name_zh for c in found] == ["示例已核（虚构）"]
    assert len(client.get("/office/companies/", {"q": waiting.uscc}).context["rows"]) == 1
    assert len(client.get("/office/companies/", {"q": "没有的"}).context["rows"]) == 0
    assert_query_count_constant(client, "/office/companies/", CompanyFactory, 5)


def test_the_page_of_the_licence_says_where_the_check_stands(client, firm) -> None:
    first = client.get("/company/licence/").content.decode()
    client.post("/company/licence/", {"licence": picture()})
    waiting = client.get("/company/licence/").content.decode()
    firm.refresh_from_db()
    until = clock.today() + timedelta(days=90)
    decide_company(
        company=firm, verb="verify", by=office_user(), until=until, reason="", now=clock.now()
    )
    verified = client.get("/company/licence/").content.decode()

    said = ("<h2>提交营业执照</h2>", "营业执照正在核验", "<h2>提交新的营业执照</h2>")
    assert [[words in tight(page) for words in said] for page in (first, waiting, verified)] == [
        [True, False, False],
        [False, True, True],
        [False, False, True],
    ]
