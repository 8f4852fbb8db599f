"""Who applies where, and who is hired? Applications to live openings, and placements from the filled ones with evidence."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from accounts.models import Company, Coordinator, Trainee, User
from demo.fit import chances
from demo.paths import MadeMove, states_along, steps_along
from demo.world import AuditedStep, World, add_all, at, note_all
from matching.models import Application, Interview, Offer, Opening, Placement, PlacementEvidence
from matching.recommendations.request.applying import scores_of
from matching.states import (
    APPLICATION,
    EVIDENCE,
    UNDECIDED,
    ApplicationGroup,
    ApplicationState,
    EvidenceState,
    RejectionReason,
)

HIRE_PATH = ("review", "shortlist", "invite", "offer", "accept", "claim_hire", "confirm", "verify")
LIVE_PATHS = {
    (): 34,
    ("review",): 22,
    ("review", "shortlist"): 12,
    ("review", "shortlist", "invite"): 8,
    ("review", "shortlist", "invite", "offer"): 3,
    ("review", "reject"): 14,
    ("withdraw",): 4,
    ("lapse",): 3,
}
# The applications of the trainee who has a login, to the three openings that fit best.
KNOWN_PATHS = (
    ("review", "shortlist", "invite", "offer"),
    ("review", "shortlist", "invite"),
    ("review", "reject"),
)
ENDS = {"claim_hire": 12, "confirm": 24, "verify": 62, "contest": 2}
# A start is claimed on its first evening; the person answers two hours later, the papers are checked on the next day.
AFTER_START = {
    "claim_hire": timedelta(0),
    "confirm": timedelta(hours=2),
    "contest": timedelta(hours=2),
    "verify": timedelta(days=1),
}
PAPERS = {"11": "labour_contract", "10": "agreement", "12": "social_insurance"}

Graduate = tuple[Trainee, date]  # and the day of the first completion
AT_A_TIME = 20  # openings that choose from the same graduates
CHOICE = 3  # graduates for each position


def make_applications(world: World) -> list[Application]:
    """Make applications to the live openings, a median of six each, by people who fit, in every stage of the table."""
    draws, trainees, made = world.draws, world.seekers, []
    counts = np.clip(np.round(draws.rng.lognormal(1.72, 0.55, len(world.live))), 0, 40).astype(int)
    likely = chances(trainees, world.live)
    made += _known_applications(world, likely)
    for opening, count, share in zip(world.live, counts, likely, strict=True):
        picks = draws.rng.choice(
            len(trainees), size=min(int(count), len(trainees)), replace=False, p=share
        )
        paths = draws.many(list(LIVE_PATHS), list(LIVE_PATHS.values()), len(picks))
        made += [
            (application_of(world, trainees[p], opening, path, 1), path)
            for p, path in zip(picks, paths, strict=True)
        ]
    add_all(scored(application for application, _ in made))
    note_all(step for application, path in made for step in steps_of(world, application, path))
    add_all(_offer(a, a.moved_at.date()) for a, path in made if path[-1:] == ("offer",))
    add_all(_interview(world, a) for a, path in made if path[-1:] == ("invite",))
    return [application for application, _ in made]


def _known_applications(
    world: World, likely: NDArray[np.float64]
) -> list[tuple[Application, tuple[str, ...]]]:
    """Return what the known trainee has sent; nothing more of theirs is drawn."""
    person: Trainee = world.known
    column = next(n for n, seeker in enumerate(world.seekers) if seeker.pk == person.pk)
    best = np.argsort(-likely[:, column], kind="stable")[: len(KNOWN_PATHS)]
    likely[:, column] = 0
    likely /= likely.sum(axis=1, keepdims=True)
    openings = [world.live[n] for n in best]
    return [
        (application_of(world, person, o, path, 1), path)
        for o, path in zip(openings, KNOWN_PATHS, strict=True)
    ]


def _interview(world: World, application: Application) -> Interview:
    company = application.opening.company
    return Interview(
        application=application,
        at=at(world.today + timedelta(days=1 + world.place_of(application.trainee) % 5), 14, 30),
        place=f"{company.address}，二楼会议室",
        note="带上身份证和作品，找人事部。",
        invited_by=world.owners[company.pk],
        invited_at=application.moved_at,
    )


def make_placements(world: World, graduates: list[tuple[Trainee, date]]) -> list[Placement]:
    """Place graduates into the filled openings, one job a person, each attested to one grade."""
    hires: list[tuple[Opening, Trainee, date, tuple[str, ...]]] = []
    ends = world.draws.many(list(ENDS), list(ENDS.values()), sum(o.headcount for o in world.past))
    for opening, (trainee, completed) in _taken(world.past, graduates):
        start = max(
            min(completed + timedelta(days=10 + len(hires) % 40), world.today - timedelta(days=5)),
            completed,
        )
        hires.append((opening, trainee, start, _path(ends[len(hires)])))
    world.checkers = {c.university_id: c.user for c in Coordinator.objects.select_related("user")}
    applications = add_all(
        scored(
            application_of(world, t, o, path, (world.today - s).days + 14)
            for o, t, s, path in hires
        )
    )
    pairs = list(zip(applications, hires, strict=True))
    note_all(step for a, (_, _, start, path) in pairs for step in steps_of(world, a, path, start))
    add_all(_offer(a, start) for a, (_, _, start, _) in pairs)
    placements = add_all(_placement(world, a, start, path) for a, (_, _, start, path) in pairs)
    papers = add_all(_paper(p) for p in placements if p.confirmed_at)
    note_all(
        step
        for p in papers
        if p.decided_at
        for step in steps_along(p, EVIDENCE, [MadeMove("accept", p.decided_at, p.decided_by)])
    )
    return placements


def _taken(
    openings: list[Opening], graduates: list[Graduate]
) -> Iterator[tuple[Opening, Graduate]]:
    """Yield who starts where: a few openings at a time choose the best fits; the others wait for the next openings."""
    coming, waiting = iter(graduates), list[Graduate]()
    for start in range(0, len(openings), AT_A_TIME):
        block = openings[start : start + AT_A_TIME]
        wanted = CHOICE * sum(opening.headcount for opening in block)
        waiting += islice(coming, max(0, wanted - len(waiting)))
        free = dict(enumerate(waiting))
        for opening, fit in zip(
            block, chances([trainee for trainee, _ in waiting], block), strict=True
        ):
            best = [place for place in np.argsort(-fit, kind="stable").tolist() if place in free]
            for place in best[: opening.headcount]:
                yield opening, free.pop(place)
        waiting = list(free.values())


def scored(applications: Iterable[Application]) -> list[Application]:
    """Return the applications with the score that each had when it was sent."""
    made = list(applications)
    pairs = [(application.trainee_id, application.opening_id) for application in made]
    for application, found in zip(made, scores_of(pairs), strict=True):
        for name, value in (found.columns if found else {}).items():
            setattr(application, name, value)
    return made


def _path(end: str) -> tuple[str, ...]:
    if end == "contest":
        return (*HIRE_PATH[:6], "contest")
    return HIRE_PATH[: HIRE_PATH.index(end) + 1]


def application_of(
    world: World, trainee: Trainee, opening: Opening, path: tuple[str, ...], age: int
) -> Application:
    """Return an application sent so many days ago that its path has just ended."""
    place = world.place_of(trainee)
    sent = at(world.today - timedelta(days=age + len(path)), 9 + place % 10, place % 60)
    state = ApplicationState(states_along(APPLICATION, path)[-1])
    moved = min(sent + timedelta(days=len(path)), at(world.today, 8))
    return Application(
        trainee=trainee,
        opening=opening,
        state=state,
        profile=world.profile_of(trainee),
        submitted_at=sent,
        moved_at=moved,
        answered_at=moved if path and path[0] == "review" else None,
        lapses_at=sent + timedelta(days=14) if state in UNDECIDED else None,
        rejection_reason=RejectionReason.EXPERIENCE if state == ApplicationState.REJECTED else "",
        told_at=moved if state in ApplicationState.of(ApplicationGroup.TOLD_LATER) else None,
    )


def steps_of(
    world: World, application: Application, path: tuple[str, ...], start: date | None = None
) -> list[AuditedStep]:
    """Return the entries that an application's path leaves in the audit record."""
    moment, moves = application.submitted_at, []
    for n, verb in enumerate(path):
        reason = {"reject": "这次选择了更有经验的应聘者。", "contest": "到岗日期不对。"}.get(
            verb, ""
        )
        by = _actor(world, application, verb)
        when = min(moment + timedelta(days=n + 1), at(world.today, 8))
        if start is not None and verb in AFTER_START:
            when = at(start, 18) + AFTER_START[verb]
        moves.append(MadeMove(verb, when, by, reason))
    begun = MadeMove("submit", moment, application.trainee.user)
    return steps_along(application, APPLICATION, moves, begun)


