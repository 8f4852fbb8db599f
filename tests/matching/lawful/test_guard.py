"""Does a look at the next sign, or a sieve by signs, change nothing that is found?"""

import re

import pytest

from matching.lawful.choosing import ONLY, OUT
from matching.lawful.guard import guarded
from matching.lawful.judge import CHINESE
from matching.lawful.normalise import normalise
from matching.lawful.sieve import Sieve
from matching.lawful.traits import TRAITS
from tests.matching.lawful.corpus import LAWFUL, UNLAWFUL, lines

LOOK = re.compile(r"^\(\?=\[(?:\\.|[^\]\\])*\]\)")


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("甲|乙", "[乙甲]"),
        ("甲?乙", "[乙甲]"),
        ("(?:甲|乙丙)*丁", "[丁乙甲]"),
        ("(?<!子)[甲乙]丙", "[乙甲]"),
        (r"(?P<one>甲)|\d", "[0123456789甲]"),
        (r"\ba|[b-d]", "[abcd]"),
    ],
)
def test_a_pattern_begins_with_these_signs(pattern: str, begins: str) -> None:
    assert guarded(pattern) == f"(?={begins})(?:{pattern})"


@pytest.mark.parametrize("pattern", ["甲?", "[^甲]乙", ".甲", "^甲", r"\w", "[一-龥]甲", "甲|"])
def test_a_pattern_of_which_that_is_not_known_stays_as_it_is(pattern: str) -> None:
    assert guarded(pattern) == pattern


def test_the_look_changes_nothing_that_is_found() -> None:
    text = "\n".join(
        normalise(said).text
        for label in (UNLAWFUL, LAWFUL)
        for _kind, said in lines(label, "tuned")
    )
    patterns = [OUT, ONLY, *(pattern for _code, pattern in (*TRAITS, *CHINESE.items))]
    looking = [one.pattern for one in patterns if LOOK.match(one.pattern)]
    plain = [LOOK.sub("", pattern) for pattern in looking]
    assert len(looking) > 100
    assert [
        pattern
        for pattern, bare in zip(looking, plain, strict=True)
        if [m.span() for m in re.finditer(pattern, text)]
        != [m.span() for m in re.finditer(bare, text)]
    ] == []


def test_a_sieve_lets_through_what_has_one_of_its_signs_in_its_order() -> None:
    sieve = Sieve([("甲乙", 1), ("丙", 2), ("乙", 3), ("", 4)])
    assert [sieve.through("乙"), sieve.through("丙甲"), sieve.through("丁")] == [[1, 3], [1, 2], []]
