"""Why does a rule about work say no? Each refusal beside the case that differs in one fact."""

from datetime import date, datetime, time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Company, CompanyMember, Consent
from core import clock
from core.clock import CITY_TIME
from core.denials import Denial
from matching import permissions
from matching.models import Opening
from matching.permissions import feedback, learning, second_jobs
from matching.permissions.applications import denies_contact, denies_looking, denies_note
from matching.states import OpeningState
from tests.cast import ROLES, Cast
from tests.factories.accounts import UserFactory, years_before
from tests.factories.matching import (
    ApplicationFactory,
    InternshipFactory,
    OpeningFactory,
    OpeningReportFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
NOW = datetime.combine(TODAY, time(10), CITY_TIME)
DAY = timedelta(days=1)
SIGNED_IN = [role for role in ROLES if role != "anonymous"]


@pytest.fixture(autouse=True)
def _moment(clock) -> None:
    """Everything happens at one moment."""
    clock.set(NOW)


def code_of(denial: Denial | None) -> str:
    return denial.code if denial else ""


class TestApplying:
    def test_only_a_trainee_with_a_profile_applies(self, cast: Cast) -> None:
        opening = OpeningFactory()
        said = {
            role: code_of(permissions.denies_apply(cast.login(role), opening, TODAY))
            for role in SIGNED_IN
        }
        trainees = {"trainee", "other_trainee"}
        assert said == {role: "" if role in trainees else "apply.kind" for role in SIGNED_IN}
        visitor = permissions.denies_apply(AnonymousUser(), opening, TODAY)
        assert (code_of(visitor), visitor.url.endswith("/accounts/login/")) == ("apply.login", True)
        nobody = permissions.denies_apply(UserFactory(), opening, TODAY)
        assert (code_of(nobody), str(nobody.url)) == ("apply.profile", "/my/profile/")

    @pytest.mark.parametrize(
        ("facts", "code"),
        [
            ({}, ""),
            ({"state": "filled", "hires": 2}, "apply.filled"),
            ({"hires": 2, "state": "paused"}, "apply.filled"),
            ({"hires": 1}, ""),
            ({"state": "paused"}, "apply.paused"),
            ({"state": "held"}, "apply.held"),
            ({"company__verified_until": TODAY - DAY}, "apply.held"),
            ({"company__verified_until": TODAY}, ""),
            ({"valid_until": TODAY - DAY}, "apply.closed"),
            ({"valid_until": TODAY}, ""),
            ({"state": "closed"}, "apply.closed"),
            ({"state": "expired"}, "apply.closed"),
            ({"state": "draft"}, "apply.closed"),
            ({"state": "submitted"}, "apply.closed"),
            ({"state": "returned"}, "apply.closed"),
        ],
    )
    def test_an_opening_takes_applications_while_it_is_on_the_list(
        self, cast: Cast, facts: dict, code: str
    ) -> None:
        opening = OpeningFactory(**facts)

        assert code_of(permissions.denies_apply(cast.trainee, opening, TODAY)) == code

    def test_every_state_of_an_opening_was_asked(self) -> None:
        asked = {"published", "filled", "paused", "held", "closed", "expired"}

        assert asked | {"draft", "submitted", "returned"} == set(OpeningState.values)

    def test_nobody_applies_twice(self, cast: Cast) -> None:
        sent = ApplicationFactory(trainee=cast.person)
        denial = permissions.denies_apply(cast.trainee, sent.opening, TODAY)

        assert (code_of(denial), denial.url) == ("apply.already", sent.get_absolute_url())
        assert permissions.denies_apply(cast.other_trainee, sent.opening, TODAY) is None


class TestWhoAnswers:
    def test_an_interview_is_answered_by_the_person_while_it_stands(self, cast: Cast) -> None:
        sent = ApplicationFactory(trainee=cast.person, state="interview")
        said = {
            role: code_of(permissions.denies_interview_answer(cast.login(role), sent, TODAY))
            for role in SIGNED_IN
        }
        assert {role for role, code in said.items() if not code} == {"trainee"}
        assert set(said.values()) == {"", "matching.not_yours"}
        sent.state = "offered"
        for is_no in (False, True):
            denial = permissions.denies_interview_answer(cast.trainee, sent, TODAY, is_no=is_no)
            assert code_of(denial) == "interview.moved_on"

    def test_a_no_is_said_also_to_a_company_on_hold(self, cast: Cast) -> None:
        sent = ApplicationFactory(trainee=cast.person, state="interview")
        sent.opening.company.state = "suspended"
        said = [
            code_of(permissions.denies_interview_answer(cast.trainee, sent, TODAY, is_no=is_no))
            for is_no in (False, True)
        ]
        assert said == ["company.suspended", ""]

    @pytest.mark.parametrize(
        ("state", "days", "codes"),
        [
            ("reviewing", 100, ("", "", "")),
            ("rejected", 90, ("", "sample.ended", "contact.ended")),
            ("rejected", 91, ("note.faded", "sample.ended", "contact.ended")),
        ],
    )
    def test_what_a_company_reads_ends_with_the_application(
        self, cast: Cast, state: str, days: int, codes: tuple[str, ...]
    ) -> None:
        moved_at = NOW - timedelta(days=days)
        sent = ApplicationFactory(opening__company=cast.firm, state=state, moved_at=moved_at)
        rules = (denies_note, denies_looking, denies_contact)

        assert tuple(code_of(rule(cast.company, sent, TODAY)) for rule in rules) == codes
        others = [role for role in SIGNED_IN if role != "company"]
        assert {
            code_of(rule(cast.login(role), sent, TODAY)) for rule in rules for role in others
        } == {"matching.not_yours"}

    def test_who_wants_no_contact_any_more_is_not_called(self, cast: Cast) -> None:
        sent = ApplicationFactory(
            opening__company=cast.firm, trainee=cast.person, submitted_at=NOW - DAY
        )
        assert denies_contact(cast.company, sent, TODAY) is None
        consent = Consent.objects.create(
            user=cast.trainee,
            purpose="contact",
            version="1",
            given_at=NOW - 5 * DAY,
            withdrawn_at=NOW - 2 * DAY,
        )
        assert denies_contact(cast.company, sent, TODAY) is None
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at=NOW)
        assert code_of(denies_contact(cast.company, sent, TODAY)) == "consent.contact"
        Consent.objects.create(user=cast.trainee, purpose="contact", version="1")
        assert denies_contact(cast.company, sent, TODAY) is None


