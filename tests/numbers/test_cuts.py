"""Is one row more than a screen holds still there, or does the screen say how many more there are?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from core import clock
from core.notices import tell
from matching.queries.desks import SHOWN
from tests.cast import Cast
from tests.factories.accounts import TraineeFactory
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.factories.training import (
    CourseFactory,
    CourseRunFactory,
    EnrolmentFactory,
    MeetingFactory,
)
from tests.numbers.reading import Reader
from training.permissions.timetable import denies_times
from training.queries.teaching import RUNS_ON_A_PAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.mark.parametrize(("query", "day"), [("", 9), ("?ended=yes", -400)])
def test_a_teacher_reaches_every_run(query: str, day: int, cast: Cast, client: Client):
    course = CourseFactory()
    first = clock.today() + timedelta(days=day)
    for _ in range(RUNS_ON_A_PAGE + 1):
        CourseRunFactory(course=course, starts_on=first, ends_on=first).teachers.add(cast.teacher)
    client.force_login(cast.teacher)

    assert (
        Reader(client).rows(reverse("training:teaching_desk") + query) == RUNS_ON_A_PAGE + 1 == 51
    )


def test_a_trainee_sees_every_class_of_today_and_then_the_next(cast: Cast, client: Client):
    run = EnrolmentFactory(trainee=cast.person).run
    of_today = [
        MeetingFactory(run=run, starts_at=clock.now() + timedelta(hours=n))
        for n in range(1, SHOWN + 2)
    ]
    for days in (1, 2):
        tomorrow = MeetingFactory(run=run, starts_at=clock.now() + timedelta(days=days))
    client.force_login(cast.trainee)
    desk = client.get(reverse("matching:my_desk")).context["desk"]
    assert (desk.classes, desk.is_today, len(desk.classes)) == (of_today, True, 6)

    run.meetings.filter(pk__in=[one.pk for one in of_today]).delete()
    desk = client.get(reverse("matching:my_desk")).context["desk"]
    assert (desk.is_today, [one.pk for one in desk.classes]) == (False, [tomorrow.pk - 1])


def test_a_message_more_than_the_desk_shows_is_in_the_list_it_leads_to(cast: Cast, client: Client):
    for _ in range(SHOWN + 2):
        tell(cast.trainee, "accounts.name_checked")
    cast.trainee.notices.filter(pk=cast.trainee.notices.first().pk).update(read_at=clock.now())
    client.force_login(cast.trainee)
    desk, unread = (
        Reader(client).read(reverse("matching:my_desk")),
        reverse("accounts:notices") + "?new=yes",
    )

    assert desk.select_one("#messages .quiet").text == "6"
    assert {str(each["href"]) for each in desk.select('a[href^="/notices/"]')} == {unread}
    assert (Reader(client).rows(unread), Reader(client).rows(reverse("accounts:notices"))) == (6, 7)


def test_a_company_reads_all_who_wait_who_waited_longest_first(cast: Cast, client: Client):
    opening = OpeningFactory(company=cast.firm)
    sent = [
        ApplicationFactory(opening=opening, submitted_at=clock.now() - timedelta(days=n))
        for n in range(9)
    ]
    ApplicationFactory(opening=opening, state="interview")
    client.force_login(cast.company)
    address = f"{reverse('matching:company_ended')}?column=waiting"

    assert address in client.get(reverse("matching:company_desk")).content.decode()
    assert list(client.get(address).context["page"]) == sent[::-1]
    assert (
        client.get(f"{address}&opening={OpeningFactory().pk}").context["page"].paginator.count == 0
    )


@pytest.mark.parametrize(
    ("count", "told", "in_english"),
    [
        (5, "甲、甲、甲、甲、甲。", "甲, 甲, 甲, 甲, 甲."),
        (6, "甲、甲、甲、甲、甲等 6 人。", "甲, 甲, 甲, 甲, 甲 and 1 more person."),
    ],
)
def test_a_refused_class_says_how_many_more_it_would_disturb(
    count: int, told: str, in_english: str, cast: Cast
):
    run, other = CourseRunFactory(capacity=9), CourseRunFactory(capacity=9)
    meeting = MeetingFactory(run=other)
    for person in [TraineeFactory(real_name="甲") for _ in range(count)]:
        EnrolmentFactory(run=run, trainee=person)
        EnrolmentFactory(run=other, trainee=person)
    denial = denies_times(run, {0: (meeting.starts_at, meeting.ends_at)}, clock.now())
    assert (denial.code, str(denial.sentence).endswith(told)) == ("meeting.people", True), (
        denial.sentence
    )
    with override("en"):
        denial = denies_times(run, {0: (meeting.starts_at, meeting.ends_at)}, clock.now())
        assert str(denial.sentence).endswith(in_english), denial.sentence
