"""Which openings does the fictional city have? Drawn by occupation, with pay inside the occupation's quartiles."""

from datetime import timedelta
from typing import Any

from accounts.models import Company
from accounts.states import CompanyState
from demo.duties import english_titles, work_of
from demo.paths import MadeMove, steps_along
from demo.world import AuditedStep, ReferenceRows, World, add_all, at, note_all
from matching.content_keys import content_key
from matching.models import Opening, OpeningReport, OpeningSkill
from matching.states import OPENING, OpeningGroup, OpeningState
from skills.models import Occupation, OccupationSkill
from skills.reference import rows as skill_rows

State = OpeningState
ASSURANCES = ("has_three_party_agreement", "excludes_first_years", "asks_guardian_consent")
CONTRACTS = {
    "全日制劳动合同": "full_time",
    "计件/灵活用工": "piecework",
    "实习（三方协议）": "internship",
    "兼职": "part_time",
}
PATHS: dict[OpeningState, tuple[str, ...]] = {
    State.SUBMITTED: ("submit",),
    State.PAUSED: ("submit", "approve", "pause"),
    State.EXPIRED: ("submit", "approve", "expire"),
    State.PUBLISHED: ("submit", "approve"),
    State.FILLED: ("submit", "approve", "fill"),
}
OTHERS = list(PATHS)[:3]  # of these there are a few each


def openings_shares() -> dict[str, float]:
    """Return occupation code → share of openings, from the occupation data."""
    return {
        row["occupation_id"]: float(row["demo_share_of_openings_pct"])
        for row in skill_rows("occupations.csv")
    }


def make_openings(world: World, tables: ReferenceRows) -> list[Opening]:
    """Make the published openings, the filled ones of the past, and a few in every other state."""
    live, past = world.scale.openings, world.scale.past_openings
    table, total = openings_shares(), live + past + 12
    occupations = world.draws.many(list(table), list(table.values()), total)
    contracts = world.draws.of("contract_type", total)
    companies = [c for c in world.companies if c.state == CompanyState.VERIFIED]
    openings = []
    for n in range(total):
        state = _state(n, live, past)
        contract = "full_time" if state == State.FILLED else CONTRACTS[contracts[n]]
        openings.append(
            _opening(
                world,
                tables.occupations[occupations[n]],
                companies[n % len(companies)],
                n,
                state,
                contract,
            )
        )
    asked = _asked(openings)
    for opening, rows in zip(openings, asked, strict=True):
        opening.content_key = content_key(opening, rows)
    add_all(openings)
    add_all(row for rows in asked for row in rows)
    note_all(step for opening in openings for step in _steps(world, opening))
    _report(world, openings[7])
    world.live, world.past = openings[:live], openings[live : live + past]
    return openings


def _state(n: int, live: int, past: int) -> OpeningState:
    """Return the state of one: first those on the board, then those filled, the rest in turn."""
    if n < live:
        return State.PUBLISHED
    return State.FILLED if n < live + past else OTHERS[n % 3]


def _opening(
    world: World,
    occupation: Occupation,
    company: Company,
    n: int,
    state: OpeningState,
    contract: str,
) -> Opening:
    draws = world.draws
    low = draws.number(occupation.wage_p25 // 100, occupation.wage_p50 // 100) * 100
    high = draws.number(occupation.wage_p50 // 100, occupation.wage_p75 // 100) * 100
    age = draws.number(1, 40) if state != State.FILLED else draws.number(60, 300)
    headcount = draws.number(3, 8) if state == State.FILLED else draws.number(1, 5)
    titles = occupation.titles_zh.split("|")
    title = titles[n % len(titles)]
    work = work_of(occupation.code, contract, n)
    return Opening(
        company=company,
        occupation=occupation,
        title=title,
        title_en=english_titles()[title],
        headcount=headcount,
        hires=headcount if state == State.FILLED else 0,
        division=company.division,
        address=company.address,
        address_en=company.address_en,
        pay_min=low,
        pay_max=max(low, high),
        pay_base=max(2200, low * 6 // 10 // 100 * 100),
        **work.texts,
        has_room=work.has_room,
        has_meals=work.has_meals,
        contract_type=work.contract,
        **_dates(world, state, age, n),
        **dict.fromkeys(ASSURANCES, contract == "internship"),
        state=state,
    )


def _dates(world: World, state: OpeningState, age: int, n: int) -> dict[str, Any]:
    """Return the columns of when an opening was written, sent, published and closed, and until when it is valid."""
    published = at(world.today - timedelta(days=age), 9 + n % 8, n % 60)
    valid_days = world.draws.number(7, 75) if state != State.EXPIRED else -3
    is_over = state in State.of(OpeningGroup.OVER)
    return {
        "valid_until": world.today + timedelta(days=valid_days),
        "created_at": published - timedelta(days=2),
        "submitted_at": published - timedelta(days=1),
        "published_at": None if state == State.SUBMITTED else published,
        "closed_at": at(world.today - timedelta(days=3)) if is_over else None,
    }


def _asked(openings: list[Opening]) -> list[list[OpeningSkill]]:
    """Return the skills that each opening asks for."""
    needs: dict[int, list[OccupationSkill]] = {}
    for need in OccupationSkill.objects.order_by("occupation_id", "-importance", "skill_id"):
        needs.setdefault(need.occupation_id, []).append(need)
    return [
        [
            OpeningSkill(
                opening=opening,
                skill_id=need.skill_id,
                level=max(1, need.level - (n + opening.headcount) % 2),
                importance=need.importance,
                is_essential=need.is_essential,
            )
            for need in needs[opening.occupation_id][: 5 + n % 4]
        ]
        for n, opening in enumerate(openings)
    ]


def _steps(world: World, opening: Opening) -> list[AuditedStep]:
    owner = world.owners[opening.company_id]
    sent = opening.submitted_at or opening.created_at
    last = opening.closed_at or at(world.today - timedelta(days=1))
    made = {
        "submit": (sent, owner),
        "approve": (opening.published_at or sent, world.office),
        "pause": (last, owner),
        "fill": (last, None),
        "expire": (last, None),
    }
    moves = [MadeMove(verb, *made[verb]) for verb in PATHS[State(opening.state)]]
    return steps_along(opening, OPENING, moves)


def _report(world: World, opening: Opening) -> None:
    """Leave one reported opening for the office to look at."""
    OpeningReport.objects.create(
        opening=opening,
        reason="fee",
        text="电话里说要先交 200 元服装押金。",
        created_at=at(world.today - timedelta(days=1), 15),
    )
