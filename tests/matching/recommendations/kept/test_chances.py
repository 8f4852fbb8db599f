"""Do chances come from applications that are old enough, in the order of time, and are they those of the right day?"""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command

from accounts.models import Trainee, User
from core import clock
from core.models import AuditEntry
from matching import tasks
from matching.actions.chances import learn_chances
from matching.models import Application, Viewing
from matching.queries.endings import Sent, after, count_endings, endings, open_on
from matching.recommendations.kept import chances
from matching.recommendations.kept.chances import chance_of_hire, expected_hires
from matching.recommendations.kept.model import serving_model
from matching.recommendations.kept.store import store
from matching.recommendations.night.chances import learn
from matching.recommendations.request import applying
from tests.factories.accounts import TraineeFactory
from tests.factories.matching import ApplicationFactory, OpeningFactory

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 6, 1, 2, tzinfo=UTC)


def write(count, hired_of, step=timedelta(hours=6), first=FIRST):
    """Applications of one opening in the order of time; `hired_of` says of each number whether it led to a hire."""
    opening = OpeningFactory()
    users = User.objects.bulk_create(
        User(email=f"w{n}@zhicai.example", kind="trainee") for n in range(count)
    )
    people = Trainee.objects.bulk_create(Trainee(user=user) for user in users)
    Application.objects.bulk_create(
        Application(
            trainee=person,
            opening=opening,
            state="placed" if hired_of(n) else "rejected",
            rejection_reason="" if hired_of(n) else "other",
            submitted_at=first + n * step,
            match_score=0.9 if n % 2 else 0.3,
            match_parts={},
            match_model="skill-gap-2",
        )
        for n, person in enumerate(people)
    )


def test_what_is_too_young_or_unscored_is_not_learned_from(today):
    """Fourteen days: sent on 9 November at ten, an application can be judged from the end of 23 November on."""
    old, scored = (
        {"submitted_at": FIRST},
        {"match_score": 0.5, "match_parts": {}, "match_model": "m"},
    )
    ApplicationFactory(**old, **scored, state="verified")
    ApplicationFactory(**old, **scored, state="interview")
    ApplicationFactory(**old, state="verified")
    late = ApplicationFactory(
        **scored, state="rejected", submitted_at=after(today) - timedelta(days=14, seconds=-1)
    )

    assert [one.happened for one in endings(today)] == [True, False]
    assert count_endings(today + timedelta(days=1)) == (3, 1)
    assert late.pk


def test_a_past_day_is_read_from_the_record(today):
    sent = ApplicationFactory(
        submitted_at=FIRST, state="placed", match_score=0.5, match_parts={}, match_model="m"
    )
    kind = ContentType.objects.get_for_model(Application)
    for days, state in ((0, "submitted"), (3, "offered"), (30, "placed")):
        AuditEntry.objects.create(
            verb="application.x",
            content_type=kind,
            object_id=sent.pk,
            after=state,
            at=FIRST + timedelta(days=days),
        )

    days = [FIRST.date() + timedelta(days=count) for count in (-1, 1, 20, 31)]

    assert [[each.score for each in open_on(day)] for day in days] == [[], [0.5], [0.5], []]
    assert [count_endings(day) for day in days] == [(0, 0), (0, 0), (1, 0), (1, 1)]


def test_with_too_few_nothing_is_learned_and_a_sentence_says_what_is_missing(today):
    write(10, lambda n: n % 2)

    lesson = learn(today)

    assert (lesson.version, lesson.message) == (
        None,
        "hire: 10 rows, 200 are needed; apply: 0 rows, 200 are needed",
    )
    assert chance_of_hire(np.array([0.5])) is None
    assert expected_hires([Sent(0.5, 1, 1, 1)], today) is None


def test_where_hardly_anybody_was_hired_nothing_is_learned(today):
    write(200, lambda n: n < 19)

    assert learn(today).message.split("; ")[0] == (
        "hire: 19 rows of the rarer ending to learn from, 20 are needed"
    )


def test_chances_by_hand(today):
    """Of each ten with a high score five are hired, of each ten with a low score one; before and after the split alike."""
    write(400, lambda n: (n % 4 == 1) if n % 2 else n % 20 == 0)

    lesson = learn(today)
    card = lesson.version.card["hire"]

    assert (card["learned_on"], card["measured_on"], card["happened_before"]) == (320, 80, 96)
    assert card["share"] == 0.3
    assert chance_of_hire(np.array([0.3, 0.9])) == pytest.approx([0.1, 0.5], abs=0.01)
    assert [(one["count"], one["happened"]) for one in card["bins"]] == [(40, 0.1), (40, 0.5)]
    assert card["brier"] == pytest.approx((0.1 * 0.9 + 0.5 * 0.5) / 2, abs=0.001)
    assert card["brier_of_share"] == pytest.approx(0.3 * 0.7)
    assert card["ece"] < 0.01
    assert card["days"] == {
        "first": "2026-06-01", "chosen_from": "2026-07-31", "measured_from": "2026-08-20", "last": "2026-09-09",
    }  # fmt: skip
    assert card["models"] == {"skill-gap-2": 400}
    assert lesson.message.startswith("hire: ") and "320 rows" in lesson.message


