"""How are company texts screened before others read them? The room that knows the law registers its reader here.

Rooms below it use it without importing it: `remarks` for a form, `denies_words` for an action, `pass_on` for texts that the
office should review, `told_of` for its decisions. Texts are named by the field that stores them (`model.field`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.denials import Denial


@dataclass(frozen=True, slots=True)
class KeptWords:
    """Stopped words that the company explained: their field and place, and the office's decision."""

    pk: int
    field: str
    place: str | Promise
    text: str
    state: str | Promise
    tone: str
    is_let_pass: bool
    decision: str
    at: datetime

    @property
    def name(self) -> str:
        """The form field in which they are typed, if it has the name of the model field."""
        return self.field.rpartition(".")[2]


Reader = Callable[[Any, str, str], list[Denial]]
Filer = Callable[..., None]
Teller = Callable[[Any], list[KeptWords]]
_READERS: list[Reader] = []
_FILERS: list[Filer] = []
_TELLERS: list[Teller] = []


def register(reader: Reader) -> None:
    """Register one more reader of every text."""
    if reader not in _READERS:
        _READERS.append(reader)


def register_filer(filer: Filer) -> None:
    """Register one more room that stores texts for review."""
    if filer not in _FILERS:
        _FILERS.append(filer)


def register_teller(teller: Teller) -> None:
    """Register one more room that reports the decisions on explained words."""
    if teller not in _TELLERS:
        _TELLERS.append(teller)


def pass_on(thing: Any, texts: Mapping[str, str], *, by: Any, reason: str = "") -> None:
    """Pass texts about `thing` on for review, by field name: those in doubt, or with a reason those stopped."""
    for filer in _FILERS:
        filer(thing=thing, texts=texts, reason=reason, by=by)


def told_of(thing: Any) -> list[KeptWords]:
    """Return the explained words about `thing`, the newest first, each with its decision."""
    return [kept for teller in _TELLERS for kept in teller(thing)]


def filled_in(kept: Iterable[KeptWords], asked: str) -> dict[str, str]:
    """Return the let-pass words with this number, by field name, to fill a form with."""
    return {each.field: each.text for each in kept if each.is_let_pass and str(each.pk) == asked}


def remarks(thing: Any, field: str, text: str) -> list[Denial]:
    """Return what must be changed in one text about `thing`, each with what to write instead."""
    return [denial for reader in _READERS for denial in reader(thing, field, text)] if text else []


def denies_words(thing: Any, texts: Mapping[str, str]) -> Denial | None:
    """Return the denial that names the unlawful words of these texts."""
    return next(
        (denial for field, text in texts.items() for denial in remarks(thing, field, text)), None
    )


class MeantOtherwise(forms.BaseForm):
    """A form whose stopped words can be explained to the office; `stopped` has them by field name."""

    stopped: Mapping[str, str] = {}
    reason = ""
    keeps_explained = (
        False  # whether explained words are stored for the office's decision, or refused here
    )

    def ask_reason(self) -> None:
        """Take a reason along with what is typed."""
        if self.is_bound:
            self.fields["words_reason"] = forms.CharField(
                label=_("Why these words are meant otherwise"),
                help_text=_(
                    "The programme office reads it with the words. They are not sent; change them if you can."
                ),
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def check_words(self, thing: Any, given: dict[str, Any], kept_as: Mapping[str, str]) -> None:
        """Stop unlawful words, each remark at its field; ask for a reason only if some were stopped."""
        said = given.pop("words_reason", "")
        found = {
            name: remarks(thing, kept, str(given.get(name) or "")) for name, kept in kept_as.items()
        }
        self.stopped = {kept: given[name] for name, kept in kept_as.items() if found[name]}
        self.reason = said if self.stopped else ""
        if self.keeps_explained:
            given["words_reason"] = self.reason
        elif not self.stopped and "words_reason" not in self.errors:
            self.fields.pop("words_reason", None)
        if not (self.keeps_explained and self.is_explained):
            self._mark(found)

    def _mark(self, found: Mapping[str, list[Denial]]) -> None:
        """Put each remark at the field in which its words stand; what was typed is kept."""
        for name, denials in found.items():
            for denial in denials:
                self.add_error(name, forms.ValidationError(str(denial), code=denial.code))

    @property
    def is_explained(self) -> bool:
        """Whether stopped words came with a reason that can be kept."""
        return bool(self.stopped and self.reason)