class TestFeedback:
    def test_only_the_person_says_what_fits(self, cast: Cast) -> None:
        said = {
            role: code_of(feedback.denies_feedback(cast.login(role), cast.person)) for role in ROLES
        }
        assert said == {role: "" if role == "trainee" else "feedback.own" for role in ROLES}

    @pytest.mark.parametrize("state", OpeningState.values)
    def test_people_are_shown_for_what_is_on_the_list(self, state: str) -> None:
        opening = OpeningFactory(state=state, hires=2 if state == "filled" else 0)
        code = "" if state == "published" else "people.opening"
        assert code_of(feedback.denies_people(opening, TODAY)) == code
        opening.company.state = "suspended"
        assert code_of(feedback.denies_people(opening, TODAY)) == "company.suspended"


@pytest.mark.parametrize(
    ("role", "has_before", "code"),
    [
        ("anonymous", True, ""),  # the operator at the machine
        ("office", True, ""),
        ("office", False, "matching.nothing_before"),
        ("company", True, "matching.not_yours"),
        ("teacher", True, "matching.not_yours"),
    ],
)
def test_the_office_goes_back_to_a_model_that_is_kept(cast, role, has_before, code) -> None:
    denial = learning.denies_rollback(cast.login(role), has_before=has_before)

    assert code_of(denial) == code


class TestSecondJob:
    @pytest.mark.parametrize(
        ("reason", "code"), [("", "job.second"), (" ", "job.second"), ("兼职", "")]
    )
    def test_a_second_job_says_why(self, reason: str, code: str) -> None:
        first = ApplicationFactory(state="accepted", opening__title="打版师")

        denial = second_jobs.denies_second_job(first, reason)
        assert code_of(denial) == code
        assert not code or "打版师" in str(denial.sentence)
        assert second_jobs.denies_second_job(None, reason) is None


