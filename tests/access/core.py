"""Who may open the addresses that belong to no business room?"""

from tests.access.format import Row

ROWS = {
    "healthz": Row(rest=200),
}
