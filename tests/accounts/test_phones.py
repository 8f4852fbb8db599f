"""Are phone numbers read as people write them?"""

import pytest

from accounts.phones import masked, national, to_e164


@pytest.mark.parametrize(
    "typed",
    [
        "13800000000",
        "138 0000 0000",
        "138-0000-0000",
        "+86 13800000000",
        "+8613800000000",
        "008613800000000",
    ],
)
def test_chinese_mobiles_in_every_way_of_writing(typed: str) -> None:
    assert to_e164(typed) == "+8613800000000"


@pytest.mark.parametrize(
    "typed", ["", "12800000000", "1380000000", "138000000000", "+8612345", "abc", "８"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert to_e164(typed) is None


def test_foreign_numbers_keep_their_country() -> None:
    assert to_e164("+4915112345678") == "+4915112345678"


def test_numbers_are_shown_without_country_and_masked() -> None:
    assert (national("+8613800000000"), masked("+8613800000000"), masked("12")) == (
        "13800000000",
        "138****0000",
        "****",
    )


@pytest.mark.parametrize(
    "typed",
    ["13800000000", "１３８００００００００", "13８00000000", "8613800000000", "+86 138-0000-0000", "0086 138 0000 0000",
     "\u202a138.0000.0000\u202c", "手机：13800000000", "tel:13800000000", "013800000000", "138\u200b00000000", "(+86)13800000000",
     "手机号 13800000000", "Tel. 138 0000 0000", "13800000000；", "138•0000•0000", "“13800000000”", "【13800000000】"],
)  # fmt: skip
def test_one_number_has_one_form_however_it_is_typed(typed: str):
    assert to_e164(typed) == "+8613800000000"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("00852 2345 6789", "+85223456789"), ("+852-2345-6789", "+85223456789"), ("١٣٨٠٠٠٠٠٠٠٠", None), ("1380000000", None),
     ("861380000000", None), ("+86 12800000000", None), ("13800000000转8", None), ("", None), ("138000000001", None)],
)  # fmt: skip
def test_numbers_abroad_and_what_is_no_number(typed: str, stored: str | None):
    assert to_e164(typed) == stored