def _actor(world: World, application: Application, verb: str) -> User | None:
    who = APPLICATION.move(verb).who
    if "trainee" in who:
        return application.trainee.user
    if "company" in who:
        return world.owners[application.opening.company_id]
    return (
        None
        if "platform" in who
        else world.checkers.get(application.trainee.university_id or 0, world.office)
    )


def _offer(application: Application, start: date) -> Offer:
    is_open = application.state == ApplicationState.OFFERED
    return Offer(
        application=application,
        pay=application.opening.pay_min,
        start_on=start + timedelta(days=14 if is_open else 0),
        expires_on=start + timedelta(days=7 if is_open else 0),
        sent_at=application.moved_at,
        answered_at=None if is_open else application.moved_at,
    )


def _placement(world: World, a: Application, start: date, path: tuple[str, ...]) -> Placement:
    end, moment = path[-1], at(start, 18)
    code = world.draws.one(list(PAPERS), [64, 20, 16])
    yes = end in {"confirm", "verify"}
    company: Company = a.opening.company
    return Placement(
        application=a,
        trainee=a.trainee,
        company=company,
        opening=a.opening,
        start_on=start,
        contract_type="full_time",
        pay=world.draws.number(a.opening.pay_min // 100, a.opening.pay_max // 100) * 100,
        destination_code=code,
        claimed_at=moment,
        claimed_by=world.owners[company.pk],
        confirmed_at=moment + timedelta(hours=2) if yes else None,
        confirmed_by=a.trainee.user if yes else None,
        contested_at=moment + timedelta(hours=2) if end == "contest" else None,
        contested_by=a.trainee.user if end == "contest" else None,
        contest_reason="到岗日期不对，我还没有去上班。" if end == "contest" else "",
        verified_at=moment + timedelta(days=1) if end == "verify" else None,
        verified_by=_actor(world, a, "verify") if end == "verify" else None,
    )


def _paper(placement: Placement) -> PlacementEvidence:
    is_checked = placement.verified_at is not None
    return PlacementEvidence(
        placement=placement,
        kind=PAPERS[placement.destination_code],
        file="demo/evidence.png",
        uploaded_by=placement.claimed_by,
        uploaded_at=placement.claimed_at,
        state=EvidenceState.ACCEPTED if is_checked else EvidenceState.SUBMITTED,
        decided_by=placement.verified_by,
        decided_at=placement.verified_at,
    )
