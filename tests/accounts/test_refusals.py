"""Why does a rule about people and companies say no? Each refusal beside the case that differs in one fact."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile

from accounts import permissions
from accounts.actions.skills import withdraw_skill
from accounts.models import CompanyRole, HeldSkill, Invitation, Trainee, User, WorkSample
from accounts.permissions import national
from core import clock
from core.denials import Denial, Refused
from tests.cast import ROLES, Cast
from tests.factories.accounts import (
    PNG_DOT,
    CompanyFactory,
    CompanyMemberFactory,
    HeldSkillFactory,
    NationalCertificateFactory,
    TraineeFactory,
    office_user,
)
from tests.factories.skills import SkillFactory

TODAY = date(2026, 11, 23)
SIGNED_IN = [role for role in ROLES if role != "anonymous"]


def code_of(denial: Denial | None) -> str:
    return denial.code if denial else ""


def codes(cast: Cast, rule) -> dict[str, str]:
    """What a rule says to each role that it refuses."""
    said = {role: code_of(rule(cast.login(role))) for role in SIGNED_IN}
    return {role: code for role, code in said.items() if code}


def all_but(role: str, code: str) -> dict[str, str]:
    return {each: code for each in SIGNED_IN if each != role}


class TestAge:
    @pytest.mark.parametrize(
        ("birth_on", "code"),
        [
            (date(1926, 11, 23), ""),
            (date(1925, 11, 24), ""),
            (date(1925, 11, 23), "age.year"),
            (date(2026, 11, 24), "age.year"),
            (date(2026, 11, 23), "age.child"),
            (date(2012, 11, 24), "age.child"),
            (date(2012, 11, 23), "age.guardian"),
            (date(2008, 11, 24), "age.guardian"),
            (date(2008, 11, 23), ""),
        ],
    )
    def test_a_year_is_believable_and_children_have_no_account(self, birth_on, code) -> None:
        denial = permissions.denies_age(birth_on, TODAY, guardian_knows=False)

        assert code_of(denial) == code
        assert not code or str(denial.remedy)

    @pytest.mark.parametrize(
        ("birth_on", "code"),
        [
            (None, ""),
            (date(2008, 11, 24), ""),
            (date(2008, 11, 23), "guardian.adult"),
        ],
    )
    def test_whoever_is_grown_up_needs_nobody(self, birth_on, code) -> None:
        assert code_of(permissions.denies_grown_up(Trainee(birth_on=birth_on), TODAY)) == code


class TestGuardiansYes:
    @pytest.mark.parametrize(
        ("phone", "given_on", "code"),
        [
            ("+8613900000002", TODAY, ""),
            ("+8613900000001", TODAY, "guardian.own_phone"),
            ("+8613900000002", TODAY + timedelta(days=1), "guardian.future"),
            ("+8613900000002", TODAY - timedelta(days=366), ""),
            ("+8613900000002", TODAY - timedelta(days=367), "guardian.long_ago"),
        ],
    )
    def test_a_yes_is_somebody_elses_and_of_the_last_year(self, phone, given_on, code) -> None:
        young = Trainee(user=User(phone="+8613900000001"), birth_on=date(2009, 11, 23))

        assert code_of(permissions.denies_guardian(young, phone, given_on, TODAY)) == code

    def test_a_grown_up_needs_none(self) -> None:
        grown = Trainee(user=User(phone="+8613900000001"), birth_on=date(2008, 11, 23))

        denial = permissions.denies_guardian(grown, "+8613900000002", TODAY, TODAY)
        assert code_of(denial) == "guardian.adult"


@pytest.mark.django_db
class TestWho:
    def test_only_the_person_changes_a_profile(self, cast: Cast) -> None:
        said = codes(cast, lambda user: permissions.denies_profile_change(user, cast.person))

        assert said == all_but("trainee", "profile.not_yours")
        assert code_of(permissions.denies_profile_change(None, cast.person)) == "profile.not_yours"

    def test_only_the_office_checks_names_and_decides_about_companies(self, cast: Cast) -> None:
        for rule, code in (
            (permissions.denies_name_check, "person.office_only"),
            (permissions.denies_company_decision, "company.office_only"),
        ):
            assert codes(cast, rule) == all_but("office", code)
            assert code_of(rule(office_user(is_active=False))) == code

    @pytest.mark.parametrize("kind", ["office", "teacher", "university"])
    def test_only_the_office_invites_staff(self, cast: Cast, kind: str) -> None:
        said = codes(cast, lambda user: permissions.denies_inviting(user, kind, None))

        assert said == all_but("office", "invitation.office_only")

    def test_only_an_owner_invites_colleagues(self, cast: Cast) -> None:
        said = codes(cast, lambda user: permissions.denies_inviting(user, "company", cast.firm))

        assert said == all_but("company", "company.owner_only")

    def test_office_and_own_school_check_national_certificates(self, cast: Cast) -> None:
        said = codes(cast, lambda user: national.denies_verifier(user, cast.person))

        checkers = {"office", "coordinator"}
        assert said == {role: "national.verifier" for role in SIGNED_IN if role not in checkers}
        cast.school.coordinators.update(is_active=False)
        assert code_of(national.denies_verifier(cast.coordinator, cast.person)) == (
            "national.verifier"
        )


@pytest.mark.parametrize(
    ("reason", "code"), [("看不清", ""), ("", "reason.missing"), (" \n", "reason.missing")]
)
def test_a_reason_says_something(reason: str, code: str) -> None:
    assert code_of(permissions.denies_empty_reason(reason)) == code


@pytest.mark.django_db
class TestMembers:
    def test_the_last_owner_stays(self, cast: Cast) -> None:
        owner = cast.firm.members.get()
        recruiter = CompanyMemberFactory(company=cast.firm, role=CompanyRole.RECRUITER)
        rules = [
            lambda: permissions.denies_deactivating(owner),
            lambda: permissions.denies_taking_out(cast.company, owner),
            lambda: permissions.denies_closing_account(cast.company),
        ]
        assert [code_of(rule()) for rule in rules] == ["member.last_owner"] * 3
        assert permissions.denies_taking_out(cast.company, recruiter) is None
        assert permissions.denies_closing_account(recruiter.user) is None
        second = CompanyMemberFactory(company=cast.firm)
        assert [code_of(rule()) for rule in rules] == [""] * 3
        second.is_active = False
        second.save()
        assert [code_of(rule()) for rule in rules] == ["member.last_owner"] * 3

    def test_only_an_owner_takes_out_and_lets_in(self, cast: Cast) -> None:
        CompanyMemberFactory(company=cast.firm)
        member = CompanyMemberFactory(company=cast.firm, role=CompanyRole.RECRUITER)
        for rule in (permissions.denies_taking_out, permissions.denies_letting_in):
            said = codes(cast, lambda user, rule=rule: rule(user, member))
            assert said == all_but("company", "company.owner_only")

    @pytest.mark.parametrize(
        ("state", "code"), [("verified", ""), ("suspended", "company.suspended.members")]
    )
    def test_nobody_comes_into_a_suspended_company(self, cast: Cast, state, code) -> None:
        cast.firm.state = state
        cast.firm.save()
        member = CompanyMemberFactory(company=cast.firm, is_active=False)

        assert code_of(permissions.denies_adding(cast.firm)) == code
        assert code_of(permissions.denies_letting_in(cast.company, member)) == code
        assert permissions.denies_adding(None) is None


class TestInvitation:
    NOW = datetime(2026, 11, 23, 10, 0, tzinfo=clock.CITY_TIME)

    @pytest.mark.parametrize(
        ("facts", "code"),
        [
            ({}, ""),
            ({"accepted_at": NOW}, "invitation.used"),
            ({"revoked_at": NOW}, "invitation.expired"),
            ({"expires_at": NOW}, "invitation.expired"),
            ({"expires_at": NOW + timedelta(seconds=1)}, ""),
            ({"accepted_at": NOW, "expires_at": NOW}, "invitation.used"),
        ],
    )
    def test_it_works_once_and_for_a_time(self, facts, code) -> None:
        invitation = Invitation(**{"expires_at": self.NOW + timedelta(days=1), **facts})

        assert code_of(permissions.denies_accepting(invitation, self.NOW)) == code


@pytest.mark.django_db
class TestProfile:
    def test_a_person_shows_so_many_samples(self, settings) -> None:
        settings.WORK_SAMPLES_MOST = 2
        person = TraineeFactory()
        WorkSample.objects.create(trainee=TraineeFactory(), title="甲", link="https://a.example/")
        said = []
        for title in ("甲", "乙"):
            said.append(permissions.denies_another_sample(person))
            WorkSample.objects.create(trainee=person, title=title, link="https://a.example/")
        denial = permissions.denies_another_sample(person)

        assert (said, code_of(denial)) == ([None, None], "sample.many")
        assert "2" in str(denial.sentence)

    def test_a_checked_name_stays_and_a_nameless_person_is_not_checked(self, cast: Cast) -> None:
        person = cast.person
        assert permissions.denies_renaming(person, person.real_name) is None
        assert code_of(permissions.denies_renaming(person, "示例李秀")) == "profile.name_checked"
        person.verified_at = None
        assert permissions.denies_renaming(person, "示例李秀") is None
        assert permissions.denies_verifying(person) is None
        person.real_name = ""
        assert code_of(permissions.denies_verifying(person)) == "person.nameless"
        person.merged_into = cast.other_person
        assert code_of(permissions.denies_verifying(person)) == "person.merged"

    def test_a_skill_is_taken_out_once_and_a_proven_one_stays(self, cast: Cast) -> None:
        held = HeldSkillFactory(trainee=cast.person, skill=SkillFactory(code="lockstitch"))
        proven = HeldSkillFactory(
            trainee=cast.person, skill=SkillFactory(code="cutting"), evidence="certificate"
        )
        withdraw_skill(held=held, by=cast.trainee)
        refused = {}
        for name, each in {"again": held, "proven": proven}.items():
            with pytest.raises(Refused) as refusal:
                withdraw_skill(held=each, by=cast.trainee)
            refused[name] = refusal.value.denial.code

        assert refused == {"again": "held_skill.gone", "proven": "skill.proven"}
        assert list(HeldSkill.objects.all()) == [proven]


class TestNationalDay:
    @pytest.mark.parametrize(
        ("birth_on", "issued_on", "code"),
        [
            (None, TODAY, ""),
            (None, TODAY + timedelta(days=1), "national.day.future"),
            (None, date(1994, 1, 1), ""),
            (None, date(1993, 12, 31), "national.day.early"),
            (date(2000, 5, 7), date(2016, 5, 7), ""),
            (date(2000, 5, 7), date(2016, 5, 6), "national.day.age"),
        ],
    )
    def test_it_was_issued_when_it_could_be(self, birth_on, issued_on, code) -> None:
        person = Trainee(birth_on=birth_on)

        assert code_of(national.denies_national_day(person, issued_on, TODAY)) == code


@pytest.mark.django_db
class TestNational:
    def test_a_profile_holds_so_many(self, cast: Cast, monkeypatch) -> None:
        monkeypatch.setattr(national, "MOST", 2)
        for _ in range(2):
            assert national.denies_another_national(cast.person) is None
            last = NationalCertificateFactory(trainee=cast.person)
        assert code_of(national.denies_another_national(cast.person)) == "national.many"
        assert national.denies_another_national(cast.other_person) is None
        last.state, last.ended_at = "withdrawn", clock.now()
        last.save()
        assert national.denies_another_national(cast.person) is None

    @pytest.mark.parametrize(
        ("verb", "is_named", "state", "code"),
        [
            ("check", True, "claimed", ""),
            ("check", False, "claimed", "national.name"),
            ("refuse", False, "claimed", ""),
            ("check", True, "checked", "national.check.state"),
            ("take_back", True, "claimed", "national.take_back.state"),
        ],
    )
    def test_a_paper_is_checked_of_somebody_whose_name_is(
        self, cast: Cast, verb, is_named, state, code
    ) -> None:
        found = NationalCertificateFactory(
            trainee=cast.person, checked_by=cast.office if state == "checked" else None
        )
        if not is_named:
            found.trainee.verified_at = None
        said = national.denies_national_decision(cast.office, found, verb)

        assert code_of(said) == code

    def test_a_number_of_an_issuer_stands_once(self, cast: Cast) -> None:
        found = NationalCertificateFactory(trainee=cast.person)
        key, number = found.issuer_key, found.number
        assert code_of(national.denies_taken(number, key)) == "national.taken"
        assert national.denies_taken(number, key, found.pk) is None
        assert national.denies_taken(number, "another") is None
        assert national.denies_taken(number + "1", key) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "code"),
    [(PNG_DOT, ""), (PNG_DOT[:30], "upload.unreadable"), (None, "upload.unreadable")],
)
def test_a_company_is_verified_on_a_licence_that_opens(content, code) -> None:
    company = CompanyFactory()
    if content:
        company.licence.save("licence.png", ContentFile(content))

    assert code_of(permissions.denies_unreadable_licence(company)) == code


@pytest.mark.parametrize(
    ("state", "until", "code"),
    [
        ("documents_submitted", None, ""),
        ("registered", None, ""),
        ("returned", None, "company.not_verified"),
        ("suspended", TODAY, "company.suspended"),
        ("verified", TODAY, ""),
        ("verified", TODAY - timedelta(days=1), "company.verification_expired"),
    ],
)
def test_whoever_waits_for_the_check_may_draft(state, until, code) -> None:
    company = CompanyFactory.build(state=state, verified_until=until)

    assert code_of(permissions.denies_drafting(company, TODAY)) == code


def test_an_unknown_visitor_decides_nothing() -> None:
    visitor = SimpleNamespace(is_authenticated=False, pk=None)

    assert code_of(permissions.denies_name_check(visitor)) == "person.office_only"
    assert code_of(permissions.denies_company_decision(visitor)) == "company.office_only"
    assert code_of(permissions.denies_inviting(visitor, "office", None)) == (
        "invitation.office_only"
    )
