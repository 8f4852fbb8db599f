"""When does a shift written in a sentence work? Pure: the text that a company wrote in, day or evening out.

Here too: the usual hours that a company may take over, each in Chinese and English.
"""

import re
from functools import lru_cache

EVENING_FROM, EVENING_UNTIL = 20 * 60, 5 * 60  # minutes of the day; a day shift may end at eight
SPAN = re.compile(
    r"(\d{1,2})[:：点](\d{2})?\s*(?:[-–—~～至到]|to)+\s*(次日|第二天|凌晨)?(\d{1,2})[:：点](\d{2})?"
)
NOT_AT_NIGHT = re.compile(
    r"(?:不|无|没有|免|非)(?:排|上|用|需|安排|要求|倒|值|熬)*(?:夜班?|晚班|大夜|倒班|通宵)"
    r"|no (?:nights?|night shifts?|evenings?)",
    re.I,
)
AT_NIGHT = re.compile(
    r"夜班|晚班|晚间|夜间|晚上|早晚|夜场|晚场|通宵|两班倒|两班制|三班倒|三班制|倒班|night|evening|late shift|two shifts",
    re.I,
)
FIVE_DAYS = re.compile(
    r"做五休二|双休|五天(?:工作)?制|周末休|上五休二|5\s*天\s*8|five days|weekends? off", re.I
)
# Within 44 hours a week, with rest.
USUAL = {
    "9:00–18:00，午休 1 小时，做五休二": "9:00–18:00 with an hour for lunch, five days on, two off",
    "8:30–17:30，午休 1 小时，大小周": "8:30–17:30 with an hour for lunch, alternate Saturdays",
    "白班 8:00–16:00，午休 1 小时，做六休一": "Day shift 8:00–16:00 with an hour for lunch, six days on, one off",
    "早班 8:00–16:00、晚班 16:00–24:00 轮换，做五休二": "Early 8:00–16:00 and late 16:00–24:00 in turn, five days on, two off",
    "14:00–22:00，做五休二": "14:00–22:00, five days on, two off",
    "早场直播 7:00–13:00，做五休二": "Morning live shows 7:00–13:00, five days on, two off",
    "晚间直播 18:00–24:00，做五休二": "Evening live shows 18:00–24:00, five days on, two off",
    "弹性工作，每天 8 小时，做五休二": "Flexible eight hours a day, five days on, two off",
    "每周 3 天，每天 5 小时，时间提前一周商定": "Three days a week, five hours each, agreed a week ahead",
    "实习白班 9:00–17:00，做五休二，不排夜班": "Internship 9:00–17:00, five days on, two off, no nights",
}


def english_hours(shift: str, english: str) -> str:
    """Return the English of hours: what the company wrote itself; for usual hours ours, which goes when they change."""
    is_ours = not english or english in USUAL.values()
    return USUAL.get(shift, "") if is_ours else english


@lru_cache(maxsize=2048)
def is_in_evening(shift: str) -> bool:
    """Tell whether some of the work lies in the evening or at night."""
    text = NOT_AT_NIGHT.sub(" ", shift)
    return AT_NIGHT.search(text) is not None or any(
        _ends_late(*span.groups()) for span in SPAN.finditer(text)
    )


def is_in_daytime(shift: str) -> bool:
    """Tell whether all of the work lies in the daytime, as far as hours are given."""
    has_hours = (
        SPAN.search(shift) is not None
        or "白班" in shift
        or "日班" in shift
        or "day shift" in shift.lower()
    )
    return has_hours and not is_in_evening(shift)


def is_five_days(shift: str) -> bool:
    """Tell whether two days a week are free."""
    return FIVE_DAYS.search(shift) is not None


def _ends_late(
    hour: str, minute: str | None, next_day: str | None, until: str, until_minute: str | None
) -> bool:
    begins, ends = int(hour) * 60 + int(minute or 0), int(until) * 60 + int(until_minute or 0)
    return (
        bool(next_day)
        or ends > EVENING_FROM
        or ends <= EVENING_UNTIL
        or ends < begins
        or begins >= EVENING_FROM
    )
