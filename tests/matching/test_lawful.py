"""Which sentences are stopped, and which must pass?"""

import pytest

from matching.lawful import findings

UNLAWFUL = [
    ("限女性", "sex"),
    ("仅限女", "sex"),
    ("只招女生，有经验更好。", "sex"),
    ("本岗位要求男性", "sex"),
    ("女士优先", "sex"),
    ("男勿扰", "sex"),
    ("性别：女", "sex"),
    ("招女工5名", "sex"),
    ("不要男的", "sex"),
    ("女，18-35岁", "sex"),
    ("Female only", "sex"),
    ("Men preferred for this work.", "sex"),
    ("35岁以下", "age"),
    ("年龄要求：18至40周岁", "age"),
    ("18-45岁，身体健康", "age"),
    ("年龄不超过30岁", "age"),
    ("四十岁以内优先", "age"),
    ("只招90后", "age"),
    ("年轻人优先", "age"),
    ("Applicants under 35", "age"),
    ("aged 18-30", "age"),
    ("本地户口", "origin"),
    ("仅限本地人", "origin"),
    ("外地人勿扰", "origin"),
    ("户籍要求：天门", "origin"),
    ("天门户籍优先", "origin"),
    ("河南人勿扰", "origin"),
    ("Local residents only", "origin"),
    ("限汉族", "ethnicity"),
    ("少数民族勿扰", "ethnicity"),
    ("无宗教信仰", "ethnicity"),
    ("已婚已育", "family"),
    ("已婚已育优先", "family"),
    ("未婚优先", "family"),
    ("入职三年内不得怀孕", "family"),
    ("孕妇勿扰", "family"),
    ("Must be unmarried", "family"),
    ("身高160cm以上，五官端正", "looks"),
    ("入职需交押金200元", "fee"),
    ("押金500", "fee"),
    ("收取服装费", "fee"),
    ("培训费自理", "fee"),
    ("须缴纳培训费1980元", "fee"),
    ("体检费自理", "fee"),
    ("入职扣押身份证", "fee"),
    ("A deposit is required.", "fee"),
    ("可办培训贷", "training"),
    ("学费可分期，先学后付", "training"),
    ("须先自费参加培训", "training"),
    ("付费培训后上岗", "training"),
    ("报名我们的课程才能上岗", "training"),
    ("Training loan available", "training"),
]
LAWFUL = [
    "女装主播",
    "招女装主播3名",
    "男装裁剪，熟悉男西装版型",
    "限女装类目经验者",
    "男女不限",
    "性别不限，年龄不限",
    "不限男女，熟手优先",
    "年满18周岁",
    "须满16周岁，能上早班",
    "面向25-35岁女性消费者的直播间",
    "负责童装开发，熟悉3-12岁儿童尺码",
    "熟悉中老年服装版型",
    "户籍不限，包吃住",
    "本地直播基地上班，地址在黄潭镇",
    "婚否不限",
    "不收取任何押金",
    "无需缴纳押金、培训费",
    "免培训费，带薪培训",
    "培训费由公司承担",
    "公司承担体检费",
    "体检费报销",
    "不收任何费用",
    "服装由公司提供",
    "带薪培训三天，合格后上岗",
    "免费参加政府补贴课程，可弥补技能差距",
    "月休四天，早八晚六，中午休息两小时",
    "计件工资，多劳多得，每件3至5元",
    "日均开播4小时，客单价在99-199元",
    "每月产量不低于300件",
    "熟悉平车、包缝，有35小时以上练习记录",
    "懂民族风女装搭配",
    "有本地供应链资源",
    "能独立完成男女装打版",
    "负责女鞋、女包详情页",
    "No fees of any kind.",
    "Women's clothing live-stream host",
    "Men's shirts pattern cutter, experience welcome",
    "Works well under pressure, 30 orders a day",
    "三岁以下婴童服装",
    "熟悉抖音、快手直播后台",
    "单身公寓，两人一间",
    "工装免费，押一付三不需要，住宿免费",
    "60岁以上老人服装直播话术",
    "负责收取样衣并登记",
    "配合班组长管理物料费用",
]


@pytest.mark.parametrize(("text", "code"), UNLAWFUL)
def test_an_unlawful_sentence_is_named_with_its_kind(text: str, code: str) -> None:
    assert code in {finding.code for finding in findings(text)}


@pytest.mark.parametrize("text", LAWFUL)
def test_an_ordinary_sentence_passes(text: str) -> None:
    assert findings(text) == []


def test_exactly_the_sentence_to_change_is_shown() -> None:
    text = "负责女装直播。年龄35岁以下；包吃住。\n入职需交押金。"
    assert [(f.code, f.sentence) for f in findings(text)] == [("age", "年龄35岁以下；"), ("fee", "入职需交押金。")]


def test_one_sentence_may_break_two_rules() -> None:
    assert [f.code for f in findings("限女性，已婚已育")] == ["sex", "family"]


def test_an_allowance_does_not_excuse_another_limit_in_the_same_sentence() -> None:
    assert [f.code for f in findings("男女不限，35岁以下")] == ["age"]
