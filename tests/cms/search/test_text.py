"""Texts are cut the same way going into the index and being looked up."""

import pytest

from cms.search.text import index_text, query_text


def test_the_index_holds_pairs_and_single_characters() -> None:
    assert index_text("直播带货") == "直播 播带 带货 直 播 带 货"


def test_a_query_holds_pairs_alone() -> None:
    assert query_text("直播带货") == "直播 播带 带货"


def test_a_single_character_is_looked_up_as_it_is() -> None:
    assert query_text("版") == "版"


def test_english_words_are_lowered_and_made_singular_on_both_sides() -> None:
    assert index_text("Pattern Makers") == query_text("patterns maker") == "pattern maker"


def test_chinese_and_english_stand_apart() -> None:
    assert query_text("CAD打版") == "cad 打版"


@pytest.mark.parametrize(
    "rude",
    ['"', "'", '直播" OR 1', "AND", "*", "(", "\x00", "%s %d", "-", "title:x", "NEAR(", "\\"],
)
def test_nothing_is_left_that_a_query_language_could_read(rude: str) -> None:
    assert set(query_text(rude)) & set("\"'*()%:\\-\x00") == set()


def test_a_query_is_not_longer_than_anybody_types() -> None:
    assert len(query_text("a" * 100_000)) == 60


def test_rare_characters_outside_the_first_plane_are_cut_too() -> None:
    assert query_text("𠮷野家") == "𠮷野 野家"
