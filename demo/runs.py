"""Which course runs does the fictional city have, and who takes part? Planned in memory, then bulk-inserted."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil

from accounts.models import Division, Trainee, User
from core.clock import local_date
from demo.draws import shares
from demo.pace import completion_days
from demo.world import ReferenceRows, World, at
from training.models import MINUTES_AN_HOUR, Course, CourseRun, Meeting
from training.states import CourseRunState, EnrolmentState

E = EnrolmentState
HOURS_A_MEETING = 8
# How it ends for those who do not pass, in turn.
NOT_PASSED = dict(enumerate((E.FAILED, E.NO_SHOW, E.WITHDRAWN, E.FAILED)))
PLACES = (
    "示例云梭直播基地",
    "示例江汉衣道大学实训楼",
    "示例竟陵职校车间",
    "示例锦梭培训教室",
    "示例岳口服装产业园",
)


@dataclass(slots=True)
class Member:
    """One person in one run: how it ends for them, and on which day."""

    trainee: Trainee
    end: EnrolmentState
    on: date | None = None


@dataclass(slots=True)
class RunPlan:
    """One run with its meetings and members."""

    run: CourseRun
    meetings: list[Meeting]
    members: list[Member] = field(default_factory=list)
    teacher: User | None = None


@dataclass(slots=True)
class Calendar:
    """Until which day each person is busy, so that nobody sits in two classes at once."""

    busy_until: dict[int, date] = field(default_factory=dict)

    def take(self, pool: list[Trainee], count: int, start: date, end: date) -> list[Trainee]:
        """Return up to `count` people of the pool who are free from `start` on; they are busy until `end` after."""
        found: list[Trainee] = []
        for trainee in pool:
            if len(found) == count:
                break
            if self.busy_until.get(trainee.pk, date.min) < start:
                self.busy_until[trainee.pk] = end
                found.append(trainee)
        return found


def plan_run(
    world: World,
    course: Course,
    n: int,
    starts: date,
    ends: date,
    state: CourseRunState,
    town: Division,
) -> RunPlan:
    """Plan one run with meetings of up to eight hours, spread evenly over its days."""
    place = PLACES[n % len(PLACES)]
    run = CourseRun(
        course=course,
        code=f"{course.code}-{ends:%y%m}-{n:04d}",
        starts_on=starts,
        ends_on=ends,
        enrol_opens_at=at(starts - timedelta(days=45), 8),
        enrol_closes_at=at(starts - timedelta(days=1), 20),
        place_zh=f"{place}（虚构）" if course.mode != "online" else "线上教室",
        place_en=f"Demo training site {n % len(PLACES) + 1} (fictional)"
        if course.mode != "online"
        else "Online",
        division=town,
        capacity=course.default_capacity,
        fee=course.fee,
        subsidy=course.subsidy,
        state=state,
        university=world.universities[n % 6],
    )
    count = ceil(course.hours / HOURS_A_MEETING)
    span = (ends - starts).days
    days = [starts + timedelta(days=span * k // max(1, count - 1)) for k in range(count)]
    return RunPlan(run, [_meeting(run, course, k, count, day, days) for k, day in enumerate(days)])


def _meeting(
    run: CourseRun, course: Course, k: int, count: int, day: date, days: list[date]
) -> Meeting:
    hours = min(HOURS_A_MEETING, course.hours - k * HOURS_A_MEETING)
    slot = days[:k].count(day)  # short runs hold two classes on one day
    begins, minutes = at(day, 8 + 6 * slot, 30), MINUTES_AN_HOUR * hours
    return Meeting(
        run=run,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=minutes if not slot else min(minutes, 540)),
        hours=hours,
        topic_zh=f"第 {k + 1} 次课（共 {count} 次）",
        topic_en=f"Class {k + 1} of {count}",
    )


def plan_year(
    world: World, tables: ReferenceRows, courses: list[Course], people: list[Trainee], year: int
) -> list[RunPlan]:
    """Plan a year's finished runs so that first completions follow the seasonal curve to the person."""
    days = completion_days(year, world.today, world.scale.share)
    people = people[: len(days)]
    weights = shares("track_of_completion")
    basic = [c for c in courses if c.counts_to_goal and not world.prerequisites[c.pk]]
    towns = [d for d in tables.divisions.values() if d.kind != "city"]
    plans: list[RunPlan] = []
    first = 0
    while first < len(people):
        track = world.draws.one(list(weights), list(weights.values()))
        course = world.draws.one([c for c in basic if c.track.name_zh == track])
        size = min(len(people) - first, max(8, min(34, course.default_capacity * 7 // 10)))
        ends = days[first] - timedelta(days=1)
        starts = ends - timedelta(days=course.weeks * 7 - 1)
        plan = plan_run(
            world,
            course,
            world.run_count,
            starts,
            ends,
            CourseRunState.FINISHED,
            towns[first % len(towns)],
        )
        world.run_count += 1
        plan.members = [Member(people[i], E.COMPLETED, days[i]) for i in range(first, first + size)]
        plans.append(plan)
        first += size
    return plans


def add_repeaters(world: World, calendar: Calendar, plans: list[RunPlan], share: float) -> None:
    """Let some graduates take a second course later in the year: completions rise, persons do not."""
    done: list[tuple[date, Trainee]] = []
    wanted = 0.0
    for plan in plans:
        firsts = [m.trainee for m in plan.members]
        wanted += len(firsts) * share
        free = [
            t for day, t in done if day < plan.run.starts_on and day.year == plan.run.ends_on.year
        ]
        room = plan.run.capacity - len(plan.members) - 3
        count = min(int(wanted * 1.1), room)
        for trainee in calendar.take(free, max(0, count), plan.run.starts_on, plan.run.ends_on):
            plan.members.append(Member(trainee, E.COMPLETED, plan.run.ends_on))
            wanted -= 1
        done += [(m.on, m.trainee) for m in plan.members[: len(firsts)] if m.on]


def add_others(world: World, calendar: Calendar, plans: list[RunPlan], pool: list[Trainee]) -> None:
    """Add those who failed, never came or withdrew, as the parameters of the story say."""

    for n, plan in enumerate(plans):
        room = plan.run.capacity - len(plan.members)
        for k, trainee in enumerate(
            calendar.take(pool, min(2, room), plan.run.starts_on, plan.run.ends_on)
        ):
            plan.members.append(Member(trainee, NOT_PASSED[(n + k) % 4], plan.run.ends_on))


def plan_current(
    world: World,
    tables: ReferenceRows,
    calendar: Calendar,
    graduates: list[Trainee],
    newcomers: list[Trainee],
) -> list[RunPlan]:
    """Plan the runs that are being taught, among them the class that a visitor can walk through in one sitting."""
    towns = [d for d in tables.divisions.values() if d.kind != "city"]
    basic = [c for c in world.courses if not world.prerequisites[c.pk] and c.code != "LV-101"]
    walk = next(c for c in world.courses if c.code == "LV-101")
    plans = []
    for n in range(world.scale.in_progress + 1):
        course = walk if n == 0 else basic[(n * 5) % len(basic)]
        length = max(10, course.weeks * 7)
        starts = world.today - timedelta(days=length if n == 0 else length // 2)
        ends = starts + timedelta(days=length)
        plan = plan_run(
            world,
            course,
            world.run_count,
            starts,
            ends,
            CourseRunState.RUNNING,
            towns[n % len(towns)],
        )
        world.run_count += 1
        if n == 0:
            _let_in_late(world, plan)
            ends = plan.run.ends_on
        if n == 1:
            _meet_today(world, plan)
        plan.teacher = world.teachers[0 if n < 2 else n % 8]
        pool = newcomers if n % 2 else graduates[n::7]
        pool = [known_trainee(graduates), *pool] if n == 1 else pool
        plan.members = [
            Member(t, E.ATTENDING)
            for t in calendar.take(pool, 9 if n == 0 else 14, starts, ends + timedelta(days=1))
        ]
        plans.append(plan)
    return plans


def _meet_today(world: World, plan: RunPlan) -> None:
    """Move the next class to today, so that the teacher and trainee logins have one on their desks."""
    coming = next(meeting for meeting in plan.meetings if meeting.starts_at >= at(world.today, 0))
    early = timedelta(days=(local_date(coming.starts_at) - world.today).days)
    coming.starts_at -= early
    coming.ends_at -= early


def known_trainee(graduates: list[Trainee]) -> Trainee:
    """Return the graduate who has a login: certified once, and in class again."""
    return graduates[len(graduates) * 2 // 3]


def _let_in_late(world: World, plan: RunPlan) -> None:
    """Keep enrolment open to the last class, a week from now: the teacher's plan says how the others are made up."""
    plan.run.state = CourseRunState.OPEN
    plan.run.late_plan = "每天下午有老师带补课，三天补齐前面的课；补完由老师记入考勤。"
    plan.run.place_zh = "示例云梭直播基地·女装班，随到随学（虚构）"
    plan.run.place_en = "Demo studio, womenswear class, join any day (fictional)"
    for meeting in plan.meetings[:-1]:
        day = min(
            meeting.starts_at, at(world.today - timedelta(days=1), meeting.starts_at.hour, 30)
        )
        meeting.ends_at += day - meeting.starts_at
        meeting.starts_at = day
    last = plan.meetings[-1]
    last.ends_at += at(world.today + timedelta(days=6), 8, 30) - last.starts_at
    last.starts_at = at(world.today + timedelta(days=6), 8, 30)
    plan.run.ends_on = world.today + timedelta(days=6)
    plan.run.enrol_closes_at = last.ends_at


def plan_next(
    world: World,
    tables: ReferenceRows,
    calendar: Calendar,
    graduates: list[Trainee],
    newcomers: list[Trainee],
) -> list[RunPlan]:
    """Plan a coming run of each course: some nearly full, three full with people waiting."""
    towns = [d for d in tables.divisions.values() if d.kind != "city"]
    plans = []
    for n, course in enumerate(world.courses):
        starts = world.today + timedelta(days=4 + (n * 7) % 55)
        ends = starts + timedelta(days=max(2, course.weeks * 7 - 1))
        plan = plan_run(
            world, course, world.run_count, starts, ends, CourseRunState.OPEN, towns[n % len(towns)]
        )
        world.run_count += 1
        is_full = n % 10 == 2
        plan.run.capacity = min(plan.run.capacity, 12) if is_full else plan.run.capacity
        wanted = (
            plan.run.capacity + 3
            if is_full
            else world.draws.number(2, max(3, plan.run.capacity // 2))
        )
        ready = graduates[n::11] if not world.prerequisites[course.pk] else []
        people = calendar.take(ready + newcomers[n::9], min(wanted, 40), starts, ends)
        plan.members = [
            Member(t, E.SEATED if k < plan.run.capacity else E.WAITLISTED)
            for k, t in enumerate(people)
        ]
        plans.append(plan)
    return plans
