"""Does each field about people and companies say at its own place what is wrong, keep what was typed, and write nothing?"""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import (
    Company,
    GuardianConsent,
    HeldSkill,
    Invitation,
    Trainee,
    User,
    WorkSample,
)
from core.clock import CITY_TIME
from tests.cast import Cast
from tests.factories.accounts import CompanyFactory, TraineeFactory, years_before
from tests.factories.skills import SkillFactory
from tests.harness.pages import sent_wrong, signed_in_as

pytestmark = pytest.mark.django_db
TODAY, DAY = date(2026, 11, 23), timedelta(days=1)
Faults = list[tuple[dict[str, Any], set[str]]]


@pytest.fixture(autouse=True)
def _moment(clock) -> None:
    """Everything happens at one moment."""
    clock.set(datetime.combine(TODAY, time(10), CITY_TIME))


def iso(days: int) -> str:
    return (TODAY + days * DAY).isoformat()


def check(client, url: str, valid: dict[str, Any], faults: Faults, *chosen: str) -> None:
    """Send each fault; what is no choice of a list, named in `chosen`, cannot stand chosen in it."""
    for changes, fields in faults:
        status, found, lost = sent_wrong(client, url, {**valid, **changes})
        gone = {each for each in lost if each.strip()} - {str(changes.get(name)) for name in chosen}
        assert (changes, status, found, gone) == (changes, 422, fields, set())


PROFILE = {
    "real_name": "示例李秀英",
    "gender": "",
    "source": "",
    "about": "会平缝",
    "wanted_pay_min": "5000",
}
PROFILE_FAULTS: Faults = [
    ({"real_name": ""}, {"real_name"}),
    ({"real_name": "名" * 61}, {"real_name"}),
    ({"birth_on": iso(1)}, {"birth_on"}),
    ({"birth_on": "1899-01-01"}, {"birth_on"}),
    ({"birth_on": iso(-3650)}, {"birth_on"}),
    ({"birth_on": iso(-15 * 366)}, {"guardian_knows"}),
    ({"gender": "yes"}, {"gender"}),
    ({"source": "moon"}, {"source"}),
    ({"graduation_year": "1959"}, {"graduation_year"}),
    ({"graduation_year": "2035"}, {"graduation_year"}),
    ({"study_start_year": "2028"}, {"study_start_year"}),
    ({"study_start_year": "去年"}, {"study_start_year"}),
    ({"wanted_pay_min": "-1"}, {"wanted_pay_min"}),
    ({"wanted_pay_min": "1000001"}, {"wanted_pay_min"}),
    ({"wanted_work": "话" * 201}, {"wanted_work"}),
    ({"university": "987654"}, {"university"}),
    ({"wanted_occupations": ["987654"]}, {"wanted_occupations"}),
]  # fmt: skip


class TestWhatAPersonTypes:
    def test_each_field_of_the_profile(self) -> None:
        trainee = TraineeFactory()
        before = Trainee.objects.values().get()
        url = reverse("accounts:profile")
        person = signed_in_as(trainee.user)
        check(person, url, PROFILE, PROFILE_FAULTS, "gender", "source", "university")

        assert Trainee.objects.values().get() == before
        assert person.post(url, PROFILE).status_code == 302

    def test_each_field_of_a_skill(self, cast: Cast) -> None:
        skill = SkillFactory(code="lockstitch")
        faults: Faults = [
            ({"skill": ""}, {"skill"}),
            ({"skill": "987654"}, {"skill"}),
            ({"level": "0"}, {"level"}),
            ({"level": "6"}, {"level"}),
        ]
        person, url = signed_in_as(cast.trainee), reverse("accounts:profile_skills")
        valid = {"skill": str(skill.pk), "level": "2"}
        check(person, url, valid, faults, "skill", "level")

        assert not HeldSkill.objects.exists()
        assert person.post(url, valid).status_code == 302
        assert HeldSkill.objects.get().level == 2

    def test_each_field_of_a_work_sample(self, cast: Cast) -> None:
        valid = {"title": "连衣裙", "description": "自己打的版", "link": "https://a.example/1"}
        faults: Faults = [
            ({"title": ""}, {"title"}),
            ({"title": "裙" * 81}, {"title"}),
            ({"description": "裙" * 1001}, {"description"}),
            ({"link": ""}, {"picture"}),
            ({"link": "javascript:alert(1)"}, {"link"}),
            ({"link": f"https://a.example/{'x' * 300}"}, {"link"}),
            ({"picture": SimpleUploadedFile("a.png", b"no picture")}, {"picture"}),
            ({"picture": SimpleUploadedFile("a.png", b"")}, {"picture"}),
        ]
        person, url = signed_in_as(cast.trainee), reverse("accounts:samples")
        check(person, url, valid, faults)

        assert not WorkSample.objects.exists()
        assert person.post(url, valid).status_code == 302

    def test_each_field_of_a_guardians_yes(self) -> None:
        young = TraineeFactory(birth_on=years_before(TODAY, 17), user__phone="+8613900000001")
        valid = {
            "guardian_name": "示例李大山",
            "guardian_phone": "138 1111 2222",
            "given_on": iso(0),
            "agrees": "on",
        }
        faults: Faults = [
            ({"guardian_name": ""}, {"guardian_name"}),
            ({"guardian_phone": ""}, {"guardian_phone"}),
            ({"guardian_phone": "12345"}, {"guardian_phone"}),
            ({"given_on": iso(1)}, {"given_on"}),
            ({"given_on": iso(-367)}, {"given_on"}),
            ({"given_on": ""}, {"given_on"}),
            ({"agrees": ""}, {"agrees"}),
        ]
        person, url = signed_in_as(young.user), reverse("accounts:guardian")
        check(person, url, valid, faults)
        own = person.post(url, {**valid, "guardian_phone": "13900000001"})

        assert (own.status_code, own.context["denial"].code) == (422, "guardian.own_phone")
        assert not GuardianConsent.objects.exists()

    def test_an_account_is_closed_on_purpose(self, cast: Cast) -> None:
        url = reverse("accounts:close_account")
        check(signed_in_as(cast.trainee), url, {}, [({}, {"understands"})])

        cast.trainee.refresh_from_db()
        assert (cast.trainee.is_active, cast.trainee.anonymised_at) == (True, None)


