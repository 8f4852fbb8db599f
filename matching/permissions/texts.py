"""Why may a text not be published or sent?"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.denials import Denial
from matching.lawful import Finding, findings, marked
from matching.lawful.fields import names_read
from matching.models import Opening, WrittenText
from matching.permissions.roles import NOT_YOURS, is_office

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
    """One text of an opening, in pieces: which words a person should look at, and why."""

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
        MarkedText(getattr(Opening._meta.get_field(name), "verbose_name", name), marked(getattr(opening, name)))
        for name in names
    ]
    return [text for text in texts if text.findings]


def marked_text(written: WrittenText) -> MarkedText:
    """Return a text that waits for the office, its words marked."""
    return MarkedText(PLACES.get(written.field.rpartition(".")[0], ""), marked(written.text))


def denies_seeing(user: Any, written: WrittenText) -> Denial | None:
    """Say why this user cannot note that a text was looked at."""
    if not is_office(user):
        return NOT_YOURS
    return Denial("text.seen", _("Somebody looked at this already.")) if written.seen_at else None


def unlawful_words(text: str) -> list[Denial]:
    """Return one denial for each unlawful place of a text, in order."""
    return [denial_of(finding) for finding in findings(text)]


def denial_of(finding: Finding) -> Denial:
    """Put a finding into words: the words as typed, the kind, the norm, what to write instead."""
    sentence = _("“%(words)s”: %(label)s (%(law)s).")
    words = {"words": finding.words, "label": finding.label, "law": finding.law}
    return Denial(f"text.{finding.code}", sentence % words, finding.advice)