def test_expected_hires_by_hand(today):
    write(400, lambda n: (n % 4 == 1) if n % 2 else n % 20 == 0)
    learn(today)

    tomorrow = today + timedelta(days=1)
    apart = [Sent(0.9 if n < 100 else 0.3, n, n, 1) for n in range(200)]
    found = expected_hires(apart, tomorrow)

    assert (found.count, found.mean) == (200, pytest.approx(60, abs=2))
    assert (
        found.low < 60 - 1.96 * (100 * 0.5 * 0.5 + 100 * 0.1 * 0.9) ** 0.5
    )  # luck, and what so few hires can tell
    of_ten_people = [Sent(0.9, n % 10, n, 1) for n in range(100)]
    assert expected_hires(of_ten_people, tomorrow).high == 10  # summed they were fifty
    at_one_place = [Sent(0.9, n, 1, 3) for n in range(100)]
    assert expected_hires(at_one_place, tomorrow).high == 3
    assert expected_hires([], tomorrow).mean == 0


def test_a_day_has_the_chances_that_were_known_before_it(today):
    write(400, lambda n: n % 4 == 1)
    learn(today - timedelta(days=2))
    Application.objects.update(state="placed", rejection_reason="")
    Application.objects.filter(match_score=0.3).update(state="rejected", rejection_reason="other")
    learn(today - timedelta(days=1))

    high = np.array([0.9])
    of_days = [chance_of_hire(high, today - timedelta(days=ago)) for ago in (2, 1, 0)]

    assert of_days == [None, pytest.approx([0.5], abs=0.02), pytest.approx([1.0], abs=0.02)]
    assert chances.chances_on(today - timedelta(days=1))["up_to"] == "2026-11-21"


def test_the_nightly_task_learns_once_a_day(today):
    write(400, lambda n: n % 4 == 1)

    first, second = tasks.learn_chances(), tasks.learn_chances()

    assert first.startswith("hire: ")
    assert (second, len(store(chances.KIND).versions())) == ("learned before", 1)


def test_a_damaged_version_gives_the_one_before_and_without_any_no_chance(today):
    write(400, lambda n: n % 4 == 1)
    first = learn(today - timedelta(days=2)).version
    second = learn(today - timedelta(days=1)).version
    (second.folder / "hire_values.npy").write_bytes(b"")

    assert chances.chances_on()["up_to"] == first.card["up_to"]
    assert chance_of_hire(np.array([0.9])) == pytest.approx([0.5], abs=0.02)
    (first.folder / "hire_values.npy").write_bytes(b"")
    assert chance_of_hire(np.array([0.9])) is None
    assert store(chances.KIND).fault()


def look(count, applies_of, score_of, days_ago, moment):
    """Looks of that many people at an opening; `applies_of` says of each number whether the person applied a day later."""
    opening = OpeningFactory()
    users = User.objects.bulk_create(
        User(email=f"l{days_ago}-{n}@zhicai.example", kind="trainee") for n in range(count)
    )
    people = Trainee.objects.bulk_create(Trainee(user=user) for user in users)
    seen = moment - timedelta(days=days_ago)
    Viewing.objects.bulk_create(
        Viewing(
            trainee=one,
            opening=opening,
            at=seen + timedelta(minutes=n),
            match_score=score_of(n),
            match_model="m",
        )
        for n, one in enumerate(people)
    )
    Application.objects.bulk_create(
        Application(trainee=one, opening=opening, submitted_at=seen + timedelta(days=applies_of(n)))
        for n, one in enumerate(people)
        if applies_of(n)
    )


def test_the_chance_of_applying_comes_from_looks_and_from_what_followed_within_two_weeks(today):
    """Of ten with a high score five apply the next day; of those with a low score none does, or only a month later."""
    look(
        400,
        lambda n: (1 if n % 4 == 1 else 0) if n % 2 else (30 if n % 20 == 0 else 0),
        lambda n: 0.9 if n % 2 else 0.3,
        60,
        clock.now(),
    )

    card = learn(today).version.card

    assert ("hire" in card, card["apply"]["happened_before"]) == (False, 80)
    assert chance_of_hire(np.array([0.9])) is None


def test_looks_get_their_score_in_the_night_after_and_only_for_who_uses_recommendations(today):
    opening = OpeningFactory()
    on, off = TraineeFactory(), TraineeFactory(uses_recommendations=False)
    for person, days in ((on, 1), (off, 1), (TraineeFactory(), 9), (TraineeFactory(), 0)):
        Viewing.objects.create(
            trainee=person, opening=opening, at=clock.now() - timedelta(days=days)
        )

    learn_chances(on=today - timedelta(days=1))

    (scored,) = Viewing.objects.filter(match_score__isnull=False)
    assert (scored.trainee, scored.match_model) == (on, serving_model().name)
    assert scored.match_score == pytest.approx(applying.score_of(on, opening).score)


def test_the_command_says_what_was_learned_and_what_is_missing(today, capsys):
    with pytest.raises(SystemExit):
        call_command("matcher", "chances", "--json")
    write(400, lambda n: n % 4 == 1)
    call_command("matcher", "chances", "--json")

    missing, learned = capsys.readouterr().out.replace("}\n{", "}\n\n{").split("\n\n")
    assert json.loads(missing) == {
        "told": "hire: 0 rows, 200 are needed; apply: 0 rows, 200 are needed"
    }
    assert (json.loads(learned)["up_to"], json.loads(learned)["hire"]["learned_on"]) == (
        "2026-11-22",
        320,
    )
