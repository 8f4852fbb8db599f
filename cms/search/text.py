"""How is a text cut into the pieces that are indexed and looked up? Pure: text in, text out.

Chinese has no spaces, so a database takes a whole clause for one word. Runs of Han characters are therefore cut into
overlapping pairs (直播带货 → 直播 播带 带货). The index also keeps single characters, so that a query of one character works.
"""

from collections.abc import Callable

from skills.wording.text import HAN_RUN, MOST_TYPED, NOT_A_WORD, PLURAL, read


def index_text(text: str) -> str:
    """Return a text as the index holds it: pairs and single characters, English words in lower case and singular."""
    return _cut(text, lambda run: [*_pairs(run), *run])


def query_text(text: str) -> str:
    """Return a query as it is looked up: pairs only, or the one character that was typed."""
    return _cut(text[:MOST_TYPED], lambda run: _pairs(run) or [run])


def _pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a run of Han characters."""
    return [run[i : i + 2] for i in range(len(run) - 1)]


def _cut(text: str, cut_run: Callable[[str], list[str]]) -> str:
    """Read the text, cut its Han runs, drop all punctuation: nothing is left that a query language could read."""
    spaced = HAN_RUN.sub(lambda match: f" {' '.join(cut_run(match[0]))} ", read(text))
    words = NOT_A_WORD.sub(" ", spaced)
    return " ".join(PLURAL.sub(r"\1", words).split())
