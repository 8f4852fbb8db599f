"""Does somebody who leaves leave nothing behind but the counts, in any room?"""

import io
import json
import zipfile
from dataclasses import dataclass

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile
from django.test import Client

from accounts.actions.privacy import close_account
from accounts.models import HeldSkill, Trainee, User, WorkSample
from core import clock
from core.audit import ERASED, history, record
from core.models import AuditEntry, Notice
from matching.actions import applications, desk
from matching.models import (
    Application,
    Interview,
    NotForMe,
    OpeningReport,
    Placement,
    PlacementEvidence,
)
from matching.notifications import tell_verifiers
from outcomes.figures import headline
from tests.factories.accounts import (
    RosterEntryFactory,
    UserFactory,
    VerifiedTraineeFactory,
    company_user,
    coordinator_user,
    office_user,
)
from tests.factories.matching import (
    PDF,
    PNG,
    ApplicationFactory,
    OfferFactory,
    OpeningFactory,
    OpeningReportFactory,
    PlacementEvidenceFactory,
    PlacementFactory,
)
from tests.factories.training import CourseRunFactory, EnrolmentFactory, completed
from training.models import Attendance, Certificate, CourseRun, Enrolment

pytestmark = pytest.mark.django_db
NAME, PHONE, EMAIL = "示例独孤无二", "+8613811112222", "wuer@zhicai.example"
TRACES = (NAME, "13811112222", "wuer@")


@dataclass(frozen=True)
class Leaver:
    """Somebody about whom every room knows something."""

    user: User
    trainee: Trainee
    certificate: Certificate
    placement: Placement
    waiting: Application
    enrolment: Enrolment
    recruiter: User
    files: list[FieldFile]


@pytest.fixture
def life(today, commits) -> Leaver:
    """A completed and a current course, a verified start with papers, an open application, words everywhere."""
    with commits():
        return lived(today)


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Run what waits for the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def lived(today) -> Leaver:
    """Make the person and everything about them."""
    office, recruiter = office_user(), company_user()
    user = UserFactory(real_name=NAME, phone=PHONE, email=EMAIL)
    trainee = VerifiedTraineeFactory(
        user=user, real_name=NAME, about=f"我是{NAME}", school_name=f"{NAME}的学校"
    )
    EmailAddress.objects.create(user=user, email=EMAIL, primary=True, verified=True)
    RosterEntryFactory(real_name=NAME, phone=PHONE, email=EMAIL, trainee=trainee)
    WorkSample.objects.create(
        trainee=trainee, title=f"{NAME}的打版", picture=ContentFile(PNG, name="sample.png")
    )
    record(
        trainee, "trainee.verify_name", by=office, after="verified", reason=f"{NAME}，电话{PHONE}"
    )
    certificate = trained(trainee, office, today)
    current = EnrolmentFactory(trainee=trainee, state="seated")
    CourseRun.objects.filter(pk=current.run_id).update(seats_taken=1)
    placement = placed(trainee, recruiter, office)
    waiting = applications.apply(
        trainee=trainee,
        opening=OpeningFactory(company=recruiter.membership.company),
        by=user,
        note=f"{NAME} {PHONE}",
        now=clock.now(),
    )
    desk.note_internally(application=waiting, note=f"{NAME}可以约谈", by=recruiter, now=clock.now())
    NotForMe.objects.create(trainee=trainee, opening=OpeningFactory(), reason="pay")
    OpeningReportFactory(by=user, text=f"{NAME}：要押金")
    files = [WorkSample.objects.get().picture, PlacementEvidence.objects.get().file]
    return Leaver(user, trainee, certificate, placement, waiting, current, recruiter, files)


def trained(trainee: Trainee, office: User, today) -> Certificate:
    """A counted completion, revoked with a reason that names the person; a class whose history names them too."""
    certificate = completed(trainee=trainee, on=today)
    Enrolment.objects.filter(pk=certificate.enrolment_id).update(end_reason=f"{NAME}结业")
    Attendance.objects.filter(enrolment=certificate.enrolment_id).update(reason=f"{NAME}补签")
    meeting = certificate.enrolment.attendances.order_by("pk").first().meeting
    record(meeting, "attendance.mark", by=office, reason=f"{NAME}迟到")
    record(
        certificate.enrolment,
        "attendance.correct",
        by=office,
        before="absent",
        after="present",
        reason=NAME,
    )
    Certificate.objects.filter(pk=certificate.pk).update(
        revoked_at=clock.now(), revoked_by=office, revoked_reason=f"{NAME}成绩有误"
    )
    return certificate