class TestOpenings:
    @pytest.mark.parametrize("name", ["title", "duties", "conditions", "address", "shift"])
    def test_what_the_law_asks_for_is_named_where_it_is_missing(self, name: str) -> None:
        opening = OpeningFactory.build(
            **{name: "", "company": Company(), "occupation": None, "division": None}
        )
        denial = permissions.openings.denies_incomplete(opening)

        assert code_of(denial) == "opening.incomplete"
        assert str(Opening._meta.get_field(name).verbose_name) in str(denial.sentence)

    @pytest.mark.parametrize(
        ("lacks", "code"),
        [
            ("", ""),
            ("has_three_party_agreement", "opening.internship"),
            ("excludes_first_years", "opening.internship"),
            ("asks_guardian_consent", "opening.internship"),
        ],
    )
    def test_an_internship_gives_three_assurances(self, lacks: str, code: str) -> None:
        opening = InternshipFactory(**({lacks: False} if lacks else {}), state="draft")

        assert code_of(permissions.openings.denies_internship(opening)) == code
        opening.contract_type = "full_time"
        assert permissions.openings.denies_internship(opening) is None

    @pytest.mark.parametrize(
        ("role", "ago", "is_stopped", "code"),
        [
            ("company", timedelta(minutes=9), False, ""),
            ("office", timedelta(minutes=9), False, ""),
            ("other_company", timedelta(minutes=9), False, "matching.not_yours"),
            ("trainee", timedelta(minutes=9), False, "matching.not_yours"),
            ("company", timedelta(minutes=10), False, "opening.restore.late"),
            ("company", timedelta(minutes=9), True, "opening.restore.stopped"),
            ("office", timedelta(minutes=9), True, ""),
        ],
    )
    def test_closing_is_undone_for_ten_minutes(self, cast, role, ago, is_stopped, code) -> None:
        opening = OpeningFactory(company=cast.firm, state="closed", closed_at=NOW - ago)
        if is_stopped:
            OpeningReportFactory(
                opening=opening, state="upheld", handled_at=NOW, handled_by=cast.office
            )
        assert code_of(permissions.denies_restoring(cast.login(role), opening, NOW)) == code
        opening.state = "published"
        if code != "matching.not_yours":
            denial = permissions.denies_restoring(cast.login(role), opening, NOW)
            assert code_of(denial) == "opening.restore.state"

    @pytest.mark.parametrize("state", OpeningState.values)
    def test_what_the_office_looks_at_is_not_edited(self, cast: Cast, state: str) -> None:
        opening = OpeningFactory(
            company=cast.firm, state=state, hires=2 if state == "filled" else 0
        )
        code = "" if state in {"draft", "returned"} else "opening.edit.state"

        assert code_of(permissions.denies_editing(cast.company, opening, TODAY)) == code

    def test_a_former_member_writes_nothing(self, cast: Cast) -> None:
        assert permissions.denies_writing(cast.company, cast.firm, TODAY) is None
        CompanyMember.objects.filter(user=cast.company).update(is_active=False)
        assert code_of(permissions.denies_writing(cast.company, cast.firm, TODAY)) == (
            "matching.not_yours"
        )

    def test_young_people_work_with_a_yes_that_stands(self, cast: Cast) -> None:
        cast.person.birth_on = years_before(TODAY, 17)
        cast.person.save()
        job, internship = OpeningFactory(), InternshipFactory()
        said = [
            code_of(permissions.working.denies_minor(cast.person, each, TODAY))
            for each in (job, internship)
        ]
        assert said == ["", "apply.guardian"]
        given = cast.person.guardian_consents.create(
            guardian_name="示例李大山",
            guardian_phone="+8613811112222",
            given_on=TODAY,
            withdrawn_at=clock.now(),
        )
        said = [
            code_of(permissions.working.denies_minor(cast.person, each, TODAY))
            for each in (job, internship)
        ]
        assert said == ["apply.guardian_no", "apply.guardian"]
        given.withdrawn_at = None
        given.save()
        assert [
            permissions.working.denies_minor(cast.person, each, TODAY) for each in (job, internship)
        ] == [None, None]
