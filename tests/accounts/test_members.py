"""Do people join by invitation, once, and leave at once?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from accounts.actions.members import invite, revoke_invitation
from accounts.models import CompanyMember, Coordinator, Invitation, User
from core import clock
from core.denials import Refused
from core.models import AuditEntry
from tests.factories.accounts import (
    CompanyFactory,
    CompanyMemberFactory,
    UniversityFactory,
    UserFactory,
    company_user,
    office_user,
)
from tests.factories.matching import ApplicationFactory, OfferFactory, OpeningFactory
from tests.harness.tight import tight

pytestmark = pytest.mark.django_db
ANSWER = {
    "real_name": "示例周帆",
    "password": "indigo-cotton-7",
    "agrees_terms": "on",
    "agrees_privacy": "on",
}


def test_a_colleague_is_invited_by_mail_and_joins(client, commits) -> None:
    firm = CompanyFactory()
    owner = company_user(firm)
    client.force_login(owner)
    with commits():
        assert (
            client.post(
                "/company/members/", {"email": "New@zhicai.example", "role": "recruiter"}
            ).status_code
            == 302
        )
    link = next(line for line in mail.outbox[0].body.splitlines() if "/invite/" in line)
    path = link.split("localhost:8000", 1)[1]
    client.logout()
    assert client.get(path).status_code == 200
    assert client.post(path, ANSWER).url == reverse("accounts:after_login")
    member = CompanyMember.objects.exclude(user=owner).select_related("user").get()
    assert (member.company, member.role, member.user.email, member.user.kind) == (
        firm,
        "recruiter",
        "new@zhicai.example",
        "company",
    )
    assert member.user.contact_confirmed_at is not None
    assert owner.notices.get().code == "accounts.member_joined"
    client.logout()
    assert client.get(path).status_code == 422


def test_only_a_hash_is_stored() -> None:
    invitation, token = invite(
        kind="teacher", email="t@zhicai.example", by=office_user(), now=clock.now()
    )
    assert token not in str(Invitation.objects.values().get())
    assert len(invitation.token_hash) == 64


@pytest.mark.parametrize("kind", ["university", "teacher", "office"])
def test_the_office_invites_staff(client, kind) -> None:
    client.force_login(office_user())
    school = UniversityFactory()
    given = {"email": "new@zhicai.example", "kind": kind, "university": school.pk}
    assert client.post("/office/invite/", given).status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.kind, invitation.university) == (
        kind,
        school if kind == "university" else None,
    )


@pytest.mark.parametrize(
    "given",
    [{"kind": "teacher"}, {"kind": "university", "email": "a@zhicai.example"}, {"kind": "trainee", "email": "a@zhicai.example"},
     {"kind": "teacher", "phone": "123"}],
    ids=str,
)  # fmt: skip
def test_refused_invitations_send_nothing(client, given) -> None:
    client.force_login(office_user())
    assert client.post("/office/invite/", given).status_code == 422
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ({"email": "t@zhicai.example"}, "t@zhicai.example"),
        ({"phone": "13800000007"}, "13800000007"),
    ],
)
def test_an_invited_person_reads_what_to_log_in_with(client, to, said) -> None:
    _invitation, token = invite(kind="teacher", by=office_user(), **to, now=clock.now())
    shown = client.get(reverse("accounts:invitation", args=[token])).content.decode()
    assert f"登录：<strong>{said}</strong>" in tight(shown)


def test_the_english_half_of_an_invitation_names_the_company_in_english(commits) -> None:
    company = CompanyFactory(name_zh="示例衣坊（虚构）", name_en="Demo Clothes (fictional)")
    with commits():
        invite(
            kind="company",
            email="c@zhicai.example",
            company=company,
            role="recruiter",
            by=company_user(company),
            now=clock.now(),
        )
    chinese, english = mail.outbox[0].body.split("Hello,")
    assert "示例衣坊（虚构）邀请你" in chinese
    assert "Demo Clothes (fictional) invites you" in english and "示例" not in english


def test_a_coordinator_gets_their_school(client) -> None:
    school = UniversityFactory()
    _invitation, token = invite(
        kind="university",
        email="c@zhicai.example",
        university=school,
        by=office_user(),
        now=clock.now(),
    )
    client.post(reverse("accounts:invitation", args=[token]), ANSWER)
    assert Coordinator.objects.get().university == school


@pytest.mark.parametrize(
    "change",
    [{"password": "short"}, {"real_name": ""}, {"agrees_terms": ""}, {"agrees_privacy": ""}],
    ids=str,
)
def test_a_refused_acceptance_makes_nobody(client, change) -> None:
    _invitation, token = invite(
        kind="teacher", email="t@zhicai.example", by=office_user(), now=clock.now()
    )
    assert (
        client.post(reverse("accounts:invitation", args=[token]), {**ANSWER, **change}).status_code
        == 422
    )
    assert not User.objects.filter(kind="teacher").exists()


@pytest.mark.parametrize("change", ["expired", "revoked"])
def test_old_and_revoked_invitations_say_so(client, change) -> None:
    office = office_user()
    invitation, token = invite(kind="teacher", email="t@zhicai.example", by=office, now=clock.now())
    if change == "revoked":
        revoke_invitation(invitation=invitation, by=office, now=clock.now())
    else:
        early = invitation.created_at - timedelta(days=30)
        Invitation.objects.update(created_at=early, expires_at=early + timedelta(days=14))
    response = client.post(reverse("accounts:invitation", args=[token]), ANSWER)
    assert response.status_code == 422
    assert response.context["denial"].code == "invitation.expired"
    assert not User.objects.filter(kind="teacher").exists()


def test_an_address_with_an_account_is_refused(client) -> None:
    UserFactory(email="t@zhicai.example")
    _invitation, token = invite(
        kind="teacher", email="t@zhicai.example", by=office_user(), now=clock.now()
    )
    response = client.post(reverse("accounts:invitation", args=[token]), ANSWER)
    assert response.context["denial"].code == "invitation.has_account"


def test_an_unknown_token_is_not_found(client) -> None:
    assert client.get(reverse("accounts:invitation", args=["nonsense"])).status_code == 404


def test_a_member_taken_out_is_out_with_the_next_request(client) -> None:
    firm = CompanyFactory()
    owner, recruiter = company_user(firm), company_user(firm, role="recruiter")
    client.force_login(recruiter)
    assert client.get("/company/profile/").status_code == 200
    office = client_of(owner)
    assert (
        office.post(reverse("accounts:switch_member", args=[recruiter.membership.pk])).status_code
        == 302
    )
    assert client.get("/company/profile/").status_code == 302
    office.post(reverse("accounts:switch_member", args=[recruiter.membership.pk]))
    client.force_login(recruiter)
    assert client.get("/company/profile/").status_code == 200
    verbs = (
        AuditEntry.objects.filter(verb__startswith="member.")
        .order_by("pk")
        .values_list("verb", flat=True)
    )
    assert list(verbs) == ["member.deactivate", "member.reactivate"]


def client_of(user: User):
    """Another browser, logged in as somebody."""
    from django.test import Client

    browser = Client()
    browser.force_login(user)
    return browser


def test_taking_out_asks_first_and_counts_what_of_theirs_waits(client) -> None:
    firm = CompanyFactory(name_en="Example Yunsuo Garments (fictional)")
    owner, recruiter = (
        company_user(firm),
        company_user(firm, role="recruiter", real_name="示例周帆"),
    )
    OpeningFactory(company=firm, state="draft", created_by=recruiter)
    OpeningFactory(company=firm, state="published", created_by=recruiter)
    for days, state in ((1, "interview"), (2, "interview"), (-1, "interview"), (1, "withdrawn")):
        application = ApplicationFactory(opening__company=firm, state=state)
        application.interviews.create(
            at=clock.now() + timedelta(days=days), place="示例路1号", invited_by=recruiter
        )
    OfferFactory(application__opening__company=firm, sent_by=recruiter)
    invite(kind="company", company=firm, email="new@zhicai.example", by=owner, now=clock.now())
    client.force_login(owner)
    address = "/en" + reverse("accounts:switch_member", args=[recruiter.membership.pk])
    assert client.get(address).context["consequences"] == [
        f"示例周帆 can no longer log in and reaches nothing of {firm.name_en}, from the next request on.",
        "1 draft of an opening stays with the company.",
        "2 interviews that this person set up still stand; a colleague has to hold them.",
        "1 offer that this person sent stays open.",
        "1 other member still acts for the company and gets its notices.",
        "You can let this person back in at any time; then everything is as before.",
    ]
    assert CompanyMember.objects.get(user=recruiter).is_active
    for _tap in range(2):
        assert client.post(address, {"verb": "take_out"}).status_code == 302
        assert not CompanyMember.objects.get(user=recruiter).is_active
    assert AuditEntry.objects.filter(verb="member.deactivate").count() == 1
    assert client.get(address).context["consequences"] == [
        "示例周帆 can log in again and act for Example Yunsuo Garments (fictional) at once."
    ]


def test_the_question_names_the_reason_where_nobody_may_be_taken_out(client) -> None:
    owner = company_user()
    client.force_login(owner)
    page = client.get(reverse("accounts:switch_member", args=[owner.membership.pk]))
    assert (page.status_code, page.context["denial"].code) == (200, "member.last_owner")
    assert b"verb" not in page.content


def test_the_last_owner_stays(client) -> None:
    owner = company_user()
    client.force_login(owner)
    response = client.post(reverse("accounts:switch_member", args=[owner.membership.pk]))
    assert response.context["denial"].code == "member.last_owner"


@pytest.mark.parametrize("who", ["office", "owner"])
def test_an_invitation_is_taken_back_after_a_question_and_sent_anew(client, who) -> None:
    firm = CompanyFactory()
    by = office_user() if who == "office" else company_user(firm)
    about = {"kind": "teacher"} if who == "office" else {"kind": "company", "company": firm}
    invitation, _token = invite(email="x@zhicai.example", by=by, **about, now=clock.now())
    client.force_login(by)
    url = reverse(
        "accounts:office_revoke" if who == "office" else "accounts:revoke_invitation",
        args=[invitation.pk],
    )
    asked = client.get(url).content.decode()
    assert "发给 x@zhicai.example 的链接会失效。随时可以向同一地址重新发出邀请。" in asked
    assert Invitation.objects.get().revoked_at is None
    assert client.post(url).status_code == 302
    assert Invitation.objects.get().revoked_at is not None
    again, _token = invite(email="x@zhicai.example", by=by, **about, now=clock.now())
    assert again.pk != invitation.pk


def test_a_recruiter_neither_invites_nor_takes_out(client) -> None:
    firm = CompanyFactory()
    owner = company_user(firm)
    invitation, _token = invite(
        kind="company", company=firm, email="x@zhicai.example", by=owner, now=clock.now()
    )
    client.force_login(company_user(firm, role="recruiter"))
    for url, data in (
        ("/company/members/", {"email": "y@zhicai.example", "role": "owner"}),
        (reverse("accounts:switch_member", args=[owner.membership.pk]), {}),
        (reverse("accounts:revoke_invitation", args=[invitation.pk]), {}),
    ):
        response = client.post(url, data)
        assert (response.status_code, response.context["denial"].code) == (
            422,
            "company.owner_only",
        )
    assert Invitation.objects.count() == 1
    with pytest.raises(Refused):
        revoke_invitation(invitation=invitation, by=UserFactory(), now=clock.now())


def test_lists_cost_the_same_for_one_and_three(client, assert_query_count_constant) -> None:
    firm = CompanyFactory()
    client.force_login(company_user(firm))
    assert_query_count_constant(
        client, "/company/members/", lambda: CompanyMemberFactory(company=firm, role="recruiter"), 6
    )
    office = office_user()
    client.force_login(office)
    counter = iter(range(9))

    def make():
        return invite(
            kind="teacher", email=f"t{next(counter)}@zhicai.example", by=office, now=clock.now()
        )

    assert_query_count_constant(client, "/office/invite/", make, 4)
