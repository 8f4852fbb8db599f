"""Which words are shown, of which kind, and where do they stand as typed?"""

import json
import time
from collections import Counter
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command

from matching.lawful import findings, screen
from matching.lawful.doubt import FILE
from matching.lawful.normalise import normalise
from matching.lawful.norms import NORMS
from tests.matching.lawful.corpus import LAWFUL, UNLAWFUL, adverts, lines

STYLES = ("tuned", "poster", "office", "board", "gate", "fresh")
ISSUE = (
    "女生，年龄１８－３５岁，形象气质佳，不要孕妇。入职收 押 金 200 元，工服自费。"
    "先培训后上岗，培训费用1980元，可办分期。"
)


@pytest.mark.parametrize("style", STYLES)
def test_no_unlawful_line_of_the_known_ones_passes(style: str) -> None:
    verdicts = {text: screen(text).verdict for _kind, text in lines(UNLAWFUL, style)}
    assert [text for text, verdict in verdicts.items() if verdict == "pass"] == []
    assert sum(verdict == "stop" for verdict in verdicts.values()) >= 0.97 * len(verdicts)


@pytest.mark.parametrize("style", [*STYLES, "trade"])
def test_no_lawful_line_of_the_known_ones_is_stopped(style: str) -> None:
    verdicts = {text: screen(text).verdict for _kind, text in lines(LAWFUL, style)}
    assert [text for text, verdict in verdicts.items() if verdict == "stop"] == []
    assert sum(verdict == "doubt" for verdict in verdicts.values()) <= 0.02 * len(verdicts)


@pytest.mark.parametrize("style", ["voices", "kinds", "messages", "fourth", "everyday", "owners"])
def test_the_many_voices_are_told_apart(style: str) -> None:
    unlawful = [screen(text).verdict for _kind, text in lines(UNLAWFUL, style)]
    lawful = [screen(text).verdict for _kind, text in lines(LAWFUL, style)]
    assert (
        unlawful.count("stop") >= 0.97 * len(unlawful),
        unlawful.count("pass") <= 0.02 * len(unlawful),
    ) == (
        True,
        True,
    )
    assert (
        lawful.count("stop") <= 0.005 * len(lawful),
        lawful.count("doubt") <= 0.02 * len(lawful),
    ) == (True, True)


def test_lines_by_a_hand_that_saw_nothing_of_this_are_told_apart() -> None:
    unlawful = Counter(screen(text).verdict for _kind, text in lines(UNLAWFUL, "eleventh"))
    lawful = Counter(screen(text).verdict for _kind, text in lines(LAWFUL, "eleventh"))
    assert (unlawful["stop"] >= 240, unlawful["pass"] <= 2) == (True, True)
    assert (lawful["stop"] <= 1, lawful["doubt"] <= 3) == (True, True)


def test_lines_of_the_workshop_are_told_apart() -> None:
    unlawful = [screen(text).verdict for _kind, text in lines(UNLAWFUL, "seams")]
    lawful = [screen(text).verdict for _kind, text in lines(LAWFUL, "seams")]
    assert unlawful.count("stop") >= 0.95 * len(unlawful)
    assert unlawful.count("pass") <= 0.01 * len(unlawful)
    assert lawful.count("stop") <= 0.01 * len(lawful)
    assert lawful.count("doubt") <= 0.02 * len(lawful)


def test_ordinary_lines_are_told_apart() -> None:
    unlawful = Counter(screen(text).verdict for _kind, text in lines(UNLAWFUL, "ordinary"))
    lawful = Counter(screen(text).verdict for _kind, text in lines(LAWFUL, "ordinary"))
    assert unlawful["stop"] >= 238
    assert (unlawful["pass"], lawful["stop"] <= 4, lawful["doubt"] <= 6) == (0, True, True)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ya工资45天", "押工资45天"),
        ("肺jie核", "肺结核"),
        ("pei训费", "培训费"),
        ("H-B-V", "乙肝"),
        ("♀only", "女限定"),
        ("身⬆️160", "身高不低于160"),
        ("交押💰三百", "交押金三百"),
        ("五.十.五岁", "55岁"),
        ("处*女*座✖ 摩*羯*座✔", "处女座✗ 摩羯座·"),
        ("♍️勿投", "处女座勿投"),
        ("vivo手机做excel表格，base天门", "vivo手机做excel表格,base天门"),
    ],
)
def test_disguises_are_taken_off(typed: str, read: str) -> None:
    assert normalise(typed).text == read


