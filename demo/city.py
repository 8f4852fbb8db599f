"""How is the fictional city built? Step by step, from schools and firms to placements, in one transaction."""

from datetime import date, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import Trainee, User
from core import audit
from core.files import private_storage
from demo import (
    cast,
    companies,
    learning,
    national,
    notices,
    openings,
    people,
    runs,
    turned_down,
    work,
)
from demo.draws import Draws
from demo.pace import completion_days, goal, month_weights
from demo.world import SCALES, ReferenceRows, World, at, count_anew, tables
from outcomes.models import AnnualTarget
from training.models import Course
from training.queries.certificates import city_prefix
from training.states import EnrolmentState

PENDING = 36


def exists() -> bool:
    """Tell whether the city is there already."""
    return User.objects.filter(email=cast.LOGINS[-1].email).exists()


@transaction.atomic
def build(*, scale: str, seed: int, today: date, quiet: bool = False) -> dict[str, int]:
    """Build the city of a scale; return what was made by name. The same arguments give the same city."""
    world = World(SCALES[scale], today, Draws(seed), cast.make_office(), quiet)
    table = tables()
    _prepare(world)
    companies.make_universities(world)
    companies.make_companies(world, table)
    cast.make_teachers(world)
    cast.make_first_company_and_school(world)
    companies.note_decisions(world)
    plans = _learn(world, table)
    count_anew()
    openings.make_openings(world, table)
    _work(world, plans)
    count_anew()
    notices.make_notices()
    return {
        "persons": len(completion_days(today.year, today, world.scale.share)),
        "trainees": len(world.trainees),
        "companies": len(world.companies),
        "openings": len(world.live),
        "runs": len(plans),
    }


def _prepare(world: World) -> None:
    for name in ("demo/licence.png", "demo/evidence.png"):
        if not private_storage().exists(name):
            private_storage().save(
                name, ContentFile((Path(__file__).parent / "data" / "paper.png").read_bytes())
            )
    courses = list(
        Course.objects.select_related("track").prefetch_related("prerequisites").order_by("code")
    )
    world.courses = courses
    world.prerequisites = {c.pk: [p.pk for p in c.prerequisites.all()] for c in courses}
    world.prefix = city_prefix()
    for year in range(world.today.year - world.scale.earlier_years - 1, world.today.year + 1):
        weights = [int(weight) for weight in month_weights()]
        persons = round(world.scale.share * goal())
        AnnualTarget.objects.update_or_create(
            year=year, defaults={"persons": persons, "season_weights": weights}
        )


def _learn(world: World, table: ReferenceRows) -> list[runs.RunPlan]:
    """Write this year's (and, at city scale, earlier years') courses, and open the next ones."""
    years = range(world.today.year - world.scale.earlier_years, world.today.year + 1)
    sizes = {year: len(completion_days(year, world.today, world.scale.share)) for year in years}
    verified = sum(sizes.values())
    everyone = people.make_trainees(world, table, verified + PENDING + world.scale.others, verified)
    others = everyone[verified + PENDING :]
    plans: list[runs.RunPlan] = []
    first = 0
    for year in years:
        plans += runs.plan_year(
            world, table, world.courses, everyone[first : first + sizes[year]], year
        )
        first += sizes[year]
    calendar = runs.Calendar({m.trainee.pk: p.run.ends_on for p in plans for m in p.members})
    runs.add_repeaters(world, calendar, plans, share=0.136)
    runs.add_others(world, calendar, plans, others[:160])
    _add_pending(world, plans, everyone[verified : verified + PENDING])
    graduates = everyone[verified - sizes[world.today.year] : verified]
    plans += runs.plan_current(world, table, calendar, graduates, others[160:])
    plans += runs.plan_next(world, table, calendar, graduates, others[160:])
    for n, plan in enumerate(plans):
        plan.teacher = plan.teacher or world.teachers[n % 8]
    learning.write_plans(world, plans, "courses")
    world.known = runs.known_trainee(graduates)
    cast.open_door_for(world.known)
    cast.confirm_addresses(
        [t.user for t in everyone if t.user.email and "trainee@" not in t.user.email]
    )
    _merge_duplicate(world, graduates[10], everyone[verified])
    national.make_nationals(world, plans)
    world.seekers = everyone[verified - sizes[world.today.year] : verified][:3000]
    return plans


def _add_pending(world: World, plans: list[runs.RunPlan], unchecked: list[Trainee]) -> None:
    """Let people whose names nobody has checked complete as well: they stand apart as pending."""
    this_year = [p for p in plans[-60:] if p.run.ends_on.year == world.today.year]
    roomy = [p for p in this_year if len(p.members) < p.run.capacity]
    for trainee, plan in zip(unchecked, roomy, strict=False):
        plan.members.append(
            runs.Member(
                trainee,
                EnrolmentState.COMPLETED,
                min(plan.run.ends_on + timedelta(days=1), world.today),
            )
        )


def _merge_duplicate(world: World, kept: Trainee, duplicate: Trainee) -> None:
    """Merge one person who had signed up twice: counted once."""
    duplicate.merged_into, duplicate.merged_at = kept, at(world.today - timedelta(days=20))
    duplicate.save(update_fields=["merged_into", "merged_at"])
    entry = audit.record(
        duplicate, "trainee.merge", by=world.office, reason="同一人用两个手机号注册。"
    )
    type(entry).objects.filter(pk=entry.pk).update(at=duplicate.merged_at)


def _work(world: World, plans: list[runs.RunPlan]) -> None:
    """Let graduates apply and be hired."""
    firsts: dict[int, tuple[Trainee, date]] = {}
    for plan in plans:
        for member in plan.members:
            if member.end == EnrolmentState.COMPLETED and member.on and member.trainee.verified_at:
                firsts.setdefault(member.trainee.pk, (member.trainee, member.on))
    settled = [pair for pair in firsts.values() if (world.today - pair[1]).days > 20]
    settled.sort(
        key=lambda pair: pair[1].year < world.today.year
    )  # this year's first, otherwise as they came
    with world.step("work", 3) as bar:
        placements = work.make_placements(world, settled)
        bar.update()
        turned_down.make_turned_down(world, placements)
        bar.update()
        work.make_applications(world)
        bar.update()
