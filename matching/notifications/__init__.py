"""Who is told what about openings, applications and placements?"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import CompanyMember, User, UserKind
from accounts.permissions.consents import Use, is_allowed, standing
from core.clock import CITY_TIME
from core.i18n import both, spoken
from core.notices import Letter, erase_params, path_of, register, tell, tell_each
from matching.models import (
    Application,
    Interview,
    Opening,
    Placement,
    PlacementEvidence,
    PlacementProposal,
    WrittenText,
)

OPENING_TEXTS = {
    "submitted": (
        _("To check: the opening %(opening)s"),
        _("%(company)s has sent an opening to be published."),
    ),
    "approved": (_("Published: %(opening)s"), _("Your opening is on the list until %(day)s.")),
    "returned": (
        _("Please change: %(opening)s"),
        _("The programme office sent your opening back: %(reason)s"),
    ),
    "expired": (
        _("Expired: %(opening)s"),
        _("The validity date has passed, so the opening left the list."),
    ),
    "filled": (_("All positions filled: %(opening)s"), _("The opening has left the list.")),
    "reported": (
        _("Reported: %(opening)s"),
        _("Somebody has reported an opening of %(company)s. Please look at it."),
    ),
    "held": (_("On hold: %(opening)s"), _("Your opening is off the list for now. %(why)s")),
    "unheld": (
        _("Back on the list: %(opening)s"),
        _("Your opening is on the list again, until %(day)s."),
    ),
    "stopped": (
        _("Stopped: %(opening)s"),
        _("After a report the programme office stopped your opening: %(reason)s"),
    ),
    "unstopped": (
        _("No longer stopped: %(opening)s"),
        _(
            "The programme office took back that it stopped your opening. Everything stands as before."
        ),
    ),
}
PERSON_TEXTS = {
    "sent": (
        _("Sent: %(opening)s"),
        _("%(company)s has your application. You will be told of each step."),
    ),
    "shortlisted": (_("Shortlisted: %(opening)s"), _("%(company)s has put you on the short list.")),
    "invited": (
        _("Interview: %(opening)s"),
        _("%(company)s invites you: %(when)s, %(place)s. Please answer."),
    ),
    "offered": (
        _("An offer: %(opening)s"),
        _("%(company)s offers you the job. Please answer by %(day)s."),
    ),
    "offer_expired": (
        _("The offer expired: %(opening)s"),
        _("The offer was not answered by %(day)s."),
    ),
    "refused": (
        _("Not this time: %(opening)s"),
        _("%(company)s has decided. See the reason and what may help."),
    ),
    "released": (
        _("The opening has ended: %(opening)s"),
        _("%(company)s no longer looks for people here."),
    ),
    "lapsed": (
        _("No answer from %(company)s"),
        _("Your application for %(opening)s has lapsed. It counts against them."),
    ),
    "paused": (
        _("On hold: %(opening)s at %(company)s"),
        _(
            "%(why)s Time limits are paused until it continues; you are told then. You can leave at any time."
        ),
    ),
    "goes_on": (
        _("No longer on hold: %(opening)s"),
        _("Your application at %(company)s continues; the time on hold is added."),
    ),
    "goes_on_offer": (
        _("Your offer stands again: %(opening)s"),
        _("%(company)s still offers you the job. Please answer by %(day)s."),
    ),
    "claimed": (
        _("Did you start at %(company)s?"),
        _("It reports your start on %(day)s. Please confirm or contest."),
    ),
    "claim_corrected": (
        _("Corrected: your start at %(company)s"),
        _(
            "It corrected its report; your first day is now said to be %(day)s. Please confirm or contest it anew."
        ),
    ),
    "verified": (_("Your job is verified: %(company)s"), _("The evidence was checked. Well done!")),
    "ended": (_("End recorded: %(company)s"), _("The end of the job was recorded: %(reason)s")),
    "unended": (
        _("Taken back: %(company)s"),
        _("Your job is no longer marked as ended. Everything is as before."),
    ),
    "broken": (_("Recorded: you did not start at %(company)s"), _("The company says: %(reason)s")),
    "unbroken": (
        _("Taken back: %(company)s"),
        _("The company took back that you did not start. Your agreement stands as before."),
    ),
    "paper_returned": (_("A paper was sent back: %(company)s"), _("Reason: %(reason)s")),
}
COMPANY_TEXTS = {
    "applied": (
        _("New application: %(opening)s"),
        _("%(person)s has applied. Please answer by %(day)s."),
    ),
    "withdrawn": (_("Withdrawn: %(opening)s"), _("%(person)s has withdrawn the application.")),
    "interview_answered": (
        _("Interview: %(person)s"),
        _("Answer to your invitation for %(opening)s: %(answer)s"),
    ),
    "paused": (
        _("On hold: an applicant for %(opening)s"),
        _("%(why)s Time limits are paused until it continues."),
    ),
    "contact_ended": (
        _("No contact by phone: an applicant for %(opening)s"),
        _(
            "The person no longer wants to be contacted by phone or e-mail. Invitations and offers reach them here."
        ),
    ),
    "goes_on": (
        _("No longer on hold: an applicant for %(opening)s"),
        _("The time on hold is added; you can go on."),
    ),
    "accepted": (_("Accepted: %(person)s"), _("%(person)s accepts your offer for %(opening)s.")),
    "declined": (_("Declined: %(person)s"), _("%(person)s declines your offer for %(opening)s.")),
    "offer_expired": (
        _("Offer expired: %(person)s"),
        _("Your offer for %(opening)s was not answered."),
    ),
    "confirmed": (
        _("Start confirmed: %(person)s"),
        _("%(person)s confirms the start. The evidence is checked next."),
    ),
    "contested": (
        _("Start contested: %(person)s"),
        _("%(person)s contests the reported start: %(reason)s"),
    ),
    "verified": (_("Verified: %(person)s"), _("The placement was verified with evidence.")),
    "broken": (
        _("Agreement broken: %(person)s"),
        _("%(person)s says that the job was not given: %(reason)s"),
    ),
    "unbroken": (
        _("Taken back: %(person)s"),
        _("%(person)s took back that the job was not given. Your agreement stands as before."),
    ),
    "paper_returned": (_("A paper was sent back: %(person)s"), _("Reason: %(reason)s")),
}
DECIDED_TEXTS = {
    "passed": (
        _("You can send it now: %(place)s (%(about)s)"),
        _(
            "The programme office lets your words pass. Open the page and fill them in with one tap; changed words are "
            "checked anew. Its reason: %(reason)s"
        ),
    ),
    "stopped": (
        _("Please write it otherwise: %(place)s (%(about)s)"),
        _(
            "The programme office keeps your words stopped. Write it otherwise and send it. Its reason: %(reason)s"
        ),
    ),
}
for _prefix, _texts in (
    ("opening", OPENING_TEXTS),
    ("application", PERSON_TEXTS),
    ("candidate", COMPANY_TEXTS),
    ("text", DECIDED_TEXTS),
):
    for _name, (_subject, _body) in _texts.items():
        register(f"matching.{_prefix}.{_name}", subject=_subject, body=_body)
register(
    "matching.evidence.waiting",
    subject=_("To verify: %(person)s at %(company)s"),
    body=_("The person confirmed the start. Please check the evidence."),
)

register(
    "matching.model.limited",
    subject=_("What was learned would show a group of people less"),
    body=_(
        "By what was learned a group would hold fewer places on companies' lists than by skills and wishes. The model is held "
        "to the bound; the page says which group, what was done, and what it costs."
    ),
)
register(
    "matching.proposal.made",
    subject=_("Proposed to you: %(opening)s"),
    body=_(
        "The programme office proposes this job at %(company)s to you. Apply with one tap, or say that it is not for you."
    ),
)


def tell_company(opening: Opening, name: str, **params: Any) -> None:
    """Tell every active member about their opening."""
    tell_each(to_company(opening, name, members_of(opening.company_id), **params))


def to_company(opening: Opening, name: str, members: Iterable[User], **params: Any) -> list[Letter]:
    """Return what members of a company are told about their opening."""
    url, said = path_of("matching:company_opening", opening.pk), {**_about(opening), **params}
    return [Letter(user, f"matching.opening.{name}", url, said) for user in members]


def tell_office(opening: Opening, name: str, **params: Any) -> None:
    """Tell the programme office about an opening to check or a report to handle."""
    for user in _office():
        tell(
            user,
            f"matching.opening.{name}",
            url=path_of("matching:office_openings"),
            **_about(opening),
            **params,
        )


def tell_model_limited() -> None:
    """Tell the programme office that tonight's model had to be held to limits, or to other ones than before."""
    url = path_of("matching:office_matching")
    tell_each(Letter(user, "matching.model.limited", url, {}) for user in _office())


