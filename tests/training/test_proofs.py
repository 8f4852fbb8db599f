"""What a revoked certificate proved falls back at once to what else proves it, and a wrong one is issued anew."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.skills import declare_skill
from accounts.models import HeldSkill, SkillProof
from accounts.queries import proven_skills_of
from core import clock
from core.denials import Refused
from core.models import Notice
from matching.queries.profiles import profile_to_send
from outcomes.audit.records import certificates_hold
from tests.cast import Cast
from tests.factories.accounts import office_user, teacher_user
from tests.factories.skills import SkillFactory
from tests.factories.training import NOW, CourseRunFactory, CourseSkillFactory, ready_to_complete
from training import queries
from training.actions import certificates, records
from training.models import Certificate, Enrolment

pytestmark = pytest.mark.django_db


def certified(level: int, *, trainee=None, skill=None) -> Certificate:
    """The certificate of somebody who completed a course that teaches a skill to a level."""
    run = CourseRunFactory(starts_on="2026-11-16", state="running")
    CourseSkillFactory(
        course=run.course, skill=skill or SkillFactory(code="live_pitch"), level=level
    )
    run.refresh_from_db()
    enrolment = ready_to_complete(run=run, trainee=trainee)
    return records.complete(enrolment=enrolment, by=run.teachers.get(), now=NOW)


def revoke(certificate: Certificate) -> None:
    """Revoke as the office does."""
    certificates.revoke(certificate=certificate, by=office_user(), reason="登记有误", now=NOW)


def shown(trainee) -> list[tuple[int, str, str]]:
    """What the profile shows."""
    rows = HeldSkill.objects.filter(trainee=trainee).order_by("pk")
    return list(rows.values_list("level", "evidence", "evidence_reference"))


def test_what_one_said_oneself_shows_again():
    first = certified(3)
    skill, person = SkillFactory(code="live_pitch"), first.trainee
    SkillProof.objects.create(
        trainee=person, skill=skill, level=2, evidence="self_declared", proven_on="2026-01-05"
    )
    assert shown(person) == [(3, "certificate", first.number)]
    before = person.profile_version
    revoke(first)
    person.refresh_from_db()
    assert (shown(person), person.profile_version > before) == ([(2, "self_declared", "")], True)
    assert [(row["level"], row["evidence"]) for row in profile_to_send(person)["skills"]] == [
        (2, "self_declared")
    ]
    assert certificates_hold(NOW) == []


def test_a_weaker_certificate_stands_behind_and_shows_once_the_stronger_fell():
    strong = certified(4)
    weak = certified(2, trainee=strong.trainee)
    assert shown(strong.trainee) == [(4, "certificate", strong.number)]
    revoke(strong)
    assert shown(strong.trainee) == [(2, "certificate", weak.number)]
    (row,) = proven_skills_of(strong.trainee)
    assert [(proof.reference, proof.revoked_at is None) for proof in row.proofs] == [
        (weak.number, True),
        (strong.number, False),
    ]


def test_a_skill_that_nothing_else_proves_leaves_the_profile():
    only = certified(3)
    revoke(only)
    assert (shown(only.trainee), profile_to_send(only.trainee)["skills"]) == ([], [])


def test_after_the_fall_one_can_say_again_what_one_can_do():
    only = certified(3)
    revoke(only)
    declare_skill(
        trainee=only.trainee,
        skill=SkillFactory(code="live_pitch"),
        level=2,
        by=only.trainee.user,
        now=clock.now(),
    )
    assert shown(only.trainee) == [(2, "self_declared", "")]


@pytest.mark.parametrize(
    "breach",
    [
        lambda: SkillProof.objects.update(level=1),
        lambda: HeldSkill.objects.update(level=5),
        lambda: HeldSkill.objects.all().delete(),
        lambda: SkillProof.objects.update(revoked_at=NOW),
    ],
)
def test_the_audit_finds_a_profile_that_says_other_than_its_proofs(breach):
    certified(3)
    assert certificates_hold(NOW) == []
    breach()
    assert len(certificates_hold(NOW)) == 1


class TestIssuedAnew:
    """A wrong name is corrected by a new certificate; the old one is revoked and leads to it."""

    def reissue(self, old: Certificate, name: str = "王改名") -> Certificate:
        """Issue anew as the office does."""
        return certificates.reissue(
            certificate=old, real_name=name, by=office_user(), reason="姓名写错", now=NOW
        )

    def test_it_is_chained_named_anew_and_counted_once(self):
        old = certified(3)
        again = self.reissue(old)
        old.refresh_from_db()
        assert (old.is_revoked, old.enrolment, again.replaces, again.is_revoked) == (
            True,
            None,
            old,
            False,
        )
        assert again.number != old.number and again.trainee.real_name == "王改名"
        assert again.payload["completed_on"] == old.payload["completed_on"]
        assert again.payload["holder_digest"] != old.payload["holder_digest"]
        assert list(queries.counted_completions(2026)) == [Enrolment.objects.get()]
        assert shown(again.trainee) == [(3, "certificate", again.number)]
        assert certificates_hold(NOW) == []
        assert Notice.objects.filter(code="training.reissued").count() == 1

    def test_the_new_name_is_kept_like_every_name(self):
        old = certified(3)
        with pytest.raises(Refused) as refusal:
            self.reissue(old, "\u200b")
        assert refusal.value.denial.code == "certificate.name"
        assert self.reissue(old, " 王\u200b　改名 ").trainee.real_name == "王改名"

    def test_only_once_and_only_by_the_office(self):
        old = certified(3)
        with pytest.raises(Refused) as refusal:
            certificates.reissue(
                certificate=old, real_name="王改名", by=teacher_user(), reason="x", now=NOW
            )
        assert refusal.value.denial.code == "office.only"
        self.reissue(old)
        with pytest.raises(Refused) as refusal:
            self.reissue(Certificate.objects.get(pk=old.pk))
        assert refusal.value.denial.code == "certificate.replaced"

    def test_a_revoked_one_can_still_be_issued_anew(self):
        old = certified(3)
        revoke(old)
        assert list(queries.counted_completions(2026)) == []
        again = self.reissue(old)
        assert (again.replaces, len(queries.counted_completions(2026))) == (old, 1)

    def test_the_public_pages_lead_to_each_other(self, client: Client, cast: Cast):
        old = certified(3, trainee=cast.person)
        client.force_login(cast.office)
        url = reverse("training:office_reissue", args=[old.number])
        assert "撤销并重新发证" in client.get(url).content.decode()
        kept = client.post(url, {"real_name": "王改名", "reason": ""})
        assert kept.status_code == 422 and "王改名" in kept.content.decode()
        response = client.post(url, {"real_name": "王改名", "reason": "姓名写错"})
        again = Certificate.objects.get(replaces=old)
        assert response["Location"] == reverse("training:verify_number", args=[again.number])
        client.logout()
        assert (
            again.number
            in client.get(reverse("training:verify_number", args=[old.number])).content.decode()
        )
        assert old.number in client.get(response["Location"]).content.decode()
        client.force_login(cast.trainee)
        for name in ("matching:my_desk", "training:my_enrolments", "accounts:profile_skills"):
            assert client.get(reverse(name)).status_code == 200


def test_what_a_profile_shows_is_written_in_one_place_and_follows_from_proofs():
    """Whoever finds another way to prove a skill writes a proof with its day; the profile is derived from the proofs."""
    models = r"(HeldSkill|SkillProof)"
    writes = re.compile(
        rf"(?<!class ){models}\(|{models}\.objects\.((bulk_)?(create|update)|update_or_create|get_or_create)"
        r"|(held_skills|skill_proofs)\.(create|update|add|set)\b"
    )
    rooms = ("accounts", "cms", "config", "core", "matching", "outcomes", "skills", "training")
    paths = [
        path
        for room in rooms
        for path in Path(room).rglob("*.py")
        if "migrations" not in path.parts
    ]
    found = {str(path) for path in paths if writes.search(path.read_text(encoding="utf-8"))}
    assert found == {"accounts/actions/skills.py"}
