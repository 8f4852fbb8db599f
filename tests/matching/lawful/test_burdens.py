"""Are hours, reprisals, dignity, safety and the firm's own burdens read by their parts, and is what only sounds like them let pass?"""

import pytest

from matching.lawful import screen


@pytest.mark.parametrize(
    "said",
    [
        # hours and rest
        "三班没有，两班倒，每班十二个小时，一周七天",
        "赶货那五十天不放假",
        "早七点到晚十点，天天如此",
        "没有下班的点，活做完了算下班",
        "早会提前半小时，不算工时",
        "每月加班九十个小时，先签字",
        # who used a right, who is ill or with child
        "当过工会代表的不要",
        "承诺不参加工会才录用",
        "打过劳动仲裁的别来",
        "住院超过一周的，机位给别人，不用再来了",
        "肚子大起来了就让她自己写辞职",
        # contract and insurance waved aside
        "都是亲戚介绍的，我们没有合同",
        "两份合同都放在人事，个人不留",
        "还谈什么加班费，都是自家人",
        "想拿高工资就不要社保",
        "只买个意外险，别的都没有",
        # body, dignity, safety
        "出车间由班长摸一遍身上",
        "面试时把手机交给主管看聊天记录",
        "业绩垫底的做五十个俯卧撑",
        "叉车没有证也行，开得稳就好",
        "手套口罩自己买，厂里不发",
        "宿舍里面装了摄像头",
        "每月排名最后的两位自动走人",
        # the firm's own burden
        "客户退单那个月，工资按七成算",
        "工牌没戴一次五十",
        "发错货的运费谁发谁认",
        "给组长买两条烟才排得上早班",
        "体检一百八自己先付，去指定的那家",
        "电动剪刀的钱从第一个月里扣",
        "培训的费用你和公司一人一半",
        "做满一年退你两千，做不满不退",
        "试用期再延三个月，到时候看",
        "No off days in peak season, work 30 days a month.",
        "Guard does a body check every evening.",
        "Whoever gets pregnant is expected to resign.",
    ],
)
def test_burdens_on_those_who_work_are_stopped(said: str) -> None:
    assert screen(said).verdict == "stop"


@pytest.mark.parametrize(
    "said",
    [
        "两班倒，每班八小时，一周休两天",
        "赶货也按时放假，忙的时候请临时工",
        "早会在八点半开，算工时",
        "入不入工会自己定，工会欢迎大家",
        "住院的同事，机位一直给留着",
        "合同一人一份，自己收好",
        "意外险是另外送的，社保照交",
        "出车间不搜身，货物过磅",
        "叉车必须有证，没证的先送去考",
        "手套口罩公司每周发",
        "宿舍没有摄像头，走廊里有",
        "货款没回来，工资也照发",
        "发错货的运费公司认",
        "打错货不从员工工资里扣",
        "体检费公司跟医院结",
        "三年前收的押金，凭条来财务领回",
        "学习期间一天一百五",
        "试稿一张付八十，录不录用都给",
        "试衣模特，样衣M码，胸围84腰围66",
        "欢迎生完孩子重回职场的姐妹",
        "走的时候不赔钱，交接清楚就行",
        "有人盗用我们的名义收押金，请报警",
        "Merchandiser who knows knitwear, pay 7k-9k, commission extra.",
    ],
)
def test_what_only_sounds_like_them_passes(said: str) -> None:
    assert screen(said).verdict in {"pass", "doubt"}
    assert [one.code for one in screen(said).findings if one.is_sure] == []
