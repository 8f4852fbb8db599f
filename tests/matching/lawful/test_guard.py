"""Does a look at the next sign, or a sieve by signs, or compiling late, change nothing that is found?"""

import re
import subprocess
import sys

import pytest

from matching.lawful.choosing import ONLY, OUT
from matching.lawful.guard import Wordings, guarded
from matching.lawful.judge import CHINESE, ENGLISH, LAWFUL_ENGLISH, MENTIONED, UNCOVERED
from matching.lawful.normalise import normalise
from matching.lawful.personal import PERSONAL
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


def test_every_wording_compiles_and_is_found_as_by_the_compiled_pattern() -> None:
    items = (*CHINESE.items, *UNCOVERED.items, *MENTIONED.items, *ENGLISH, *TRAITS, *PERSONAL)
    every = [OUT, ONLY, *LAWFUL_ENGLISH, *(wordings for _code, wordings in items)]
    text = normalise("限女，未婚未育优先。We want a young man only, no children please.").text
    assert len(every) > 200 and {type(one) for one in every} == {Wordings}
    for one in every:
        plain = re.compile(one.written)
        assert [m.span() for m in one.finditer(text)] == [m.span() for m in plain.finditer(text)]
        assert (one.search(text) is None) == (plain.search(text) is None)
        assert one.sub("□", text) == plain.sub("□", text)


def test_who_reads_no_text_compiles_no_wording() -> None:
    asked = """
import gc, django
django.setup()
import matching.lawful
from matching.lawful.guard import Wordings
print(sum("compiled" in vars(one) for one in gc.get_objects() if type(one) is Wordings))
"""
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
