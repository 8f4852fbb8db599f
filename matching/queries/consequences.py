"""What are the consequences of a destructive move? Sentences with counts, shown beside its button."""

from datetime import datetime

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Company, CompanyMember, NationalCertificate
from core.clock import CITY_TIME
from core.undoing import with_minutes
from matching.models import (
    Application,
    Interview,
    Offer,
    Opening,
    PlacementProposal,
    PlacementRound,
)
from matching.states import (
    ALIVE,
    OPEN,
    OPENING,
    UNDECIDED,
    Answer,
    ApplicationState,
    OpeningGroup,
    OpeningState,
    ProposalState,
)
from training.models import Certificate

Sentences = list[str | Promise]


def of_taking_out(member: CompanyMember, *, now: datetime) -> list[str]:
    """Return the open work of a company member that would be left when the member is removed."""
    return [*_drafts_of(member), *_meetings_of(member, now), *_offers_of(member)]


def _drafts_of(member: CompanyMember) -> list[str]:
    count = Opening.objects.filter(
        created_by=member.user_id, state__in=OpeningState.of(OpeningGroup.WITH_COMPANY)
    ).count()
    sentence = ngettext(
        "%(count)s draft of an opening stays with the company.",
        "%(count)s drafts of openings stay with the company.",
        count,
    )
    return [sentence % {"count": count}] if count else []


def _meetings_of(member: CompanyMember, now: datetime) -> list[str]:
    waiting = Interview.objects.filter(
        invited_by=member.user_id, application__state=ApplicationState.INTERVIEW, at__gt=now
    )
    count = waiting.exclude(answer=Answer.NO).count()
    sentence = ngettext(
        "%(count)s interview that this person set up still stands; a colleague has to hold it.",
        "%(count)s interviews that this person set up still stand; a colleague has to hold them.",
        count,
    )
    return [sentence % {"count": count}] if count else []


def _offers_of(member: CompanyMember) -> list[str]:
    count = Offer.objects.filter(
        sent_by=member.user_id, application__state=ApplicationState.OFFERED
    ).count()
    sentence = ngettext(
        "%(count)s offer that this person sent stays open.",
        "%(count)s offers that this person sent stay open.",
        count,
    )
    return [sentence % {"count": count}] if count else []


def of_certificate(certificate: NationalCertificate) -> list[str]:
    """Return which of a person's running applications carry a national certificate that is to go."""
    running = Application.objects.filter(trainee=certificate.trainee_id, state__in=ALIVE)
    profiles = running.order_by("pk").values_list("profile", flat=True)
    count = sum(
        any(row["id"] == certificate.pk for row in sent.get("national", [])) for sent in profiles
    )
    sentence = ngettext(
        "%(count)s running application carries it; the company no longer reads it.",
        "%(count)s running applications carry it; the companies no longer read it.",
        count,
    )
    return [sentence % {"count": count}] if count else []


def of_revoking(certificate: Certificate) -> list[str]:
    """Return which of a person's running applications were sent with one of our certificates that is to be revoked."""
    running = Application.objects.filter(trainee=certificate.trainee_id, state__in=ALIVE)
    profiles = running.order_by("pk").values_list("profile", flat=True)
    count = sum(
        any(row["number"] == certificate.number for row in sent.get("certificates", []))
        for sent in profiles
    )
    sentence = ngettext(
        "%(count)s running application was sent with it; its number there leads to the word “revoked”.",
        "%(count)s running applications were sent with it; its number there leads to the word “revoked”.",
        count,
    )
    return [sentence % {"count": count}] if count else []


def of_closing_round(round_: PlacementRound) -> list[str]:
    """Return what closing a placement round does to its proposals, by the answers they have."""
    found = (
        PlacementProposal.objects.filter(round=round_).values("state").annotate(count=Count("pk"))
    )
    counts = {row["state"]: row["count"] for row in found.order_by("state")}
    waiting, applied = counts.get(ProposalState.PROPOSED, 0), counts.get(ProposalState.APPLIED, 0)
    said = [
        (
            waiting,
            ngettext(
                "%(count)s proposal that nobody answered lapses and leaves that person's list.",
                "%(count)s proposals that nobody answered lapse and leave those people's lists.",
                waiting,
            ),
        ),
        (
            applied,
            ngettext(
                "%(count)s application that was sent stays.",
                "%(count)s applications that were sent stay.",
                applied,
            ),
        ),
    ]
    counted = [sentence % {"count": count} for count, sentence in said if count]
    return [
        *(counted or [_("No proposal is unanswered.")]),
        _("Nobody is told. It cannot be undone; you can keep a new round with the same people."),
    ]


def of_holding(company: Company) -> list[str]:
    """Return the items of a company that go on hold when it may no longer act."""
    openings = Opening.objects.filter(company=company, state=OpeningState.PUBLISHED).count()
    running = Application.objects.filter(opening__company=company, state__in=ALIVE, held_at=None)
    counts = running.aggregate(applications=Count("pk"), people=Count("trainee", distinct=True))
    said = [
        (
            openings,
            ngettext(
                "%(count)s published opening leaves the list and goes on hold.",
                "%(count)s published openings leave the list and go on hold.",
                openings,
            ),
        ),
        (
            counts["applications"],
            ngettext(
                "%(count)s running application is put on hold, and so are its time limits.",
                "%(count)s running applications are put on hold, and so are their time limits.",
                counts["applications"],
            ),
        ),
        (
            counts["people"],
            ngettext(
                "%(count)s applicant is told at once.",
                "%(count)s applicants are told at once.",
                counts["people"],
            ),
        ),
    ]
    return [sentence % {"count": count} for count, sentence in said if count]


