"""Is what the engine learns from checked, and free of what must not count?"""

import numpy as np
import pytest

from matching.recommender.learned import History, Table, Unusable
from matching.recommender.learned.features import features
from matching.recommender.learned.tables import is_forbidden
from tests.matching.recommender.learned.worlds import history


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


@pytest.mark.parametrize("name", ["language_exam", "college_region", "stage", "wages", "keyword", "婚纱"])
def test_other_columns_are_not(name):
    assert not is_forbidden(name)


def test_forbidden_columns_never_arrive():
    table = Table(("a",), categories={"gender": ["f"], "degree": ["4"]}, numbers={"birth_year": [1999.0]})

    assert (list(table.categories), list(table.numbers)) == (["degree"], [])


def test_a_repeated_id_is_refused():
    with pytest.raises(Unusable, match="twice"):
        Table(("a", "a"))


def test_a_short_column_is_refused_by_name():
    with pytest.raises(Unusable, match="column degree has 1 cells for 2 rows"):
        Table(("a", "b"), categories={"degree": ["4"]})


def test_a_pair_outside_the_tables_is_refused():
    with pytest.raises(Unusable, match="does not exist"):
        History(np.array([0]), np.array([2])).matrix(1, 2)


def test_a_pair_counts_once():
    assert history([(0, 1), (0, 1), (1, 0)]).matrix(2, 2).toarray().tolist() == [[0, 1], [1, 0]]


def test_features_have_length_one_or_zero_and_leave_out_what_is_rare_or_everywhere():
    table = Table(tuple("abcdef"), categories={"degree": ["x", "x", "x", "y", "", "y"], "same": ["z"] * 6})

    found = features(table)

    assert found.shape == (6, 2)  # degree=x and same=z; y was seen twice
    assert np.sqrt((found.toarray() ** 2).sum(axis=1)).round(6).tolist() == [1, 1, 1, 0, 0, 0]


def test_numbers_texts_and_tags_become_words():
    table = Table(
        tuple("abcdef"),
        tags={"skill": [("cut", "sew"), ("sew", "cut"), ("cut", "sew"), (), (), ()]},
        numbers={"months": [1.0, 2.0, 3.0, np.nan, 100.0, 100.0]},
        texts={"major": ["Fashion", "fashion", "FASHION ", "", "", ""]},
    )

    found = features(table).toarray()

    assert (found[0] @ found[1], found[0] @ found[3]) == (pytest.approx(1), 0)


def test_words_on_what_a_person_is_are_no_features():
    plain = Table(tuple("abcd"), tags={"about": [("cut",), ("cut",), ("cut",), ()]})
    telling = Table(tuple("abcd"), tags={"about": [("cut", "女性"), ("cut", "女性"), ("cut", "女性"), ()]})

    assert features(telling).toarray().tolist() == features(plain).toarray().tolist()
