"""Is whatever anybody does with an opening, a company or a profile seen by the very next request, with everything on the disk?

Each path sets a scene, the index is made, somebody acts: then the lists must be those of the rows, and other than before.
"""

import ast
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actions import companies, consents, privacy, profile, skills
from accounts.models import Company, HeldSkill, Trainee
from core import clock
from matching.actions import applications, desk, feedback, hires, openings, undoing
from matching.models import NotForMe, Opening, OpeningReport
from tests.cast import Cast
from tests.factories.accounts import DivisionFactory, HeldSkillFactory
from tests.factories.matching import PNG, OpeningFactory, OpeningReportFactory
from tests.factories.skills import OccupationFactory, SkillFactory
from tests.matching.recommendations import rebuilt

pytestmark = pytest.mark.django_db

Act = Callable[[], Any]
LAST_DAY = date(2027, 1, 1)


def fields(**changed: Any) -> dict[str, Any]:
    return {
        "occupation": OccupationFactory(), "title": "女装主播", "duties": "负责女装直播讲解。", "conditions": "愿意学习。",
        "headcount": 2, "division": DivisionFactory(), "address": "示例路1号", "pay_min": 5000, "pay_max": 8000,
        "pay_base": 4000, "pay_unit": "month", "shift": "早八晚五", "contract_type": "full_time", "valid_until": LAST_DAY,
        **changed,
    }  # fmt: skip


def asked(level: int = 3) -> list[dict[str, Any]]:
    return [
        {
            "skill_id": SkillFactory(code="live_pitch").pk,
            "level": level,
            "importance": 3,
            "is_essential": True,
        }
    ]


