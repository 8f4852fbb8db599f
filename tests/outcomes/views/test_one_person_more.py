"""Does any page without login tell what became of one person? One more who completes, applies and is turned down shows nowhere."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core import clock as city
from core import release
from core.models import AuditEntry
from core.templatetags.zhicai import local_date
from matching.models import Application
from matching.recommendations.kept.model import serving_model
from matching.recommendations.kept.store import store
from outcomes import actions, reference
from tests.access.format import Row
from tests.cast import Cast
from tests.factories.accounts import VerifiedTraineeFactory
from tests.factories.matching import ApplicationFactory, OpeningFactory, PlacementFactory
from tests.factories.outcomes import AnnualTargetFactory
from tests.factories.training import CourseRunFactory, completed
from tests.matching.recommendations.worlds import arrays_of, leaning_to
from tests.test_matrix_access import ROWS, Attempt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = date(2026, 11, 20)
COMING, STEPS = 10, 3  # steps of five, and a rate that appears once it stands over enough people


def is_public(row: Row) -> bool:
    """Whether everybody may read the page."""
    return "GET" in row.allowed and row.status("anonymous") == 200


def decided(opening, verb: str, **person):
    """Somebody whom the company of an opening shortlisted or turned down."""
    moment = city.now()
    sent = ApplicationFactory(
        opening=opening,
        trainee=VerifiedTraineeFactory(**person),
        state="rejected",
        answered_at=moment,
        told_at=moment,
    )
    kind = ContentType.objects.get_for_model(Application)
    AuditEntry.objects.create(
        verb=f"application.{verb}",
        content_type=kind,
        object_id=sent.pk,
        after="rejected",
        at=sent.submitted_at,
    )
    return sent.trainee


def one_person(run, opening) -> None:
    """Somebody completes the course, is turned down at one opening, and starts at another."""
    completed(trainee=decided(opening, "reject", gender="male"), run=run, on=DAY)
    PlacementFactory(application__opening=opening, application__trainee=VerifiedTraineeFactory())


class WatchedCity:
    """Public pages, and people who come one by one."""

    def __init__(self, cast: Cast) -> None:
        AnnualTargetFactory()
        reference.load()
        self.night = city.today()
        self.run = CourseRunFactory(
            starts_on=DAY - timedelta(days=30), ends_on=DAY, state="running", capacity=200
        )
        self.opening = OpeningFactory(company=cast.firm, headcount=99)
        self.attempts = {
            name: Attempt(name, row, cast) for name, row in sorted(ROWS.items()) if is_public(row)
        }
        self.attempts["matching:opening"].kwargs = {"opening_id": self.opening.pk}

    def pages(self) -> dict[str, tuple[int, str]]:
        """What everybody reads now, the comparison of groups frozen anew."""
        cache.clear()
        self.night += timedelta(days=1)
        actions.freeze_fairness(on=self.night, lists_of=city.today())
        return {name: self.page(attempt) for name, attempt in self.attempts.items()}

    def page(self, attempt: Attempt) -> tuple[int, str]:
        """One page, without the day on which the comparison was frozen."""
        status, body = attempt.send("anonymous", "GET", attempt.url("zh-hans", attempt.kwargs))
        return status, body.replace(local_date(self.night), "")

    def changes(self) -> Counter[str]:
        """How often each page changed while ten came."""
        for number in range(20):
            decided(self.opening, "reject" if number % 4 else "shortlist", gender="female")
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
    town = WatchedCity(cast)

    assert len(town.attempts) >= 15
    assert {name: count for name, count in town.changes().items() if count > STEPS} == {}


def how_it_works(client: Client, people: int) -> str:
    """What everybody reads of a model that learned from so many people, its name aside."""
    applied = {"applied": 100 + people, "viewed": people}
    metrics = {
        name: {"together": {"mean": 0.4, "low": 0.3, "high": 0.5, "queries": people}}
        for name in ("challenger", "champion", "principled", "popularity")
    }
    shares = {
        "skill": 0.3,
        "pay": 0.1,
        "place": 0.0,
        "occupation": 0.0,
        "text": 0.0,
        "learned": 0.6,
    }
    card = {
        **{
            "trained_at": "2026-11-19T18:00:00+00:00",
            "outcome": "promoted",
            "is_learned": True,
            "weights": shares,
        },
        **{"people": people, "openings": 45, "outcomes": applied, "metrics": metrics},
    }
    opening = OpeningFactory()
    arrays = arrays_of(leaning_to([VerifiedTraineeFactory()], [opening], opening))
    store("model").serve(store("model").write(f"of-{people}", arrays, card))
    with translation.override("en"):
        body = client.get(reverse("matching:how_it_works")).content.decode()
    return body.replace(serving_model().name, "NAME")


def test_how_recommendations_work_tells_of_nobody_who_was_learned_from(client: Client):
    told = [how_it_works(client, people) for people in range(7, 7 + COMING)]
    assert [before != after for before, after in pairwise(told)] == [
        False,
        False,
        True,
        *[False] * 4,
        True,
        False,
    ]
    assert all("about 10 people" in page and "about 110 applications" in page for page in told[3:4])
    assert "too few people to say how many" in " ".join(told[2].split())


def test_without_the_rule_each_of_them_is_seen(cast: Cast, monkeypatch):
    """The control: if the pages did not move with every person then, the test above would prove nothing."""
    monkeypatch.setattr(release, "step_of", lambda _minimum: 1)

    changes = WatchedCity(cast).changes()

    assert changes["outcomes:results"] > 2 * STEPS
    assert changes["outcomes:fairness"] > 2 * STEPS