def test_a_note_about_one_person_makes_a_mentioned_trait_the_reason() -> None:
    assert [f.code for f in findings("您的属相是虎。抱歉，这次不录用您。")] == ["stars"]
    assert findings("您的手艺很好。抱歉，这次不录用您。") == []


def test_a_refusal_far_from_a_trait_does_not_make_it_the_reason() -> None:
    between = (
        "会打字，能熟练使用电脑，懂得尺码推荐，工资月结，包吃住，班车到城区，工位靠窗，午休一小时，"
    )
    assert [f.code for f in findings(f"迟到三次的不招，{between}隔壁有家八字铺子")] == []
    assert [f.code for f in findings("属虎那种性子，不招")] == ["stars"]


def test_the_lines_kept_back_until_the_last_are_told_apart() -> None:
    unlawful = [screen(text).verdict for _kind, text in lines(UNLAWFUL, "last")]
    lawful = [screen(text).verdict for _kind, text in lines(LAWFUL, "last")]
    assert (
        unlawful.count("stop") >= 0.95 * len(unlawful),
        lawful.count("stop") <= 0.03 * len(lawful),
    ) == (True, True)


def test_lines_that_nothing_was_learned_from_are_told_apart() -> None:
    unlawful = [screen(text).verdict for _kind, text in lines(UNLAWFUL, "asked_untouched")]
    lawful = {text: screen(text).verdict for _kind, text in lines(LAWFUL, "asked_untouched")}
    assert (unlawful.count("pass"), unlawful.count("stop") >= 0.95 * len(unlawful)) == (0, True)
    assert [text for text, verdict in lawful.items() if verdict == "stop"] == [
        "身高160左右的模特由客户指定"
    ]
    assert sum(verdict == "doubt" for verdict in lawful.values()) <= 0.05 * len(lawful)


def test_there_are_four_hundred_of_each() -> None:
    counts = [
        sum(len(lines(label, style)) for style in (*STYLES, "last")) for label in (UNLAWFUL, LAWFUL)
    ]
    assert [count >= 400 for count in counts] == [True, True]


def test_the_shipped_second_opinion_is_what_the_lines_teach(tmp_path: Path) -> None:
    out = StringIO()
    call_command("learn_doubts", "--out", str(tmp_path / "doubt.npz"), stdout=out)
    with np.load(tmp_path / "doubt.npz") as learned, np.load(FILE) as shipped:
        assert learned["grams"].tolist() == shipped["grams"].tolist()
        assert (
            float(np.abs(learned["weights"].astype(float) - shipped["weights"].astype(float)).max())
            < 0.02
        )
    assert FILE.stat().st_size <= 300_000
    said = json.loads(out.getvalue())
    assert (said["doubted_unlawful"] >= 0.865, said["doubted_lawful"] <= 0.046) == (True, True)


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
        ("training", "培训后上岗，培训费用1980元"),
        ("fee", "培训费用1980元"),
        ("loan", "可办分期"),
    ]
    assert all(ISSUE[f.start : f.end] == f.words for f in findings(ISSUE))


def test_exactly_the_sentence_to_change_is_shown() -> None:
    text = "负责女装直播。年龄35岁以下；包吃住。\n入职需交押金。"
    assert [(f.code, f.sentence) for f in findings(text)] == [
        ("age", "年龄35岁以下；"),
        ("fee", "入职需交押金。"),
    ]


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
        code
        for style in (*STYLES, "everyday")
        for _k, text in lines(UNLAWFUL, style)
        for code in screen(text).codes
    }
    assert codes - {"other"} == set(NORMS) - {"other"}
    assert [
        code for code, norm in NORMS.items() if not (norm.label and norm.law and norm.advice)
    ] == []


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
            "spans": [{"start": 0, "end": 3, "words": "限女性", "code": "sex", "is_sure": True}],
            "codes": ["sex"],
        },
        {"text": "女装主播", "verdict": "pass", "spans": [], "codes": []},
        {"text": "", "verdict": "pass", "spans": [], "codes": []},
    ]
