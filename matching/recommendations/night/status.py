"""Is the matcher healthy: what serves, are its files damaged, how did the last training end?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from core.models import AuditEntry
from matching.models import FitOutcome, ModelFit
from matching.recommendations.kept.model import KIND, fault, serving_model
from matching.recommendations.kept.store import store
from matching.recommendations.night.decision import HELD
from matching.recommendations.night.lock import is_fitting
from matching.recommendations.night.promotion import DRIFTED

TOO_LONG = timedelta(days=2)


def status(last: ModelFit | None, back: AuditEntry | None, now: datetime) -> dict[str, Any]:
    """Return what serves, when a model was last taken back, and every fault in English; `wrong` is empty when all is well."""
    serving = serving_model()
    return {
        "serving": serving.name,
        "version": serving.version,
        "versions": [version.name for version in store(KIND).versions()],
        "last_training": None if last is None else last.started_at.isoformat(),
        "last_outcome": "" if last is None else last.outcome,
        "last_verdict": "" if last is None else last.verdict,
        "last_rollback": None if back is None else _told(back),
        "wrong": [each.said for each in faults(last, now)],
    }


def _told(back: AuditEntry) -> dict[str, str]:
    who = str(back.actor or "")
    return {
        "at": back.at.isoformat(),
        "by": who,
        "from": back.before,
        "to": back.after,
        "why": back.reason,
    }


@dataclass(frozen=True, slots=True)
class MatcherFault:
    """Something that is wrong: a code, by which pages find their words, and what the command and the log say of it."""

    code: str
    said: str


BROKEN_OFF = MatcherFault("broken_off", "the last training broke off")
OVERDUE = MatcherFault("overdue", "no training for two days: does the worker run?")
WORSE_BUT_HELD = MatcherFault(
    "worse_but_held",
    "what serves is surely worse than the principled score, and a rollback holds",
)


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A version on disk: its name, when it was made, whether it is a learned model, whether it serves."""

    name: str
    trained_at: datetime | None
    is_learned: bool
    is_serving: bool


def versions_shown() -> list[StoredVersion]:
    """Return the versions that are kept, newest first."""
    serving = serving_model().version
    return [
        StoredVersion(
            version.name,
            datetime.fromisoformat(version.card["trained_at"])
            if "trained_at" in version.card
            else None,
            bool(version.card.get("is_learned")),
            version.name == serving,
        )
        for version in store(KIND).versions()
    ]


def faults(last: ModelFit | None, now: datetime) -> list[MatcherFault]:
    """Return the faults: damaged files, a training that failed, was interrupted, or is long overdue."""
    damage = fault()
    found = [MatcherFault("files", damage)] if damage else []
    if last is not None and last.outcome == FitOutcome.FAILED:
        found.append(MatcherFault("failed", f"the last training failed: {last.problem}"))
    elif last is not None and last.outcome == FitOutcome.RUNNING and not is_fitting():
        found.append(BROKEN_OFF)
    if last is not None and now - last.started_at > TOO_LONG:
        found.append(OVERDUE)
    if last is not None and last.verdict == HELD and last.card.get("verdict") == DRIFTED:
        found.append(WORSE_BUT_HELD)
    return found
