"""Do all invariants hold? One small check for each (I1–I14), on live data.

`run(now)` answers for the command and the board; each check names the rows that break it.
"""

from outcomes.audit.findings import AuditFinding, Invariant, Report
from outcomes.audit.remembered import check_and_remember, remembered
from outcomes.audit.runner import CHECKS, run

__all__ = [
    "CHECKS",
    "AuditFinding",
    "Invariant",
    "Report",
    "check_and_remember",
    "remembered",
    "run",
]
