"""What do the five steps of a skill say? Our own scale, 1 low … 5 high.

The national grades 五级 … 一级 are something else: they stand on a national skill certificate that a person holds
(`accounts.NationalCertificate`) and are never derived from these steps.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

NAMES: dict[int, str | Promise] = {
    1: _("1 Basic"),
    2: _("2 Can do"),
    3: _("3 Skilled"),
    4: _("4 Expert"),
    5: _("5 Can teach"),
}
SENTENCES: dict[int, str | Promise] = {
    1: _("knows the steps and does them with help"),
    2: _("does the usual work alone"),
    3: _("does it fast and well, difficult pieces too"),
    4: _("solves what others cannot and improves the way of working"),
    5: _("teaches others and answers for their work"),
}


def choices() -> list[tuple[int, str]]:
    """Return the choices: the name of each level and its meaning, lowest first."""
    return [
        (
            level,
            gettext("%(name)s: %(sentence)s")
            % {"name": NAMES[level], "sentence": SENTENCES[level]},
        )
        for level in NAMES
    ]
