"""Does a question ask nothing once its answer says no to a demand or yes to a person, and is a right that it denies stopped?"""

import pytest

from matching.lawful import findings, screen


@pytest.mark.parametrize(
    "said",
    [
        "问：要押毕业证吗？答：不用，看一眼就还",
        "问：试工给工钱吗？答：给，按天算",
        "问：四十岁以上的要不要？答：要，手艺说了算",
        "问：怀了孩子会辞退吗？答：不会，位子留着",
        "有师傅问不想交社保行不行,答:不行,人人都交",
        "群里转的“只招女生”那条招聘不是我们发的，已举报",
    ],
)
def test_a_question_that_is_answered_well_asks_nothing(said: str) -> None:
    assert [one.code for one in screen(said).findings if one.is_sure] == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("问：要交押金吗？答：要，三百", "fee"),
        ("问：只招女的吗？答：是的，只招女的", "sex"),
        ("加班费？不存在的", "rights"),
        ("年假？小厂没有这个", "rights"),
        ("合同？没那个必要", "rights"),
    ],
)
def test_an_answer_that_asks_or_denies_is_stopped(said: str, code: str) -> None:
    assert code in [one.code for one in findings(said)]
