"""Does any page without login tell what became of one person? One more who completes, applies and is turned down shows nowhere."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.cache import cache

from core import clock as city
from core import release
from tests.access.format import Row
from tests.cast import Cast
from tests.factories.accounts import VerifiedTraineeFactory
from tests.factories.matching import ApplicationFactory, OpeningFactory, PlacementFactory
from tests.factories.outcomes import AnnualTargetFactory
from tests.factories.training import CourseRunFactory, completed
from tests.test_matrix_access import ROWS, Attempt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = date(2026, 11, 20)
COMING, STEPS = 10, 3  # steps of five, and a rate that appears once it stands over enough people


def is_public(row: Row) -> bool:
    """Whether everybody may read the page."""
    return "GET" in row.allowed and row.status("anonymous") == 200


def one_person(run, opening) -> None:
    """Somebody completes the course, is turned down at one opening, and starts at another."""
    person = VerifiedTraineeFactory()
    completed(trainee=person, run=run, on=DAY)
    ApplicationFactory(opening=opening, trainee=person, state="rejected", answered_at=city.now(), told_at=city.now())
    PlacementFactory(application__opening=opening, application__trainee=VerifiedTraineeFactory())


class City:
    """Public pages, and people who come one by one."""

    def __init__(self, cast: Cast) -> None:
        AnnualTargetFactory()
        self.run = CourseRunFactory(starts_on=DAY - timedelta(days=30), ends_on=DAY, state="running", capacity=200)
        self.opening = OpeningFactory(company=cast.firm, headcount=99)
        self.attempts = {name: Attempt(name, row, cast) for name, row in sorted(ROWS.items()) if is_public(row)}
        self.attempts["matching:opening"].kwargs = {"opening_id": self.opening.pk}

    def pages(self) -> dict[str, tuple[int, str]]:
        """What everybody reads now."""
        cache.clear()
        return {
            name: attempt.send("anonymous", "GET", attempt.url("zh-hans", attempt.kwargs))
            for name, attempt in self.attempts.items()
        }

    def changes(self) -> Counter[str]:
        """How often each page changed while ten came."""
        for _ in range(6):
            one_person(self.run, self.opening)
        changed: Counter[str] = Counter()
        before = self.pages()
        for _ in range(COMING):
            one_person(self.run, self.opening)
            now = self.pages()
            changed.update(name for name in now if now[name] != before[name])
            before = now
        return changed


def test_ten_persons_change_a_public_page_at_its_steps_alone(cast: Cast):
    town = City(cast)

    assert len(town.attempts) >= 15
    assert {name: count for name, count in town.changes().items() if count > STEPS} == {}


def test_without_the_rule_each_of_them_is_seen(cast: Cast, monkeypatch):
    """The control: if the pages did not move with every person then, the test above would prove nothing."""
    monkeypatch.setattr(release, "step_of", lambda _minimum: 1)

    assert City(cast).changes()["outcomes:results"] > 2 * STEPS
