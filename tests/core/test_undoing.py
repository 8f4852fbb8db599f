"""For how long can a slip be taken back, and does every sentence say it?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, override

from core.undoing import undo_window, with_minutes
from matching.models import Opening
from tests.cast import Cast
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.factories.training import CourseRunFactory, EnrolmentFactory

CLOSED = "已关闭。30 分钟内可以撤销，之后会通知相关的人。"
ASKED = "30 分钟内可以撤销；之后会通知这些人，不能再撤销。"
OVER = "30 分钟已过，已通知相关的人。"


@pytest.fixture
def half_an_hour(settings: Any) -> None:
    """A city that gives people thirty minutes."""
    settings.UNDO_MINUTES = 30


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def said_after(answer: Any) -> list[str]:
    """The messages that the page shows after a step."""
    return [str(message) for message in answer.context["messages"]]


def test_without_a_word_of_the_operator_it_is_ten_minutes() -> None:
    assert undo_window() == timedelta(minutes=10)


def test_a_sentence_says_the_minutes_of_the_setting(half_an_hour: None) -> None:
    with override("en"):
        said = with_minutes(gettext("You can undo it for %(minutes)s minutes."))

    assert (undo_window(), said) == (
        timedelta(minutes=30),
        "You can undo it for 30 minutes.",
    )
    assert with_minutes("%(count)s, %(minutes)s", count=2) == "2, 30"


def test_a_sentence_that_is_translated_late_is_filled_in_late(settings: Any) -> None:
    said = with_minutes(gettext_lazy("You can undo it for %(minutes)s minutes."))
    settings.UNDO_MINUTES = 25

    with override("en"):
        assert str(said) == "You can undo it for 25 minutes."
    with override("zh-hans"):
        assert str(said) == "25 分钟内可以撤销。"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("later", "state", "told"), [(29, "published", "已撤销，一切恢复原样。"), (30, "closed", OVER)]
)
def test_pages_and_the_rule_agree_about_closing_an_opening(
    cast: Cast, clock: Any, half_an_hour: None, later: int, state: str, told: str
) -> None:
    moment, opening = clock.set(date(2026, 11, 23)), OpeningFactory(company=cast.firm)
    ApplicationFactory(opening=opening)
    company, close = client_of(cast.company), reverse("matching:close_opening", args=[opening.pk])

    asked = company.get(close).content.decode()
    closed = company.post(close, follow=True)
    clock.set(moment + timedelta(minutes=later))
    answer = company.post(reverse("matching:restore_opening", args=[opening.pk]), follow=True)

    assert (ASKED in asked, said_after(closed)) == (True, [CLOSED])
    assert told in answer.content.decode()
    assert Opening.objects.get(pk=opening.pk).state == state


@pytest.mark.django_db
@pytest.mark.parametrize(("later", "can_undo"), [(29, True), (30, False)])
def test_the_page_of_a_record_says_the_minutes_while_the_rule_lets_undo(
    cast: Cast, clock: Any, half_an_hour: None, later: int, can_undo: bool
) -> None:
    moment = clock.set(date(2026, 11, 23))
    run = CourseRunFactory(starts_on=date(2026, 11, 23))
    run.teachers.add(cast.teacher)
    own, teacher = EnrolmentFactory(run=run, state="seated"), client_of(cast.teacher)
    teacher.post(reverse("training:no_show", args=[own.pk]), follow=True)
    clock.set(moment + timedelta(minutes=later))

    page = teacher.get(reverse("training:record", args=[own.pk]))

    assert [button.denial is None for button in page.context["undo"]] == [can_undo]
    assert ("30 分钟内可以撤销。" in page.content.decode()) is can_undo
    assert ("只能在 30 分钟内撤销。" in page.content.decode()) is not can_undo
