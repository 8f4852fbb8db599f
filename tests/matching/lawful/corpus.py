"""Which lines does the law stop, and which must pass? Hand-written, by kind, one file a style.

`tuned` and `poster` were looked at while the rules were made; `untouched` never was.
"""

from pathlib import Path

HERE = Path(__file__).parent
UNLAWFUL, LAWFUL = "unlawful", "lawful"


def lines(label: str, style: str) -> list[tuple[str, str]]:
    """Return kind and line of one file."""
    rows = (HERE / f"{label}_{style}.tsv").read_text(encoding="utf-8").splitlines()
    return [(kind, text) for kind, _tab, text in (row.partition("\t") for row in rows if row)]


def adverts(label: str) -> list[str]:
    """Return whole adverts, one a line."""
    return (HERE / f"{label}_adverts.txt").read_text(encoding="utf-8").splitlines()
