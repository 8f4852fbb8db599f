"""Who may claim, contest, prove and verify a placement?"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Company
from accounts.permissions import denies_acting
from core.denials import Denial
from matching.evidence import CLAIMABLE, also_needed_for, needed_for, proves
from matching.models import Application, Placement, PlacementEvidence
from matching.permissions.applications import denies_application_move
from matching.permissions.roles import (
    NOT_YOURS,
    acts_for_company,
    coordinates,
    is_office,
    is_person,
)
from matching.permissions.terms import denies_report_terms
from matching.states import APPLICATION, EVIDENCE, EvidenceKind, EvidenceState


def visible_placements(user: Any) -> QuerySet[Placement]:
    """Return the placements that concern a user: own, the company's, the own school's; the office sees all."""
    if is_office(user):
        return Placement.objects.all()
    if user.is_company:
        return Placement.objects.filter(
            company__in=Company.objects.filter(members__user=user, members__is_active=True)
        )
    if user.is_university:
        return Placement.objects.filter(
            trainee__university__coordinators__user=user,
            trainee__university__coordinators__is_active=True,
        )
    return Placement.objects.filter(trainee__user=user)


def denies_claim(
    user: Any,
    application: Application,
    *,
    contract_type: str,
    destination_code: str,
    today: date,
    **terms: Any,
) -> Denial | None:
    """Say why a start at work cannot be reported with these data."""
    denied = denies_application_move(user, application, claim_verb(application), today)
    if denied:
        return denied
    if destination_code not in (CLAIMABLE[contract_type] or ("",)):
        return Denial(
            "placement.destination",
            _("This destination code does not go with this kind of contract."),
            _("An internship carries none."),
        )
    return denies_report_terms(application, today=today, **terms)


def claim_verb(application: Application) -> str:
    """Return which move a report of the start is: the first report, or the correction of one."""
    return (
        "claim_hire"
        if application.state in APPLICATION.move("claim_hire").source
        else "correct_claim"
    )


def denies_stale_report(placement: Placement, seen: str) -> Denial | None:
    """Say that the report was corrected since the person read it; `seen` is the moment of the report that was read."""
    if not seen or seen == placement.claimed_at.isoformat():
        return None
    return Denial(
        "placement.corrected",
        _("The company has corrected its report since you opened this page."),
        _("Read it once more, then confirm or contest."),
    )


def denies_contest(user: Any, placement: Placement, today: date) -> Denial | None:
    """Say why a claim cannot be contested: not theirs, decided, or contested once before."""
    denied = denies_application_move(user, placement.application, "contest", today)
    if denied is None and placement.contested_at is not None:
        return Denial(
            "placement.contested_once",
            _("You have contested this before."),
            _(
                "If it is still wrong, the programme office helps you: see the contact at the foot of the page."
            ),
        )
    return denied


def denies_end(user: Any, placement: Placement, ended_on: date, today: date) -> Denial | None:
    """Say why the end of a job cannot be recorded with these data."""
    denied = denies_application_move(user, placement.application, "end", today)
    if denied:
        return denied
    if not placement.start_on <= ended_on <= today:
        return Denial("placement.end_date", _("The last day lies between the first day and today."))
    return None


def denies_paper(user: Any, placement: Placement, today: date) -> Denial | None:
    """Say why a company may not look at or add papers for now; the person, the school and the office always may."""
    return denies_acting(placement.company, today) if user.is_company else None


def denies_upload(user: Any, placement: Placement, kind: str, today: date) -> Denial | None:
    """Say why somebody may not add a paper of a kind."""
    if not _may_prove(user, placement):
        return NOT_YOURS
    if denied := denies_paper(user, placement, today):
        return denied
    if placement.verified_at:
        return Denial("evidence.verified", _("This placement is already verified."))
    if kind == EvidenceKind.INTERNSHIP_AGREEMENT or not needed_for(placement.destination_code):
        return Denial("evidence.internship", _("Internship papers never prove employment."))
    if kind not in {
        *needed_for(placement.destination_code),
        *also_needed_for(placement.destination_code),
    }:
        return Denial("evidence.kind", _("This kind of paper does not prove this destination."))
    return None


def _may_prove(user: Any, placement: Placement) -> bool:
    return (
        is_person(user, placement.trainee)
        or acts_for_company(user, placement.company_id)
        or coordinates(user, placement.trainee.university_id)
        or is_office(user)
    )


def _may_verify(user: Any, placement: Placement) -> bool:
    return coordinates(user, placement.trainee.university_id) or is_office(user)


def denies_evidence_decision(user: Any, paper: PlacementEvidence, verb: str) -> Denial | None:
    """Say why somebody may not accept or return a paper."""
    return denies_paper_move(paper, verb) if _may_verify(user, paper.placement) else NOT_YOURS


def denies_paper_move(paper: PlacementEvidence, verb: str) -> Denial | None:
    """Say why nobody may accept or return a paper: not of this kind, or not from here."""
    if verb == "accept" and paper.kind == EvidenceKind.INTERNSHIP_AGREEMENT:
        return Denial("evidence.internship", _("Internship papers never prove employment."))
    return EVIDENCE.denies(paper.state, verb)


def denies_verification(
    user: Any, placement: Placement, papers: Iterable[PlacementEvidence], today: date
) -> Denial | None:
    """Say what is missing before a placement is "verified"; `papers` are all papers about it."""
    if not _may_verify(user, placement):
        return NOT_YOURS
    if placement.verified_at:
        return Denial("verify.done", _("This placement is already verified."))
    if not needed_for(placement.destination_code):
        return Denial(
            "verify.internship", _("An internship is not employment and is never verified as such.")
        )
    if placement.confirmed_at is None:
        return Denial("verify.unconfirmed", _("The person has not confirmed the start yet."))
    accepted = {paper.kind for paper in papers if paper.state == EvidenceState.ACCEPTED}
    if not proves(placement.destination_code, accepted):
        return Denial(
            "verify.evidence",
            _("First accept a paper that proves it:"),
            _needed_sentence(placement),
        )
    return denies_application_move(user, placement.application, "verify", today)


def _needed_sentence(placement: Placement) -> str:
    """Name the kinds of paper that would do."""
    kinds = " / ".join(str(kind.label) for kind in needed_for(placement.destination_code))
    also = " / ".join(str(kind.label) for kind in also_needed_for(placement.destination_code))
    return f"{kinds} + {also}" if also else kinds