def tell_person(application: Application, name: str, **params: Any) -> None:
    """Tell the applicant."""
    tell_each([to_person(application, name, **params)])


def to_person(application: Application, name: str, **params: Any) -> Letter:
    """Return what the applicant is told."""
    url, said = (
        path_of("matching:my_application", application.pk),
        {**_about(application.opening), **params},
    )
    return Letter(application.trainee.user, f"matching.application.{name}", url, said)


def tell_candidate_moved(application: Application, name: str, **params: Any) -> None:
    """Tell the company's members what an applicant did."""
    tell_each(of_candidate(application, name, members_of(application.opening.company_id), **params))


def of_candidate(
    application: Application, name: str, members: Iterable[User], **params: Any
) -> list[Letter]:
    """Return what members of a company are told of what an applicant did."""
    url = path_of("matching:company_application", application.pk)
    said = {**_about(application.opening), "person": _name_for_company(application), **params}
    return [Letter(user, f"matching.candidate.{name}", url, said) for user in members]


def _name_for_company(application: Application) -> str | dict[str, str]:
    """Return the applicant's name as far as the company may read it."""
    may_read = is_allowed(Use.BE_READ, standing(application.trainee.user))
    return application.trainee.real_name if may_read else spoken(_("An applicant"))


def tell_of_applicant(application: Application, name: str, **params: Any) -> None:
    """Tell the company's members something about an applicant who is not named."""
    url, about = (
        path_of("matching:company_application", application.pk),
        _about(application.opening),
    )
    for user in members_of(application.opening.company_id):
        tell(user, f"matching.candidate.{name}", url=url, **about, **params)