def placed(trainee: Trainee, recruiter: User, office: User) -> Placement:
    """A verified start with papers, an offer, an interview, and what the company and the school were told."""
    opening = OpeningFactory(company=recruiter.membership.company)
    application = ApplicationFactory(
        trainee=trainee, opening=opening, state="verified", note=NAME, internal_note=NAME
    )
    application.profile = {
        "name": NAME,
        "about": f"{NAME} {EMAIL}",
        "skills": [],
        "certificates": [],
        "samples": [],
    }
    application.rejection_text = NAME
    application.save()
    OfferFactory(application=application, note=f"{NAME}包住")
    Interview.objects.create(
        application=application, at=clock.now(), place="示例路1号", note=f"找{NAME}"
    )
    moment = clock.now()
    placement = PlacementFactory(
        application=application, confirmed_at=moment, confirmed_by=trainee.user, verified_at=moment, verified_by=office,
        contested_at=moment, contested_by=trainee.user, contest_reason=f"{NAME}：工资不对",
    )  # fmt: skip
    decided = {"state": "accepted", "decided_at": moment, "decided_by": office}
    PlacementEvidenceFactory(
        placement=placement, file=ContentFile(PDF, name="x.pdf"), reason=NAME, **decided
    )
    record(
        application, "application.verify", by=office, before="placed", after="verified", reason=NAME
    )
    coordinator_user(trainee.university)
    tell_verifiers(placement)
    return placement


def traces(*words: str) -> list[str]:
    """Where any of the words stands in any text or JSON column of any table."""
    found = []
    for model in apps.get_models():
        columns = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(
                field, models.CharField | models.TextField | models.JSONField | models.FileField
            )
        ]
        for row in model._default_manager.order_by("pk").values("pk", *columns) if columns else []:
            text = json.dumps(row, ensure_ascii=False, default=str)
            found += [
                f"{model._meta.label}:{row['pk']} {text[:200]}" for word in words if word in text
            ]
    return found


def stored(files: list[FieldFile]) -> list[bool]:
    """Whether each file is still there."""
    return [each.storage.exists(each.name) for each in files]


def test_the_planted_life_is_everywhere_before(life: Leaver):
    tables = {line.split(":")[0] for line in traces(*TRACES)}

    assert tables >= {
        "accounts.User", "accounts.Trainee", "accounts.RosterEntry", "accounts.WorkSample", "account.EmailAddress",
        "training.Enrolment", "training.Attendance", "training.Certificate", "matching.Application", "matching.Offer",
        "matching.Interview", "matching.Placement", "matching.PlacementEvidence", "matching.OpeningReport",
        "core.AuditEntry", "core.Notice",
    }  # fmt: skip
    assert stored(life.files) == [True, True]


def test_who_leaves_leaves_no_trace_in_any_table_or_folder(life: Leaver, commits):
    with commits():
        close_account(user=life.user, by=life.user, now=clock.now())

    assert traces(*TRACES) == []
    assert stored(life.files) == [False, False]


def test_what_was_counted_stays(life: Leaver, today, commits):
    Certificate.objects.update(revoked_at=None, revoked_by=None, revoked_reason="")
    before = headline(on=today)
    with commits():
        close_account(user=life.user, by=life.user, now=clock.now())

    assert headline(on=today) == before
    assert (before.persons, before.placements["verified"]) == (1, 1)
    assert PlacementEvidence.objects.get().state == "accepted"
    assert Placement.objects.get().contest_reason == ERASED