class TestWhatACompanyTypes:
    def test_each_field_of_its_page(self, cast: Cast) -> None:
        valid = {
            "name_en": "Example Yunsuo",
            "kind": cast.firm.kind,
            "size": cast.firm.size,
            "address": "示例路1号",
            "about": "做女装",
        }
        faults: Faults = [
            ({"kind": "bank"}, {"kind"}),
            ({"size": "huge"}, {"size"}),
            ({"division": "987654"}, {"division"}),
            ({"about": "只招女性。"}, {"about"}),
        ]
        owner, url = signed_in_as(cast.company), reverse("accounts:company_profile")
        check(owner, url, valid, faults, "kind", "size", "division")

        assert Company.objects.get(pk=cast.firm.pk).about == ""
        assert owner.post(url, valid).status_code == 302
        assert Company.objects.get(pk=cast.firm.pk).about == "做女装"

    def test_each_field_of_an_invitation(self, cast: Cast) -> None:
        valid = {"email": "new@zhicai.example", "role": "recruiter"}
        faults: Faults = [
            ({"email": ""}, {"email"}),
            ({"email": "nobody"}, {"email"}),
            ({"email": "", "phone": "12345"}, {"phone"}),
            ({"role": "king"}, {"role"}),
            ({"role": ""}, {"role"}),
        ]
        owner, url = signed_in_as(cast.company), reverse("accounts:company_members")
        check(owner, url, valid, faults, "role")

        assert not Invitation.objects.exists()
        assert owner.post(url, valid).status_code == 302

    @pytest.mark.parametrize("content", [None, b"", b"no paper", b"%PDF-1.7 half"])
    def test_a_licence_that_cannot_be_read(self, content: bytes | None) -> None:
        company = CompanyFactory(state="registered")
        user = company.members.create(
            user=User.objects.create_user("o@zhicai.example"), role="owner"
        ).user
        User.objects.filter(pk=user.pk).update(
            kind="company", contact_confirmed_at=datetime.now(CITY_TIME)
        )
        user.refresh_from_db()
        sent = {} if content is None else {"licence": SimpleUploadedFile("a.pdf", content)}
        check(signed_in_as(user), reverse("accounts:company_licence"), sent, [({}, {"licence"})])

        company.refresh_from_db()
        assert (company.state, bool(company.licence)) == ("registered", False)


class TestWhatTheOfficeTypes:
    def test_each_field_of_an_invitation(self, cast: Cast) -> None:
        valid = {"email": "new@zhicai.example", "kind": "teacher"}
        faults: Faults = [
            ({"email": ""}, {"email"}),
            ({"kind": ""}, {"kind"}),
            ({"kind": "company"}, {"kind"}),
            ({"kind": "university"}, {"university"}),
            ({"kind": "university", "university": "987654"}, {"university"}),
        ]
        office, url = signed_in_as(cast.office), reverse("accounts:office_invite")
        check(office, url, valid, faults, "kind", "university")

        assert not Invitation.objects.exists()
        assert office.post(url, {**valid, "university": str(cast.school.pk)}).status_code == 302
        assert Invitation.objects.get().university is None

    def test_each_field_of_a_decision_about_a_company(self, cast: Cast) -> None:
        company = CompanyFactory(state="documents_submitted")
        url = reverse("accounts:decide_company", args=[company.pk])
        faults: Faults = [
            ({"verb": ""}, {"verb"}),
            ({"verb": "readmit"}, {"verb"}),
            ({"verb": "return", "reason": ""}, {"reason"}),
            ({"verb": "verify", "until": ""}, {"until"}),
            ({"verb": "verify", "until": iso(0)}, {"until"}),
            ({"verb": "verify", "until": iso(181)}, {"until"}),
            ({"reason": "话" * 501}, {"reason"}),
        ]
        valid = {"verb": "return", "until": iso(30), "reason": "看不清"}
        check(signed_in_as(cast.office), url, valid, faults, "verb")

        company.refresh_from_db()
        assert company.state == "documents_submitted"

    @pytest.mark.parametrize(
        ("is_checked", "data", "fields"),
        [
            (False, {"verb": "", "against": "office"}, {"verb"}),
            (False, {"verb": "verify", "against": "wind"}, {"against"}),
            (False, {"verb": "doubt", "against": "office", "reason": "像是假的"}, {"verb"}),
            (True, {"verb": "doubt", "reason": ""}, {"reason"}),
            (True, {"verb": "verify", "reason": "看过了"}, {"verb"}),
        ],
    )
    def test_each_field_of_a_decision_about_a_name(self, cast, is_checked, data, fields) -> None:
        person = cast.person if is_checked else TraineeFactory()
        url = reverse("accounts:decide_name", args=[person.pk])
        check(signed_in_as(cast.office), url, data, [({}, fields)])

        assert (Trainee.objects.get(pk=person.pk).verified_at is not None) is is_checked
