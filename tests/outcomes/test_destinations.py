"""The versioned formula of graduate destinations."""

from decimal import Decimal

import pytest

from outcomes.destinations import CODES, FORMULAS, destinations, merged
from outcomes.rates import percent, rate, shown

GOLDEN = {
    "85": 3,
    "80": 703,
    "50": 3,
    "46": 195,
    "11": 224,
    "10": 1610,
    "70": 100,
    "12": 1010,
    "75": 30,
}
GRADUATES = 3878


def rates(version: str) -> dict[str, Decimal | None]:
    result = destinations(GOLDEN, GRADUATES, version)
    return {"all": percent(result.settled_rate)} | {
        name: percent(result.group_rate(name)) for name in result.groups
    }


def test_published_report_by_the_formula_of_2021():
    assert rates("2021") == {
        "all": Decimal("97.42"),
        "contract": Decimal("52.40"),
        "startup": Decimal("0.77"),
        "flexible": Decimal("26.04"),
        "further_study": Decimal("18.21"),
    }


def test_published_report_by_the_formula_of_2024():
    assert rates("2024") == {
        "all": Decimal("97.42"),
        "unit": Decimal("78.44"),
        "startup": Decimal("0.77"),
        "freelance": Decimal("0.00"),
        "further_study": Decimal("18.21"),
    }


def test_both_formulas_count_the_same_codes():
    assert FORMULAS["2021"].counted == FORMULAS["2024"].counted == set(CODES) - {"70", "71", "72"}


def test_planning_to_study_is_not_studying():
    assert destinations({"71": 5}, 5, "2024").settled == 0


def test_everybody_of_the_class_is_in_the_denominator():
    assert destinations({"10": 1}, 4, "2024").settled_rate == rate(1, 4)


def test_class_without_graduates_has_no_rate():
    empty = destinations({}, 0, "2024")
    assert (empty.settled_rate, shown(empty.settled_rate)) == (None, "—")


def test_classes_are_added_up_and_never_averaged():
    small, large = destinations({"10": 1}, 1, "2024"), destinations({"10": 1}, 9, "2024")
    assert merged([small, large]).settled_rate == rate(2, 10)


def test_classes_of_different_formulas_are_not_added_up():
    with pytest.raises(ValueError, match="different formulas"):
        merged([destinations({}, 1, "2021"), destinations({}, 1, "2024")])


@pytest.mark.parametrize(
    ("counts", "message"), [({"99": 1}, "unknown"), ({"10": 3}, "more destinations")]
)
def test_impossible_counts_are_refused(counts, message):
    with pytest.raises(ValueError, match=message):
        destinations(counts, 2, "2024")


def test_shares_are_shown_with_their_decimals():
    assert (shown(rate(1, 3)), shown(rate(1, 8), 1), percent(None)) == ("33.33 %", "12.5 %", None)