def tell_invited(interview: Interview) -> None:
    """Tell the applicant when and where the interview is."""
    when = interview.at.astimezone(CITY_TIME).strftime("%Y-%m-%d %H:%M")
    tell_person(interview.application, "invited", when=when, place=interview.place)


def tell_verifiers(placement: Placement) -> None:
    """Tell the school's coordinators (the office where there is no school) that evidence is to be checked."""
    about = {"person": placement.trainee.real_name, "company": both(placement.company, "name")}
    for user in _verifiers(placement.trainee.university_id):
        tell(
            user,
            "matching.evidence.waiting",
            url=path_of("matching:evidence_review", placement.pk),
            **about,
        )


def tell_proposed(proposal: PlacementProposal) -> None:
    """Tell a person that a placement round proposes an opening."""
    url = path_of("matching:my_matches")
    tell(proposal.trainee.user, "matching.proposal.made", url=url, **_about(proposal.opening))


def tell_paper_returned(paper: PlacementEvidence) -> None:
    """Tell who uploaded a paper that it was sent back."""
    application = paper.placement.application
    if paper.uploaded_by_id == application.trainee.user_id:
        tell_person(application, "paper_returned", reason=paper.reason)
    else:
        tell_candidate_moved(application, "paper_returned", reason=paper.reason)


def tell_text_decided(text: WrittenText, name: str, place: str | Promise) -> None:
    """Tell a company what the office decided about its words, and where it goes on."""
    sent = text.application
    url = (
        path_of("matching:company_application", sent.pk)
        if sent
        else path_of("accounts:company_profile")
    )
    about = both(sent.opening, "title") if sent else both(text.company, "name")
    for user in members_of(text.company_id):
        tell(
            user,
            f"matching.text.{name}",
            url=url,
            place=spoken(place),
            about=about,
            reason=text.decision,
        )


def forget_person(rows: Iterable[tuple[int, int | None]]) -> None:
    """Blank the name and words of a person who left in what others were told; `rows` are (application, placement) ids."""
    urls = []
    for application_id, placement_id in rows:
        urls.append(path_of("matching:company_application", application_id))
        if placement_id is not None:
            urls.append(path_of("matching:evidence_review", placement_id))
    erase_params(urls, {"person", "reason"})


def forget_applicant(application: Application) -> None:
    """Blank the name of an applicant in what the company was told."""
    erase_params([path_of("matching:company_application", application.pk)], {"person"})


def _about(opening: Opening) -> dict[str, Any]:
    return {"opening": both(opening, "title"), "company": both(opening.company, "name")}


def members_of(company_id: int) -> list[User]:
    """Return the logins that act for a company."""
    return members_by_company([company_id])[company_id]


def members_by_company(company_ids: Iterable[int]) -> defaultdict[int, list[User]]:
    """Return the logins that act for each of these companies; one query."""
    found: defaultdict[int, list[User]] = defaultdict(list)
    members = CompanyMember.objects.filter(
        company__in=set(company_ids), is_active=True, user__is_active=True
    )
    for member in members.select_related("user").order_by("pk"):
        found[member.company_id].append(member.user)
    return found


def _verifiers(university_id: int | None) -> list[User]:
    if university_id is None:
        return _office()
    found = User.objects.filter(
        coordinator__university=university_id, coordinator__is_active=True, is_active=True
    )
    return list(found.order_by("pk"))


def _office() -> list[User]:
    return list(User.objects.filter(kind=UserKind.OFFICE, is_active=True).order_by("pk"))
