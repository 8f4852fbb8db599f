"""Does the public answer rate of a company tell what became of one applicant?"""

from datetime import timedelta

import pytest

from accounts.models import Trainee
from core import clock
from matching.models import Application, Opening
from matching.queries.companies import PublicAnswerFigures, public_answer_figures
from tests.factories.accounts import TraineeFactory
from tests.factories.matching import ApplicationFactory, OpeningFactory

pytestmark = pytest.mark.django_db
HOURS_TO_ANSWER = 30


def due(opening: Opening, kinds: str, *, from_hour: int) -> None:
    """Applications that were answered (a) or lapsed (l), one an hour."""
    for hour, kind in enumerate(kinds, from_hour):
        moment = clock.now() - timedelta(days=60) + timedelta(hours=hour)
        changes = (
            {"state": "shortlisted", "answered_at": moment} if kind == "a" else {"state": "lapsed"}
        )
        sent = ApplicationFactory(opening=opening)
        known = {"submitted_at": moment - timedelta(hours=HOURS_TO_ANSWER), "moved_at": moment}
        Application.objects.filter(pk=sent.pk).update(**known, **changes)


def shown(opening: Opening) -> PublicAnswerFigures:
    return public_answer_figures(opening.company_id, clock.now())


def test_it_stands_still_until_five_more_are_known() -> None:
    opening = OpeningFactory(headcount=9)
    due(opening, "aaaalaaaa", from_hour=0)
    assert shown(opening) == PublicAnswerFigures(None, None)
    due(opening, "l", from_hour=9)
    ten = shown(opening)
    assert ten == PublicAnswerFigures(
        80, None
    )  # eight answers are too few to say how long they took
    for hour, kind in enumerate("alla", 10):
        due(opening, kind, from_hour=hour)
        assert shown(opening) == ten
    due(opening, "a", from_hour=14)
    assert shown(opening) == PublicAnswerFigures(75, 2)  # 11 of 15, as exact as ever


def test_what_grows_too_old_leaves_five_at_a_time() -> None:
    opening = OpeningFactory(headcount=9)
    due(opening, "lllll" + "aaaaa" * 2, from_hour=0)
    first = Application.objects.order_by("moved_at").values_list("pk", flat=True)
    long_ago = clock.now() - timedelta(days=200)
    for gone, pk in enumerate(list(first[:5])):
        assert shown(opening) == PublicAnswerFigures(65, 2), gone
        Application.objects.filter(pk=pk).update(
            moved_at=long_ago + timedelta(hours=gone), submitted_at=long_ago
        )
    assert shown(opening) == PublicAnswerFigures(100, 2)


def test_one_person_with_many_applications_moves_nothing() -> None:
    """Five openings of one company, one applicant: until four more persons come, everybody reads the same."""
    opening = OpeningFactory(headcount=9)
    due(opening, "aaaalaaaal", from_hour=0)
    before = shown(opening)
    person = TraineeFactory()
    for hour in range(5):
        other = OpeningFactory(company=opening.company)
        due(other, "l", from_hour=10 + hour)
        Application.objects.filter(opening=other).update(trainee=person)
        assert shown(opening) == before
    due(opening, "lll", from_hour=15)
    assert shown(opening) == before
    due(opening, "l", from_hour=18)
    assert shown(opening) == PublicAnswerFigures(
        55, None
    )  # 8 of 15 persons: the many applications of one count once


@pytest.mark.parametrize(
    ("when", "is_one"), [(timedelta(days=-1), True), (None, True), (timedelta(days=1), False)]
)
def test_a_merged_double_account_is_one_person(when, is_one) -> None:
    """Two accounts of one applicant among the last five: the step waits for one person more."""
    opening = OpeningFactory(headcount=9)
    due(opening, "aaaalaaaal", from_hour=0)
    before = shown(opening)
    due(opening, "lllll", from_hour=10)
    assert shown(opening) == PublicAnswerFigures(55, None)  # 8 of 15
    kept, double = Application.objects.order_by("-moved_at").values_list("trainee_id", flat=True)[
        :2
    ]
    Trainee.objects.filter(pk=double).update(
        merged_into=kept, merged_at=when and clock.now() + when
    )
    assert shown(opening) == (before if is_one else PublicAnswerFigures(55, None))
    due(opening, "l", from_hour=15)
    assert shown(opening) == PublicAnswerFigures(55, None)


def test_few_persons_are_no_public_figure_however_often_they_apply() -> None:
    openings, persons = [OpeningFactory(headcount=9)], [TraineeFactory() for _ in range(9)]
    openings += [OpeningFactory(company=openings[0].company) for _ in range(2)]
    for turn, opening in enumerate(openings):
        due(opening, "a" * 9, from_hour=9 * turn)
        for sent, person in zip(
            Application.objects.filter(opening=opening).order_by("pk"), persons, strict=True
        ):
            Application.objects.filter(pk=sent.pk).update(trainee=person)
    assert shown(openings[0]) == PublicAnswerFigures(None, None)


def test_it_costs_one_query_however_many_there_are(django_assert_num_queries) -> None:
    opening = OpeningFactory(headcount=9)
    for number in range(3):
        due(opening, "a" * number, from_hour=10 * number)
        with django_assert_num_queries(1):
            shown(opening)
