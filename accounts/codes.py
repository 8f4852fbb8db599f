"""Until when is the code that somebody waits for valid, and when can another be sent?"""

import math
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from allauth.account import app_settings

from accounts import limits
from core.limits import free_at

# How long the code of each page is valid, in seconds.
VALID = {
    "account_confirm_login_code": lambda: app_settings.LOGIN_BY_CODE_TIMEOUT,
    "account_verify_phone": lambda: app_settings.PHONE_VERIFICATION_TIMEOUT,
    "account_email_verification_sent": lambda: app_settings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
}


@dataclass(frozen=True, slots=True)
class CodeTimes:
    """What the page that waits for a code says of time."""

    minutes: int
    valid_until: datetime
    again_at: datetime | None
    wait: int


def times_of(request: Any) -> CodeTimes:
    """Return the times of the code that this session waits for."""
    state = limits.code_state(request)
    name = request.resolver_match.url_name if request.resolver_match else ""
    valid = VALID.get(name or "", VALID["account_verify_phone"])()
    until = datetime.fromtimestamp(float(state.get("at") or time.time()) + valid, UTC)
    again = free_at(limits.ONE_A_MINUTE, state["phone"]) if state.get("phone") else None
    wait = max(0, math.ceil((again - datetime.now(UTC)).total_seconds())) if again else 0
    return CodeTimes(
        minutes=valid // 60, valid_until=until, again_at=again if wait else None, wait=wait
    )
