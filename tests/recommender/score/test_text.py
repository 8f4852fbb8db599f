"""Does text compare what somebody can do, and never what somebody is? Does it stand where the textbook puts it?"""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from recommender.score import text as module
from recommender.score.text import Space, Texts, neutral


@pytest.mark.parametrize(
    "word",
    [
        "女装",
        "男裤",
        "女鞋",
        "女式衬衫",
        "男款夹克",
        "女童装",
        "女工装",
        "回复客户",
        "维护店铺",
        "妈妈装",
        "都市人群",
        "人才市场",
        "湖北的货",
        "mother's day",
    ],
)
def test_what_a_garment_is_stays(word):
    assert neutral(word) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("女，会打版", "男，会打版"),
        ("女性 会打版", "男性 会打版"),
        ("25岁 会打版", "48岁 会打版"),
        ("已婚 会打版", "未婚 会打版"),
        ("女工 会打版", "男员工 会打版"),
        ("35多岁 会打版", "四十多岁 会打版"),
        ("老公 会打版", "老婆 会打版"),
        ("接送孩子 会打版", "照顾老人 会打版"),
        ("河南人 会打版", "外省人 会打版"),
        ("老家天门 会打版", "籍贯湖北 会打版"),
        ("来自某某镇 会打版", "某某县人 会打版"),
        ("汉族 会打版", "土家族 会打版"),
        ("农村户口 会打版", "城镇户口 会打版"),
        ("佛教 会打版", "道教 会打版"),
        ("I am a woman, pattern maker", "I am a man, pattern maker"),
        ("25 years old", "48 years old"),
        ("a wife, pattern maker", "a husband, pattern maker"),
        ("born in Hubei, pattern maker", "originally from Henan, pattern maker"),
    ],
)
def test_flipping_what_somebody_is_changes_no_similarity(one, other):
    opening = [
        "招打版师，限女，25岁以下，已婚优先 woman 25 years old",
        "会打版即可，男性优先，汉族，农村户口，佛教",
    ]
    texts = Texts.fit([one, other], opening)
    cosines = (texts.people @ texts.openings_t).toarray()
    assert cosines[0] == pytest.approx(cosines[1], abs=1e-12)


def test_changed_rows_land_in_the_same_space():
    texts = Texts.fit(["打版放码", "直播"], ["打版师", "主播直播"])
    again = texts.with_people(["打版放码"]).with_openings(["打版师"])
    assert (again.people @ again.openings_t).toarray()[0, 0] == (
        texts.people @ texts.openings_t
    ).toarray()[0, 0]


def test_texts_without_letters_are_alike_in_nothing():
    texts = Texts.fit(["", ""], [""]).with_people([""]).with_openings(["a text now"])
    assert (texts.people @ texts.openings_t).toarray().tolist() == [[0.0]]


# --- the space in which texts stand ----------------------------------------------------------------------------------

TEXTS = [
    "负责女装直播讲解，每天开播四小时。", "普通话  清楚\n\n愿意学习", "Pattern MAKER with CAD", "", "a", "打版打版打版",
    "𠮷田 sews", "İstanbul ß", "\ud800 half a letter",
] * 3  # fmt: skip


@pytest.fixture
def textbook():
    return TfidfVectorizer(analyzer="char", ngram_range=(2, 3), lowercase=True, sublinear_tf=True)


def test_places_and_weights_are_those_of_the_textbook(textbook):
    expected = textbook.fit_transform(TEXTS).toarray()
    space = Space.fit(TEXTS)
    assert space.codes.size == len(textbook.vocabulary_)
    assert space.weight == pytest.approx(textbook.idf_, abs=1e-12)
    assert space.place(TEXTS).toarray() == pytest.approx(expected, abs=1e-12)


def test_unknown_words_are_left_out_as_in_the_textbook(textbook):
    textbook.fit(TEXTS)
    asked = ["打版师 pattern", "完全不同", ""]
    assert Space.fit(TEXTS).place(asked).toarray() == pytest.approx(
        textbook.transform(asked).toarray(), abs=1e-12
    )


def test_alone_or_among_others_a_text_stands_at_the_same_place_to_the_last_bit(monkeypatch):
    space = Space.fit(TEXTS)
    together = space.place(TEXTS).toarray()
    assert np.array_equal(np.vstack([space.place([text]).toarray() for text in TEXTS]), together)
    monkeypatch.setattr(module, "AT_ONCE", 4)
    assert np.array_equal(space.place(TEXTS).toarray(), together)
    again = Space.fit(TEXTS)
    assert np.array_equal(again.codes, space.codes)
    assert np.array_equal(again.weight, space.weight)


@pytest.mark.parametrize("texts", [[], [""], ["a", "b"]])
def test_a_space_without_letters_places_everything_nowhere(texts):
    space = Space.fit(texts)
    assert space.codes.size == 0
    assert space.place(["something", ""]).shape == (2, 0)
    assert space.place([]).shape == (0, 0)
