"""The door to the recommender: fresh in the next request, honest about its parts, silent when switched off."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Consent, Trainee
from core import clock
from core.denials import Refused
from core.models import AuditEntry
from matching.actions.feedback import say_not_for_me, take_back
from matching.models import NotForMe, Opening
from matching.queries import matches as rows
from matching.queries.matches import refused_of
from matching.recommendations.kept.model import serving_model
from matching.recommendations.request.lists import openings_for, people_for, why_not
from matching.recommendations.request.matches import Match
from tests.cast import Cast
from tests.factories.accounts import DivisionFactory, HeldSkillFactory, TraineeFactory
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db


def ids(matches: list[Match]) -> list[int]:
    return [match.thing.pk for match in matches]


def test_the_opening_whose_skills_are_held_comes_first(
    person: Trainee, openings: list[Opening]
) -> None:
    assert ids(openings_for(person)) == [openings[0].pk, openings[1].pk]


def test_contributions_sum_to_the_score_and_the_model_is_named(
    person: Trainee, openings: list[Opening]
) -> None:
    for match in openings_for(person):
        assert sum(share for _, share in match.contributions) == pytest.approx(
            match.score, abs=1e-9
        )
        assert match.model_version == serving_model().name
        assert len(match.points) == len(match.contributions) + 1


def test_a_new_skill_shows_in_the_next_request(person: Trainee, openings: list[Opening]) -> None:
    before = {m.thing.pk: m.score for m in openings_for(person)}
    HeldSkillFactory(trainee=person, skill=SkillFactory(code="lockstitch"), level=3)
    after = {m.thing.pk: m.score for m in openings_for(person)}
    assert (after[openings[1].pk] > before[openings[1].pk], after[openings[0].pk]) == (
        True,
        before[openings[0].pk],
    )


def test_a_changed_opening_shows_in_the_next_request(
    person: Trainee, openings: list[Opening]
) -> None:
    openings_for(person)
    Opening.objects.filter(pk=openings[0].pk).update(state="paused")
    assert ids(openings_for(person)) == [openings[1].pk]


def test_switched_off_means_nothing_is_recommended(
    person: Trainee, openings: list[Opening]
) -> None:
    person.uses_recommendations = False
    assert openings_for(person) == []
    assert why_not(person, openings[0]).rules == ("no_consent",)


def test_not_for_me_holds_from_the_next_request_and_can_be_taken_back(
    person: Trainee, openings: list[Opening]
) -> None:
    said = say_not_for_me(
        trainee=person, opening=openings[0], reason="pay", by=person.user, now=clock.now()
    )
    assert (
        say_not_for_me(
            trainee=person, opening=openings[0], reason="place", by=person.user, now=clock.now()
        )
        == said
    )
    assert ids(openings_for(person)) == [openings[1].pk]
    assert why_not(person, openings[0]).rules == ("not_for_me",)
    take_back(said=refused_of(person).get(), by=person.user)
    assert len(openings_for(person)) == 2
    assert AuditEntry.objects.filter(verb__startswith="not_for_me.").count() == 2


def test_nobody_speaks_for_another_person(person: Trainee, openings: list[Opening]) -> None:
    with pytest.raises(Refused):
        say_not_for_me(
            trainee=person,
            opening=openings[0],
            reason="pay",
            by=TraineeFactory().user,
            now=clock.now(),
        )
    assert not NotForMe.objects.exists()


def test_what_was_applied_to_is_not_recommended_again(
    person: Trainee, openings: list[Opening]
) -> None:
    ApplicationFactory(trainee=person, opening=openings[0])
    assert ids(openings_for(person)) == [openings[1].pk]


def test_children_are_not_sent_to_work(person: Trainee, openings: list[Opening]) -> None:
    person.birth_on = clock.today() - timedelta(days=15 * 365)
    assert openings_for(person) == []
    assert "under_age" in why_not(person, openings[0]).rules


def test_an_expired_opening_says_so(person: Trainee) -> None:
    gone = OpeningFactory(valid_until=date(2020, 1, 1))
    assert openings_for(person) == []
    assert why_not(person, gone).rules == ("closed",)


def test_companies_find_only_those_who_agreed(person: Trainee, openings: list[Opening]) -> None:
    assert people_for(openings[0]) == []
    Trainee.objects.filter(pk=person.pk).update(is_open_to_contact=True)
    assert people_for(openings[0]) == []
    Consent.objects.create(user=person.user, purpose="contact", version="1")
    found = people_for(openings[0])
    assert ([m.thing for m in found], found[0].score > 0.5) == ([person], True)
    ApplicationFactory(trainee=person, opening=openings[0])
    assert people_for(openings[0]) == []


def test_sex_age_and_origin_change_nothing(person: Trainee, openings: list[Opening]) -> None:
    before = [(m.thing.pk, m.score) for m in openings_for(person)]
    Trainee.objects.filter(pk=person.pk).update(
        gender="male", birth_on=date(1970, 1, 1), source="returnee"
    )
    person.refresh_from_db()
    assert [(m.thing.pk, m.score) for m in openings_for(person)] == before


def test_why_not_names_the_place_in_the_whole_list(
    client: Client, cast: Cast, openings: list[Opening]
) -> None:
    client.force_login(cast.trainee)
    HeldSkillFactory(trainee=cast.person, skill=SkillFactory(code="live_pitch"), level=3)
    assert [why_not(cast.person, opening).rank for opening in openings] == [1, 2]
    page = client.get(reverse("matching:why_not", args=[openings[1].pk]))
    assert (page.context["found"].rank, page.context["shown"]) == (2, 20)
    assert (
        reverse("matching:why_not", args=[openings[1].pk])
        in client.get(openings[1].get_absolute_url()).content.decode()
    )
    say_not_for_me(
        trainee=cast.person, opening=openings[1], reason="pay", by=cast.trainee, now=clock.now()
    )
    assert why_not(cast.person, openings[1]).rank is None


def test_no_openings_and_an_empty_profile_give_an_empty_list() -> None:
    assert openings_for(TraineeFactory()) == []


def test_the_page_costs_the_same_for_one_and_three_openings(
    client: Client, cast: Cast, django_assert_num_queries: object
) -> None:
    client.force_login(cast.trainee)
    HeldSkillFactory(trainee=cast.person, skill=SkillFactory(code="live_pitch"), level=2)
    OpeningFactory(asks={"live_pitch": 3})
    client.get(reverse("matching:my_matches"))
    for extra in (0, 2):
        for _ in range(extra):
            OpeningFactory(asks={"live_pitch": 3})
        with django_assert_num_queries(QUERIES_COLD if extra else QUERIES_WARM):  # type: ignore[operator]
            assert client.get(reverse("matching:my_matches")).status_code == 200


QUERIES_WARM, QUERIES_COLD = 7, 12  # cold: an opening was edited, so that side is read again


def test_a_wrong_reason_is_refused_and_nothing_is_written(client: Client, cast: Cast) -> None:
    client.force_login(cast.trainee)
    opening = OpeningFactory()
    answer = client.post(reverse("matching:not_for_me", args=[opening.pk]), {"reason": "sex"})
    assert (answer.status_code, NotForMe.objects.count()) == (422, 0)


def test_the_switch_turns_the_list_into_the_newest_openings(client: Client, cast: Cast) -> None:
    client.force_login(cast.trainee)
    HeldSkillFactory(trainee=cast.person, skill=SkillFactory(code="live_pitch"), level=2)
    opening = OpeningFactory(title="夜班主播")
    client.post(reverse("matching:switch_matches"))
    page = client.get(reverse("matching:my_matches"))
    assert (page.context["matches"], page.context["newest"]) == ([], [opening])
    client.post(reverse("matching:switch_matches"), {"on": "1"})
    assert len(client.get(reverse("matching:my_matches")).context["matches"]) == 1


def test_people_are_not_shown_for_a_draft(client: Client, cast: Cast) -> None:
    client.force_login(cast.company)
    draft = OpeningFactory(company=cast.firm, state="draft", published_at=None, submitted_at=None)
    assert client.get(reverse("matching:opening_people", args=[draft.pk])).status_code == 422


def test_the_columns_are_read_anew_when_a_row_comes_or_goes(
    person: Trainee, openings: list[Opening], django_assert_num_queries
) -> None:
    kept = rows.lists()
    with django_assert_num_queries(1):
        assert rows.lists() is kept
    new = SkillFactory(code="new_skill")
    with django_assert_num_queries(4):
        assert rows.lists().skills == {**kept.skills, new.pk: len(kept.skills)}
    new.delete()
    assert rows.lists().skills == kept.skills


def test_a_wish_shows_in_the_next_request(person: Trainee, openings: list[Opening]) -> None:
    place = DivisionFactory(code="999", name_zh="示例镇")
    far = OpeningFactory(asks={"live_pitch": 3}, division=place)
    before = {m.thing.pk: m.score for m in openings_for(person)}
    person.wanted_divisions.add(place)
    after = {m.thing.pk: m.score for m in openings_for(person)}
    assert after[far.pk] > before[far.pk]
