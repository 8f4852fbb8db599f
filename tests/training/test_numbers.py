"""A number says itself whether it was copied right, and is found in every shape that people paste."""

import itertools
import random
import string

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.training import CourseFactory, completed
from training import numbers, queries

SIGNS = string.digits + string.ascii_uppercase


def draw(limit: int) -> int:
    """A seeded source."""
    return SOURCE.randrange(limit)


SOURCE = random.Random(7)
NUMBERS = [numbers.write(city, year, course, draw) for city, year, course in [
    ("tianmen", 2026, "LV-101"), ("TIANMEN", 2027, "GT-130"), ("qianjiang", 2031, "SE-7"), ("YI", 2026, "ab-2041"),
]]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_no_single_wrong_sign_fits(number: str):
    bare = number.replace("-", "")
    wrong = [
        bare[:at] + sign + bare[at + 1 :]
        for at in range(len(bare))
        for sign in SIGNS
        if sign != bare[at]
    ]

    assert [each for each in wrong if numbers.read(each).is_whole] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_no_two_signs_that_changed_places_fit(number: str):
    bare = number.replace("-", "")
    swapped = set()
    for first, second in itertools.combinations(range(len(bare)), 2):
        signs = list(bare)
        signs[first], signs[second] = signs[second], signs[first]
        swapped.add("".join(signs))

    assert [each for each in swapped - {bare} if numbers.read(each).is_whole] == []


def test_numbers_are_drawn_and_leave_out_what_is_misread():
    drawn = [numbers.write("TIANMEN", 2026, "LV-101", draw) for _ in range(300)]

    assert len(set(drawn)) == 300
    assert all(each.startswith("TIANMEN-2026-LV101-") and len(each) == 28 for each in drawn)
    assert set("".join(each[19:] for each in drawn)) & set("01OIL") == set()


SHAPES = [
    "{}", " {} ", "{lower}", "{spaced}", "{wide}", "{bare}", "{lower_bare}", "{all_wide}", "{zero_width}", "{}。", "{}.", "{},",
    "证书编号：{}", "编号{bare}", "证书编号:{}；谢谢", "No.{}", "certificate number: {}", "certificate no {bare}", "NO{bare}", "“{}”",
    "https://example.org/verify/{}/", "https://example.org/verify/{}/?utm_source=wechat&from=groupmessage&isappinstalled=0",
    "https%3A%2F%2Fexample.org%2Fverify%2F{}%2F%3Futm_source%3Dx", "HTTP://EXAMPLE.ORG/EN/VERIFY/{lower}/#top",
    "请打开 https://example.org/verify/{}/ 查看（2026年）", "{dashed}", "{minus}", "{dotted}", "{under}", "{no_break}", "{course}",
    "\u202a{}\u202c", "张三 {} 已通过", "{}\n", "\ufeff{}",
]  # fmt: skip


def shaped(shape: str, number: str) -> str:
    """The number in one of the shapes that people paste."""
    bare = number.replace("-", "")
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in number)
    dashes = {
        "dashed": "—",
        "minus": "−",
        "dotted": ".",
        "under": "_",
        "no_break": "\u2011",
        "spaced": " - ",
        "wide": "－",
    }
    return shape.format(
        number,
        bare=bare,
        lower=number.lower(),
        lower_bare=bare.lower(),
        all_wide=wide,
        zero_width="\u200b".join(number),
        course=number.replace("LV101", "LV-101"),
        **{name: number.replace("-", dash) for name, dash in dashes.items()},
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_a_number_is_read_in_every_shape(shape: str):
    reading = numbers.read(shaped(shape, NUMBERS[0]))

    assert NUMBERS[0] in (*reading.fitting, *reading.others)


@pytest.mark.parametrize(
    "typed", ["", "-", "https://example.org/", "LV-101", "证书", NUMBERS[0][:-1], NUMBERS[0] + "7"]
)
def test_what_is_no_whole_number_is_not_called_one(typed: str):
    assert numbers.read(typed).is_whole is False


def test_a_number_of_the_earlier_form_is_looked_up_and_never_called_whole():
    assert numbers.read("编号：tianmen 2026 lv101 000123。") == numbers.NumberReading(
        (), ("TIANMEN-2026-LV101-000123",)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("shape", SHAPES)
def test_a_genuine_number_leads_to_its_certificate(shape: str):
    number = completed(number=NUMBERS[0]).number
    answer = Client().get(reverse("training:verify"), {"number": shaped(shape, number)})

    assert (answer.status_code, answer.url) == (
        302,
        reverse("training:verify_number", args=[number]),
    )


@pytest.mark.django_db
def test_only_a_well_formed_number_is_called_not_issued(client):
    CourseFactory(code="LV-101")
    stranger, broken = NUMBERS[0], NUMBERS[0][:-1] + ("A" if NUMBERS[0][-1] != "A" else "B")

    assert [queries.verification_of(each).status for each in (stranger, broken)] == [
        "unknown",
        "malformed",
    ]
    assert (
        "没有签发过"
        in client.get(reverse("training:verify_number", args=[stranger])).content.decode()
    )
    page = client.get(reverse("training:verify_number", args=[broken]))
    assert (page.status_code, "没有签发过" in page.content.decode()) == (404, False)
    assert client.get(reverse("training:verify"), {"number": broken}).status_code == 422


@pytest.mark.django_db
def test_a_sign_too_many_or_too_few_makes_no_other_city_or_course():
    """A genuine number in which somebody typed a sign too many is mistyped, not "never issued"."""
    parts = completed(number=NUMBERS[0]).number.split("-")
    near = set()
    for which, part in enumerate(parts[:3]):
        for at in range(len(part) + 1):
            typed = {
                part[:at] + sign + part[at:] for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
            } | {part[:at] + part[at + 1 :]}
            near |= {
                "-".join([*parts[:which], each, *parts[which + 1 :]]) for each in typed - {part}
            }
    whole = [each for each in sorted(near) if numbers.read(each).is_whole]

    assert len(whole) > 5  # the check alone lets some of them through
    assert {found.status for found in queries.verifications_of(whole)} == {"malformed"}


@pytest.mark.django_db
def test_many_are_read_in_one_question(django_assert_num_queries):
    known = completed(number=NUMBERS[0]).number
    with django_assert_num_queries(1):
        queries.verifications_of([known, "abc"])
    CourseFactory(code="GT-130")
    with django_assert_num_queries(3):
        found = queries.verifications_of([f"证书编号：{known}。", NUMBERS[1], "abc", known.lower()])

    assert [(each.status, each.number) for each in found] == [
        ("valid", known), ("unknown", NUMBERS[1]), ("malformed", "abc"),
    ]  # fmt: skip
