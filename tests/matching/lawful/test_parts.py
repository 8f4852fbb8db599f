"""Do the parts of a demand make it in any order, and does what stands beside them make it lawful?"""

import pytest

from matching.lawful import screen
from matching.lawful.money.bargains import BARGAINS
from matching.lawful.money.english import ENGLISH_BARGAINS, ENGLISH_EXCUSES, ENGLISH_HINTS
from matching.lawful.money.excuses import EXCUSES
from matching.lawful.money.hints import HINTS
from matching.lawful.money.near import DemandPart, DemandRule, blotted, struck
from matching.lawful.money.purchases import PURCHASES
from matching.lawful.money.terms import part
from matching.lawful.normalise import normalise
from tests.matching.lawful.corpus import LAWFUL, UNLAWFUL, lines

RULES = (
    *BARGAINS,
    *PURCHASES,
    *HINTS,
    *EXCUSES,
    *ENGLISH_BARGAINS,
    *ENGLISH_HINTS,
    *ENGLISH_EXCUSES,
)
RULE = DemandRule("papers", (part("证", signs="证"), part("收走")), (part("当场"),), 6)


def test_parts_stand_in_any_order() -> None:
    assert [(f.code, f.start, f.end) for f in struck("证由他收走", (RULE,))] == [("papers", 0, 5)]
    assert [(f.code, f.start, f.end) for f in struck("先收走你的证", (RULE,))] == [("papers", 1, 6)]


@pytest.mark.parametrize("said", ["证看过以后过了很久才被收走", "收走的是货", "证由他收走，当场还"])
def test_parts_far_apart_missing_or_excused_make_nothing(said: str) -> None:
    assert struck(said, (RULE,)) == []


def test_what_is_lawful_is_blotted_from_its_first_part_to_its_last() -> None:
    assert blotted("把证由他收走", (RULE,)) == "把□□□□□"


def test_the_signs_of_a_part_stand_in_all_that_it_finds() -> None:
    parts: set[DemandPart] = {
        one for rule in RULES for one in (*rule.parts, *rule.unless) if one.signs
    }
    styles = ("tuned", "voices", "kinds", "parts")
    texts = [
        normalise(text).text
        for label in (UNLAWFUL, LAWFUL)
        for style in styles
        for _kind, text in lines(label, style)
    ]
    text = "\n".join(texts)
    missed = [
        match.group()
        for one in parts
        for match in one.pattern.finditer(text)
        if one.signs.isdisjoint(match.group())
    ]
    assert missed == []


def test_demands_in_many_voices_are_stopped_and_what_only_sounds_like_them_is_not() -> None:
    unlawful = [screen(text).verdict for _kind, text in lines(UNLAWFUL, "parts")]
    lawful = {text: screen(text).verdict for _kind, text in lines(LAWFUL, "parts")}
    assert (
        unlawful.count("stop") >= 0.97 * len(unlawful),
        unlawful.count("pass") <= 0.015 * len(unlawful),
    ) == (
        True,
        True,
    )
    assert [text for text, verdict in lawful.items() if verdict == "stop"] == []
    assert sum(verdict == "doubt" for verdict in lawful.values()) <= 0.06 * len(lawful)
