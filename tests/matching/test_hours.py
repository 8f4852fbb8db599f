"""When a shift works is read from the sentence that a company wrote."""

import pytest

from matching.hours import USUAL, english_hours, is_five_days, is_in_daytime, is_in_evening
from matching.lawful import PASS, screen


@pytest.mark.parametrize(
    ("shift", "evening", "daytime"),
    [
        ("晚间直播 18:00–24:00，做五休二", True, False),
        ("下午场 13:00–19:00，月休 6 天", False, True),
        ("14:00–22:00，做五休二", True, False),
        ("早晚两班轮换，每班 8 小时", True, False),
        ("白班 8:00–18:00，中间休息 1.5 小时", False, True),
        ("两班倒，每班 8 小时", True, False),
        ("实习白班 9:00–17:00，做五休二，不排夜班", False, True),
        ("9点到18点，无夜班", False, True),
        ("20:00-次日4:00", True, False),
        ("22:00—06:00", True, False),
        ("9:00-21:30", True, False),
        ("9:00 to 17:00, no night shifts", False, True),
        ("弹性工作，每天 8 小时", False, False),
        ("早八晚五，月休四天", False, False),
    ],
)
def test_evening_and_daytime(shift: str, evening: bool, daytime: bool) -> None:
    assert (is_in_evening(shift), is_in_daytime(shift)) == (evening, daytime)


def test_two_days_off_a_week() -> None:
    assert [
        is_five_days(shift) for shift in ("9:00–18:00，做五休二", "周末双休", "8:30–17:30，大小周")
    ] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(("own", "english"), USUAL.items())
def test_usual_hours_say_the_same_in_both_languages_and_are_lawful(own: str, english: str) -> None:
    read = (is_in_evening, is_in_daytime, is_five_days)
    assert [rule(own) for rule in read] == [rule(english) for rule in read]
    assert (screen(own).verdict, screen(english).verdict) == (PASS, PASS)
    assert (own.isascii(), "，" in english, len(own) <= 120) == (False, False, True)


@pytest.mark.parametrize(
    ("shift", "given", "kept"),
    [
        ("14:00–22:00，做五休二", "", "14:00–22:00, five days on, two off"),
        ("14:00–22:00，做五休二", "Two to ten", "Two to ten"),
        (
            "14:00–22:00，做五休二",
            "Morning live shows 7:00–13:00, five days on, two off",
            "14:00–22:00, five days on, two off",
        ),
        ("看情况", "14:00–22:00, five days on, two off", ""),
        ("看情况", "As it comes", "As it comes"),
        ("看情况", "", ""),
    ],
)
def test_the_english_of_usual_hours_follows_them(shift: str, given: str, kept: str) -> None:
    assert english_hours(shift, given) == kept
