"""Who reads what a company writes before others do? The room that knows the law registers its reader here.

Rooms below it ask without knowing it: `remarks` for a form, `denies_words` for an action, `pass_on` for what a person should
look at.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.denials import Denial

Reader = Callable[[str], list[Denial]]
Filer = Callable[[Any, Mapping[str, str], str, Any], None]
_READERS: list[Reader] = []
_FILERS: list[Filer] = []


def register(reader: Reader) -> None:
    """Have every text read by one more reader."""
    if reader not in _READERS:
        _READERS.append(reader)


def register_filer(filer: Filer) -> None:
    """Have one more room keep what a person should look at."""
    if filer not in _FILERS:
        _FILERS.append(filer)


def pass_on(thing: Any, texts: Mapping[str, str], *, by: Any, reason: str = "") -> None:
    """Hand on texts about `thing`, by the names under which they are kept: those in doubt, with a reason those stopped."""
    for filer in _FILERS:
        filer(thing, texts, reason, by)


def remarks(text: str) -> list[Denial]:
    """Return what must be changed in one text, each with what to write instead."""
    return [denial for reader in _READERS for denial in reader(text)] if text else []


def denies_words(texts: Iterable[str]) -> Denial | None:
    """Say which words of these texts nobody may write."""
    return next((denial for text in texts for denial in remarks(text)), None)


def mark_unlawful(form: forms.BaseForm, names: Iterable[str], given: Mapping[str, Any]) -> None:
    """Put each remark at the field of the form in which its words stand; what was typed is kept."""
    for name in names:
        for denial in remarks(str(given.get(name) or "")):
            form.add_error(name, forms.ValidationError(str(denial), code=denial.code))


class MeantOtherwise(forms.BaseForm):
    """A form whose stopped words can be explained to the office; `stopped` are they, by the names under which they are kept."""

    stopped: Mapping[str, str] = {}
    reason = ""

    def ask_reason(self) -> None:
        """Take a reason along with what is typed."""
        if self.is_bound:
            self.fields["words_reason"] = forms.CharField(
                label=_("Why these words are meant otherwise"),
                help_text=_("The programme office reads it with the words. They are not sent; change them if you can."),
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def check_words(self, given: dict[str, Any], kept_as: Mapping[str, str]) -> None:
        """Stop words that the law forbids; only where some were stopped a reason is asked."""
        self.reason = given.pop("words_reason", "")
        self.stopped = {kept: given[name] for name, kept in kept_as.items() if remarks(str(given.get(name) or ""))}
        mark_unlawful(self, kept_as, given)
        if not self.stopped and "words_reason" not in self.errors:
            self.fields.pop("words_reason", None)

    @property
    def is_explained(self) -> bool:
        """Whether stopped words came with a reason that can be kept."""
        return bool(self.stopped and self.reason)
