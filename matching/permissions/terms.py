"""Which days and which pay may an opening, an invitation, an offer and a report name? One place for forms and actions."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.bounds import LEAST_PAY, MOST_PAY
from core.clock import local_date
from core.denials import Denial
from matching.models import Application, Opening
from matching.permissions.working import denies_starting
from matching.states import PayUnit

VALID_WITHIN = timedelta(days=366)  # how long an opening may stand on the list
INTERVIEW_WITHIN = timedelta(days=180)
ANSWER_WITHIN = timedelta(days=60)
START_WITHIN = timedelta(days=366)
REPORT_WITHIN = timedelta(days=732)  # how long after the first day a start may still be reported
MOST_POSITIONS = 500


def denies_numbers(fields: Mapping[str, Any]) -> Denial | None:
    """Say which number of an opening is impossible: pay, base pay outside the range, positions."""
    pays = [fields[name] for name in ("pay_min", "pay_max", "pay_base")]
    if not all(LEAST_PAY <= pay <= MOST_PAY for pay in pays):
        return Denial("opening.pay", _("Every pay lies between 1 and 1,000,000 yuan."))
    if fields["pay_unit"] == PayUnit.MONTH and fields["pay_base"] > fields["pay_min"]:
        return Denial(
            "opening.base",
            _("The base pay lies above the lower end of the pay."),
            _("What is guaranteed is at most the lower end: raise that, or lower the base pay."),
        )
    if not 1 <= fields["headcount"] <= MOST_POSITIONS:
        return Denial("opening.positions", _("An opening has 1 to 500 positions."))
    return None


def denies_validity(valid_until: date, today: date) -> Denial | None:
    """Say when an opening would be over already, or stand on the list for too long."""
    if valid_until < today:
        return Denial("opening.date", _("The validity date has passed."), _("Choose a later date."))
    if valid_until > today + VALID_WITHIN:
        return Denial(
            "opening.date.far",
            _("An opening is valid for a year at most."),
            _("Choose an earlier date; it can be renewed."),
        )
    return None


def denies_meeting(at: datetime, now: datetime) -> Denial | None:
    """Say why an interview cannot be at a moment."""
    if at <= now:
        return Denial("interview.past", _("The interview must lie in the future."))
    if local_date(at) > local_date(now) + INTERVIEW_WITHIN:
        return Denial(
            "interview.far",
            _("The interview lies more than half a year ahead."),
            _("Choose an earlier day."),
        )
    return None


def denies_offer_terms(
    application: Application,
    *,
    pay: int,
    pay_reason: str,
    start_on: date,
    expires_on: date,
    today: date,
) -> Denial | None:
    """Say which term of an offer is impossible: its days, the person's age on the first day, its pay."""
    return (
        _denies_offer_days(start_on, expires_on, today)
        or denies_starting(application.trainee, start_on)
        or _denies_pay(pay, pay_reason, *monthly_range(application.opening))
    )


def _denies_offer_days(start_on: date, expires_on: date, today: date) -> Denial | None:
    if expires_on < today or start_on < today:
        return Denial("offer.past", _("The dates of an offer lie in the future."))
    if start_on < expires_on:
        return Denial("offer.order", _("The answer is due before the first day, not after it."))
    if expires_on > today + ANSWER_WITHIN:
        return Denial(
            "offer.answer_far",
            _("A person is given %(days)s days to answer at most.") % {"days": ANSWER_WITHIN.days},
            _("Choose an earlier day."),
        )
    if start_on > today + START_WITHIN:
        return Denial(
            "offer.start_far",
            _("The first day lies more than a year ahead."),
            _("Choose an earlier day."),
        )
    return None


def denies_report_terms(
    application: Application,
    *,
    pay: int,
    pay_reason: str,
    start_on: date,
    early_reason: str,
    today: date,
) -> Denial | None:
    """Say what of a report of a start cannot be: its day, the person's age on it, its pay."""
    return (
        _denies_first_day(local_date(application.submitted_at), start_on, early_reason, today)
        or denies_starting(application.trainee, start_on)
        or _denies_pay(pay, pay_reason, *_agreed_range(application))
    )


def _denies_first_day(
    sent_on: date, start_on: date, early_reason: str, today: date
) -> Denial | None:
    if start_on > today:
        return Denial(
            "placement.future",
            _("The first day is still to come."),
            _("Report the start on that day or later."),
        )
    if start_on < today - REPORT_WITHIN:
        return Denial(
            "placement.long_ago",
            _("The first day lies more than two years back."),
            _("Check the year."),
        )
    if start_on < sent_on and not early_reason.strip():
        return Denial(
            "placement.before_application",
            _("The first day lies before the application was sent (%(day)s).")
            % {"day": sent_on.isoformat()},
            _("Check the day. If the person was hired directly and applied later, write how."),
        )
    return None


def _denies_pay(pay: int, reason: str, low: int, high: int | None) -> Denial | None:
    """Refuse pay outside what was stated, unless it is said why; never pay outside all reason."""
    if not LEAST_PAY <= pay <= MOST_PAY:
        return Denial("pay.range", _("Every pay lies between 1 and 1,000,000 yuan."))
    if (low <= pay and (high is None or pay <= high)) or reason.strip():
        return None
    stated = f"{low:,}" if high in (None, low) else f"{low:,}–{high:,}"
    return Denial(
        "pay.differs",
        _("What was stated is %(stated)s yuan a month; this is %(pay)s.")
        % {"stated": stated, "pay": f"{pay:,}"},
        _("Check the pay, or write why it differs; the person reads it."),
    )


def monthly_range(opening: Opening) -> tuple[int, int | None]:
    """Return what an opening promises a month: its range, or from its base pay on where it does not count by the month."""
    if opening.pay_unit == PayUnit.MONTH:
        return opening.pay_min, opening.pay_max
    return opening.pay_base, None


def _agreed_range(application: Application) -> tuple[int, int | None]:
    """Return what was agreed: from the offer's pay up to the opening's upper end."""
    low, high = monthly_range(application.opening)
    offer = getattr(application, "offer", None)
    if offer is None:
        return low, high
    return offer.pay, None if high is None else max(offer.pay, high)
