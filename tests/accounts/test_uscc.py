"""Does the check of a credit code say what is wrong?"""

import pytest
from stdnum.cn import uscc as standard

from accounts.uscc import denies_code, denies_uscc, is_printed_otherwise, normalised


@pytest.mark.parametrize(
    "code",
    [
        "91429099DEM000014K", "91429099dem000014k", "9142 9099 DEM0 0001 4K", "９１４２９０９９ＤＥＭ００００１４Ｋ",
        "统一社会信用代码：91429099DEM000014K", "信用代码91429099DEM000014K", "91429099-DEM000014-K", "\u202a91429099\u200bDEM000014K\u202c",
        "91429099DEM000014K。", "91429099DEM000014K，", "（91429099DEM000014K）", "USCC: 91429099DEM000014K", "No. 91429099DEM000014K",
    ],
)  # fmt: skip
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
        ("91A29099DEM000014K", "uscc.format"),
    ],
)
def test_a_wrong_code_says_what_is_wrong(code: str, fault: str) -> None:
    denial = denies_uscc(code)
    assert denial is not None
    assert denial.code == fault


def test_the_length_found_is_named() -> None:
    assert "17" in str(denies_uscc("91429099DEM000014"))


@pytest.mark.parametrize("authority", ["91", "52", "12", "N1", "N2", "A1", "Y1", "G1", "93"])
def test_every_registering_authority_has_codes(authority: str) -> None:
    body = f"{authority}429099DEM000014"

    assert denies_uscc(body + standard.calc_check_digit(body)) is None


def test_a_wrong_check_digit_alone_goes_on_with_a_reason() -> None:
    assert is_printed_otherwise("91429099DEM000015K") is True
    assert is_printed_otherwise("91429099DEM00001") is False
    assert denies_code("91429099DEM000015K", "执照上就是这样印的") is None
    assert denies_code("91429099DEM000015K", " ").code == "uscc.check_digit"
    assert denies_code("91429099DEM00001", "执照上就是这样印的").code == "uscc.length"
