"""Which words of a profile are learned from: what somebody wants, and nothing of what somebody is?"""

import numpy as np
import pytest

from recommender.learned.features import Words
from recommender.learned.tables import FeatureTable

WISH = "打版放码"


def wishes(texts: list[str]) -> FeatureTable:
    return FeatureTable(
        tuple(f"{row:04}" for row in range(len(texts))), texts={"wanted_work": texts}
    )


@pytest.mark.parametrize(
    "told",
    ["女", "女性", "女工", "男", "35岁", "四十多岁", "大龄", "单身", "已婚", "宝妈", "接送孩子", "回族", "河南人",
     "外地人", "老家某某", "农村户口", "城镇户口", "返乡青年"],
)  # fmt: skip
def test_what_somebody_is_becomes_no_word_and_leaves_no_mark(told):
    plain, telling = (
        wishes([WISH] * 6 + ["直播"] * 6),
        wishes([f"{told} {WISH}"] * 6 + ["直播"] * 6),
    )
    words = Words.of(telling)
    assert words.words == Words.of(plain).words
    assert np.array_equal(words(telling).toarray(), words(plain).toarray())


def test_a_garment_word_stays_and_a_word_that_few_say_is_not_kept():
    words = Words.of(wishes(["女装"] * 6 + [WISH] * 6 + ["示例"] * 2)).words
    assert "wanted_work~女装" in words
    assert not [word for word in words if "示" in word or "例" in word]
