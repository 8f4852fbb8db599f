"""In which moment of its life can a thing be when somebody presses a button? Each is made as it really comes to be.

A kind's moments are pairs of words and a maker; a maker returns the arguments of the addresses of that kind.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from accounts.actions.members import invite
from accounts.models import NationalCertificate
from accounts.states import CompanyState, NationalState
from core import clock
from matching.models import Application, WrittenText
from matching.models import PlacementRound as Round
from matching.states import (
    ApplicationState,
    EvidenceState,
    OpeningState,
    ReportState,
    WrittenTextState,
)
from tests.access.accounts import firm, member, national, person
from tests.access.matching_rounds import kept
from tests.access.training import taught
from tests.cast import Cast
from tests.factories.matching import (
    ApplicationFactory,
    OfferFactory,
    OpeningFactory,
    OpeningReportFactory,
    PlacementEvidenceFactory,
    PlacementFactory,
)
from tests.factories.training import EnrolmentFactory, MeetingFactory, completed
from training.actions import certificates
from training.models import Meeting
from training.states import ACTIVE_STATES, CourseRunState, EnrolmentState

Arguments = dict[str, Any]
Moment = tuple[str, Callable[[Cast], Arguments]]

WITH_OFFER = (
    "offered",
    "accepted",
    "declined",
    "expired",
    "hire_claimed",
    "contested",
    "placed",
    "verified",
    "ended",
)
WITH_PLACEMENT = ("hire_claimed", "contested", "placed", "verified", "ended")
HIRED = ("accepted", *WITH_PLACEMENT)
NEVER_OUT = ("draft", "submitted", "returned")
RUNS_OF = {
    "attending": "running",
    "completed": "finished",
    "failed": "finished",
    "no_show": "running",
}


def in_the(
    state: str, cast: Cast, *, is_held: bool = False, opening: str = "published"
) -> Application:
    """An application of the cast's person to the cast's firm, with all that belongs to its state, moved a moment ago."""
    moment = clock.now()
    on = OpeningFactory(
        company=cast.firm, hires=int(state in HIRED), state=opening, closed_at=_closed(opening)
    )
    since = {"submitted_at": moment - timedelta(days=1), "held_at": moment if is_held else None}
    found: Application = ApplicationFactory(opening=on, trainee=cast.person, state=state, **since)
    if state in WITH_OFFER:
        OfferFactory(application=found)
    if state == "interview":
        found.interviews.create(at=moment + timedelta(days=1), place="示例路1号")
    if state in WITH_PLACEMENT:
        PlacementFactory(application=found, claimed_by=cast.company, **_attested(state, cast))
    return found


def _attested(state: str, cast: Cast) -> Arguments:
    moment = clock.now()
    said: Arguments = {}
    if state == "contested":
        said |= {"contested_at": moment, "contested_by": cast.trainee, "contest_reason": "工资不对"}
    if state in ("placed", "verified", "ended"):
        said |= {"confirmed_at": moment, "confirmed_by": cast.trainee}
    if state == "verified":
        said |= {"verified_at": moment, "verified_by": cast.coordinator}
    if state == "ended":
        said |= {"ended_on": clock.today(), "end_reason": "合同到期"}
    return said


def _closed(state: str) -> Any:
    return clock.now() if state in ("closed", "filled", "expired") else None


def _applications() -> Iterator[Moment]:
    for state in ApplicationState.values:
        yield state, lambda cast, state=state: {"application_id": in_the(state, cast).pk}
    for state in ("submitted", "offered", "accepted", "hire_claimed"):
        yield (
            f"{state}, held",
            lambda cast, state=state: {"application_id": in_the(state, cast, is_held=True).pk},
        )
    for opening in ("held", "closed"):
        for state in ("submitted", "accepted"):
            make = partial(in_the, state, opening=opening)
            yield (
                f"{state}, {opening} opening",
                lambda cast, make=make: {"application_id": make(cast).pk},
            )


def _openings() -> Iterator[Moment]:
    def make(cast: Cast, state: str) -> Arguments:
        out = {} if state not in NEVER_OUT else {"published_at": None}
        if state == "draft":
            out["submitted_at"] = None
        hires = 2 if state == "filled" else 0
        found = OpeningFactory(
            company=cast.firm, state=state, hires=hires, closed_at=_closed(state), **out
        )
        if state not in NEVER_OUT:
            ApplicationFactory(opening=found)
        return {"opening_id": found.pk}

    for state in OpeningState.values:
        yield state, partial(make, state=state)


def _papers() -> Iterator[Moment]:
    def make(cast: Cast, state: str, paper: str) -> Arguments:
        placement = in_the(state, cast).placement
        decided = (
            {}
            if paper == "submitted"
            else {"decided_at": clock.now(), "decided_by": cast.coordinator}
        )
        reason = "不清楚" if paper == "returned" else ""
        found = PlacementEvidenceFactory(
            placement=placement, state=paper, uploaded_by=cast.company, reason=reason, **decided
        )
        return {"placement_id": placement.pk, "paper_id": found.pk}

    for state in WITH_PLACEMENT:
        for paper in EvidenceState.values:
            yield f"{state}, paper {paper}", partial(make, state=state, paper=paper)


def _placements() -> Iterator[Moment]:
    for said, make in _papers():
        yield said, lambda cast, make=make: {"placement_id": make(cast)["placement_id"]}


def _interviews() -> Iterator[Moment]:
    def make(cast: Cast, state: str, answer: str) -> Arguments:
        at = clock.now() + timedelta(days=1)
        answered = None if answer == "waiting" else clock.now()
        found = in_the(state, cast).interviews.create(
            at=at, place="示例路1号", answer=answer, answered_at=answered
        )
        return {"interview_id": found.pk}

    for state in ApplicationState.values:
        yield f"{state}, not answered", partial(make, state=state, answer="waiting")
    yield "interview, answered", partial(make, state="interview", answer="no")


def _reports() -> Iterator[Moment]:
    def make(cast: Cast, state: str, opening: str) -> Arguments:
        handled = (
            {} if state == "waiting" else {"handled_at": clock.now(), "handled_by": cast.office}
        )
        on = OpeningFactory(company=cast.firm, state=opening, closed_at=_closed(opening))
        return {"report_id": OpeningReportFactory(opening=on, state=state, **handled).pk}

    for state in ReportState.values:
        for opening in ("published", "held", "closed"):
            yield f"{state}, {opening} opening", partial(make, state=state, opening=opening)


def _texts() -> Iterator[Moment]:
    def make(cast: Cast, state: str) -> Arguments:
        said: Arguments = {"reason": "给女子学校做校服。"}
        if state != "waiting":
            said |= {"seen_at": clock.now(), "seen_by": cast.office}
        if state in ("passed", "stopped"):
            said["decision"] = "校服试身"
        text = WrittenText.objects.create(
            company=cast.firm,
            field="accounts.Company.about",
            text="只招女生。",
            state=state,
            **said,
        )
        return {"text_id": text.pk}

    for state in WrittenTextState.values:
        yield state, partial(make, state=state)


def _rounds() -> Iterator[Moment]:
    def closed(cast: Cast) -> Arguments:
        found = kept(cast)
        Round.objects.filter(pk=found["round_id"]).update(state="closed", closed_at=clock.now())
        return found

    yield "kept", kept
    yield "closed", closed


def _runs() -> Iterator[Moment]:
    def make(cast: Cast, state: str) -> Arguments:
        run = taught(cast, state=state)
        MeetingFactory(run=run)
        if state != "draft":
            EnrolmentFactory(run=run)
        return {"pk": run.pk}

    for state in CourseRunState.values:
        yield state, partial(make, state=state)


def _enrolments() -> Iterator[Moment]:
    def make(cast: Cast, state: str, run: str) -> Arguments:
        if state == "completed":
            return {"pk": completed(trainee=cast.person, run=taught(cast, state=run)).enrolment_id}
        return {
            "pk": EnrolmentFactory(trainee=cast.person, run=taught(cast, state=run), state=state).pk
        }

    for state in EnrolmentState.values:
        run = RUNS_OF.get(state, "open")
        yield f"{state}, {run} run", partial(make, state=state, run=run)
    for state in ACTIVE_STATES:
        yield f"{state}, cancelled run", partial(make, state=state, run="cancelled")


def _meetings() -> Iterator[Moment]:
    def make(cast: Cast, run: str, when: int, is_cancelled: bool) -> Arguments:
        found = MeetingFactory(
            run=taught(cast, state=run), starts_at=clock.now() + timedelta(days=when)
        )
        EnrolmentFactory(run=found.run, state="attending" if run == "running" else "seated")
        if is_cancelled:
            Meeting.objects.filter(pk=found.pk).update(
                cancelled_at=clock.now(), cancelled_reason="停电"
            )
        return {"pk": found.pk}

    for run in CourseRunState.values:
        for when, is_cancelled in ((-1, False), (9, False), (9, True)):
            said = f"{run} run, {'held' if when < 0 else 'cancelled' if is_cancelled else 'coming'}"
            yield said, partial(make, run=run, when=when, is_cancelled=is_cancelled)


def _certificates() -> Iterator[Moment]:
    def make(cast: Cast, verb: str) -> Arguments:
        found = completed(trainee=cast.person)
        asked: Arguments = {
            "certificate": found,
            "by": cast.office,
            "reason": "姓名写错",
            "now": clock.now(),
        }
        if verb == "revoked":
            certificates.revoke(**asked)
        elif verb == "reissued":
            certificates.reissue(**asked, real_name="示例改好名")
        return {"number": found.number}

    for verb in ("valid", "revoked", "reissued"):
        yield verb, partial(make, verb=verb)


def _companies() -> Iterator[Moment]:
    def make(cast: Cast, state: str) -> Arguments:
        type(cast.firm).objects.filter(pk=cast.firm.pk).update(state=state)
        in_the("reviewing", cast)
        return firm(cast)

    for state in CompanyState.values:
        yield state, partial(make, state=state)


def _nationals() -> Iterator[Moment]:
    def make(cast: Cast, state: str) -> Arguments:
        found = national(cast)
        checked = state in ("checked", "taken_back")
        said = {"checked_at": clock.now(), "checked_by": cast.office} if checked else {}
        if state in ("taken_back", "withdrawn"):
            said["ended_at"] = clock.now()
        if state in ("refused", "taken_back"):
            said["why_not"] = "看不清编号"
        NationalCertificate.objects.filter(pk=found["national_id"]).update(state=state, **said)
        return found

    for state in NationalState.values:
        yield state, partial(make, state=state)


def _people() -> Iterator[Moment]:
    def doubted(cast: Cast) -> Arguments:
        type(cast.person).objects.filter(pk=cast.person.pk).update(
            verified_at=None, verified_against=""
        )
        return person(cast)

    yield "verified", person
    yield "not verified", doubted


def _members() -> Iterator[Moment]:
    def switched_off(cast: Cast) -> Arguments:
        found = member(cast)
        cast.firm.members.filter(pk=found["member_id"]).update(is_active=False)
        return found

    yield "active", member
    yield "switched off", switched_off


def _invitations(kind: str, key: str) -> Iterator[Moment]:
    def make(cast: Cast, said: str) -> Arguments:
        by, of = (cast.company, {"company": cast.firm}) if kind == "company" else (cast.office, {})
        found, token = invite(kind=kind, email="new@zhicai.example", by=by, **of, now=clock.now())
        changes: Arguments = {
            "open": {},
            "accepted": {"accepted_at": clock.now(), "accepted_by": by},
            "revoked": {"revoked_at": clock.now()},
            "over": {
                "created_at": clock.now() - timedelta(days=30),
                "expires_at": clock.now() - timedelta(days=1),
            },
        }[said]
        type(found).objects.filter(pk=found.pk).update(**changes)
        return {key: token if key == "token" else found.pk}

    for said in ("open", "accepted", "revoked", "over"):
        yield said, partial(make, said=said)


MOMENTS: dict[str, list[Moment]] = {
    "application": list(_applications()),
    "opening": list(_openings()),
    "placement": list(_placements()),
    "paper": list(_papers()),
    "interview": list(_interviews()),
    "report": list(_reports()),
    "text": list(_texts()),
    "round": list(_rounds()),
    "run": list(_runs()),
    "enrolment": list(_enrolments()),
    "meeting": list(_meetings()),
    "certificate": list(_certificates()),
    "company": list(_companies()),
    "national": list(_nationals()),
    "person": list(_people()),
    "member": list(_members()),
    "invitation": list(_invitations("company", "invitation_id")),
    "staff_invitation": list(_invitations("teacher", "invitation_id")),
    "token": list(_invitations("company", "token")),
}
