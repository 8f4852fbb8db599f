"""Do people and firms get in through their own door, and only as themselves?"""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from accounts.models import Company, Consent, Trainee, User
from core.models import AuditEntry
from tests.accounts.conftest import a_minute_later, code_in, last_mail
from tests.factories.accounts import (
    CompanyFactory,
    RosterEntryFactory,
    TraineeFactory,
    UserFactory,
    company_user,
    office_user,
)

pytestmark = pytest.mark.django_db

PERSON = {
    "real_name": "示例李秀英",
    "phone": "138 0000 0000",
    "email": "",
    "password1": "indigo-cotton-7",
    "birth_on": "2000-05-01",
    "agrees_terms": "on",
    "agrees_privacy": "on",
    "wants_recommendations": "on",
}
FIRM = {
    "name_zh": "示例云梭服饰有限公司（虚构）",
    "uscc": "91429099DEM000014K",
    "kind": "factory",
    "size": "10-49",
    "real_name": "示例陈云",
    "phone": "",
    "email": "chen@zhicai.example",
    "password1": "indigo-cotton-7",
    "agrees_terms": "on",
    "agrees_privacy": "on",
}
TRAINEE_DOOR, COMPANY_DOOR = "/join/trainee/", "/join/company/"


def test_a_person_signs_up_by_phone(client, texts, commits) -> None:
    RosterEntryFactory(real_name="示例李秀英", phone="+8613800000000")
    with commits():
        response = client.post(TRAINEE_DOOR, PERSON)
    assert response.url == reverse("account_verify_phone")
    with commits():
        response = client.post(response.url, {"code": code_in(texts[-1][1])})
    assert response.url == reverse("accounts:after_login")
    trainee = Trainee.objects.select_related("user").get()
    assert (trainee.user.phone, trainee.user.phone_verified, trainee.real_name) == (
        "+8613800000000",
        True,
        "示例李秀英",
    )
    assert trainee.user.contact_confirmed_at is not None
    assert trainee.verified_against == "roster"
    assert set(Consent.objects.values_list("purpose", "version")) == {
        ("terms", "2026-11"), ("privacy", "2026-11"), ("recommendation", "2026-11"),
    }  # fmt: skip
    assert (
        AuditEntry.objects.filter(
            verb__in=["user.sign_up", "user.confirm_contact", "trainee.match_roster"]
        ).count()
        == 3
    )


def test_a_person_signs_up_by_email(client, commits) -> None:
    with commits():
        response = client.post(
            TRAINEE_DOOR, {**PERSON, "phone": "", "email": "Xiuying@zhicai.example"}
        )
    assert response.url == reverse("account_email_verification_sent")
    with commits():
        response = client.post(response.url, {"code": code_in(last_mail())})
    user = User.objects.get()
    assert response.url == reverse("accounts:after_login")
    assert (user.email, user.phone) == ("xiuying@zhicai.example", None)
    assert user.contact_confirmed_at is not None
    assert EmailAddress.objects.get().verified


def test_a_wrong_code_does_not_confirm(client, texts, commits) -> None:
    with commits():
        response = client.post(TRAINEE_DOOR, PERSON)
    wrong = "000000" if code_in(texts[-1][1]) != "000000" else "111111"
    assert "code" in client.post(response.url, {"code": wrong}).context["form"].errors
    assert User.objects.get().contact_confirmed_at is None


def test_a_firm_signs_up(client, commits) -> None:
    with commits():
        response = client.post(COMPANY_DOOR, FIRM)
    client.post(response.url, {"code": code_in(last_mail())})
    company = Company.objects.get()
    member = company.members.select_related("user").get()
    assert (company.uscc, company.state, company.name_zh) == (
        "91429099DEM000014K",
        "registered",
        FIRM["name_zh"],
    )
    assert (member.role, member.user.kind, member.user.real_name) == (
        "owner",
        "company",
        "示例陈云",
    )
    assert AuditEntry.objects.filter(verb="company.register", actor=member.user).count() == 1


def test_a_code_that_the_licence_really_shows_goes_to_the_office_with_its_reason(
    client, commits
) -> None:
    odd = {**FIRM, "uscc": "91429099DEM000015K"}
    refused = client.post(COMPANY_DOOR, odd)
    assert "uscc_reason" in refused.context["form"].fields
    with commits():
        client.post(COMPANY_DOOR, {**odd, "uscc_reason": "执照上印的就是这个代码"})
    company = Company.objects.get()
    assert (company.uscc, company.uscc_reason) == ("91429099DEM000015K", "执照上印的就是这个代码")
    client.force_login(office_user())
    assert (
        "执照上印的就是这个代码"
        in client.get(reverse("accounts:office_company", args=[company.pk])).content.decode()
    )


