"""How is a table of many rows drawn without a template for each cell? It looks as the tags table … row … cell draw it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its name, a class of its cells (`shape`), and whether its name is for readers alone."""

    name: str
    shape: str = ""
    is_unseen: bool = False


def body(columns: Sequence[TableColumn], rows: Iterable[Sequence[Any]]) -> SafeString:
    """Return the rows as HTML; the first cell names its row, every other one is labelled for a phone. Cells are escaped."""
    first, *others = columns
    starts = [f'<th scope="row"{kind(first.shape)}>', *map(_start, others)]
    ends = ["</th>", *("</td>" for _column in others)]
    drawn = (
        "".join(
            f"{start}{conditional_escape(cell)}{end}"
            for start, cell, end in zip(starts, row, ends, strict=True)
        )
        for row in rows
    )
    return SafeString("".join(f"<tr>{row}</tr>" for row in drawn))


def _start(column: TableColumn) -> str:
    name = "" if column.is_unseen else label(column.name)
    return f"<td{name}{kind(column.shape)}>"


@lru_cache(maxsize=256, typed=True)
def kind(shape: str) -> str:
    """Return the class of a cell."""
    return format_html(' class="{}"', shape) if shape else ""


@lru_cache(maxsize=1024, typed=True)
def label(column: str) -> str:
    """Return what names a cell on a phone."""
    return format_html(' data-label="{}"', column)
