"""How do people hide a word? Generated variants of hand-written lines, kept apart from them."""

from collections.abc import Callable

from matching.lawful.characters import BROKEN, SIMPLE

WORDS = sorted(BROKEN.split(), key=len, reverse=True)
TRADITIONAL = {
    plain: chr(odd)
    for odd, plain in sorted(SIMPLE.items(), reverse=True)
    if "\u4e00" <= chr(odd) <= "\u9fff"
}
ODD = {
    "女": "女",
    "要": "要",
    "不": "不",
    "婚": "婚",
    "信": "信",
    "台": "台",
    "里": "里",
    "面": "面",
    "只": "隻",
    "后": "後",
}
WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789:-()abcdefghijklmnopqrstuvwxyz"}


def broken_by(sign: str) -> Callable[[str], str]:
    """Return a hand that breaks the known words with a sign."""

    def hide(text: str) -> str:
        for word in WORDS:
            text = text.replace(word, sign.join(word))
        return text

    return hide


VARIANTS: dict[str, Callable[[str], str]] = {
    "spaces": broken_by(" "),
    "invisible": lambda text: "\u200b".join(text),
    "stars": broken_by("*"),
    "pictures": broken_by("💰"),
    "dots": broken_by("·"),
    "wide": lambda text: text.translate(WIDE),
    "traditional": lambda text: "".join(
        ODD.get(sign, TRADITIONAL.get(sign, sign)) for sign in text
    ),
}
