"""The courses, runs and enrolments that tests are about: real rows with sensible defaults."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from core import clock
from tests.factories.accounts import TraineeFactory, VerifiedTraineeFactory, teacher_user
from tests.factories.skills import SkillFactory
from training.actions import certificates
from training.models import (
    Assessment,
    Attendance,
    Certificate,
    Course,
    CourseRun,
    CourseSkill,
    Enrolment,
    Meeting,
    Track,
)
from training.states import ENDED_STATES, SEAT_STATES, EnrolmentState

# Where tests stop the clock: ten in the morning of 23 November in Asia/Shanghai. Rows are made around the clock's now.
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def ago(**span: float) -> Any:
    """Make a moment before now when a row is made."""
    return factory.LazyFunction(lambda: clock.now() - timedelta(**span))


def ahead(**span: float) -> Any:
    """Make a moment after now when a row is made."""
    return factory.LazyFunction(lambda: clock.now() + timedelta(**span))


def day(offset: int) -> Any:
    """Make a day when a row is made."""
    return factory.LazyFunction(lambda: clock.today() + timedelta(days=offset))


class TrackFactory(DjangoModelFactory):
    """The track of live commerce."""

    class Meta:
        model = Track
        django_get_or_create = ("code",)

    code = "live"
    name_zh = "直播"
    name_en = "Live commerce"


class CourseFactory(DjangoModelFactory):
    """A free course of ten hours that counts; eight hours complete it."""

    class Meta:
        model = Course
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"TT-{n + 100}")
    title_zh = factory.Sequence(lambda n: f"示例课程{n}")
    title_en = factory.Sequence(lambda n: f"Example course {n}")
    track = factory.SubFactory(TrackFactory)
    mode = Course.Mode.OFFLINE
    hours = 10
    theory_hours = 2
    practice_hours = 8
    weeks = 1
    exit_level = 2
    default_capacity = 30
    min_hours = 8


class CourseSkillFactory(DjangoModelFactory):
    """A skill that a course teaches to level 2."""

    class Meta:
        model = CourseSkill

    course = factory.SubFactory(CourseFactory)
    skill = factory.SubFactory(SkillFactory)
    level = 2


class CourseRunFactory(DjangoModelFactory):
    """A run open for enrolment now, with two seats; it starts in eight days."""

    class Meta:
        model = CourseRun

    course = factory.SubFactory(CourseFactory)
    code = factory.Sequence(lambda n: f"RUN-{n}")
    starts_on = day(8)
    ends_on = day(27)
    enrol_opens_at = ago(days=10)
    enrol_closes_at = ahead(days=5)
    place_zh = "示例教室"
    place_en = "Example room"
    capacity = 2
    state = CourseRun.STATES.OPEN


class MeetingFactory(DjangoModelFactory):
    """A class of two hours, a week from now or later."""

    class Meta:
        model = Meeting

    run = factory.SubFactory(CourseRunFactory)
    starts_at = factory.Sequence(lambda n: clock.now() + timedelta(days=7 + n))
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + timedelta(minutes=90))
    hours = Decimal(2)


class EnrolmentFactory(DjangoModelFactory):
    """Somebody with a confirmed seat; the run's counter follows the state."""

    class Meta:
        model = Enrolment

    trainee = factory.SubFactory(TraineeFactory)
    run = factory.SubFactory(CourseRunFactory)
    state = EnrolmentState.SEATED
    idempotency_key = factory.Sequence(lambda n: f"key-{n}")
    applied_at = ago(days=3)
    seated_at = factory.LazyAttribute(
        lambda o: o.applied_at if o.state in SEAT_STATES and o.state != "offered" else None
    )
    waitlisted_at = factory.LazyAttribute(
        lambda o: o.applied_at if o.state in {"waitlisted", "offered"} else None
    )
    offered_at = factory.LazyAttribute(lambda o: o.applied_at if o.state == "offered" else None)
    offer_expires_at = factory.LazyAttribute(
        lambda o: clock.now() + timedelta(hours=5) if o.state == "offered" else None
    )
    ended_at = factory.LazyAttribute(lambda o: clock.now() if o.state in ENDED_STATES else None)
    completed_on = factory.LazyAttribute(
        lambda o: clock.today() if o.state == "completed" else None
    )
    attendance_percent = factory.LazyAttribute(
        lambda o: Decimal(100) if o.state == "completed" else None
    )

    @classmethod
    def _create(cls, model_class: type[Enrolment], *args: Any, **kwargs: Any) -> Enrolment:
        enrolment = super()._create(model_class, *args, **kwargs)
        if enrolment.state in SEAT_STATES:
            enrolment.run.seats_taken += 1
            enrolment.run.save(update_fields=["seats_taken"])
        return enrolment


class AttendanceFactory(DjangoModelFactory):
    """Somebody who was there for two hours."""

    class Meta:
        model = Attendance

    enrolment = factory.SubFactory(EnrolmentFactory)
    meeting = factory.SubFactory(MeetingFactory)
    status = "present"
    hours = Decimal(2)
    marked_by = factory.LazyFunction(teacher_user)


def held_meetings(run: CourseRun, count: int = 5, hours: int = 2) -> list[Meeting]:
    """Return classes of a run that were held in the last days."""
    first = clock.now() - timedelta(days=count)
    return [
        MeetingFactory(run=run, starts_at=first + timedelta(days=n), hours=Decimal(hours))
        for n in range(count)
    ]


def ready_to_complete(
    *,
    run: CourseRun | None = None,
    teacher: Any = None,
    trainee: Any = None,
    attended: int = 5,
    mark: int = 80,
) -> Enrolment:
    """Return somebody who attended `attended` of five classes of two hours and was given a mark."""
    run = run or CourseRunFactory(
        starts_on=clock.today() - timedelta(days=7), state=CourseRun.STATES.RUNNING
    )
    teacher = teacher or teacher_user()
    run.teachers.add(teacher)
    meetings = list(run.meetings.order_by("starts_at")) or held_meetings(run)
    enrolment = EnrolmentFactory(
        run=run, state=EnrolmentState.ATTENDING, trainee=trainee or VerifiedTraineeFactory()
    )
    for meeting in meetings[:attended]:
        AttendanceFactory(
            enrolment=enrolment, meeting=meeting, marked_by=teacher, hours=meeting.hours
        )
    if mark is not None:
        Assessment.objects.create(
            enrolment=enrolment,
            mark=mark,
            is_passed=mark >= 60,
            assessed_on=clock.today(),
            assessed_by=teacher,
        )
    return enrolment


def completed(
    *,
    trainee: Any = None,
    run: CourseRun | None = None,
    on: date | None = None,
    number: str = "",
    is_counted: bool = True,
) -> Certificate:
    """Return the certificate of a whole, counted completion."""
    enrolment = ready_to_complete(run=run, trainee=trainee)
    Enrolment.objects.filter(pk=enrolment.pk).update(
        state=EnrolmentState.COMPLETED,
        completed_on=on or clock.today(),
        ended_at=min(clock.now(), datetime.combine(on or clock.today(), time(17), clock.CITY_TIME)),
        is_counted=is_counted,
        hours_completed=10,
        attendance_percent=100,
    )
    enrolment.refresh_from_db()
    taught = list(enrolment.run.course.taught.select_related("skill").order_by("pk"))
    number = number or certificates.new_number(course_code=enrolment.run.course.code, year=2026)
    certificate = certificates.draft(
        enrolment=enrolment, number=number, now=enrolment.ended_at or clock.now(), taught=taught
    )
    certificate.save()
    return certificate
