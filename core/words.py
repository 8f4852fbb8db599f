"""Who reads what a company writes before others do? The room that knows the law registers its reader here.

Rooms below it ask without knowing it: `remarks` for a form, `denies_words` for an action, `pass_on` for what a person should
look at, `told_of` for what became of it. Texts go by the names under which they are kept (`model.field`).
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
    """Stopped words that were explained: where they were to stand, and what was decided about them."""

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
        """The field in which they are typed, where it is named as it is kept."""
        return self.field.rpartition(".")[2]


Reader = Callable[[Any, str, str], list[Denial]]
Filer = Callable[..., None]
Teller = Callable[[Any], list[KeptWords]]
_READERS: list[Reader] = []
_FILERS: list[Filer] = []
_TELLERS: list[Teller] = []


def register(reader: Reader) -> None:
    """Have every text read by one more reader."""
    if reader not in _READERS:
        _READERS.append(reader)


def register_filer(filer: Filer) -> None:
    """Have one more room keep what a person should look at."""
    if filer not in _FILERS:
        _FILERS.append(filer)


def register_teller(teller: Teller) -> None:
    """Have one more room say what became of explained words."""
    if teller not in _TELLERS:
        _TELLERS.append(teller)


def pass_on(thing: Any, texts: Mapping[str, str], *, by: Any, reason: str = "") -> None:
    """Hand on texts about `thing`, by the names under which they are kept: those in doubt, with a reason those stopped."""
    for filer in _FILERS:
        filer(thing=thing, texts=texts, reason=reason, by=by)


def told_of(thing: Any) -> list[KeptWords]:
    """Return the explained words about `thing`, the newest first, each with what was decided."""
    return [kept for teller in _TELLERS for kept in teller(thing)]


def filled_in(kept: Iterable[KeptWords], asked: str) -> dict[str, str]:
    """Return the words that were let pass and are asked for by their number, by the name under which they are kept."""
    return {each.field: each.text for each in kept if each.is_let_pass and str(each.pk) == asked}


def remarks(thing: Any, field: str, text: str) -> list[Denial]:
    """Return what must be changed in one text about `thing`, each with what to write instead."""
    return [denial for reader in _READERS for denial in reader(thing, field, text)] if text else []


def denies_words(thing: Any, texts: Mapping[str, str]) -> Denial | None:
    """Say which words of these texts nobody may write."""
    return next(
        (denial for field, text in texts.items() for denial in remarks(thing, field, text)), None
    )


class MeantOtherwise(forms.BaseForm):
    """A form whose stopped words can be explained to the office; `stopped` are they, by the names under which they are kept."""

    stopped: Mapping[str, str] = {}
    reason = ""
    keeps_explained = False  # whether explained words are kept for the office's decision about the whole, or refused here

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
        """Stop words that the law forbids, each remark at its field; only where some were stopped a reason is asked."""
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
