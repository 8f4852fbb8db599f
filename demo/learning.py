"""How do the planned runs become rows? Enrolments, attendance, marks, certificates and skills, written in bulk."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings

from accounts.models import STRENGTH, Evidence, HeldSkill
from demo.paths import MadeMove, steps_along
from demo.people import held_skill, proof_of
from demo.runs import HOURS_A_MEETING, Member, RunPlan
from demo.world import AuditedStep, World, add_all, at, note_all
from training import numbers
from training.actions.certificates import draft
from training.models import (
    Assessment,
    Attendance,
    Certificate,
    CourseRun,
    CourseSkill,
    Enrolment,
    Meeting,
)
from training.permissions import is_passing
from training.states import (
    COURSE_RUN,
    ENDED_STATES,
    ENROLMENT,
    ROSTER_STATES,
    SEAT_STATES,
    CourseRunState,
    EnrolmentGroup,
    EnrolmentState,
)

E = EnrolmentState
CERTIFIED = STRENGTH[Evidence.CERTIFICATE]
PATHS: dict[str, tuple[str, ...]] = {
    E.COMPLETED: ("seat", "attend", "complete"),
    E.FAILED: ("seat", "attend", "fail"),
    E.NO_SHOW: ("seat", "no_show"),
    E.WITHDRAWN: ("seat", "withdraw"),
    E.ATTENDING: ("seat", "attend"),
    E.SEATED: ("seat",),
    E.WAITLISTED: ("wait",),
}
RUN_PATHS: dict[str, tuple[str, ...]] = {
    CourseRunState.OPEN: ("open",),
    CourseRunState.RUNNING: ("open", "start"),
    CourseRunState.FINISHED: ("open", "start", "finish"),
}
REASONS: dict[str, str] = {
    E.FAILED: "出勤不足 80%，可免费跟下一班补课。",
    E.NO_SHOW: "开班未到，电话未接通。",
    E.WITHDRAWN: "家里有事，下期再来。",
}


def write_plans(world: World, plans: list[RunPlan], label: str) -> list[Enrolment]:
    """Write runs, meetings and everything about their members; return the enrolments."""
    for plan in plans:
        plan.run.seats_taken = sum(m.end in SEAT_STATES for m in plan.members)
    add_all(plan.run for plan in plans)
    add_all(meeting for plan in plans for meeting in plan.meetings)
    add_all(
        CourseRun.teachers.through(courserun_id=p.run.pk, user_id=p.teacher.pk)
        for p in plans
        if p.teacher is not None
    )
    note_all(step for plan in plans for step in _run_steps(world, plan.run))
    everyone: list[Enrolment] = []
    with world.step(label, len(plans)) as bar:
        for batch in (plans[i : i + 20] for i in range(0, len(plans), 20)):
            everyone += _write_batch(world, batch)
            bar.update(len(batch))
    return everyone


def _write_batch(world: World, plans: list[RunPlan]) -> list[Enrolment]:
    pairs = [(plan, member) for plan in plans for member in plan.members]
    absences = [_absences(world, plan, member) for plan, member in pairs]
    enrolments = add_all(
        _enrolment(world, p, m, a) for (p, m), a in zip(pairs, absences, strict=True)
    )
    rows = list(zip(enrolments, pairs, absences, strict=True))
    add_all(
        a
        for enrolment, (plan, member), missed in rows
        for a in _attendance(world, enrolment, plan, member, missed)
    )
    add_all(_assessment(world, e, plan, m) for e, (plan, m), _ in rows if _was_assessed(m.end))
    note_all(
        step
        for enrolment, (plan, member), _ in rows
        for step in _steps(world, enrolment, plan, member)
    )
    finished = [(e, plan) for e, (plan, member), _ in rows if member.end == E.COMPLETED]
    certificates = add_all(_certificates(world, finished))
    note_all(
        AuditedStep(c, "certificate.issue", "", c.number[:40], c.issued_at, c.issued_by)
        for c in certificates
    )
    _grant(world, certificates)
    return enrolments


def _held(world: World, plan: RunPlan) -> list[Meeting]:
    return [m for m in plan.meetings if m.starts_at < at(world.today, 0)]


def _absences(world: World, plan: RunPlan, member: Member) -> set[int]:
    """Return which meetings a member missed: few for those who completed, too many for those who failed."""
    count = len(_held(world, plan))
    if member.end == E.FAILED:
        return set(range(0, count, 3))
    if member.end in E.of(EnrolmentGroup.GRADUATING) and count > 4:
        hours = sum(int(m.hours) for m in plan.meetings)
        spare = hours * (100 - settings.MIN_ATTENDANCE_PERCENT) // (100 * HOURS_A_MEETING)
        return set(
            world.draws.some(range(count), min(spare, int(world.draws.rng.binomial(count, 0.07))))
        )
    return set()


def _hours(world: World, plan: RunPlan, missed: set[int]) -> tuple[Decimal, Decimal]:
    held = _held(world, plan)
    due = sum((Decimal(m.hours) for m in held), Decimal(0))
    done = sum((Decimal(m.hours) for k, m in enumerate(held) if k not in missed), Decimal(0))
    return done, (done * 100 / due).quantize(Decimal("0.01")) if due else Decimal(0)


def _enrolment(world: World, plan: RunPlan, member: Member, missed: set[int]) -> Enrolment:
    run, end, place = plan.run, member.end, world.place_of(member.trainee)
    applied = min(
        at(run.starts_on - timedelta(days=3 + place % 20), 9 + place % 11), at(world.today, 7)
    )
    is_completed, has_ended = end == E.COMPLETED, end in ENDED_STATES
    done, percent = _hours(world, plan, missed) if "attend" in PATHS[end] else (Decimal(0), None)
    return Enrolment(
        trainee=member.trainee,
        run=run,
        state=end,
        idempotency_key=f"demo-{run.code}-{member.trainee.pk}",
        applied_at=applied,
        waitlisted_at=applied if end == E.WAITLISTED else None,
        seated_at=applied + timedelta(minutes=1) if end in ROSTER_STATES else None,
        ended_at=at(member.on, 17) if has_ended and member.on else None,
        end_reason=REASONS.get(end, ""),
        completed_on=member.on if is_completed else None,
        is_counted=is_completed and run.course.counts_to_goal,
        hours_completed=done,
        attendance_percent=percent,
    )


def _attendance(
    world: World, enrolment: Enrolment, plan: RunPlan, member: Member, missed: set[int]
) -> Iterator[Attendance]:
    if "attend" not in PATHS[member.end]:
        return
    for k, meeting in enumerate(_held(world, plan)):
        is_absent = k in missed
        yield Attendance(
            enrolment=enrolment,
            meeting=meeting,
            status="absent" if is_absent else "present",
            hours=0 if is_absent else meeting.hours,
            marked_by=plan.teacher,
            marked_at=meeting.ends_at,
        )


def _assessment(world: World, enrolment: Enrolment, plan: RunPlan, member: Member) -> Assessment:
    is_passed = member.end == E.COMPLETED
    lowest = min(settings.PASS_MARK + 2, 100)
    mark = world.draws.number(lowest, max(lowest, 98)) if is_passed else world.draws.number(40, 75)
    day = member.on or plan.run.ends_on
    return Assessment(
        enrolment=enrolment,
        mark=mark,
        is_passed=is_passing(mark),
        assessed_on=day,
        assessed_by=plan.teacher,
    )


def _was_assessed(end: EnrolmentState) -> bool:
    return PATHS[end][-1] in {"complete", "fail"}


def _steps(world: World, enrolment: Enrolment, plan: RunPlan, member: Member) -> list[AuditedStep]:
    person, teacher = member.trainee.user, plan.teacher
    moments = {
        "seat": enrolment.seated_at or enrolment.applied_at,
        "wait": enrolment.applied_at,
        "attend": at(plan.run.starts_on, 9),
    }
    actors: dict[str, Any] = {"trainee": person, "teacher": teacher}
    moves = []
    for verb in PATHS[member.end]:
        who = ENROLMENT.move(verb).who
        by = next((actor for kind, actor in actors.items() if kind in who), None)
        when = moments.get(verb) or enrolment.ended_at or at(world.today, 7)
        reason = enrolment.end_reason if verb in {"fail", "no_show", "withdraw"} else ""
        moves.append(MadeMove(verb, when, by, reason))
    begun = MadeMove("apply", enrolment.applied_at, person)
    return steps_along(enrolment, ENROLMENT, moves, begun)


def _run_steps(world: World, run: CourseRun) -> list[AuditedStep]:
    made = {
        "open": (run.enrol_opens_at, world.office),
        "start": (at(run.starts_on, 8), None),
        "finish": (at(run.ends_on + timedelta(days=1), 8), None),
    }
    moves = [MadeMove(verb, *made[verb]) for verb in RUN_PATHS[run.state]]
    return steps_along(run, COURSE_RUN, moves)


def _certificates(world: World, finished: list[tuple[Enrolment, RunPlan]]) -> list[Certificate]:
    """Draft the certificates of a batch, frozen as the action would freeze them."""
    drafts = []
    for enrolment, plan in finished:
        moment = at(enrolment.completed_on or plan.run.ends_on, 17)
        number = numbers.write(world.prefix, moment.year, plan.run.course.code, world.numbers.below)
        drafts.append(
            draft(
                enrolment=enrolment,
                number=number,
                now=moment,
                taught=_taught(world, plan.run.course_id),
                issued_by=plan.teacher,
            )
        )
    return drafts


def _taught(world: World, course_id: int) -> list[CourseSkill]:
    known = world.taught
    if course_id not in known:
        rows = CourseSkill.objects.filter(course_id=course_id).select_related("skill")
        known[course_id] = list(rows.order_by("-level", "skill__code"))
    return known[course_id]


def _grant(world: World, certificates: list[Certificate]) -> None:
    """Put the certified skills into the profiles, never lowering a level."""
    trainees = {c.trainee_id for c in certificates}
    held = HeldSkill.objects.filter(trainee__in=trainees)
    ranks = {(h.trainee_id, h.skill_id): (h.level, STRENGTH[Evidence(h.evidence)]) for h in held}
    best: dict[tuple[int, int], HeldSkill] = {}
    proofs = []
    for certificate in certificates:
        day = date.fromisoformat(certificate.payload["completed_on"])
        for lesson in _taught(world, certificate.course_id):
            key, rank = (certificate.trainee_id, lesson.skill_id), (lesson.level, CERTIFIED)
            skill = held_skill(*key, lesson.level, Evidence.CERTIFICATE, certificate.number)
            proofs.append(proof_of(skill, day))
            if ranks.get(key, (0, 0)) <= rank:
                best[key], ranks[key] = skill, rank
    add_all(proofs)
    HeldSkill.objects.bulk_create(
        best.values(),
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["trainee", "skill"],
        update_fields=["level", "evidence", "evidence_reference"],
    )
