"""Who is asked for money, papers or unpaid work, and who handles those of others?

`demands` has wordings. `bargains` and `purchases` have parts that make a demand together, in any order; `hints` has weaker
ones. `excuses` has the parts that make it lawful; `partners` finds clauses about people who do not work here. `terms` names
the parts, `near` searches them.
"""

import re

from matching.lawful.money.allowances import ALLOWANCES, ENGLISH_ALLOWANCES
from matching.lawful.money.bargains import BARGAINS
from matching.lawful.money.burdens import BURDENS
from matching.lawful.money.conditions import CONDITIONS
from matching.lawful.money.demands import DEMANDS
from matching.lawful.money.dignity import DIGNITY
from matching.lawful.money.employment import EMPLOYMENT, ENGLISH_EMPLOYMENT
from matching.lawful.money.english import ENGLISH_BARGAINS, ENGLISH_EXCUSES, ENGLISH_HINTS
from matching.lawful.money.excuses import EXCUSES
from matching.lawful.money.fines import ENGLISH_FINES, FINES
from matching.lawful.money.fitting import ENGLISH_FITTING, FITTING
from matching.lawful.money.freedom import ENGLISH_FREEDOM, FREEDOM
from matching.lawful.money.hints import HINTS
from matching.lawful.money.hours import HOURS
from matching.lawful.money.losses import LOSSES
from matching.lawful.money.near import UnlawfulWords, blotted, struck
from matching.lawful.money.purchases import PURCHASES
from matching.lawful.money.reprisals import ENGLISH_REPRISALS, REPRISALS
from matching.lawful.money.rights import ENGLISH_RIGHTS, RIGHTS
from matching.lawful.money.sayings import SAYINGS
from matching.lawful.money.tolls import TOLLS
from matching.lawful.money.turned import TURNED

__all__ = ["DEMANDS", "UnlawfulWords", "demanded", "excused", "hinted"]

CHINESE = (
    *BARGAINS,
    *PURCHASES,
    *SAYINGS,
    *TOLLS,
    *RIGHTS,
    *EMPLOYMENT,
    *CONDITIONS,
    *HOURS,
    *REPRISALS,
    *DIGNITY,
    *LOSSES,
    *BURDENS,
    *TURNED,
    *FREEDOM,
    *FINES,
)
BOTH = (
    *CHINESE,
    *ENGLISH_BARGAINS,
    *ENGLISH_RIGHTS,
    *ENGLISH_EMPLOYMENT,
    *ENGLISH_REPRISALS,
    *ENGLISH_FREEDOM,
    *ENGLISH_FINES,
)
BOTH_HINTS = (*HINTS, *ENGLISH_HINTS)
LAWFUL = (*EXCUSES, *ALLOWANCES, *FITTING)
LAWFUL_ENGLISH = (*ENGLISH_EXCUSES, *ENGLISH_ALLOWANCES, *ENGLISH_FITTING)
LETTERS = re.compile(r"[a-z]{3} [a-z]{2}")


def excused(left: str) -> str:
    """Return a sentence of the same length with the parts masked that context makes lawful."""
    left = blotted(left, LAWFUL)
    return blotted(left, LAWFUL_ENGLISH) if LETTERS.search(left) else left


def hinted(left: str) -> list[UnlawfulWords]:
    """Return possible demands, which are only doubts."""
    return struck(left, BOTH_HINTS if LETTERS.search(left) else HINTS)


def demanded(left: str) -> list[UnlawfulWords]:
    """Return the demands from the combined parts of a sentence."""
    return struck(left, BOTH if LETTERS.search(left) else CHINESE)