class Scene:
    """The cast, a live opening of theirs, another one that stays, and a second person."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.person = cast, cast.person
        self.live = OpeningFactory(company=cast.firm, headcount=1, asks={"live_pitch": 3})
        self.anchor = OpeningFactory(
            company=cast.other_firm, asks={"live_pitch": 2, "lockstitch": 4}
        )
        for person in (cast.person, cast.other_person):
            HeldSkillFactory(trainee=person, skill=SkillFactory(code="live_pitch"), level=2)
            profile.switch_recommendations(trainee=person, on=True, by=person.user, now=clock.now())
            consents.give_consent(
                user=person.user, purpose="contact", by=person.user, now=clock.now()
            )
        self.person.refresh_from_db()

    def own(self, state: str, **more: Any) -> Opening:
        return OpeningFactory(company=self.cast.firm, state=state, asks={"live_pitch": 1}, **more)

    def sent(self) -> Opening:
        opening = openings.create_opening(
            company=self.cast.firm,
            fields=fields(),
            skills=asked(),
            by=self.cast.company,
            now=clock.now(),
        )
        openings.submit_opening(opening=opening, by=self.cast.company, now=clock.now())
        return opening

    def offered(self) -> Any:
        application = applications.apply(
            trainee=self.cast.other_person,
            opening=self.live,
            by=self.cast.other_trainee,
            now=clock.now(),
        )
        desk.start_reading(application=application, by=self.cast.company, now=clock.now())
        day = clock.today()
        terms = {"pay": 6000, "start_on": day, "expires_on": day, "note": ""}
        desk.make_offer(application=application, **terms, by=self.cast.company, now=clock.now())
        return application

    def accepted(self) -> Any:
        application = self.offered()
        applications.accept_offer(
            application=application, by=self.cast.other_trainee, now=clock.now()
        )
        application.refresh_from_db()
        return application

    def papers(self) -> Any:
        return SimpleUploadedFile("a.png", PNG)


def company_back(scene: Scene) -> Act:
    Company.objects.filter(pk=scene.cast.firm.pk).update(
        state="documents_submitted", verified_until=None
    )
    scene.cast.firm.refresh_from_db()
    scene.cast.firm.licence.save("licence.png", scene.papers())
    today = clock.today()
    until = today + timedelta(days=30)
    return lambda: companies.verify_company(
        company=scene.cast.firm, until=until, now=clock.now(), by=scene.cast.office
    )


def declared(scene: Scene) -> HeldSkill:
    return skills.declare_skill(
        trainee=scene.person,
        skill=SkillFactory(code="lockstitch"),
        level=4,
        by=scene.cast.trainee,
        now=clock.now(),
    )


def withdrawn(scene: Scene) -> Act:
    consents.withdraw_consent(
        user=scene.cast.trainee, purpose="contact", by=scene.cast.trainee, now=clock.now()
    )
    return lambda: consents.give_consent(
        user=scene.cast.trainee, purpose="contact", by=scene.cast.trainee, now=clock.now()
    )


def uphold(scene: Scene) -> Act:
    report = OpeningReportFactory(opening=scene.live)
    return lambda: openings.uphold_report(
        report=report, reason="收费", by=scene.cast.office, now=clock.now()
    )


def stop_undone(scene: Scene) -> Act:
    uphold(scene)()
    return lambda: undoing.retract_stop(
        report=OpeningReport.objects.get(), by=scene.cast.office, now=clock.now()
    )


def wishes(scene: Scene) -> Act:
    place, values = DivisionFactory(), {"about": "会直播讲解", "wanted_pay_min": 7000}
    change = {**values, "wanted_divisions": [place], "wanted_occupations": [OccupationFactory()]}
    return lambda: profile.change_profile(
        trainee=scene.person, values=change, by=scene.cast.trainee, now=clock.now()
    )


def changed_draft(scene: Scene) -> Act:
    """A live opening is taken back, rewritten and published again with the index in between."""
    opening, by = scene.own("draft"), scene.cast.company

    def act() -> None:
        openings.change_opening(
            opening=opening, fields=fields(pay_min=7000), skills=asked(5), by=by, now=clock.now()
        )
        opening.refresh_from_db()
        openings.submit_opening(opening=opening, by=by, now=clock.now())
        openings.approve_opening(opening=opening, by=scene.cast.office, now=clock.now())

    return act


def said(scene: Scene) -> NotForMe:
    return feedback.say_not_for_me(
        trainee=scene.person,
        opening=scene.live,
        reason="pay",
        by=scene.cast.trainee,
        now=clock.now(),
    )


def proof_revoked(s: "Scene") -> Callable[[], Any]:
    """A certificate proved a skill, and is revoked."""
    skills.grant_skill(
        trainee=s.person,
        skill=SkillFactory(code="lockstitch"),
        level=4,
        evidence="certificate",
        reference="C-9",
        by=None,
        now=clock.now(),
    )
    return lambda: skills.revoke_proofs(
        trainee=s.person, reference="C-9", by=s.cast.office, now=clock.now()
    )


# verb → a scene that returns what is then done; each is seen in a list of the person or of the opening that stays.
SEEN: dict[str, Callable[[Scene], Act]] = {
    "approve_opening": lambda s: (
        lambda o: lambda: openings.approve_opening(opening=o, by=s.cast.office, now=clock.now())
    )(s.sent()),
    "change_opening": changed_draft,
    "revise_opening": lambda s: (
        lambda: openings.revise_opening(opening=s.live, by=s.cast.company, now=clock.now())
    ),
    "pause_opening": lambda s: (
        lambda: openings.pause_opening(opening=s.live, by=s.cast.company, now=clock.now())
    ),
    "resume_opening": lambda s: (
        lambda o: lambda: openings.resume_opening(opening=o, by=s.cast.company, now=clock.now())
    )(s.own("paused")),
    "restore_opening": lambda s: (
        openings.close_opening(opening=s.live, by=s.cast.company, now=clock.now()),
        lambda: undoing.restore_opening(opening=s.live, by=s.cast.company, now=clock.now()),
    )[1],
    "retract_stop": stop_undone,
    "close_opening": lambda s: (
        lambda: openings.close_opening(opening=s.live, by=s.cast.company, now=clock.now())
    ),
    "expire_openings": lambda s: (
        lambda: openings.expire_openings(openings=[s.live], now=clock.now())
    ),
    "uphold_report": uphold,
    "accept_offer": lambda s: (
        lambda a: (
            lambda: applications.accept_offer(
                application=a, by=s.cast.other_trainee, now=clock.now()
            )
        )
    )(s.offered()),
    "report_broken_by_person": lambda s: (
        lambda a: (
            lambda: hires.report_broken_by_person(
                application=a, reason="没来", by=s.cast.company, now=clock.now()
            )
        )
    )(s.accepted()),
    "report_broken_by_company": lambda s: (
        lambda a: (
            lambda: applications.report_broken_by_company(
                application=a, reason="不要了", by=s.cast.other_trainee, now=clock.now()
            )
        )
    )(s.accepted()),
    "retract_breach": lambda s: (
        lambda a: (
            hires.report_broken_by_person(
                application=a, reason="没来", by=s.cast.company, now=clock.now()
            ),
            lambda: hires.retract_breach(application=a, by=s.cast.company, now=clock.now()),
        )[1]
    )(s.accepted()),
    "apply": lambda s: (
        lambda: applications.apply(
            trainee=s.person, opening=s.anchor, by=s.cast.trainee, now=clock.now()
        )
    ),
    "say_not_for_me": lambda s: lambda: said(s),
    "take_back": lambda s: (lambda no: lambda: feedback.take_back(said=no, by=s.cast.trainee))(
        said(s)
    ),
    "change_profile": wishes,
    "declare_skill": lambda s: lambda: declared(s),
    "withdraw_skill": lambda s: (
        lambda held: lambda: skills.withdraw_skill(held=held, by=s.cast.trainee)
    )(declared(s)),
    "grant_skill": lambda s: (
        lambda: skills.grant_skill(
            trainee=s.person,
            skill=SkillFactory(code="lockstitch"),
            level=4,
            evidence="certificate",
            reference="C-1",
            by=None,
            now=clock.now(),
        )
    ),
    "revoke_proofs": proof_revoked,
    "give_consent": withdrawn,
    "withdraw_consent": lambda s: (
        lambda: consents.withdraw_consent(
            user=s.cast.trainee, purpose="contact", by=s.cast.trainee, now=clock.now()
        )
    ),
    "switch_recommendations": lambda s: (
        lambda: profile.switch_recommendations(
            trainee=s.person, on=False, by=s.cast.trainee, now=clock.now()
        )
    ),
    "close_account": lambda s: (
        lambda: privacy.close_account(user=s.cast.trainee, by=s.cast.trainee, now=clock.now())
    ),
    "verify_company": company_back,
    "return_company": lambda s: (
        lambda: companies.return_company(
            company=s.cast.firm, reason="不清楚", by=s.cast.office, now=clock.now()
        )
    ),
    "suspend_company": lambda s: (
        lambda: companies.suspend_company(
            company=s.cast.firm, reason="投诉", by=s.cast.office, now=clock.now()
        )
    ),
    "submit_documents": lambda s: (
        lambda: companies.submit_documents(
            company=s.cast.firm, licence=s.papers(), by=s.cast.company, now=clock.now()
        )
    ),
}
# These change no list: drafts, words between people, papers, looks; or they are parts of the verbs above.
UNSEEN = {
    "create_opening", "copy_opening", "submit_opening", "return_opening", "report_opening", "dismiss_report", "withdraw",
    "answer_interview", "decline_offer", "confirm_start", "contest_start", "start_reading", "shortlist", "invite", "make_offer",
    "reject", "reconsider", "note_internally", "show_contact", "look_at_sample", "upload_evidence", "accept_paper",
    "return_paper", "verify_placement", "claim_hire", "end_placement", "retract_end", "expire_offers", "lapse_applications", "tell_endings",
    "tell_leaving", "resume", "bring_back", "as_it_was", "ends_waiting", "put_back",
    "release_applicants", "record_viewing", "forget_viewings", "train", "roll_back", "change_company",
    "readmit_company", "learn_chances", "score_viewings", "record_access", "add_work_sample", "remove_work_sample", "forget_picture",
    "take_position", "fill_if_full", "free_position", "erase", "decide_company", "bump",
    "settle_company", "settle_person", "settle_applications", "tell_contact_ended", "fade", "declare_some",  # parts of the verbs of accounts above
    "derive_held", "forget_declared", "correct_name",  # parts too; a name is no part of a match
    "explain_words", "file_texts", "keep_text_stopped", "let_text_pass", "see_text",  # words that the office looks at change no opening
    "say_earlier_work", "forget_earlier_work",  # they move what was learned alone: test_standing
    "keep_round", "close_round", "answer_proposals", "lapse",  # a proposal stands above the list, not in it
}  # fmt: skip
WALKED_ROOMS = (
    "matching/actions/*.py",
    *(
        f"accounts/actions/{n}.py"
        for n in "companies consents earlier privacy profile skills".split()
    ),
)


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return Scene(cast)


def lists(scene: Scene) -> tuple[Any, Any]:
    return rebuilt.served_openings(scene.person), rebuilt.served_people(scene.anchor)


@pytest.mark.parametrize("verb", SEEN)
def test_what_somebody_did_is_seen_by_the_next_request(scene: Scene, verb: str) -> None:
    act = SEEN[verb](scene)
    rebuilt.refresh()
    before = lists(scene)
    scene.person.refresh_from_db()
    act()
    after = lists(scene)
    person = Trainee.objects.get(pk=scene.person.pk)
    own = rebuilt.openings_for(person) if person.uses_recommendations else []
    assert after == (own, rebuilt.people_for(scene.anchor))
    assert after != before


def test_every_verb_is_walked_or_known_to_change_no_list() -> None:
    root = Path(__file__).resolve().parents[3]
    found = set()
    for pattern in WALKED_ROOMS:
        for path in root.glob(pattern):
            tree = ast.parse(path.read_text())
            found |= {
                node.name
                for node in tree.body
                if isinstance(node, ast.FunctionDef) and node.name[0] != "_"
            }
    assert found == SEEN.keys() | UNSEEN


@pytest.mark.parametrize(
    ("model", "name"), [(Opening, "title"), (Trainee, "about"), (Company, "about")]
)
def test_each_way_of_writing_a_row_dates_it(scene: Scene, model: Any, name: str) -> None:
    row = model.objects.order_by("pk").first()
    for write in (
        lambda: model.objects.filter(pk=row.pk).update(**{name: "新"}),
        lambda: row.save(),
        lambda: row.save(update_fields=[name]),
        lambda: model.objects.bulk_update([row], [name]),
        lambda: model.objects.update_or_create(pk=row.pk, defaults={name: "又新"}),
    ):
        model.objects.filter(pk=row.pk).update(changed_at=rebuilt.LONG_AGO)
        write()
        assert model.objects.get(pk=row.pk).changed_at > rebuilt.LONG_AGO
