"""Is what dealers, suppliers, customers and pupils pay told apart from what an applicant pays?"""

import pytest

from matching.lawful import findings, screen
from matching.lawful.money.partners import of_partners


@pytest.mark.parametrize(
    "said",
    [
        "经销商首批进货三万起，厂里铺货支持",
        "加盟商交保证金五千，合同到期退",
        "租机台的外发户押金一千，机器还了退",
        "客户货款压两个月，工人工资一天不拖",
        "和外发厂的合同里写了违约金，负责跟进",
        "学员报名我们的缝纫班，学费六百，开课前可退",
        "dealers pay for their first order of stock",
    ],
)
def test_what_partners_pay_passes(said: str) -> None:
    assert findings(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "入职要先做经销商，首批进货三万",
        "银行卡和密码由厂里统一管",
        "网店打包，来的时候带三百块押金给组长",
        "门店实习，入职交保证金五百",
        "学员交学费一千九，结业安排上岗",
    ],
)
def test_what_an_applicant_pays_is_stopped_whatever_he_is_called(said: str) -> None:
    assert screen(said).verdict == "stop"


def test_the_clause_of_a_partner_and_the_next_one_are_theirs() -> None:
    assert of_partners("经销商打款三万，合同到期退，包住") == [(0, 13)]
    assert of_partners("员工打款三万") == []
