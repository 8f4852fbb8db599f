"""Why may a text not be published or sent, and who decides about words that are meant otherwise?"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Company
from core.denials import Denial
from core.workflow import Move
from matching.lawful import Finding, findings, key_of, marked
from matching.lawful.fields import names_read
from matching.models import Application, Opening, WrittenText
from matching.permissions.roles import NOT_YOURS, is_office
from matching.states import TEXT, TextGroup, WrittenTextState

# Where a text stands, by what it is kept in.
PLACES: dict[str, str | Promise] = {
    "matching.Interview": _("Invitation to an interview"),
    "matching.Offer": _("Note to an offer"),
    "matching.Application": _("Refusal"),
    "matching.Placement": _("Report of a start or an end"),
    "notice.application": _("Report of a broken agreement"),
    "accounts.Company": _("Company page"),
}


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One text in pieces: which words the office should review, and why."""

    label: str | Promise
    pieces: list[tuple[str, Finding | None]]

    @property
    def findings(self) -> list[Finding]:
        """What was found, in order."""
        return [finding for _words, finding in self.pieces if finding]


def marked_texts(opening: Opening) -> list[MarkedText]:
    """Return the texts of an opening in which words stop or are doubtful."""
    names = names_read("matching.Opening")
    texts = [
        MarkedText(
            getattr(Opening._meta.get_field(name), "verbose_name", name),
            marked(getattr(opening, name)),
        )
        for name in names
    ]
    return [text for text in texts if text.findings]


def place_of(written: WrittenText) -> str | Promise:
    """Say where a text was to stand."""
    return PLACES.get(written.field.rpartition(".")[0], "")


def marked_text(written: WrittenText) -> MarkedText:
    """Return a text that waits for the office, its words marked."""
    return MarkedText(place_of(written), marked(written.text))


def denies_text_move(user: Any, written: WrittenText, verb: str) -> Denial | None:
    """Say why this user cannot decide about a text; sent texts are reviewed, stopped ones are decided."""
    if not is_office(user):
        return NOT_YOURS
    if (verb == "see") == bool(written.reason):
        return Denial(
            "text.kind",
            _(
                "Stopped words with a reason are let pass or kept stopped; words that were sent are looked at."
            ),
        )
    return TEXT.denies(written.state, verb)


def text_moves(user: Any, written: WrittenText) -> list[tuple[Move, Denial | None]]:
    """Return what this user can do about a text now."""
    return [
        (move, None)
        for move in TEXT.moves_from(written.state)
        if denies_text_move(user, written, move.verb) is None
    ]


def unlawful_words(thing: Any, field: str, text: str) -> list[Denial]:
    """Return one denial for each unlawful place of a text, in order; none where the office let this very text pass."""
    found = findings(text)
    decided = decision_about(thing, field, text) if found else None
    if decided is None:
        return [denial_of(finding) for finding in found]
    if decided.state == WrittenTextState.PASSED:
        return []
    return [denial_of(finding) for finding in found] + [_kept_stopped(decided)]


def decision_about(thing: Any, field: str, text: str) -> WrittenText | None:
    """Return the newest decision about this text of this company in this field; other words need a new decision."""
    company_id = company_of(thing)
    if company_id is None:
        return None
    decided = WrittenText.objects.filter(
        company_id=company_id,
        field=field,
        key=key_of(text),
        state__in=WrittenTextState.of(TextGroup.DECIDED),
    )
    return decided.order_by("-seen_at", "-pk").first()


def company_of(thing: Any) -> int | None:
    """Return whose words they are: the company itself, or that of an opening or of an application's opening."""
    if isinstance(thing, Company):
        return thing.pk
    opening = thing.opening if isinstance(thing, Application) else thing
    return opening.company_id if isinstance(opening, Opening) else None


def _kept_stopped(decided: WrittenText) -> Denial:
    sentence = _("The programme office read your reason and keeps these words stopped: %(reason)s")
    return Denial(
        "text.kept_stopped",
        sentence % {"reason": decided.decision},
        _("Please write it otherwise."),
    )


def denial_of(finding: Finding) -> Denial:
    """Put a finding into words: the words as typed, the kind, the norm, what to write instead."""
    sentence = _("“%(words)s”: %(label)s (%(law)s).")
    words = {"words": finding.words, "label": finding.label, "law": finding.law}
    return Denial(f"text.{finding.code}", sentence % words, finding.advice)
