"""Is what the engine learns from checked, and free of what must not count?"""

from typing import Any

import numpy as np
import pytest

from recommender.learned import features as features_module
from recommender.learned.features import WordPairs, Words
from recommender.learned.tables import FeatureTable, History, Unusable, is_forbidden
from tests.recommender.learned.worlds import history


def features(table: FeatureTable) -> Any:
    """A table in its own words."""
    return Words.of(table)(table)


def in_pairs(found: Any) -> Any:
    """Words and their own pairs."""
    return WordPairs.of(found)(found)


@pytest.mark.parametrize(
    "name",
    [
        "sex",
        "school_gender",
        "age",
        "age band",
        "birth_year",
        "ethnicity",
        "religion",
        "married",
        "hukou",
        "is_returnee",
        "民族",
        "婚姻状况",
    ],
)
def test_forbidden_columns_are_recognised(name):
    assert is_forbidden(name)


@pytest.mark.parametrize(
    "name", ["language_exam", "college_region", "stage", "wages", "keyword", "婚纱"]
)
def test_other_columns_are_not(name):
    assert not is_forbidden(name)


def test_forbidden_columns_never_arrive():
    table = FeatureTable(
        ("a",), categories={"gender": ["f"], "degree": ["4"]}, numbers={"birth_year": [1999.0]}
    )

    assert (list(table.categories), list(table.numbers)) == (["degree"], [])


def test_a_repeated_id_is_refused():
    with pytest.raises(Unusable, match="twice"):
        FeatureTable(("a", "a"))


def test_a_short_column_is_refused_by_name():
    with pytest.raises(Unusable, match="column degree has 1 cells for 2 rows"):
        FeatureTable(("a", "b"), categories={"degree": ["4"]})


def test_a_pair_outside_the_tables_is_refused():
    with pytest.raises(Unusable, match="does not exist"):
        History(np.array([0]), np.array([2])).matrix(1, 2)


def test_a_pair_counts_once():
    assert history([(0, 1), (0, 1), (1, 0)]).matrix(2, 2).toarray().tolist() == [[0, 1], [1, 0]]


def test_features_have_length_one_or_zero_and_leave_out_what_is_rare_or_everywhere():
    table = FeatureTable(
        tuple("abcdef"), categories={"degree": ["x", "x", "x", "y", "", "y"], "same": ["z"] * 6}
    )

    found = features(table)

    assert found.shape == (6, 2)  # degree=x and same=z; y was seen twice
    assert np.sqrt((found.toarray() ** 2).sum(axis=1)).round(6).tolist() == [1, 1, 1, 0, 0, 0]


def test_numbers_texts_and_tags_become_words():
    table = FeatureTable(
        tuple("abcdef"),
        tags={"skill": [("cut", "sew"), ("sew", "cut"), ("cut", "sew"), (), (), ()]},
        numbers={"months": [1.0, 2.0, 3.0, np.nan, 100.0, 100.0]},
        texts={"major": ["Fashion", "fashion", "FASHION ", "", "", ""]},
    )

    found = features(table).toarray()

    assert (found[0] @ found[1], found[0] @ found[3]) == (pytest.approx(1), 0)


def test_words_on_what_a_person_is_are_no_features():
    plain = FeatureTable(tuple("abcd"), tags={"about": [("cut",), ("cut",), ("cut",), ()]})
    telling = FeatureTable(
        tuple("abcd"), tags={"about": [("cut", "女性"), ("cut", "女性"), ("cut", "女性"), ()]}
    )

    assert features(telling).toarray().tolist() == features(plain).toarray().tolist()


def test_words_that_stand_together_are_words_too():
    """Sewing in town and sewing in the village are two things; a pair that stands wherever its rarer word does is none."""
    trade, place = ["sewing"] * 24 + ["hosting"] * 24, (["town"] * 12 + ["village"] * 12) * 2
    plain = features(
        FeatureTable(
            tuple(f"{n:02d}" for n in range(48)), categories={"trade": trade, "place": place}
        )
    )
    found = in_pairs(plain).toarray()

    assert found.shape == (48, plain.shape[1] + 4)
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(48))
    beside = found[:, plain.shape[1] :]
    assert (beside > 0).sum(axis=1).tolist() == [1] * 48
    assert len({tuple(row) for row in beside[::12].tolist()}) == 4
    weight = np.linalg.norm(beside, axis=1) / np.linalg.norm(found[:, : plain.shape[1]], axis=1)
    assert weight == pytest.approx(np.full(48, 1.5))


def test_a_pair_that_says_nothing_new_or_is_rare_is_left_out():
    same = features(
        FeatureTable(
            tuple("abcdefghijkl"), categories={"x": ["1"] * 11 + [""], "y": ["2"] * 11 + [""]}
        )
    )
    rare = features(
        FeatureTable(
            tuple("abcdefghijkl"), categories={"x": list("111122223333"), "y": list("123412341234")}
        )
    )
    for plain in (same, rare, same[:0], features(FeatureTable(("a", "b")))):
        assert in_pairs(plain).shape == plain.shape
        assert in_pairs(plain).toarray() == pytest.approx(plain.toarray())


def test_the_commonest_pairs_are_kept(monkeypatch):
    monkeypatch.setattr(features_module, "PAIRED", 1)
    trade, place = (
        ["sewing"] * 30 + ["hosting"] * 18,
        ["town"] * 18 + ["village"] * 12 + ["town"] * 10 + ["village"] * 8,
    )
    plain = features(
        FeatureTable(
            tuple(f"{n:02d}" for n in range(48)), categories={"trade": trade, "place": place}
        )
    )
    found = in_pairs(plain).toarray()
    assert (found[:, -1] > 0).tolist() == [True] * 18 + [False] * 30
