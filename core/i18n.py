"""Which of two stored languages is shown?

Data of ours lives in `<field>_zh` and `<field>_en` columns; what people write themselves in `<field>`, in the language
they write in, with `<field>_en` beside it where they may say it in English too.
"""

import re
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, override

HAN = re.compile("[\u3400-\u9fff]")
# Chinese inside a sentence, with the signs and numbers between its characters: 示例服饰有限公司（虚构）, 示例路1号.
HAN_RUN = re.compile(
    "[\u3400-\u9fff](?:[\u3000-\u303f\uff00-\uffef\u3400-\u9fff·*\\d]*[\u3000-\u303f\uff00-\uffef\u3400-\u9fff*])?"
)
WRITTEN_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})( \d{2}:\d{2})?")


def is_english() -> bool:
    """Tell whether the reader's language is English."""
    return (get_language() or "").startswith("en")


def localized(thing: Any, field: str) -> str:
    """Return `<field>` of the thing in the reader's language; the other language when that one is empty."""
    return choose(both(thing, field))


def tongue(text: str | Promise) -> str:
    """Return the language of a typed text, for its lang attribute."""
    return "zh-Hans" if HAN.search(str(text or "")) else "en"


def is_foreign(text: str | Promise) -> bool:
    """Tell whether a typed text is Chinese on an English page; a name in Latin letters belongs to both."""
    return is_english() and tongue(text) != "en"


def both(thing: Any, field: str) -> dict[str, str]:
    """Return `<field>` in both languages, for notices that are read later in either."""
    own = f"{field}_zh" if hasattr(thing, f"{field}_zh") else field
    return {"zh": getattr(thing, own, ""), "en": getattr(thing, f"{field}_en", "")}


def spoken(words: str | Promise) -> dict[str, str]:
    """Return a translatable text in both languages, for notices that are read later in either."""
    found = {}
    for name, language in (("zh", "zh-hans"), ("en", "en")):
        with override(language):
            found[name] = str(words)
    return found


def choose(value: Any) -> Any:
    """Return the reader's language of a value made by `both`, a day as people write it, any other value unchanged."""
    if isinstance(value, str) and (written := WRITTEN_DAY.fullmatch(value)):
        return shown_day(date.fromisoformat(written[1])) + (written[2] or "")
    if not isinstance(value, dict):
        return value
    first, second = ("en", "zh") if is_english() else ("zh", "en")
    return value.get(first) or value.get(second) or ""


def shown_day(day: date) -> str:
    """Return a day as people write it: 2026年11月23日 or 23 Nov 2026."""
    return date_format(day, "j M Y") if is_english() else f"{day.year}年{day.month}月{day.day}日"
