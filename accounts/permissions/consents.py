"""What does each consent allow? One table for both directions: what a person does, and what others read of them.

Code that reads or writes by consent asks here, in the same request.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent, ConsentPurpose, User
from core.denials import Denial

TERMS, PRIVACY = ConsentPurpose.TERMS, ConsentPurpose.PRIVACY
RECOMMENDATION, CONTACT = ConsentPurpose.RECOMMENDATION, ConsentPurpose.CONTACT


class Use(StrEnum):
    """What a consent can be needed for."""

    ADD = "add"  # say more about oneself: profile, skills, work samples
    ENROL = "enrol"  # enrol in a course, take an offered seat
    APPLY = "apply"  # send an application
    GO_ON = "go_on"  # either side moves an application: invite, offer, accept, confirm
    BE_READ = "be_read"  # a company reads what was sent to it: name, profile, samples
    BE_REACHED = "be_reached"  # a company reads the phone and e-mail of an applicant
    BE_CHECKED = "be_checked"  # the office and the own school read the national certificates that somebody claims
    BE_ADVISED = (
        "be_advised"  # the program recommends openings and courses, and learns from what happened
    )
    BE_FOUND = (
        "be_found"  # companies see somebody who has not applied, in lists and placement rounds
    )


NEEDS: dict[Use, frozenset[str]] = {
    Use.ADD: frozenset({TERMS, PRIVACY}),
    Use.ENROL: frozenset({TERMS, PRIVACY}),
    Use.APPLY: frozenset({TERMS, PRIVACY}),
    Use.GO_ON: frozenset({TERMS, PRIVACY}),
    Use.BE_READ: frozenset({PRIVACY}),
    Use.BE_REACHED: frozenset({TERMS, PRIVACY}),
    Use.BE_CHECKED: frozenset({PRIVACY}),
    Use.BE_ADVISED: frozenset({PRIVACY, RECOMMENDATION}),
    Use.BE_FOUND: frozenset({TERMS, PRIVACY, RECOMMENDATION, CONTACT}),
}
# A person's own next step needs consent to today's version; what others read continues under the agreed version.
OWN = frozenset({Use.ADD, Use.ENROL, Use.APPLY})
WORDS: dict[Use, str | Promise] = {
    Use.ADD: _("Add to your profile, your skills and your work samples."),
    Use.ENROL: _("Enrol in courses and take a seat that is offered to you."),
    Use.APPLY: _("Apply for openings."),
    Use.GO_ON: _(
        "Go on with what you applied for: invitations, offers and your answers. Time limits are paused meanwhile."
    ),
    Use.BE_READ: _("Companies that you applied to read your name and what you sent."),
    Use.BE_REACHED: _("Companies that you applied to see your phone and e-mail."),
    Use.BE_CHECKED: _(
        "The programme office and your school check the national certificates that you add."
    ),
    Use.BE_ADVISED: _(
        "Openings and courses are recommended to you automatically, and the system learns from what became of them."
    ),
    Use.BE_FOUND: _("Companies find you, without your name, before you apply."),
}
# After this yes was taken back, companies that somebody applied to before no longer see phone and e-mail.
ENDS_REACHING = CONTACT


def allowed_by(purpose: str) -> list[Use]:
    """Return what a purpose is needed for: what stops without it."""
    return [use for use, needed in NEEDS.items() if purpose in needed]


def stops_without(purpose: str) -> list[str | Promise]:
    """Return the same in words, for the person."""
    uses = allowed_by(purpose)
    if purpose == ENDS_REACHING and Use.BE_REACHED not in uses:
        uses.append(Use.BE_REACHED)
    return [WORDS[use] for use in uses]


def standing(user: User) -> dict[str, str]:
    """Return the purposes that a person agrees to now, each with its version; one query, none where they were fetched."""
    return {said.purpose: said.version for said in user.consents.all() if said.withdrawn_at is None}


def is_allowed(use: Use, purposes: Iterable[str]) -> bool:
    """Tell whether these purposes are enough for a use."""
    return NEEDS[use] <= set(purposes)


def allowing(use: Use, user: str = "user") -> Q:
    """Return the condition that a person's consents allow a use; `user` is the way from the row to the login."""
    live = Consent.objects.filter(user=OuterRef(user), withdrawn_at=None)
    found = Q()
    for purpose in sorted(NEEDS[use]):
        found &= Q(Exists(live.filter(purpose=purpose)))
    return found


def versions_for(use: Use) -> list[tuple[str, str]]:
    """Return the purposes of a person's own next step, each with the version that they must have agreed to."""
    if use not in OWN:
        raise ValueError(f"{use} asks for no version")
    return [(purpose, settings.CONSENT_VERSIONS[purpose]) for purpose in sorted(NEEDS[use])]


def agreeing(user: Any, versions: Mapping[str, Any]) -> Q:
    """Return the condition that a person agrees to these versions now: what `denies_use` asks, inside a statement."""
    live = Consent.objects.filter(user=user, withdrawn_at=None)
    found = Q()
    for purpose, version in versions.items():
        found &= Q(Exists(live.filter(purpose=purpose, version=version)))
    return found


def denies_use(user: User, use: Use) -> Denial | None:
    """Say to a person which yes a step of theirs needs, and where to give it."""
    given = standing(user)
    for purpose in (each for each in ConsentPurpose if each in NEEDS[use]):
        if purpose not in given:
            return _missing(purpose)
        if use in OWN and given[purpose] != settings.CONSENT_VERSIONS[purpose]:
            return _outdated(purpose)
    return None


def denies_others(user: User, use: Use) -> Denial | None:
    """Say to somebody else that a person's yes is missing."""
    if is_allowed(use, standing(user)):
        return None
    return Denial(
        f"consent.{use}",
        _("This person has withdrawn a consent that this needs, so it is on hold."),
        _("You are told as soon as it continues. Time limits are paused meanwhile."),
    )


def _missing(purpose: ConsentPurpose) -> Denial:
    return Denial(
        f"consent.{purpose}",
        format_lazy(_("This needs your consent: {purpose}."), purpose=purpose.label),
        _("Agree under “My data”; it continues at once."),
        reverse("accounts:privacy"),
    )


def _outdated(purpose: ConsentPurpose) -> Denial:
    return Denial(
        f"consent.{purpose}.version",
        format_lazy(
            _("There is a new version that you have not agreed to yet: {purpose}."),
            purpose=purpose.label,
        ),
        _("Read it and agree under “My data”; it continues at once."),
        reverse("accounts:privacy"),
    )