def test_what_goes_on_is_taken_back_and_the_seat_is_free(life: Leaver, commits):
    with commits():
        close_account(user=life.user, by=life.user, now=clock.now())

    life.enrolment.refresh_from_db()
    life.waiting.refresh_from_db()
    assert (life.enrolment.state, life.waiting.state) == ("withdrawn", "withdrawn")
    assert CourseRun.objects.get(pk=life.enrolment.run_id).seats_taken == 0
    assert [entry.verb for entry in history(life.waiting)][-1] == "application.withdraw"


def test_the_certificate_can_still_be_verified(life: Leaver, commits, client: Client):
    Certificate.objects.update(revoked_at=None, revoked_by=None, revoked_reason="")
    with commits():
        close_account(user=life.user, by=life.user, now=clock.now())

    page = client.get(f"/verify/{life.certificate.number}/")
    assert page.status_code == 200
    assert page.context["found"].status == "valid"
    assert NAME not in page.content.decode()


def test_a_revoked_certificate_stays_revoked_without_its_words(
    life: Leaver, commits, client: Client
):
    with commits():
        close_account(user=life.user, by=life.user, now=clock.now())

    life.certificate.refresh_from_db()
    assert (life.certificate.is_revoked, life.certificate.revoked_reason) == (True, ERASED)


def test_the_company_still_reads_its_own_pages(life: Leaver, commits, client: Client):
    with commits():
        close_account(user=life.user, by=life.user, now=clock.now())

    client.force_login(life.recruiter)
    pages = [
        f"/company/applications/{pk}/" for pk in (life.waiting.pk, life.placement.application_id)
    ]
    assert [
        client.get(url).status_code
        for url in [*pages, "/company/", "/company/applications/ended/", "/notices/"]
    ] == [200] * 5
    paper = PlacementEvidence.objects.get()
    assert client.get(f"/placements/{paper.placement_id}/papers/{paper.pk}/").status_code == 404


def test_others_keep_what_is_theirs(life: Leaver, commits):
    other = completed(trainee=VerifiedTraineeFactory(real_name="示例别人"), run=CourseRunFactory())
    record(other.enrolment, "attendance.correct", by=None, reason="示例别人补签")
    sent = ApplicationFactory(trainee=other.trainee, note="示例别人的话")
    with commits():
        close_account(user=life.user, by=life.user, now=clock.now())

    sent.refresh_from_db()
    assert (sent.note, other.trainee.real_name) == ("示例别人的话", "示例别人")
    assert AuditEntry.objects.filter(reason="示例别人补签").exists()
    assert Notice.objects.exists()


def test_the_copy_has_every_rooms_part_and_the_files(life: Leaver, client: Client):
    client.force_login(life.user)
    with zipfile.ZipFile(io.BytesIO(client.get("/my/privacy/export/").content)) as archive:
        data = json.loads(archive.read("my-data.json"))
        names = set(archive.namelist())

    sample, paper = WorkSample.objects.get(), PlacementEvidence.objects.get()
    assert names == {
        "my-data.json",
        f"samples/{sample.pk}.png",
        f"matching/papers/{paper.pk}-labour_contract.pdf",
    }
    assert [found["number"] for found in data["training"]["certificates"]] == [
        life.certificate.number
    ]
    assert [found["state"] for found in data["training"]["enrolments"]] == ["completed", "seated"]
    assert data["training"]["enrolments"][0]["attendance"][0]["reason"] == f"{NAME}补签"
    assert [found["note"] for found in data["matching"]["applications"]] == [
        NAME,
        f"{NAME} {PHONE}",
    ]
    assert data["matching"]["placements"][0]["contest_reason"] == f"{NAME}：工资不对"
    assert [found["reason"] for found in data["matching"]["not_for_me"]] == ["pay"]
    assert HeldSkill.objects.filter(trainee=life.trainee).count() == len(
        data["profile"]["held_skills"]
    )
    assert OpeningReport.objects.get().text == data["matching"]["reports"][0]["text"]


def test_a_company_account_leaves_without_touching_training_or_matching(commits):
    user = company_user(email="leaves@zhicai.example")
    company_user(user.membership.company, email="stays@zhicai.example")
    OpeningReportFactory(by=user, text="有人冒充我们")
    with commits():
        close_account(user=user, by=user, now=clock.now())

    assert OpeningReport.objects.get().text == ""
