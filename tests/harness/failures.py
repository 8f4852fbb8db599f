"""What failed? Written to the file that ZHICAI_FAILURES names, a line each, so that a report can end with it."""

import os
from pathlib import Path

import pytest

LONGEST = 300  # characters of a line


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Add `test - reason` for each failure and error of this run, from where the results come together."""
    path = None if hasattr(config, "workerinput") else os.environ.get("ZHICAI_FAILURES")
    found = [*terminalreporter.stats.get("failed", []), *terminalreporter.stats.get("error", [])]
    if path and found:
        with Path(path).open("a", encoding="utf-8") as handle:
            handle.writelines(f"{line(report.nodeid, reason(report))}\n" for report in found)


def reason(report: pytest.TestReport) -> str:
    """The message of what was raised."""
    crash = getattr(report.longrepr, "reprcrash", None)
    return str(crash.message if crash else report.longrepr)


def line(name: str, why: str) -> str:
    """One line, however long the reason."""
    return f"{name} - {' '.join(why.split())}"[:LONGEST]
