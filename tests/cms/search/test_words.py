"""A wish is reduced to the words that say something."""

import pytest

from cms.search.words import wider_query


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ("女装直播课程", "女装 直播"),
        ("我想学打版", "打版"),
        ("学做主播", "主播"),
        ("跨境物流通关", "跨境 物流 通关"),
        ("pattern making course", "pattern making"),
        ("I want to learn sewing", "sewing"),
        ("课程", ""),
        ("", ""),
    ],
)
def test_what_a_wish_says(wish: str, words: str) -> None:
    assert wider_query(wish) == words
