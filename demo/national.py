"""Who in the fictional city has a national certificate? Some graduates, each of their trade; the numbers are invented."""

from collections.abc import Iterator
from datetime import date, timedelta

from accounts.models import Coordinator, NationalCertificate, Trainee, User
from accounts.national import issuer_key
from accounts.states import NATIONAL, NationalState
from demo.paths import MadeMove, steps_along
from demo.runs import RunPlan
from demo.world import AuditedStep, World, add_all, at, note_all
from training.states import EnrolmentState

N = NationalState

# By the letters before a course's number: the occupation that the state certifies.
OCCUPATIONS = {
    "LV": "互联网营销师",
    "MK": "电子商务师",
    "CB": "电子商务师",
    "CT": "全媒体运营师",
    "DA": "商务数据分析师",
    "GT": "缝纫工",
    "SC": "供应链管理师",
}
PATTERNMAKER = ("GT-110", "服装制版师")
ISSUERS = ("示例市职业技能鉴定中心（虚构）", "示例服装行业评价机构（虚构）", "示例技师学院（虚构）")
GRADES = (5, 4, 4, 5, 3, 4, 5, 4)
EVERY = 16  # one in so many of those who completed this year
WHY_NOT = "照片上的编号看不清，请重新拍一张。"
PAPER = "demo/evidence.png"


def make_nationals(world: World, plans: list[RunPlan]) -> list[NationalCertificate]:
    """Make the certificates, most of them checked a week after they were added, and note every step."""
    checkers = {
        each.university_id: each.user
        for each in Coordinator.objects.select_related("user").order_by("-pk")
    }
    made = add_all(
        _certificate(
            world,
            n,
            trainee,
            code,
            begins,
            ends,
            checkers.get(trainee.university_id or 0, world.office),
        )
        for n, (trainee, code, begins, ends) in enumerate(_holders(world, plans))
    )
    note_all(step for each in made for step in _steps(each, world.office))
    return made


def _holders(world: World, plans: list[RunPlan]) -> Iterator[tuple[Trainee, str, date, date]]:
    """Yield every sixteenth person who completed a course of a certified trade this year, each once."""
    seen: set[int] = set()
    found = 0
    for plan in plans:
        code = plan.run.course.code
        if code[:2] not in OCCUPATIONS:
            continue
        for member in plan.members:
            is_new = member.trainee.pk not in seen and member.trainee.merged_into_id is None
            if (
                member.end == EnrolmentState.COMPLETED
                and member.on
                and member.on.year == world.today.year
                and is_new
            ):
                seen.add(member.trainee.pk)
                found += 1
                if found % EVERY == 0 and member.trainee.verified_at:
                    yield member.trainee, code, plan.run.starts_on, member.on


def _certificate(
    world: World, n: int, trainee: Trainee, code: str, begins: date, ends: date, checker: User
) -> NationalCertificate:
    """Return one: every fifth was held before the course, the latest wait, every eleventh was sent back."""
    issued_on = (
        begins - timedelta(days=200) if n % 5 == 4 else min(ends + timedelta(days=12), world.today)
    )
    added = max(issued_on, ends) + timedelta(days=3)
    waits, is_refused = added + timedelta(days=7) >= world.today, n % 11 == 10
    state = N.REFUSED if is_refused else N.CHECKED
    issuer = ISSUERS[n % len(ISSUERS)]
    return NationalCertificate(
        trainee=trainee,
        kind="qualification" if n % 9 == 8 else "skill_level",
        occupation=PATTERNMAKER[1] if code == PATTERNMAKER[0] else OCCUPATIONS[code[:2]],
        grade=GRADES[n % len(GRADES)],
        number=f"S00004290{issued_on:%y}{9000000000 + n * 7919:010d}",
        issuer=issuer,
        issuer_key=issuer_key(issuer),
        issued_on=issued_on,
        paper=PAPER,
        claimed_at=at(min(added, world.today), 9),
        state=N.CLAIMED if waits else state,
        checked_at=None if waits or is_refused else at(added + timedelta(days=6), 15),
        checked_by=None if waits or is_refused else checker,
        why_not=WHY_NOT if is_refused and not waits else "",
    )


def _steps(each: NationalCertificate, office: User) -> list[AuditedStep]:
    moves = []
    if each.state == N.CHECKED and each.checked_at:
        moves = [MadeMove("check", each.checked_at, each.checked_by)]
    if each.state == N.REFUSED:
        moves = [MadeMove("refuse", each.claimed_at + timedelta(days=6), office, each.why_not)]
    begun = MadeMove("claim", each.claimed_at, each.trainee.user)
    return steps_along(each, NATIONAL, moves, begun)
