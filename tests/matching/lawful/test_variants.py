"""Does a disguise help? Generated variants of the hand-written lines get the verdict of the plain line."""

import pytest

from matching.lawful import screen
from tests.matching.lawful.corpus import LAWFUL, UNLAWFUL, lines
from tests.matching.lawful.variants import VARIANTS


def chinese(label: str) -> list[str]:
    return [text for _kind, text in lines(label, "tuned") if not text.isascii()]


@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_hidden_words_are_stopped(name: str) -> None:
    hide = VARIANTS[name]
    hidden = [hide(text) for text in chinese(UNLAWFUL)]
    passed = [text for text in hidden if screen(text).verdict == "pass"]
    assert len(passed) <= len(hidden) // 100, passed


@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_the_same_signs_do_not_stop_what_is_lawful(name: str) -> None:
    hide = VARIANTS[name]
    shown = [hide(text) for text in chinese(LAWFUL)]
    stopped = [text for text in shown if screen(text).verdict == "stop"]
    assert len(stopped) <= len(shown) // 100, stopped
