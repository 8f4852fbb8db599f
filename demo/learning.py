"""How do the planned runs become rows? Enrolments, attendance, marks, certificates and skills, written in bulk."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from accounts.models import STRENGTH, Evidence, HeldSkill, SkillProof
from demo.runs import Member, RunPlan
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

PATHS = {
    "completed": ("apply", "seat", "attend", "complete"),
    "failed": ("apply", "seat", "attend", "fail"),
    "no_show": ("apply", "seat", "no_show"),
    "withdrawn": ("apply", "seat", "withdraw"),
    "attending": ("apply", "seat", "attend"),
    "seated": ("apply", "seat"),
    "waitlisted": ("apply", "wait"),
}
STATE_AFTER = {
    "apply": "applied",
    "seat": "seated",
    "attend": "attending",
    "complete": "completed",
    "fail": "failed",
    "no_show": "no_show",
    "withdraw": "withdrawn",
    "wait": "waitlisted",
}
SEATED_ENDS = {"completed", "failed", "no_show", "attending", "seated"}
REASONS = {
    "failed": "出勤不足 80%，可免费跟下一班补课。",
    "no_show": "开班未到，电话未接通。",
    "withdrawn": "家里有事，下期再来。",
}


def write_plans(world: World, plans: list[RunPlan], label: str) -> list[Enrolment]:
    """Write runs, meetings and everything about their members; return the enrolments."""
    for plan in plans:
        plan.run.seats_taken = sum(m.end in SEATED_ENDS for m in plan.members)
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
    add_all(
        _assessment(world, e, plan, m)
        for e, (plan, m), _ in rows
        if m.end in {"completed", "failed"}
    )
    note_all(
        step
        for enrolment, (plan, member), _ in rows
        for step in _steps(world, enrolment, plan, member)
    )
    finished = [(e, plan) for e, (plan, member), _ in rows if member.end == "completed"]
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
    if member.end == "failed":
        return set(range(0, count, 3))
    if member.end in {"completed", "attending"} and count > 4:
        spare = int(sum(int(m.hours) for m in plan.meetings) * 0.2 // 8)
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
    is_completed, has_ended = (
        end == "completed",
        end in {"completed", "failed", "no_show", "withdrawn"},
    )
    done, percent = (
        _hours(world, plan, missed)
        if end in {"completed", "failed", "attending"}
        else (Decimal(0), None)
    )
    return Enrolment(
        trainee=member.trainee,
        run=run,
        state=end,
        idempotency_key=f"demo-{run.code}-{member.trainee.pk}",
        applied_at=applied,
        waitlisted_at=applied if end == "waitlisted" else None,
        seated_at=applied + timedelta(minutes=1) if end in SEATED_ENDS else None,
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
    if member.end not in {"completed", "failed", "attending"}:
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
    is_passed = member.end == "completed"
    mark = world.draws.number(62, 98) if is_passed else world.draws.number(40, 75)
    day = member.on or plan.run.ends_on
    return Assessment(
        enrolment=enrolment,
        mark=mark,
        is_passed=mark >= 60,
        assessed_on=day,
        assessed_by=plan.teacher,
    )


def _steps(world: World, enrolment: Enrolment, plan: RunPlan, member: Member) -> list[AuditedStep]:
    person, teacher = member.trainee.user, plan.teacher
    moments = {
        "apply": enrolment.applied_at,
        "seat": enrolment.seated_at or enrolment.applied_at,
        "wait": enrolment.applied_at,
        "attend": at(plan.run.starts_on, 9),
    }
    steps, before = [], ""
    for verb in PATHS[member.end]:
        after = STATE_AFTER[verb]
        by = (
            person
            if verb in {"apply", "withdraw"}
            else teacher
            if verb in {"attend", "complete", "fail", "no_show"}
            else None
        )
        when = moments.get(verb) or enrolment.ended_at or at(world.today, 7)
        reason = enrolment.end_reason if verb in {"fail", "no_show", "withdraw"} else ""
        steps.append(AuditedStep(enrolment, f"enrolment.{verb}", before, after, when, by, reason))
        before = after
    return steps


def _run_steps(world: World, run: CourseRun) -> list[AuditedStep]:
    steps = [AuditedStep(run, "course_run.open", "draft", "open", run.enrol_opens_at, world.office)]
    if run.state in {"running", "finished"}:
        steps.append(
            AuditedStep(run, "course_run.start", "open", "running", at(run.starts_on, 8), None)
        )
    if run.state == "finished":
        steps.append(
            AuditedStep(
                run,
                "course_run.finish",
                "running",
                "finished",
                at(run.ends_on + timedelta(days=1), 8),
                None,
            )
        )
    return steps


def _certificates(world: World, finished: list[tuple[Enrolment, RunPlan]]) -> list[Certificate]:
    """Draft the certificates of a batch, frozen as the action would freeze them."""
    drafts = []
    for enrolment, plan in finished:
        moment = at(enrolment.completed_on or plan.run.ends_on, 17)
        number = numbers.write(
            world.made["prefix"], moment.year, plan.run.course.code, world.numbers.below
        )
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
    known: dict[int, list[CourseSkill]] = world.made.setdefault("taught", {})
    if course_id not in known:
        rows = CourseSkill.objects.filter(course_id=course_id).select_related("skill")
        known[course_id] = list(rows.order_by("-level", "skill__code"))
    return known[course_id]


def _grant(world: World, certificates: list[Certificate]) -> None:
    """Put the certified skills into the profiles, never lowering a level."""
    trainees = {c.trainee_id for c in certificates}
    held = HeldSkill.objects.filter(trainee__in=trainees)
    ranks = {(h.trainee_id, h.skill_id): (h.level, STRENGTH[Evidence(h.evidence)]) for h in held}
    add_all(
        SkillProof(
            trainee_id=each.trainee_id,
            skill_id=lesson.skill_id,
            level=lesson.level,
            evidence=Evidence.CERTIFICATE,
            reference=each.number,
            proven_on=date.fromisoformat(each.payload["completed_on"]),
        )
        for each in certificates
        for lesson in _taught(world, each.course_id)
    )
    best: dict[tuple[int, int], HeldSkill] = {}
    for certificate in certificates:
        for lesson in _taught(world, certificate.course_id):
            key = (certificate.trainee_id, lesson.skill_id)
            rank = (lesson.level, STRENGTH[Evidence.CERTIFICATE])
            if ranks.get(key, (0, 0)) <= rank:
                best[key] = HeldSkill(
                    trainee_id=key[0],
                    skill_id=key[1],
                    level=lesson.level,
                    evidence=Evidence.CERTIFICATE,
                    evidence_reference=certificate.number,
                )
                ranks[key] = rank
    HeldSkill.objects.bulk_create(
        best.values(),
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["trainee", "skill"],
        update_fields=["level", "evidence", "evidence_reference"],
    )
