"""Does `--columns product` leave what the product asks for, as coarsely as it asks?"""

import csv
from pathlib import Path

import pytest

from accounts.models import Trainee
from benchmarks.matching import KINDS, LINE, OWN_WORDS, STEPS, told_to_product
from matching.recommendations.kept import traits
from recommender.learned.tables import FeatureTable
from skills import reference

UNKNOWN = float("nan")


def test_only_what_is_asked_for_stays() -> None:
    words = [[f"w{n}", "common"] for n in range(40)]
    fields = [["sewing", "bags"] if n % 2 else [] for n in range(20)] + [
        [f"f{n:02d}"] for n in range(20)
    ]
    people = FeatureTable(
        tuple(str(n) for n in range(40)),
        categories={"degree": ["4"] * 40, "school_owner": ["x"] * 40},
        tags={"keyword": words, "career_field": fields, "certificate": [["driving"]] * 40},
        numbers={
            "career_months": [0.0, 1.0, 11.0, 12.0, 36.0, 400.0] + [UNKNOWN] * 34,
            "last_salary": [1.0] * 40,
        },
        texts={"major": ["设计"] * 40},
    )
    told = told_to_product(people)
    assert (set(told.categories), set(told.tags), set(told.numbers), set(told.texts)) == (
        {"degree"}, {"keyword", "career_field"}, {"career_months"}, {"major", "wanted_work"},
    )  # fmt: skip
    assert len({word for cell in told.tags["keyword"] for word in cell}) == KINDS
    assert told.texts["wanted_work"][:2] == ["w0 common", "w1 common"]
    assert told.tags["career_field"][:2] == [[], ["sewing|bags"]]
    assert len({kind for cell in told.tags["career_field"] for kind in cell} - {"other"}) == KINDS
    assert told.tags["career_field"][-1] == ["other"]
    assert told.numbers["career_months"][:6] == [0, 1, 1, 2, 2, 2]
    assert told.numbers["career_months"][6] == pytest.approx(UNKNOWN, nan_ok=True)


def test_a_line_of_own_words_is_as_long_as_the_product_takes_and_stands_only_where_somebody_wished() -> (
    None
):
    assert Trainee._meta.get_field(OWN_WORDS).max_length == LINE
    assert OWN_WORDS in traits.PERSON_TRAITS
    told = told_to_product(FeatureTable(("1",), tags={"keyword": [["版" * 150, "样" * 150]]}))
    assert told.texts[OWN_WORDS] == ["版" * 150 + " " + "样" * 49]
    assert told_to_product(FeatureTable(("1",), texts={"major": ["设计"]})).texts == {
        "major": ["设计"]
    }


def test_steps_and_kinds_are_those_of_the_product() -> None:
    with (Path(reference.__file__).parent / "data" / "occupations.csv").open(
        encoding="utf-8-sig"
    ) as handle:
        assert len(list(csv.DictReader(handle))) == KINDS
    assert len(set(traits.LENGTHS.values())) == len(STEPS) + 1
