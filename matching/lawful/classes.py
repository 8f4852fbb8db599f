"""Which word classes occur in a sentence, and which together? Features of the classifier beside n-grams.

A class generalises over its words: a new wording of a limit still puts a trait beside a choice.
"""

from itertools import combinations

from matching.lawful import others
from matching.lawful.choosing import ONLY, OUT, WORK, spans_of
from matching.lawful.guard import Wordings, compiled
from matching.lawful.money import employment, rights, terms
from matching.lawful.money.near import DemandPart
from matching.lawful.sieve import Sieve
from matching.lawful.traits import TRAITS
from matching.lawful.traits_english import ENGLISH_TRAITS, TURNED_AWAY
from matching.lawful.traits_english import OTHERS as SERVED_IN_ENGLISH
from matching.lawful.traits_english import PREFERRED as LIKED
from matching.lawful.words import AGE, AIMED, CUSTOMER, DEPOSIT, FEE, FIRM, GOODS, MONEY, OWN_COST, YEARS

CLAUSES = compiled(r"[^,，。;；!！?？\n]+")
LETTERS = compiled(r"[a-z]{3}")

# Read with the lawful readings and what is meant of others blotted out.
_PERSONS: tuple[tuple[str, Wordings], ...] = (
    *TRAITS,
    ("out", OUT),
    ("only", ONLY),
    ("years", compiled(rf"(?<![\d.]){AGE}(?!\d)(?:{YEARS})?")),
)
# Read in the sentence as it stands.
_ROUND: tuple[tuple[str, Wordings], ...] = (
    ("work", WORK),
    ("equal", others.EQUAL),
    ("never", others.NEVER_ASKED),
    ("law", others.LAW),
    ("served", others.SERVES),
    ("colleague", others.COLLEAGUES),
    ("welfare", others.WELFARE),
    ("forbids", others.FORBIDS),
    ("customer", compiled(CUSTOMER)),
    ("goods", compiled(GOODS)),
    ("aimed", compiled(AIMED)),
    ("deposit", compiled(DEPOSIT)),
    ("costs", compiled(FEE)),
    ("sum", compiled(MONEY)),
    ("own cost", compiled(OWN_COST)),
    ("firm", compiled(FIRM)),
    ("question", compiled(r"[吗么?？]|是否|有没有|打算|计划")),
    ("you", compiled(r"[你您她他]")),
)
# The same of demands: each part has signs without which it cannot stand.
_PARTS = Sieve(
    (part.signs, (name.lower(), part.pattern))
    for room in (terms, rights, employment)
    for name, part in sorted(vars(room).items())
    if isinstance(part, DemandPart) and part.signs
)
_ENGLISH: tuple[tuple[str, Wordings], ...] = (
    *((f"e {code}", pattern) for code, pattern in ENGLISH_TRAITS),
    ("e out", TURNED_AWAY),
    ("e only", LIKED),
    ("e others", SERVED_IN_ENGLISH),
)


def classes(piece: str, meant: str) -> set[str]:
    """Return the classes of a sentence, each pair of them, and each pair inside one clause."""
    named = {name for name, pattern in _ROUND if pattern.search(piece)}
    named |= {name for name, pattern in _PARTS.through(piece) if pattern.search(piece)}
    persons: set[str] = set()
    pairs: set[str] = set()
    spans = [(name, spans_of(pattern, meant)) for name, pattern in _PERSONS]
    spans = [(name, places) for name, places in spans if places]
    for clause in CLAUSES.finditer(meant) if spans else ():
        here = {name for name, places in spans if any(clause.start() <= at < clause.end() for at, _end in places)}
        persons |= here
        pairs |= {f"<{one} {other}>" for one, other in combinations(sorted(here), 2)}
    if LETTERS.search(piece):
        persons |= {name for name, pattern in _ENGLISH if pattern.search(meant)}
    if persons & _KINDS:
        persons.add("trait")
    named |= persons
    return {*(f"<{name}>" for name in named), *pairs, *(f"<{a}+{b}>" for a, b in combinations(sorted(named), 2))}


_KINDS = {code for code, _pattern in TRAITS} | {f"e {code}" for code, _pattern in ENGLISH_TRAITS}
