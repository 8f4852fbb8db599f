"""Is a trial that is longer than its contract allows stopped, and none that is not?"""

import pytest

from matching.lawful import findings, screen
from matching.lawful.probation import allowed


@pytest.mark.parametrize(
    ("contract", "trial"),
    [(2.9, 0.0), (3.0, 1.0), (11.9, 1.0), (12.0, 2.0), (35.9, 2.0), (36.0, 6.0)],
)
def test_a_contract_of_so_many_months_allows_so_many_of_trial(
    contract: float, trial: float
) -> None:
    assert allowed(contract) == trial


@pytest.mark.parametrize(
    "said",
    [
        "合同签一年，试用期六个月",
        "签一年的合同，前三个月试用",
        "劳动合同两年期。试用期是4个月，工资照发。",
        "合同期限：1年\n社保：有\n试用期：3个月",
        "签订一年期劳动合同，六个月后转正",
        "做完这批货为止的合同，试用七天",
        "干两个月的短工，也要先试用一个月",
        "试用期八个月",
        "试用期三个月，不过关再试三个月",
        "试用期没通过的延长试用",
        "先签三个月试用合同，转正再签正式合同",
        "one year contract, six months probation",
    ],
)
def test_a_trial_that_is_too_long_is_stopped(said: str) -> None:
    assert screen(said).codes == ["rights"]


@pytest.mark.parametrize(
    "said",
    [
        "合同签三年，试用期三个月",
        "签一年合同，试用期一个月，工资不打折",
        "试用期一到两个月，签两年",
        "合同签一年半，试用期两个月",
        "无固定期限合同，试用期六个月",
        "合同到期前30天谈续签，试用期1个月",
        "试用期3个月，满1年买重疾险",
        "合同一年以上不满三年的，试用期不得超过二个月",
        "试用期只约定一次，不延长",
        "three year contract, probation two months",
    ],
)
def test_a_trial_that_the_law_allows_passes(said: str) -> None:
    assert findings(said) == []


def test_both_numbers_are_shown_where_they_stand_in_one_sentence() -> None:
    assert [f.words for f in findings("底薪四千。合同签一年，试用期六个月，包住。")] == [
        "合同签一年，试用期六个月"
    ]
    assert [f.words for f in findings("合同签一年。试用期六个月。")] == ["试用期六个月"]
