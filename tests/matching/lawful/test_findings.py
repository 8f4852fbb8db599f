"""Which words are shown, of which kind, and where do they stand as typed?"""

import json
import time
from io import StringIO

import pytest
from django.core.management import call_command

from matching.lawful import findings, screen
from matching.lawful.norms import NORMS
from tests.matching.lawful.corpus import LAWFUL, UNLAWFUL, adverts, lines

ISSUE = (
    "女生，年龄１８－３５岁，形象气质佳，不要孕妇。入职收 押 金 200 元，工服自费。"
    "先培训后上岗，培训费用1980元，可办分期。"
)


@pytest.mark.parametrize("style", ["tuned", "poster"])
def test_no_unlawful_line_of_the_known_ones_passes(style: str) -> None:
    assert [text for _kind, text in lines(UNLAWFUL, style) if screen(text).verdict != "stop"] == []


@pytest.mark.parametrize("style", ["tuned", "poster"])
def test_no_lawful_line_of_the_known_ones_is_stopped(style: str) -> None:
    assert [text for _kind, text in lines(LAWFUL, style) if screen(text).verdict == "stop"] == []


def test_whole_adverts_are_told_apart() -> None:
    assert [screen(text).verdict for text in adverts(UNLAWFUL)] == ["stop"] * len(adverts(UNLAWFUL))
    assert [text for text in adverts(LAWFUL) if screen(text).verdict == "stop"] == []


def test_every_kind_of_one_advert_is_named_with_its_words_as_typed() -> None:
    found = [(f.code, f.words) for f in findings(ISSUE)]
    assert found == [
        ("sex", "女生"),
        ("age", "年龄１８－３５岁"),
        ("looks", "形象气质佳"),
        ("family", "不要孕妇"),
        ("fee", "入职收 押 金 200 元"),
        ("fee", "工服自费"),
        ("fee", "培训费用1980元"),
        ("training", "培训费用1980元"),
        ("loan", "可办分期"),
    ]
    assert all(ISSUE[f.start : f.end] == f.words for f in findings(ISSUE))


def test_exactly_the_sentence_to_change_is_shown() -> None:
    text = "负责女装直播。年龄35岁以下；包吃住。\n入职需交押金。"
    assert [(f.code, f.sentence) for f in findings(text)] == [("age", "年龄35岁以下；"), ("fee", "入职需交押金。")]


def test_an_allowance_does_not_excuse_another_limit_in_the_same_sentence() -> None:
    assert [f.code for f in findings("男女不限，35岁以下")] == ["age"]
    assert [f.code for f in findings("男女不限，女生优先")] == ["sex"]
    assert [f.code for f in findings("免押金，工服费80元")] == ["fee"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("需交押\u200b金", "需交押\u200b金"),
        ("需交押💰金200元", "需交押💰金200元"),
        ("限３５歲以下", "３５歲以下"),
        ("只招 女 生", "只招 女 生"),
        ("三十五周岁以下", "三十五周岁以下"),
    ],
)
def test_disguised_words_are_found_where_they_stand(typed: str, words: str) -> None:
    assert [words in f.words or f.words in words for f in findings(typed)] == [True]


def test_every_kind_has_its_norm_and_what_to_write_instead() -> None:
    codes = {
        code for style in ("tuned", "poster") for _k, text in lines(UNLAWFUL, style) for code in screen(text).codes
    }
    assert codes == set(NORMS)
    assert [code for code, norm in NORMS.items() if not (norm.label and norm.law and norm.advice)] == []


@pytest.mark.parametrize("sign", ["女", "押 ", "female "])
def test_a_hundred_thousand_signs_are_read_in_bounded_time(sign: str) -> None:
    start = time.process_time()
    screen((sign * 100_000)[:100_000])
    assert time.process_time() - start < 20


def test_lines_in_verdicts_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("限女性\n女装主播\n\n"))
    out = StringIO()
    call_command("screen_text", "--json", stdout=out)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {
            "text": "限女性",
            "verdict": "stop",
            "spans": [{"start": 0, "end": 3, "words": "限女性", "code": "sex"}],
            "codes": ["sex"],
        },
        {"text": "女装主播", "verdict": "pass", "spans": [], "codes": []},
        {"text": "", "verdict": "pass", "spans": [], "codes": []},
    ]
