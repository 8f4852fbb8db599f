"""Why may a text not be published or sent?"""

from django.utils.translation import gettext_lazy as _

from core.denials import Denial
from matching.lawful import Finding, findings


def unlawful_words(text: str) -> list[Denial]:
    """Return one denial for each unlawful place of a text, in order."""
    return [denial_of(finding) for finding in findings(text)]


def denial_of(finding: Finding) -> Denial:
    """Put a finding into words: the words as typed, the kind, the norm, what to write instead."""
    sentence = _("“%(words)s”: %(label)s (%(law)s).")
    words = {"words": finding.words, "label": finding.label, "law": finding.law}
    return Denial(f"text.{finding.code}", sentence % words, finding.advice)
