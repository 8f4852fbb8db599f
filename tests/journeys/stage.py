"""What stands on the stage before the journey begins? Reference data, the pages, and a few rows; everything else is done by people.

Runs inside the site's own environment (`site.manage("shell", …)`), so that it is the same on every database:
`build()` prints the ids the journey needs, `let_classes_pass(run)` moves a run's classes into the past.
"""

import io
import json
from datetime import timedelta
from decimal import Decimal

from django.core.management import call_command

from accounts.models import Division, DivisionKind, EducationLevel, Major
from core import clock
from matching.models import Opening, OpeningSkill
from skills.models import Occupation, Skill
from tests.factories.accounts import (
    PASSWORD,
    CompanyFactory,
    HeldSkillFactory,
    RosterEntryFactory,
    UniversityFactory,
    UserFactory,
    VerifiedTraineeFactory,
    company_user,
    coordinator_user,
    office_user,
    teacher_user,
)
from tests.factories.cms import site
from tests.factories.matching import (
    ConfirmedPlacementFactory,
    OpeningFactory,
    PlacementEvidenceFactory,
)
from tests.factories.training import CourseRunFactory, MeetingFactory, completed, held_meetings
from training.models import Course, CourseRun, Meeting

COURSE = "LV-101"
PHONE = "13900000001"
NAME = "示例李秀英"
CLASSES, HOURS = 10, Decimal(12)
ASKED = {"live_pitch": 2, "on_camera": 2, "try_on": 2, "live_script": 2, "mandarin": 2}


def build() -> None:
    """Make the stage and print its ids as JSON in the last line."""
    call_command("load_reference", verbosity=0, stdout=io.StringIO())
    site()
    school = UniversityFactory(
        name_zh="示例江汉学院（虚构）", name_en="Example Jianghan College (fictional)"
    )
    firm = CompanyFactory(
        name_zh="示例云梭服饰有限公司（虚构）", name_en="Example Yunsuo Garments (fictional)"
    )
    teacher = people(school, firm)
    RosterEntryFactory(university=school, real_name=NAME, phone=f"+86{PHONE}")
    run = open_run(teacher, school)
    opening = openings(firm)
    ids = {
        "run": run.pk,
        "opening": opening.pk,
        "password": PASSWORD,
        **finished_story(school, firm, teacher),
    }
    print(json.dumps(ids))


def people(school, firm):
    """One login a role; the teacher is returned."""
    coordinator_user(school, email="coordinator@stage.example", real_name="示例赵老师")
    company_user(firm, email="company@stage.example", real_name="示例陈云")
    office_user(email="office@stage.example", real_name="示例郑主管", is_superuser=True)
    return teacher_user(email="teacher@stage.example", real_name="示例孙老师")


def open_run(teacher, school) -> CourseRun:
    """A run of the live-selling course that takes enrolments; its classes are still to come."""
    course = Course.objects.get(code=COURSE)
    run = CourseRunFactory(course=course, code=f"{COURSE}-STAGE", capacity=20, university=school)
    run.teachers.add(teacher)
    first = clock.now() + timedelta(days=8)
    for number in range(CLASSES):
        MeetingFactory(
            run=run,
            starts_at=first + timedelta(days=number),
            hours=HOURS,
            topic_zh="直播实训",
            topic_en="Practice",
        )
    return run


def let_classes_pass(run: int) -> None:
    """Time goes by: the run's classes have been held, it ends today."""
    shift = timedelta(days=CLASSES + 9)
    for meeting in Meeting.objects.filter(run=run).order_by("starts_at"):
        Meeting.objects.filter(pk=meeting.pk).update(
            starts_at=meeting.starts_at - shift, ends_at=meeting.ends_at - shift
        )
    today = clock.today()
    CourseRun.objects.filter(pk=run).update(
        starts_on=today - timedelta(days=CLASSES + 1),
        ends_on=today,
        enrol_opens_at=clock.now() - timedelta(days=40),
        enrol_closes_at=clock.now() - timedelta(days=CLASSES + 2),
        state=CourseRun.STATES.RUNNING,
    )


def openings(firm) -> Opening:
    """What can be applied for: one opening that asks what the course teaches, others that ask something else."""
    division = Division.objects.filter(kind=DivisionKind.TOWN).order_by("code").first()
    anchor = Occupation.objects.get(code="live_anchor")
    wanted = OpeningFactory(company=firm, occupation=anchor, division=division, title="女装主播")
    ask(wanted, ASKED)
    for number, occupation in enumerate(
        Occupation.objects.exclude(code="live_anchor").order_by("code")[:4]
    ):
        opening = OpeningFactory(
            company=firm,
            occupation=occupation,
            division=division,
            title=f"{occupation.name_zh}{number + 1}",
        )
        own = {
            link.skill.code: link.level
            for link in occupation.needs.select_related("skill").order_by("pk")[:5]
        }
        ask(opening, own)
    return wanted


def ask(opening: Opening, skills: dict[str, int]) -> None:
    """Ask for skills of the standard."""
    for code, level in skills.items():
        OpeningSkill.objects.create(
            opening=opening,
            skill=Skill.objects.get(code=code),
            level=level,
            importance=3,
            is_essential=True,
        )


def finished_story(school, firm, teacher) -> dict[str, object]:
    """Somebody who went the whole way before: the figures do not start at zero, every desk has a row to show."""
    user = UserFactory(email="trainee@stage.example", real_name="示例王桂兰")
    trainee = VerifiedTraineeFactory(
        user=user,
        university=school,
        education=EducationLevel.objects.order_by("code").first(),
        major=Major.objects.order_by("code").first(),
    )
    HeldSkillFactory(trainee=trainee, skill=Skill.objects.get(code="mandarin"))
    run = CourseRunFactory(
        course=Course.objects.get(code="LV-220"),
        university=school,
        state=CourseRun.STATES.RUNNING,
        starts_on=clock.today() - timedelta(days=7),
    )
    run.teachers.add(teacher)
    held_meetings(run)
    certificate = completed(trainee=trainee, run=run)
    opening = OpeningFactory(
        company=firm,
        occupation=Occupation.objects.get(code="live_anchor"),
        title="女装主播助理",
        hires=1,
    )
    ask(opening, {"live_pitch": 2})
    placement = ConfirmedPlacementFactory(
        application__trainee=trainee, application__opening=opening, start_on=clock.today()
    )
    PlacementEvidenceFactory(placement=placement, uploaded_by=user)
    return {
        "certificate": certificate.number,
        "enrolment": certificate.enrolment_id,
        "taught_run": run.pk,
        "meeting": run.meetings.order_by("pk").first().pk,
        "application": placement.application_id,
        "placement": placement.pk,
        "trainee": trainee.pk,
        "company": firm.pk,
        "held_opening": opening.pk,
    }
