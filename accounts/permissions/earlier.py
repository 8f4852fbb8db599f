"""How much may a person say of earlier work, and if no more, why not?"""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from accounts.models import EarlierKind
from core.denials import Denial

MOST = 3
Said = tuple[str, int | None]  # kind, and which occupation


def denies_earlier_work(said: Collection[Said], more: Said) -> Denial | None:
    """Refuse more kinds of earlier work than a profile may have; "none yet" excludes all others."""
    if more in said:
        return None
    done = [each for each in said if each[0] != EarlierKind.NONE]
    if more[0] == EarlierKind.NONE and done:
        return Denial(
            "earlier.some",
            _("Your profile names work that you did, so it cannot say “none yet”."),
            _("Remove what is not true."),
        )
    if len(done) < MOST:
        return None
    return Denial(
        "earlier.many",
        _("Your profile names %(count)s kinds of earlier work already, which is the limit.")
        % {"count": MOST},
        _("Remove one before you add another."),
    )
