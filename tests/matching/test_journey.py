"""The whole way through the actions, as the people would go it."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import audit, clock
from core.denials import Refused
from core.models import Notice
from matching.actions import applications, desk, evidence, undoing
from matching.models import Application, Opening, Placement
from tests.cast import Cast
from tests.factories.accounts import HeldSkillFactory
from tests.factories.matching import PNG, OpeningFactory
from tests.factories.skills import SkillFactory
from tests.matching.way import accepted, claimed, code_of, grades, offered

pytestmark = pytest.mark.django_db


@pytest.fixture
def opening(cast: Cast) -> Opening:
    return OpeningFactory(company=cast.firm, headcount=1, asks={"live_pitch": 3})


def test_from_one_tap_to_a_verified_placement(cast: Cast, opening: Opening, today: date) -> None:
    application = claimed(cast, opening, today)
    assert grades() == {"claimed": 1, "confirmed": 0, "verified": 0, "contested": 0}
    applications.confirm_start(application=application, by=cast.trainee, now=clock.now())
    assert grades() == {"claimed": 0, "confirmed": 1, "verified": 0, "contested": 0}
    placement = Placement.objects.get()
    upload = SimpleUploadedFile("a.png", PNG)
    paper = evidence.upload_evidence(
        placement=placement, kind="labour_contract", upload=upload, by=cast.company, now=clock.now()
    )
    with pytest.raises(Refused) as refusal:
        evidence.verify_placement(placement=placement, by=cast.coordinator, now=clock.now())
    assert code_of(refusal) == "verify.evidence"
    evidence.accept_paper(paper=paper, by=cast.coordinator, now=clock.now())
    evidence.verify_placement(placement=placement, by=cast.coordinator, now=clock.now())
    assert grades() == {"claimed": 0, "confirmed": 0, "verified": 1, "contested": 0}
    assert [entry.verb for entry in audit.history(application)] == [
        "application.submit",
        "application.review",
        "application.offer",
        "application.accept",
        "application.claim_hire",
        "application.confirm",
        "application.verify",
    ]


def test_the_profile_is_frozen_and_carries_no_contact(cast: Cast, opening: Opening) -> None:
    held = HeldSkillFactory(trainee=cast.person, skill=SkillFactory(code="live_pitch"), level=3)
    application = applications.apply(
        trainee=cast.person, opening=opening, by=cast.trainee, now=clock.now()
    )
    held.level = 5
    held.save()
    application.refresh_from_db()
    assert application.profile == {
        "name": "示例李秀英",
        "education": None,
        "school": {"zh": "示例江汉学院（虚构）", "en": "Example Jianghan College (fictional)"},
        "major": None,
        "graduation_year": None,
        "about": "",
        "wanted_pay_min": None,
        "earlier": [],
        "skills": [
            {
                "id": held.skill_id,
                "code": "live_pitch",
                "name": {"zh": "技能live_pitch", "en": "Skill live_pitch"},
                "level": 3,
                "evidence": "self_declared",
                "reference": "",
            }
        ],
        "certificates": [],
        "national": [],
        "samples": [],
        "profile_version": 1,
    }


def test_a_second_tap_returns_the_first_application(cast: Cast, opening: Opening) -> None:
    first = applications.apply(
        trainee=cast.person, opening=opening, by=cast.trainee, now=clock.now()
    )
    second = applications.apply(
        trainee=cast.person, opening=opening, by=cast.trainee, now=clock.now()
    )
    assert (second, Application.objects.count()) == (first, 1)
    assert (
        Notice.objects.filter(recipient=cast.company, code="matching.candidate.applied").count()
        == 1
    )


def test_the_last_position_fills_the_opening_and_tells_the_rest(
    cast: Cast, opening: Opening, today: date, clock
) -> None:
    from matching import tasks

    other = applications.apply(
        trainee=cast.other_person, opening=opening, by=cast.other_trainee, now=clock.now()
    )
    accepted(cast, opening, today)
    opening.refresh_from_db()
    other.refresh_from_db()
    assert (opening.state, opening.hires) == ("filled", 1)
    assert (other.state, other.rejection_reason) == ("rejected", "filled")
    told = Notice.objects.filter(recipient=cast.other_trainee, code="matching.application.released")
    assert (told.count(), tasks.tell_refusals()) == (0, 0)
    clock.set(today + timedelta(days=1))
    assert (tasks.tell_refusals(), told.count()) == (1, 1)


def test_an_offer_beyond_the_last_position_is_not_accepted(
    cast: Cast, opening: Opening, today: date
) -> None:
    Opening.objects.filter(pk=opening.pk).update(headcount=2)
    opening.refresh_from_db()
    first = offered(cast, opening, today)
    Opening.objects.filter(pk=opening.pk).update(hires=2)
    first = Application.objects.get(pk=first.pk)
    with pytest.raises(Refused) as refusal:
        applications.accept_offer(application=first, by=cast.trainee, now=clock.now())
    first.refresh_from_db()
    assert (code_of(refusal), first.state) == ("offer.filled", "offered")


def test_an_expired_offer_is_not_accepted(cast: Cast, opening: Opening, today: date, clock) -> None:
    application = offered(cast, opening, today)
    clock.set(today + timedelta(days=1))
    with pytest.raises(Refused) as refusal:
        applications.accept_offer(application=application, by=cast.trainee, now=clock.now())
    assert code_of(refusal) == "offer.expired"


def test_a_refusal_is_told_after_the_undo_window(
    cast: Cast, opening: Opening, today: date, clock
) -> None:
    from matching import tasks

    moment = clock.set(today)
    application = applications.apply(
        trainee=cast.person, opening=opening, by=cast.trainee, now=clock.now()
    )
    lacking = [SkillFactory(code="live_pitch")]
    desk.reject(
        application=application,
        reason_code="lacking_skills",
        text="",
        lacking=lacking,
        by=cast.company,
        now=clock.now(),
    )
    assert (tasks.tell_refusals(), application.stage.value) == (0, "in_progress")
    clock.set(moment + timedelta(minutes=11))
    assert (tasks.tell_refusals(), tasks.tell_refusals()) == (1, 0)
    application.refresh_from_db()
    assert application.stage.value == "result"
    with pytest.raises(Refused) as refusal:
        undoing.reconsider(application=application, by=cast.company, now=clock.now())
    assert code_of(refusal) == "application.reconsider.told"


def test_a_refusal_can_be_undone_before_it_is_told(cast: Cast, opening: Opening) -> None:
    application = applications.apply(
        trainee=cast.person, opening=opening, by=cast.trainee, now=clock.now()
    )
    desk.reject(
        application=application,
        reason_code="other",
        text="看错了",
        lacking=[],
        by=cast.company,
        now=clock.now(),
    )
    undoing.reconsider(application=application, by=cast.company, now=clock.now())
    assert (application.state, application.rejection_reason) == ("submitted", "")


def test_lacking_skills_must_be_named(cast: Cast, opening: Opening) -> None:
    application = applications.apply(
        trainee=cast.person, opening=opening, by=cast.trainee, now=clock.now()
    )
    with pytest.raises(Refused) as refusal:
        desk.reject(
            application=application,
            reason_code="lacking_skills",
            text="",
            lacking=[],
            by=cast.company,
            now=clock.now(),
        )
    assert code_of(refusal) == "application.reject.skills"


def test_an_interview_is_answered_by_the_person(
    cast: Cast, opening: Opening, today: date, clock
) -> None:
    moment = clock.set(today)
    application = applications.apply(
        trainee=cast.person, opening=opening, by=cast.trainee, now=clock.now()
    )
    interview = desk.invite(
        application=application,
        at=moment + timedelta(days=2),
        place="示例路1号",
        note="",
        by=cast.company,
        now=clock.now(),
    )
    applications.answer_interview(
        interview=interview, is_coming=True, by=cast.trainee, now=clock.now()
    )
    assert interview.answer == "yes"
    with pytest.raises(Refused) as refusal:
        desk.invite(
            application=application,
            at=moment - timedelta(days=2),
            place="示例路1号",
            note="",
            by=cast.company,
            now=clock.now(),
        )
    assert code_of(refusal) == "interview.past"


def test_contact_is_shown_to_the_company_and_logged(cast: Cast, opening: Opening) -> None:
    application = applications.apply(
        trainee=cast.person, opening=opening, by=cast.trainee, now=clock.now()
    )
    assert desk.show_contact(application=application, by=cast.company, now=clock.now()) == {
        "phone": "",
        "email": "xiuying@zhicai.example",
    }
    assert list(cast.person.access_log.values_list("by", "what")) == [(cast.company.pk, "contact")]
    applications.withdraw(application=application, by=cast.trainee, now=clock.now())
    with pytest.raises(Refused) as refusal:
        desk.show_contact(application=application, by=cast.company, now=clock.now())
    assert code_of(refusal) == "contact.ended"
