"""What is only quoted, forbidden to those who manage, denied or told by an applicant passes, unless something takes it back?"""

import pytest

from matching.lawful import screen


@pytest.mark.parametrize(
    "text",
    [
        "车间主任不得私自罚款，不得扣工人的证件",
        "谁收你押金，打电话给厂长",
        "我们厂没有押工资这一套",
        "写了“限女性”会被退回，请改成会做什么",
        "她主动说孩子上小学，早上要送，可排九点班",
        "好多厂要交三百押金，我们一分不收",
        "M码适合身高158到165，体重95到110斤",
        "Our brand sells slim-fit trousers for men under thirty.",
    ],
)
def test_what_is_not_asked_passes(text: str) -> None:
    assert screen(text).verdict == "pass"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("车间主任不得录用三十五岁以上的", "age"),
        ("“限女性”不能写，不过我们只要女的", "sex"),
        ("她说还没结婚，保证三年不生，可以录用", "family"),
        ("她说孩子还小，这次就不录用了", "family"),
        ("我们这没有加班费这一说", "rights"),
        ("好多厂要交三百押金，我们也收三百", "fee"),
        ("我们的裤子好看，适合身高165以上的女生来做主播", "body"),
    ],
)
def test_what_is_asked_beside_it_is_stopped(text: str, code: str) -> None:
    assert code in screen(text).codes
    assert screen(text).verdict == "stop"
