"""How many attempts and messages are allowed per account, number and code? The rate limits of this room."""

from typing import Any

from allauth.account.internal.flows.email_verification_by_code import (
    EMAIL_VERIFICATION_CODE_SESSION_KEY,
)
from allauth.account.internal.flows.phone_verification import PHONE_VERIFICATION_SESSION_KEY
from allauth.core import context
from django.utils.translation import gettext_lazy as _

from accounts.phones import to_e164
from core.denials import Denial
from core.limits import Limit, address, claim, release
from core.typed import plain

# Three guesses a code as allauth allows, of any number at the same moment; and so many an hour for one phone or e-mail.
GUESSES_OF_A_CODE = Limit("guesses", times=3, minutes=20)
GUESSES_OF_A_CONTACT = Limit("guesses_contact", times=20, minutes=60)
# Only wrong ones stay counted.
PASSWORDS = Limit("passwords", times=10, minutes=15)
FACTORS = Limit("factors", times=10, minutes=15)
# At most one message a minute to one number, for all requesters together.
ONE_A_MINUTE = Limit("codes_minute", times=1, minutes=1)
# Messages with a code or a link to one number or address.
CODES_TO = Limit("codes_to", times=6, minutes=60)
# And from one network address to any number: several classes behind one connection, and no flood of messages that we pay.
CODES_FROM = Limit("codes_from", times=300, minutes=60)
SIGN_UPS = Limit("sign_ups", times=120, minutes=60)
CREDIT_CODES = Limit("credit_codes", times=60, minutes=1)
NATIONALS = Limit("nationals", times=20, minutes=60)
SAMPLES = Limit("samples", times=20, minutes=60)
COPIES = Limit("copies", times=3, minutes=10)
INVITED = Limit("invited", times=120, minutes=10)  # who opens a link of an invitation
INVITATIONS = Limit("invitations", times=60, minutes=60)


def code_state(request: Any) -> dict[str, Any]:
    """Return what allauth keeps of the code that this session waits for."""
    stage = getattr(request, "_login_stage", None)
    states: list[dict[str, Any]] = [dict(stage.state)] if stage else []
    states += [
        request.session.get(key) or {}
        for key in (EMAIL_VERIFICATION_CODE_SESSION_KEY, PHONE_VERIFICATION_SESSION_KEY)
    ]
    return max(states, key=lambda each: each.get("at", 0.0))


def claim_guess() -> Denial | None:
    """Claim one guess of the code that this session was sent."""
    request = context.request
    state = code_state(request)
    contact = state.get("email") or state.get("phone") or request.session.session_key
    return claim(GUESSES_OF_A_CODE, request.session.session_key, state.get("at")) or claim(
        GUESSES_OF_A_CONTACT, str(contact).lower()
    )


MANY_CODES = Denial(
    "limit.codes",
    _("A message is on its way to this number already; another one can be sent after a minute."),
    _("Enter the code that comes, or try again in a minute. What you typed is kept."),
)


def claim_minute(phone: str) -> Denial | None:
    """Claim the one message of this minute to a number; a form may have claimed it for what follows in its request."""
    if getattr(context.request, "minute_of", None) == phone:
        context.request.minute_of = ""
        return None
    return MANY_CODES if claim(ONE_A_MINUTE, phone) else None


def claim_message(*contacts: str) -> Denial | None:
    """Claim a message to one of our visitors' phones or mailboxes."""
    for phone in (each for each in contacts if each.startswith("+")):
        if denial := claim_minute(phone):
            return denial
        context.request.minute_of = phone
    for contact in filter(None, contacts):
        if denial := claim(CODES_TO, contact.lower()):
            return denial
    return claim(CODES_FROM, address(context.request))


def password_owner(credentials: dict[str, Any]) -> str:
    """Return whose password is tried: one login, however it is typed, is one key."""
    found = str(
        credentials.get("email") or credentials.get("phone") or credentials.get("username") or ""
    )
    return to_e164(found) or plain(found).casefold()


def give_back_password(credentials: dict[str, Any]) -> None:
    """Count only wrong passwords."""
    release(PASSWORDS, password_owner(credentials))
