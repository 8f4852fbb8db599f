"""Does the check of a credit code say what is wrong?"""

import pytest

from accounts.uscc import denies_uscc, normalised


@pytest.mark.parametrize("code", ["91429099DEM000014K", "91429099dem000014k", "9142 9099 DEM0 0001 4K"])
def test_a_right_code_passes_however_it_is_typed(code: str) -> None:
    assert denies_uscc(code) is None
    assert normalised(code) == "91429099DEM000014K"


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("91429099DEM000014", "uscc.length"),
        ("91429099DEM000014KK", "uscc.length"),
        ("91429099DEM00001OK", "uscc.letter"),
        ("91429099DES000014K", "uscc.letter"),
        ("91429099DEM000015K", "uscc.check_digit"),
        ("91429099DEM000014L", "uscc.check_digit"),
        ("9A429099DEM000014K", "uscc.format"),
    ],
)
def test_a_wrong_code_says_what_is_wrong(code: str, fault: str) -> None:
    denial = denies_uscc(code)
    assert denial is not None
    assert denial.code == fault


def test_the_length_found_is_named() -> None:
    assert "17" in str(denies_uscc("91429099DEM000014"))