@pytest.mark.parametrize(
    ("door", "form", "change", "field"),
    [
        (TRAINEE_DOOR, PERSON, {"real_name": ""}, "real_name"),
        (TRAINEE_DOOR, PERSON, {"phone": "12345"}, "phone"),
        (TRAINEE_DOOR, PERSON, {"phone": ""}, "phone"),
        (TRAINEE_DOOR, PERSON, {"email": "not-an-address"}, "email"),
        (TRAINEE_DOOR, PERSON, {"password1": "12345678"}, "password1"),
        (TRAINEE_DOOR, PERSON, {"birth_on": "2020-01-01"}, "birth_on"),
        (TRAINEE_DOOR, PERSON, {"birth_on": "1890-01-01"}, "birth_on"),
        (TRAINEE_DOOR, PERSON, {"birth_on": "2090-01-01"}, "birth_on"),
        (TRAINEE_DOOR, PERSON, {"birth_on": "2010-01-01"}, "guardian_knows"),
        (TRAINEE_DOOR, PERSON, {"agrees_terms": ""}, "agrees_terms"),
        (TRAINEE_DOOR, PERSON, {"agrees_privacy": ""}, "agrees_privacy"),
        (COMPANY_DOOR, FIRM, {"uscc": "91429099DEM000015K"}, "uscc"),
        (COMPANY_DOOR, FIRM, {"name_zh": ""}, "name_zh"),
        (COMPANY_DOOR, FIRM, {"kind": "bank"}, "kind"),
        (COMPANY_DOOR, FIRM, {"agrees_privacy": ""}, "agrees_privacy"),
    ],
)
def test_refused_sign_ups_keep_what_was_typed(client, door, form, change, field) -> None:
    response = client.post(door, {**form, **change})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert (
        form["real_name"] if field != "real_name" else "138 0000 0000"
    ) in response.content.decode()
    assert not User.objects.exists()


def test_a_guardian_who_knows_opens_the_door(client, commits) -> None:
    with commits():
        assert (
            client.post(
                TRAINEE_DOOR, {**PERSON, "birth_on": "2010-01-01", "guardian_knows": "on"}
            ).status_code
            == 302
        )
    assert Trainee.objects.get().guardian_informed_at is not None


@pytest.mark.parametrize("door", [TRAINEE_DOOR, COMPANY_DOOR])
def test_nobody_agrees_to_what_was_ticked_beforehand(client, door) -> None:
    assert " checked" not in client.get(door).content.decode()


def test_without_the_tick_nothing_is_recommended(client, commits) -> None:
    with commits():
        client.post(TRAINEE_DOOR, {**PERSON, "wants_recommendations": ""})
    assert not Trainee.objects.get().uses_recommendations
    assert not Consent.objects.filter(purpose="recommendation").exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("示例云梭服饰有限公司", "name_zh"),
        ("91429099DEM000014K", "uscc"),
        ("Yunsuo Garments Ltd", "name_zh"),
    ],
)
def test_a_firm_at_the_trainees_door_is_led_over_with_what_it_typed(client, typed, field) -> None:
    response = client.post(TRAINEE_DOOR, {**PERSON, "real_name": typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert response.context["led_over"]
    assert response.context["form"].initial[field] == typed
    assert f'action="{COMPANY_DOOR}"' in page
    assert "138 0000 0000" in page
    assert not User.objects.exists()


def test_a_trainee_at_the_companies_door_is_led_over(client) -> None:
    client.force_login(TraineeFactory().user)
    page = client.get(COMPANY_DOOR)
    assert page.status_code == 200
    assert f'name="next" value="{COMPANY_DOOR}"' in page.content.decode()
    assert client.post(COMPANY_DOOR, FIRM).url == reverse("accounts:after_login")
    assert not Company.objects.exists()


def test_a_company_at_the_trainees_door_is_led_over(client) -> None:
    client.force_login(company_user())
    assert f'name="next" value="{TRAINEE_DOOR}"' in client.get(TRAINEE_DOOR).content.decode()


def test_a_known_company_leads_to_its_owner(client) -> None:
    CompanyFactory(uscc=FIRM["uscc"])
    response = client.post(COMPANY_DOOR, FIRM)
    assert list(response.context["form"].errors) == ["uscc"]
    assert not User.objects.exists()


def test_a_known_email_is_not_given_away(client, commits) -> None:
    UserFactory(email="known@zhicai.example")
    with commits():
        known = client.post(TRAINEE_DOOR, {**PERSON, "phone": "", "email": "known@zhicai.example"})
    with commits():
        fresh = client.post(TRAINEE_DOOR, {**PERSON, "phone": "", "email": "fresh@zhicai.example"})
    assert (known.status_code, known.url) == (fresh.status_code, fresh.url)
    assert [m.to for m in mail.outbox] == [["known@zhicai.example"], ["fresh@zhicai.example"]]
    assert User.objects.count() == 2


def test_a_known_phone_is_not_given_away(client, texts, commits) -> None:
    UserFactory(email=None, phone="+8613800000000")
    with commits():
        known = client.post(TRAINEE_DOOR, PERSON)
    assert known.url == reverse("account_verify_phone")
    assert [phone for phone, _text in texts] == ["+8613800000000"]
    assert not any(ch.isdigit() for ch in texts[0][1])


def test_a_second_try_with_the_same_phone_gets_a_sentence(client, commits) -> None:
    with commits():
        client.post(TRAINEE_DOOR, PERSON)
    with commits():
        again = client.post(TRAINEE_DOOR, PERSON)
    assert (again.status_code, again.context["denial"].code) == (429, "limit.codes")
    assert "满一分钟后才能再发" in again.content.decode()
    assert User.objects.count() == 1


def test_without_a_sender_the_email_is_asked_for(client, settings) -> None:
    settings.SMS_SENDER = ""
    form = client.get(TRAINEE_DOOR).context["form"]
    assert "phone" not in form.fields
    assert form.fields["email"].required


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("91429099DEM000014K", "格式和校验码都正确"),
        ("91429099DEM000015K", "校验码不符"),
        ("9142", "18 位，现在是 4 位"),
        ("91429099DEM00001OK", "不含 I、O、S、V、Z"),
        ("", ""),
    ],
)
def test_the_code_is_checked_while_typing(client, typed, words) -> None:
    response = client.get(reverse("accounts:check_uscc"), {"uscc": typed})
    assert response.status_code == 200
    assert words in response.content.decode()