def of_opening_move(verb: str, opening: Opening) -> Sentences:
    """Return what a move of an opening does to the opening and to those who applied."""
    return {"close": _of_closing, "revise": _of_revising, "pause": _of_pausing}.get(
        verb, lambda _opening: []
    )(opening)


def _of_closing(opening: Opening) -> Sentences:
    counts = _counts(opening, UNDECIDED)
    ends = sum(counts.values())
    stays = Application.objects.filter(opening=opening, state=ApplicationState.OFFERED).count()
    said: Sentences = [_("The opening leaves the list.")]
    if ends:
        parts = ", ".join(
            f"{ApplicationState(state).label} {count}" for state, count in counts.items()
        )
        sentence = ngettext(
            "%(count)s application ends (%(parts)s).",
            "%(count)s applications end (%(parts)s).",
            ends,
        )
        said.append(sentence % {"count": ends, "parts": parts})
        said.append(
            with_minutes(
                _(
                    "You can undo it for %(minutes)s minutes; then those people are told, and it is final."
                )
            )
        )
    if stays:
        sentence = ngettext("%(count)s offer stays open.", "%(count)s offers stay open.", stays)
        said.append(sentence % {"count": stays})
    return said


def of_stopping(opening: Opening) -> Sentences:
    """Return what it does when the office finds a report of an opening right."""
    told = _("The company is told at once and reads your reason.")
    if OPENING.denies(opening.state, "close"):
        return [_("The opening is off the list already; no application ends."), told]
    said = _of_closing(opening)
    undo = (
        []
        if _counts(opening, UNDECIDED)
        else [with_minutes(_("You can undo it for %(minutes)s minutes."))]
    )
    return [*said, told, *undo]


def _of_revising(opening: Opening) -> Sentences:
    return [
        _("The opening leaves the list until the office has checked it again."),
        *_staying(opening),
    ]


def _of_pausing(opening: Opening) -> Sentences:
    return [_("The opening leaves the list until you publish it again."), *_staying(opening)]


def _staying(opening: Opening) -> Sentences:
    stays = sum(_counts(opening, OPEN).values())
    if not stays:
        return []
    sentence = ngettext(
        "%(count)s application stays as it is.", "%(count)s applications stay as they are.", stays
    )
    return [sentence % {"count": stays}]


def _counts(opening: Opening, states: tuple[str, ...]) -> dict[str, int]:
    found = (
        Application.objects.filter(opening=opening, state__in=states)
        .values("state")
        .annotate(count=Count("pk"))
    )
    counted = {row["state"]: row["count"] for row in found.order_by("state")}
    return {state: counted[state] for state in states if state in counted}


def of_application_move(verb: str, application: Application) -> Sentences:
    """Return what a move does that ends an application, or can be made only once."""
    undo = _("You can undo it for %(minutes)s minutes.")
    said = {
        "reject": [
            _(
                "The application ends. You can undo it for %(minutes)s minutes, then the person is told."
            )
        ],
        "withdraw": [
            _(
                "The application ends. You can undo it for %(minutes)s minutes, then the company is told."
            ),
            _("You cannot apply here a second time."),
        ],
        "decline": [
            _("The offer ends. You can undo it for %(minutes)s minutes, then the company is told.")
        ],
        "contest": [_("You can contest once. The company then corrects it and asks you again.")],
        "breach_by_person": [
            _(
                "The agreement ends and the position is free again. The person is told at once and reads your reason."
            ),
            undo,
        ],
        "breach_by_company": [
            _(
                "The agreement ends and the position is free again. The company is told at once and reads your reason."
            ),
            undo,
        ],
        "end": [
            _("The job is recorded as ended; the start stays counted. The person is told at once."),
            undo,
        ],
    }.get(verb, [])
    return [
        *map(with_minutes, said),
        *(_falling_away(application) if verb in {"reject", "withdraw"} else []),
    ]


def _falling_away(application: Application) -> Sentences:
    """Name the interview and the offer that end with an application."""
    said: Sentences = []
    if application.state == ApplicationState.INTERVIEW:
        last = Interview.objects.filter(application=application).order_by("at", "pk").last()
        if last:
            when = last.at.astimezone(CITY_TIME).strftime("%Y-%m-%d %H:%M")
            said.append(_("The interview on %(when)s is cancelled.") % {"when": when})
    offer = (
        Offer.objects.filter(application=application).first()
        if application.state == ApplicationState.OFFERED
        else None
    )
    if offer is not None:
        terms = {"pay": f"{offer.pay:,}", "day": offer.expires_on.isoformat()}
        said.append(_("The offer of %(pay)s yuan, open until %(day)s, is taken back.") % terms)
    return said
