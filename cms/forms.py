"""What may the programme office type about the search?"""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.queries.synonyms import taken_words
from skills.models import Synonym
from skills.wording.particles import SAYS_NOTHING
from skills.wording.vocabulary import split_words

MOST_WORDS = 40


class SynonymForm(forms.ModelForm[Synonym]):
    """Words that people type, and what they mean."""

    class Meta:
        model = Synonym
        fields: ClassVar[list[str]] = ["typed", "means", "condition", "is_mutual", "is_active"]
        widgets: ClassVar[dict[str, Any]] = {
            "typed": forms.Textarea(attrs={"rows": 3}),
            "means": forms.Textarea(attrs={"rows": 2}),
        }

    def clean_typed(self) -> str:
        """Take words that say something and that no other row in use explains."""
        words = self._words("typed")
        empty = [word for word in words if word in SAYS_NOTHING]
        if empty or not words:
            said = ", ".join(empty) or self.data.get("typed", "")
            raise forms.ValidationError(
                _("These words find nothing by themselves: %(words)s.") % {"words": said}
            )
        taken = taken_words(self.instance.pk) & set(words)
        if taken:
            raise forms.ValidationError(
                _("This word is in another row already: %(word)s.")
                % {"word": ", ".join(sorted(taken))}
            )
        return "|".join(words)

    def clean_means(self) -> str:
        """Take the words that are looked for."""
        return "|".join(self._words("means"))

    def _words(self, name: str) -> list[str]:
        words = split_words(self.cleaned_data[name])
        if len(words) > MOST_WORDS:
            raise forms.ValidationError(
                _("Too many words in one row: at most %(most)s.") % {"most": MOST_WORDS}
            )
        return words
