"""How many workbooks does one person draw? Each costs seconds of a processor: three a minute, one after another."""

from core.limits import Limit, View, limited, one_at_a_time, person

WORKBOOKS = Limit("workbooks", times=3, minutes=1)
DRAWING = Limit(
    "drawing", times=1, minutes=2
)  # a process that ended in the middle gives nothing back


def drawn_one_by_one(view: View) -> View:
    """Let a view draw a workbook."""
    return limited(WORKBOOKS, person)(one_at_a_time(DRAWING, person)(view))
