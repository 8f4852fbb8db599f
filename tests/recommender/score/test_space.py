"""Does a text stand where the textbook puts it, whoever else is placed with it?"""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from recommender.score import space as spaces
from recommender.score.space import Space

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
    monkeypatch.setattr(spaces, "AT_ONCE", 4)
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
