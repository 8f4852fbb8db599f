"""How many workbooks may one person export? Each costs seconds of CPU: three a minute, one after another."""

from core.limits import Limit, View, limited, one_at_a_time, person

WORKBOOKS = Limit("workbooks", times=3, minutes=1)
DRAWING = Limit("drawing", times=1, minutes=2)  # a killed process does not release its lock


def drawn_one_by_one(view: View) -> View:
    """Apply the limit to a view that exports a workbook."""
    return limited(WORKBOOKS, person)(one_at_a_time(DRAWING, person)(view))
