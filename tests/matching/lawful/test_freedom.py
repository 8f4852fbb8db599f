"""Who is locked in, kept from other work, too young, or made to pay for a slip? And what of it is lawful?"""

import pytest

from matching.lawful import screen

PAIRS = [
    ("rights", "下班之前车间大门反锁，查完数才开", "仓库下班锁门，钥匙放前台"),
    ("rights", "头一个月不准出厂门", "样衣没有放行条不准带出厂门"),
    ("rights", "上厕所要领牌，一次五分钟", "上厕所不用领牌，随时去"),
    ("rights", "离厂一年内不准去别家做缝纫", "走了想去哪家做都行，我们不签竞业"),
    ("rights", "初二的学生放假来剪线头，一天六十", "初二的学生校服，一天出六十件"),
    ("rights", "不满16岁的说自己16就行", "不满16岁的一律不收"),
    ("wages", "打错单一次乐捐三十", "平台扣的罚款打错单也由店铺出，不罚人"),
    ("wages", "发错货的运费都算客服的", "发错货的运费公司出"),
    ("fee", "机器保管费两百，不做了退给你", "租来的机器押金厂里交给租赁公司，不做了退"),
    ("fee", "想调好机台，给组长表示一下", "组长不收礼，好机台轮着排"),
    ("fee", "介绍进厂，第一个月工资分我一半", "介绍进厂，厂里奖介绍人一个月工资"),
    ("training", "带货训练营费用自理，结业签约", "带货训练营公司出费用，结业签约"),
    (
        "rights",
        "The gate is locked during shifts and nobody may leave.",
        "The doors are never locked during shifts.",
    ),
    (
        "rights",
        "School kids of 14 may help with packing.",
        "We sew uniforms for school kids of 14.",
    ),
]


@pytest.mark.parametrize(
    ("code", "unlawful"), [(code, unlawful) for code, unlawful, _lawful in PAIRS]
)
def test_it_is_stopped_by_its_kind(code: str, unlawful: str) -> None:
    assert (screen(unlawful).verdict, code in screen(unlawful).codes) == ("stop", True)


@pytest.mark.parametrize("lawful", [lawful for _code, _unlawful, lawful in PAIRS])
def test_its_lawful_neighbour_is_not(lawful: str) -> None:
    assert screen(lawful).verdict != "stop"
