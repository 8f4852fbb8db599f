"""What happens in this room when a person leaves? Applications are taken back, words and papers go, counts stay."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Trainee, User
from core import audit
from matching import notifications
from matching.actions.applications import withdraw
from matching.actions.lapsing import tell_leaving
from matching.actions.rounds import lapse
from matching.models import (
    Application,
    Interview,
    NotForMe,
    Offer,
    OpeningReport,
    Placement,
    PlacementEvidence,
    PlacementLeftOut,
    Viewing,
    WrittenText,
)
from matching.queries.profiles import ERASED_PROFILE
from matching.queries.rounds import waiting_proposals
from matching.states import OPEN

ERASED = "—"  # that a job was a second one stays, the reason is erased


def erase(*, user: User, now: datetime) -> None:
    """Remove the person from applications, starts and reports; the caller's transaction holds all or nothing.

    The rows stay, with their states and dates: a placement stays counted in its grade.
    """
    trainee = Trainee.objects.filter(user=user).first()
    if trainee is not None:
        _withdraw_all(trainee, user, now)
        _erase_applications(Application.objects.filter(trainee=trainee))
        _erase_placements(Placement.objects.filter(trainee=trainee))
        NotForMe.objects.filter(trainee=trainee).delete()
        _leave_rounds(trainee, user, now)
        Viewing.objects.filter(trainee=trainee).delete()
    reports = OpeningReport.objects.filter(by=user)
    audit.erase_words(reports)
    reports.update(text="")


def _withdraw_all(trainee: Trainee, user: User, now: datetime) -> None:
    found = Application.objects.filter(trainee=trainee, state__in=OPEN)
    open_ones = list(found.select_related("opening__company", "trainee__user").order_by("pk"))
    for application in open_ones:
        withdraw(application=application, by=user, now=now)
    tell_leaving(applications=open_ones, now=now)


def _leave_rounds(trainee: Trainee, user: User, now: datetime) -> None:
    """Let open proposals lapse; the reasons for leaving the person out of a round are erased."""
    for proposal in waiting_proposals(trainee=trainee):
        lapse(proposal=proposal, by=user, now=now)
    PlacementLeftOut.objects.filter(trainee=trainee).delete()


def _erase_applications(own: QuerySet[Application]) -> None:
    """Empty the frozen profiles and every word that was written along the way."""
    invited, offered = (
        Interview.objects.filter(application__in=own),
        Offer.objects.filter(application__in=own),
    )
    for things in (own, invited, offered):
        audit.erase_words(things)
    own.update(profile=ERASED_PROFILE, note="", rejection_text="", internal_note="")
    own.filter(match_score__isnull=False).update(match_parts={})
    invited.update(note="")
    texts = WrittenText.objects.filter(application__in=own)
    audit.erase_words(texts)
    texts.delete()
    offered.update(note="", pay_reason="")
    own.exclude(second_job_reason="").update(second_job_reason=ERASED)
    notifications.forget_person(list(own.order_by("pk").values_list("pk", "placement")))


def _erase_placements(own: QuerySet[Placement]) -> None:
    """Delete the papers and the words; kind, decision and dates of each paper stay, because a grade rests on them."""
    papers = PlacementEvidence.objects.filter(placement__in=own)
    audit.erase_words(own)
    audit.erase_words(papers)
    own.update(early_reason="", pay_reason="")
    own.exclude(second_job_reason="").update(second_job_reason=ERASED)
    for paper in papers.exclude(file="").order_by("pk"):
        _forget(paper)
    papers.update(file="", reason="")
    own.exclude(contest_reason="").update(contest_reason=audit.ERASED)
    own.exclude(end_reason="").update(end_reason=audit.ERASED)


def _forget(paper: PlacementEvidence) -> None:
    """Delete the stored file once the row is empty for good."""
    storage, name = paper.file.storage, str(paper.file.name)
    transaction.on_commit(lambda: storage.delete(name))
