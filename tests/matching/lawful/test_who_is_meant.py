"""Is a trait stopped only where somebody is chosen by it, however it is said, and let pass where others are meant?"""

import pytest

from matching.lawful import screen
from matching.lawful.judge import MONEY_KINDS
from tests.matching.lawful.corpus import LAWFUL, UNLAWFUL, lines

MONEY_LINES = {
    "withheld_papers", "wages_held_back", "deposits_purchases", "unpaid_trial", "paid_training_loans",
    "platform_deposits", "pay",
}  # fmt: skip


@pytest.mark.parametrize("style", ["street", "winks"])
def test_lines_about_persons_are_told_apart(style: str) -> None:
    unlawful = [
        screen(text).verdict for kind, text in lines(UNLAWFUL, style) if kind not in MONEY_LINES
    ]
    lawful = [screen(text) for kind, text in lines(LAWFUL, style) if kind not in MONEY_LINES]
    stopped = [
        one.codes for one in lawful if one.verdict == "stop" and set(one.codes) - MONEY_KINDS
    ]
    assert (unlawful.count("stop") >= 0.97 * len(unlawful), unlawful.count("pass")) == (True, 0)
    assert stopped == []
    assert sum(one.verdict == "doubt" for one in lawful) <= 0.04 * len(lawful)


@pytest.mark.parametrize(
    ("trait", "code"),
    [
        ("家里有神兽要接送的", "family"),
        ("带把的", "sex"),
        ("奔五的", "age"),
        ("乡里来的", "origin"),
        ("走路有点跛的", "health"),
        ("属蛇的", "stars"),
        ("礼拜天要跑教堂的", "religion"),
        ("名字里带点的", "ethnicity"),
        ("五官不顺眼的", "looks"),
        ("穿不进s码的", "body"),
    ],
)
@pytest.mark.parametrize("choice", ["莫投", "请绕道", "先放一放", "就算了", "我们这里不办手续"])
def test_any_trait_with_any_refusal_is_stopped(trait: str, code: str, choice: str) -> None:
    found = screen(f"{trait}，{choice}。")
    assert (found.verdict, code in found.codes) == ("stop", True)


@pytest.mark.parametrize(
    "text",
    [
        "助听器门店招店员，会教老人戴。",
        "月子中心招厨师，服务哺乳期的妈妈。",
        "店长自己带两个娃，到点就下班。",
        "怀孕的同事可以换到坐着的工位。",
        "长阳土家族自治县茶厂招采购员。",
        "广告里不得写“限女性”“35岁以下”。",
        "以怀孕为由撤回录用属违法。",
        "有残障人士康复项目经验的优先。",
        "不管哪个民族、信不信教，进门都是师傅。",
        "车间共12人，其中女性6人。",
    ],
)
def test_a_trait_of_somebody_else_passes(text: str) -> None:
    assert screen(text).verdict == "pass"


def test_a_refusal_in_the_next_sentence_belongs_to_the_person_before() -> None:
    assert screen("听说你家老二才半岁？那算了。").verdict == "stop"
    assert screen("您做过女装打版？那请周一来试。").verdict == "pass"


def test_somebody_turned_away_for_no_reason_of_work_is_a_doubt() -> None:
    assert screen("周日要去河边放生的那几位，谢绝。").verdict == "doubt"
    assert screen("不会用平车的，谢绝。").verdict == "pass"


def test_a_line_of_the_advert_after_words_about_the_firm_is_still_a_limit() -> None:
    assert screen("我们店长人很好，是本地人，35岁以下，包住。").verdict == "stop"
    assert screen("助听器门店招店员，女，30岁以内。").verdict == "stop"
    assert screen("服务残障客户，限男性。").verdict == "stop"


def test_who_is_meant_says_nothing_of_money() -> None:
    assert {"fee", "papers", "wages"} < MONEY_KINDS
    assert screen("助听器门店招店员，入职交押金200元。").codes == ["fee"]


@pytest.mark.parametrize(
    "limit", ["身高160以上", "残疾人勿扰", "未婚", "35岁以下", "本地户口", "形象气质佳"]
)
@pytest.mark.parametrize(
    "lawful",
    [
        "我们不看学历",
        "本公司不查乙肝",
        "新人也可以",
        "欢迎残疾人应聘",
        "工资都一样",
        "老板属龙",
        "依法缴社保",
    ],
)
def test_no_lawful_words_beside_a_limit_hide_it(limit: str, lawful: str) -> None:
    assert {screen(text).verdict for text in (f"{limit}，{lawful}。", f"{lawful}，{limit}。")} == {
        "stop"
    }


@pytest.mark.parametrize(
    "hidden",
    [
        "案例：只招女生，18到35岁。",
        "主播要女的，未婚，法第九条规定。",
        "只招男工，反歧视自查。",
        "“限女生”三个字请删，未婚的来",
    ],
)
def test_no_limit_hides_behind_talk_about_the_wording_or_a_warning(hidden: str) -> None:
    assert screen(hidden).verdict != "pass"


def test_talk_about_the_wording_is_not_stopped() -> None:
    assert screen("把“形象气质佳”这几个字从海报上删掉，违规").verdict == "doubt"