def test_allauths_own_sign_up_leads_to_the_doors(client) -> None:
    page = client.get(reverse("account_signup")).content.decode()
    assert TRAINEE_DOOR in page
    assert COMPANY_DOOR in page


def test_the_doors_speak_english(client) -> None:
    assert "Who are you?" in client.get("/en/join/").content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("door", [TRAINEE_DOOR, COMPANY_DOOR])
def test_both_doors_link_what_is_agreed_to(client, door, prefix) -> None:
    page = client.get(prefix + door).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert f'href="{prefix}/terms/"' in main
    assert f'href="{prefix}/privacy/"' in main


def test_the_page_that_asks_for_the_code_hides_the_middle_of_the_number(
    client, texts, commits
) -> None:
    with commits():
        response = client.post(TRAINEE_DOOR, PERSON)
    page = client.get(response.url).content.decode()
    assert "138****0000" in page
    assert "13800000000" not in page


WAY = "/runs/7/enrol/"


def test_who_signs_up_on_the_way_to_a_course_comes_back_to_it(client, texts, commits) -> None:
    assert (
        f"/join/?next={WAY}"
        in client.get(f"{reverse('account_login')}?next={WAY}").content.decode()
    )
    assert (
        f"{TRAINEE_DOOR}?next=%2Fruns%2F7%2Fenrol%2F"
        in client.get(f"/join/?next={WAY}").content.decode()
    )
    with commits():
        response = client.post(f"{TRAINEE_DOOR}?next={WAY}", PERSON)
    with commits():
        response = client.post(response.url, {"code": code_in(texts[-1][1])})
    assert response.url == WAY


def test_no_sign_up_leads_to_another_site(client, texts, commits) -> None:
    away = "https://elsewhere.example/"
    assert f'href="{TRAINEE_DOOR}"' in client.get(f"/join/?next={away}").content.decode()
    with commits():
        response = client.post(f"{TRAINEE_DOOR}?next={away}", PERSON)
    with commits():
        response = client.post(response.url, {"code": code_in(texts[-1][1])})
    assert response.url == reverse("accounts:after_login")


def test_a_lost_code_is_sent_again_but_not_at_once(client, texts, commits) -> None:
    with commits():
        response = client.post(TRAINEE_DOOR, PERSON)
    first = len(texts)
    with commits():
        client.post(response.url, {"action": "resend"})
    assert len(texts) == first
    a_minute_later()
    with commits():
        client.post(response.url, {"action": "resend"})
    assert len(texts) == first + 1
    with commits():
        done = client.post(response.url, {"code": code_in(texts[-1][1])})
    assert done.url == reverse("accounts:after_login")


def test_what_was_typed_is_kept_and_the_password_asked_for_again(client) -> None:
    page = client.post(TRAINEE_DOOR, {**PERSON, "agrees_terms": ""}).content.decode()
    assert 'value="138 0000 0000"' in page
    assert PERSON["password1"] not in page
    assert "密码请再填一次" in page
    assert "我同意用户协议</a>：" in page
