"""What do hostile visitors send? A dictionary of values by kind; `PATHS` spells them as they stand in an address."""

from urllib.parse import quote

VALUES: dict[str, str] = {
    "nul": "a\x00b",
    "controls": "a\x01\x0b\x0c\x1b\x7f\x85b",
    "surrogate": "\ud800",
    "nobody's sign": "a\ufffe\uffffb",
    "slash": "a/b/../c",
    "backslash": "..\\..\\windows",
    "percent": "%00%2F%2e%2e%zz%",
    "whole link": "https://zhicai.example/verify/ZC-1/?utm_source=wechat&from=timeline#top",
    "quotes": "'\"`--;<script>alert(1)</script>",
    "template": "{{ 7|add:7 }}{% now %} %(name)s %s {0}",
    "json": '{"a": ["\\u0000", "\\ud800", "\\\\u0000"]}',
    "lines": "a\r\nBcc: b@zhicai.example\n\tc",
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "no such day": "2026-02-30",
    "first moment": "0001-01-01T00:00:00+14:00|1",
    "last moment": "9999-12-31T23:59:59-14:00|1",
    "huge": "9" * 30,
    "past 32 bits": "2147483648",
    "past 64 bits": "9223372036854775808",
    "negative": "-1",
    "float": "1e309",
    "not a number": "NaN",
    "other digits": "①²٣१",
    "long": "长" * 10_000,
    "many words": "a " * 25 + "的 " * 200,
    "right to left": "\u202egnp.exe\u2066\u200f",
    "emoji": "👩‍🏭🧵" * 3,
    "marks": "Z͑ͫ̓ͪ̂" * 40,
    "empty": "",
    "blanks": "\u200b\u3000 \ufeff",
}
INVALID_UTF8 = "%ff%fe%ed%a0%80"
# A path cannot be as long as a field: servers in front cut it off.
PATHS = {
    kind: quote(text[:900].encode("utf-8", "surrogatepass"), safe="")
    for kind, text in VALUES.items()
}
PATHS |= {"invalid": INVALID_UTF8, "raw slash": "a/b", "dots": ".."}


def query(fields: dict[str, str]) -> str:
    """Return fields as they stand in an address or a form, whatever is in them."""
    return "&".join(
        f"{name}={quote(text.encode('utf-8', 'surrogatepass'), safe='')}"
        for name, text in fields.items()
    )
