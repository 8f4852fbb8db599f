"""Are hours, rest, notice, dismissal, breakages and quotas read, and is what only sounds like them let pass?"""

import pytest

from matching.lawful import findings, screen


@pytest.mark.parametrize(
    "said",
    [
        "每天上班十四个小时，吃饭轮着吃",
        "礼拜天不放，天天开工",
        "端午中秋照常来，工钱跟平常一样算",
        "要离职的提前六十天打报告",
        "生病没来也按旷工算",
        "不合适随时开掉，一分补偿都没有",
        "想上保险的话底薪低五百",
        "收工要等班长点头",
        "合同就一份，公司放着",
        "月休两天，其余都上班",
        "摔伤了各出一半",
        "国庆加班没有三倍",
        "请事假一天罚三天",
        "包要随时给组长翻看",
        "宿舍门十点反锁，谁也别出去",
        "五险只交最低一档，剩下补现金",
        "每个人写一份自愿放弃加班费的声明",
        "工价口头讲定，不立字据",
        "14 hours a day in high season",
        "法定假我们不放",
        "踩车的时候不许上厕所",
        "考勤表不让工人看",
    ],
)
def test_conditions_against_the_law_are_stopped(said: str) -> None:
    assert screen(said).verdict == "stop"


@pytest.mark.parametrize(
    "said",
    [
        "超额部分不计工资",
        "没完成指标，底薪扣光",
        "没活的时候不发钱",
        "走了以后过两个月再来领工资",
        "没做满半年的按每天六十算",
        "弄丢剪刀扣二十",
        "剪错一片赔五片",
        "工钱拿尾货抵",
        "跟老板借钱买机器，三分利",
        "新机台每月加收一百",
        "新人第一天要请大家吃一顿",
        "想学裁剪交一千二包会",
        "生意不好，先发三成",
        "每条抽五分钱，过年再退",
        "漏一针扣两块",
        "烫坏了按零售价赔",
        "上班戴耳机罚五十",
        "考核垫底的工资打七折",
        "不肯加班的取消底薪",
        "提前走的，工钱过完年再结",
        "拜师费一千，先给师傅",
        "each defect costs you 10 yuan",
    ],
)
def test_what_is_taken_from_the_wages_is_stopped(said: str) -> None:
    assert screen(said).verdict == "stop"


@pytest.mark.parametrize(
    "said",
    [
        "客服热线一天十二小时有人轮班",
        "加班按一点五倍，国庆三倍",
        "辞职提前三十天说",
        "没请假又不来才算旷工",
        "辞退按法律给补偿",
        "出厂带样衣要主管签字",
        "合同一式两份，你一份",
        "完不成产量也有保底",
        "停工发生活费",
        "辞工当天结清",
        "断针登记换新，不扣钱",
        "学踩车不收钱，还发工资",
        "公司借给员工三千周转，没有利息",
        "押金一分钱也不收",
        "谨防培训贷",
        "听说外面有厂扣身份证，我们从不这样",
        "不搞分期，不刷花呗",
        "饭卡里的余额走的时候退",
        "租机台给同行，押金面谈",
        "证件照不用带",
        "带徒弟的师傅厂里每月补三百",
        "带徒弟的师傅，厂里每月发三百带教费",
        "司机没系安全带被交警罚五十",
    ],
)
def test_what_only_sounds_like_them_passes(said: str) -> None:
    assert findings(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "验布的再老就不收了",
        "十八九到二十七八，会说话",
        "四川的女工今年不招",
        "休完产假工位就给了别人",
        "保安要172以上",
        "做过手术的人我们不敢收",
        "少数民族饮食不方便，不招",
        "站柜台的要水灵点",
    ],
)
def test_persons_are_not_chosen_by_what_they_are_in_other_words(said: str) -> None:
    assert screen(said).verdict == "stop"


@pytest.mark.parametrize(
    "said",
    [
        "这款主要卖给四十岁上下的女士",
        "五十多岁的阿姨来了四个",
        "十八岁以下的学生须有家长陪同",
        "厂龄满五年的多发一百",
        "老乡带来的新人多",
        "外省的工友来，车票报销",
        "带孩子的先安排一楼房间",
        "高的矮的椅子都能调",
        "布料软，颜值也高",
        "一百六十斤的也能穿",
        "体检报告只用于买保险",
        "怀孕了跟主管说，换轻活",
        "our sewers are aged 18 to 66",
        "娃上小学的，早上可以晚半小时来",
        "老家在山里的，过年多放两天",
        "we check your age, the law wants it",
    ],
)
def test_what_is_said_of_goods_and_colleagues_passes(said: str) -> None:
    assert findings(said) == []
