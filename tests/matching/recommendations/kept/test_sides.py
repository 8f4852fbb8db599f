"""Is a list from the disk the one that the rows would give, to the last place, whatever happened meanwhile?"""

import random
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Company, Consent, HeldSkill, Trainee
from core import clock, versions
from matching.actions.feedback import say_not_for_me
from matching.models import Opening, OpeningSkill
from matching.queries import freshness
from matching.recommendations.kept import sides
from matching.recommendations.kept.store import store
from matching.recommendations.night import refreshing
from matching.recommendations.request.courses import gains_of
from matching.recommendations.request.lists import openings_for, people_for
from matching.recommendations.request.serving import Serving
from tests.factories.accounts import (
    CompanyFactory,
    DivisionFactory,
    EducationLevelFactory,
    HeldSkillFactory,
    TraineeFactory,
)
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.factories.skills import OccupationFactory, SkillFactory
from tests.matching.recommendations import rebuilt

pytestmark = pytest.mark.django_db

SKILLS = ("live_pitch", "lockstitch", "pattern", "photo", "packing")
WORDS = (
    "女装直播讲解",
    "平车缝制",
    "打版放码",
    "拍照修图",
    "打包发货",
    "普通话清楚",
    "夜班",
    "Pattern CAD",
)


class ChangingCity:
    """A few people and openings that somebody changes at random."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.skills = [SkillFactory(code=code) for code in SKILLS]
        self.places = [DivisionFactory() for _ in range(3)]
        self.occupations = [OccupationFactory(code=code) for code in ("live_anchor", "sewer")]
        self.levels = [EducationLevelFactory(), EducationLevelFactory(code="91", rank=1), None]
        self.firms = [CompanyFactory() for _ in range(3)]
        for _ in range(12):
            self.new_opening()
        for _ in range(8):
            self.new_person()

    def words(self) -> str:
        return "，".join(self.random.sample(WORDS, 3))

    def new_opening(self) -> None:
        low = self.random.randrange(3000, 9000)
        opening = OpeningFactory(
            company=self.random.choice(self.firms), title=self.words()[:60], duties=self.words(), conditions=self.words(),
            occupation=self.random.choice(self.occupations), division=self.random.choice(self.places),
            education=self.random.choice(self.levels), pay_min=low, pay_max=low + 2000,
            pay_unit=self.random.choice(["month", "month", "hour"]),
            valid_until=clock.today() + timedelta(days=self.random.randrange(0, 90)),
        )  # fmt: skip
        self.ask(opening)

    def ask(self, opening: Opening) -> None:
        opening.asked.all().delete()
        for skill in self.random.sample(self.skills, self.random.randrange(4)):
            level, importance = self.random.randrange(1, 6), self.random.randrange(1, 4)
            OpeningSkill.objects.create(
                opening=opening, skill=skill, level=level, importance=importance
            )

    def new_person(self) -> None:
        person = TraineeFactory(
            is_open_to_contact=True, about=self.words(), home_division=self.random.choice([*self.places, None]),
            wanted_pay_min=self.random.choice([None, 4000, 6000, 8000]), education=self.random.choice(self.levels),
        )  # fmt: skip
        person.wanted_divisions.set(self.random.sample(self.places, self.random.randrange(3)))
        person.wanted_occupations.set(
            self.random.sample(self.occupations, self.random.randrange(2))
        )
        for skill in self.random.sample(self.skills, self.random.randrange(4)):
            HeldSkill.objects.create(trainee=person, skill=skill, level=self.random.randrange(1, 6))
        Consent.objects.create(user=person.user, purpose="contact", version="1")

    def opening(self) -> Opening:
        return self.random.choice(list(Opening.objects.order_by("pk")))

    def person(self) -> Trainee:
        return self.random.choice(list(Trainee.objects.order_by("pk")))

    def rewrite(self) -> None:
        opening = self.opening()
        opening.duties, opening.pay_max = self.words(), opening.pay_max + 1
        opening.save(update_fields=["duties", "pay_max"])
        self.ask(opening)

    def stop(self) -> None:
        Opening.objects.filter(pk=self.opening().pk).update(
            state=self.random.choice(["paused", "published"])
        )

    def shorten(self) -> None:
        Opening.objects.filter(pk=self.opening().pk).update(
            valid_until=clock.today() - timedelta(days=1)
        )

    def judge(self) -> None:
        firm = self.random.choice(self.firms)
        Company.objects.filter(pk=firm.pk).update(
            state=self.random.choice(["suspended", "verified"])
        )

    def learn(self) -> None:
        person = self.person()
        HeldSkill.objects.update_or_create(
            trainee=person,
            skill=self.random.choice(self.skills),
            defaults={"level": self.random.randrange(1, 6)},
        )
        person.about = self.words()
        person.save(update_fields=["about"])

    def hide(self) -> None:
        Trainee.objects.filter(pk=self.person().pk).update(
            is_open_to_contact=self.random.random() < 0.5
        )

    def refuse(self) -> None:
        person = self.person()
        say_not_for_me(
            trainee=person, opening=self.opening(), reason="pay", by=person.user, now=clock.now()
        )

    def apply(self) -> None:
        person, opening = self.person(), self.opening()
        if not opening.applications.filter(trainee=person).exists():
            ApplicationFactory(trainee=person, opening=opening)

    def something(self) -> None:
        """Do one of these things."""
        self.random.choice(
            [self.new_opening, self.rewrite, self.rewrite, self.stop, self.shorten, self.judge, self.new_person,
             self.learn, self.learn, self.hide, self.refuse, self.apply]
        )()  # fmt: skip


def assert_as_rebuilt(city: ChangingCity) -> None:
    person, opening = city.person(), city.opening()
    assert rebuilt.served_openings(person) == rebuilt.openings_for(person)
    assert rebuilt.served_people(opening) == rebuilt.people_for(opening)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_changes_the_lists_are_those_of_the_rows(seed):
    city = ChangingCity(seed)
    rebuilt.refresh()
    for _ in range(25):
        assert_as_rebuilt(city)
        city.something()
    assert_as_rebuilt(city)
    assert all(len(side.problems) == 2 for side in both_sides())
    rebuilt.refresh()
    assert [len(side.problems) for side in both_sides()] == [1, 1]
    assert_as_rebuilt(city)


def both_sides():
    return sides.live_openings_side(clock.today()), sides.shown_people_since(clock.today(), None)[0]


@pytest.fixture
def city():
    """A city with its index."""
    city = ChangingCity(7)
    rebuilt.refresh()
    return city


def test_what_runs_out_by_itself_is_gone_the_next_day_without_anybody_touching_it(city):
    last = Opening.objects.filter(state="published").order_by("valid_until").first()
    person = city.person()
    days = [last.valid_until, last.valid_until + timedelta(days=1)]
    shown = [{m.thing.pk for m in openings_for(person, 99, Serving(day))} for day in days]
    assert [last.pk in found for found in shown] == [True, False]


def test_what_a_company_may_show_ends_with_its_verification(city):
    opening = OpeningFactory(company=city.firms[0], valid_until=clock.today() + timedelta(days=90))
    last = clock.today() + timedelta(days=10)
    Company.objects.filter(pk=city.firms[0].pk).update(verified_until=last)
    rebuilt.refresh()
    days = [last, last + timedelta(days=1)]
    shown = [{m.thing.pk for m in openings_for(city.person(), 99, Serving(day))} for day in days]
    assert [opening.pk in found for found in shown] == [True, False]


def test_without_an_index_the_lists_are_the_same_ones(city, settings, tmp_path):
    people, openings = list(Trainee.objects.order_by("pk")), list(Opening.objects.order_by("pk"))
    kept = [rebuilt.served_openings(one) for one in people] + [
        rebuilt.served_people(one) for one in openings
    ]
    settings.MATCHER_ROOT = tmp_path / "nothing"
    assert store(sides.OPENINGS).serving() is None
    assert [rebuilt.served_openings(p) for p in people] + [
        rebuilt.served_people(o) for o in openings
    ] == kept
    assert sides.unusable(sides.OPENINGS) is None


def test_a_damaged_index_is_refused_and_the_lists_are_still_right(city):
    folder = store(sides.OPENINGS).serving().folder
    shutil.copy(folder / "full.npy", folder / "pay_min.npy")
    assert "pay_min.npy is not what was written" in store(sides.OPENINGS).fault()
    assert_as_rebuilt(city)


def test_an_index_of_another_database_does_not_serve(city, settings):
    version = store(sides.OPENINGS).serving()
    foreign = store(sides.OPENINGS).write(
        "x", versions.arrays(version), {**version.card, "database": "another"}
    )
    store(sides.OPENINGS).serve(foreign)
    assert sides.unusable(sides.OPENINGS) == "made from another database"
    assert len(sides.live_openings_side(clock.today()).problems) == 1
    assert_as_rebuilt(city)


def test_new_skills_and_places_are_known_at_once(city):
    new = SkillFactory(code="steaming")
    OpeningFactory(asks={"steaming": 3}, division=DivisionFactory())
    HeldSkill.objects.create(trainee=city.person(), skill=new, level=3)
    assert (
        sides.unusable(sides.OPENINGS)
        == "made over other skills, places or occupations, or by another release"
    )
    for _ in range(3):
        assert_as_rebuilt(city)
    refreshing.refresh()
    assert sides.unusable(sides.OPENINGS) is None


def test_an_index_of_a_later_day_does_not_answer_for_an_earlier_one(city):
    yesterday = clock.today() - timedelta(days=1)
    assert len(sides.live_openings_side(yesterday).problems[0].masks.by_opening) == 0


def test_a_change_still_being_written_while_the_rows_were_read_is_not_missed(city):
    """Another process dated its change before the reading and committed after it."""
    opening = city.opening()
    Opening.objects.filter(pk=opening.pk).update(
        duties="平车缝制，包教包会", pay_min=1, changed_at=clock.now() - freshness.MARGIN / 2
    )
    assert_as_rebuilt(city)
    assert opening.pk in {
        row[0] for row in freshness.changed_openings(sides._kept(sides.OPENINGS).since)[1].things
    }


def test_who_left_in_this_very_instant_is_not_shown(city, monkeypatch):
    """The list was worked out, then the row moved on before it was read for showing."""
    opening = Opening.objects.filter(pk=city.opening().pk).get()
    shown = [m.thing for m in people_for(opening, 99)]
    Trainee.objects.filter(pk=shown[0].pk).update(
        is_open_to_contact=False, changed_at=rebuilt.LONG_AGO
    )
    assert [m.thing for m in people_for(opening, 99)] == shown[1:]


def test_a_course_gains_the_same_from_the_disk_and_from_the_rows(city, settings, tmp_path):
    course = {skill.pk: 5 for skill in city.skills}
    city.rewrite()
    people = list(Trainee.objects.order_by("pk"))
    kept = [gains_of(person, [course])[0] for person in people]
    settings.MATCHER_ROOT = tmp_path / "nothing"
    fresh = [gains_of(person, [course])[0] for person in people]
    whole = [replace(gain, score_delta=0.0) for gain in kept]
    assert whole == [replace(gain, score_delta=0.0) for gain in fresh]
    assert any(gain.newly_reached for gain in kept)
    assert [gain.score_delta for gain in kept] == pytest.approx(
        [gain.score_delta for gain in fresh], abs=1e-12
    )


def test_the_kept_files_hold_no_word_of_anybody(city):
    arrays = {
        **versions.arrays(store("people").serving()),
        **versions.arrays(store("openings").serving()),
    }
    assert {array.dtype.kind for array in arrays.values()} <= set("bifu")


def test_refreshing_says_each_step():
    told = []
    refreshing.refresh(told.append)
    assert told == list(refreshing.STEPS)
    assert [store(kind).serving().card["rows"] for kind in ("openings", "people")] == [0, 0]


def test_the_page_asks_no_more_often_with_everything_on_the_disk(
    client, cast, django_assert_num_queries
):
    client.force_login(cast.trainee)
    HeldSkillFactory(trainee=cast.person, skill=SkillFactory(code="live_pitch"))
    place = OpeningFactory(asks={"live_pitch": 3}).division
    rebuilt.refresh()
    client.get(reverse("matching:my_matches"))
    for new, queries in ((0, 7), (2, 9)):  # what has changed is read in two more, once
        for _ in range(new):
            OpeningFactory(asks={"live_pitch": 3}, division=place)
        with django_assert_num_queries(queries):
            page = client.get(reverse("matching:my_matches"))
        assert len(page.context["matches"]) == 1 + new
    with django_assert_num_queries(7):
        client.get(reverse("matching:my_matches"))
