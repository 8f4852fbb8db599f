"""Is a year's figure one thing, and the day on which it is known another?"""

import json
from datetime import date, datetime, timedelta
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.actions.privacy import close_account
from accounts.actions.verification import doubt_real_name, verify_real_name
from accounts.models import Trainee
from core import clock as city
from matching.actions import applications, hires
from matching.models import Application, Placement
from outcomes import actions, reference
from outcomes.audit.figures import persons_have_evidence
from outcomes.figures import headline
from outcomes.figures.frozen import figures_on
from outcomes.models import FigureSnapshot
from outcomes.queries.persons import PersonFilters, counted_persons
from tests.factories.accounts import (
    DivisionFactory,
    TraineeFactory,
    VerifiedTraineeFactory,
    office_user,
)
from tests.factories.matching import PlacementFactory
from tests.factories.outcomes import SEASON, AnnualTargetFactory
from tests.factories.training import completed
from tests.outcomes.histories import LivedCity
from training.actions.certificates import reissue, revoke
from training.models import Enrolment

pytestmark = pytest.mark.django_db
NEW_YEARS_EVE, LATER = date(2026, 12, 31), date(2027, 1, 6)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=city.CITY_TIME)


def numbers(on: date, known_on: date | None = None) -> tuple[int, int, int]:
    line = headline(on, known_on=known_on)
    return line.persons, line.pending, line.starts


def test_who_is_checked_in_january_counts_in_the_year_of_the_completion(clock):
    clock.set(date(2026, 12, 30))
    person, office = TraineeFactory(), office_user()
    completed(trainee=person, on=date(2026, 12, 30))
    clock.set(date(2027, 1, 5))
    verify_real_name(trainee=person, by=office, now=clock.now())
    clock.set(LATER)

    assert numbers(NEW_YEARS_EVE) == (0, 1, 0)
    assert numbers(NEW_YEARS_EVE, date(2027, 1, 4)) == (0, 1, 0)
    assert numbers(NEW_YEARS_EVE, date(2027, 1, 5)) == (1, 0, 0)
    assert numbers(LATER) == (0, 0, 0)


def test_start_of_december_that_is_reported_in_january_is_a_start_of_december(clock):
    clock.set(LATER)
    PlacementFactory(start_on=date(2026, 12, 28), claimed_at=at(date(2027, 1, 4)))

    assert numbers(NEW_YEARS_EVE)[2] == 0
    assert numbers(NEW_YEARS_EVE, date(2027, 1, 3))[2] == 0
    assert numbers(NEW_YEARS_EVE, date(2027, 1, 4))[2] == 1
    assert numbers(LATER)[2] == 0


def test_completion_recorded_in_january_belongs_to_its_day(clock):
    clock.set(LATER)
    certificate = completed(trainee=VerifiedTraineeFactory(), on=date(2026, 12, 30))
    Enrolment.objects.filter(pk=certificate.enrolment_id).update(ended_at=at(date(2027, 1, 2)))

    assert (numbers(NEW_YEARS_EVE)[0], numbers(NEW_YEARS_EVE, LATER)[0]) == (0, 1)


def test_name_that_was_checked_and_taken_back_counted_in_between(clock):
    office, person = office_user(), TraineeFactory()
    clock.set(date(2026, 3, 1))
    completed(trainee=person, on=date(2026, 3, 1))
    for day, act in ((2, verify_real_name), (4, doubt_real_name), (6, verify_real_name)):
        clock.set(date(2026, 3, day))
        act(
            trainee=Trainee.objects.get(pk=person.pk), by=office, now=clock.now(), reason="对过名册"
        )

    assert [headline(date(2026, 3, day)).persons for day in range(1, 8)] == [0, 1, 1, 0, 0, 1, 1]


def test_merge_changes_no_day_before_it(clock):
    clock.set(date(2026, 6, 1))
    person, twin = VerifiedTraineeFactory(), VerifiedTraineeFactory()
    completed(trainee=person, on=date(2026, 5, 1))
    completed(trainee=twin, on=date(2026, 5, 2))
    Trainee.objects.filter(pk=twin.pk).update(merged_into=person, merged_at=at(date(2026, 5, 20)))

    assert [numbers(date(2026, 5, day))[0] for day in (1, 2, 19, 20)] == [1, 2, 2, 1]
    assert numbers(date(2026, 5, 2), date(2026, 5, 20))[0] == 1


def test_corrected_claim_is_no_longer_contested_and_was_what_it_was(cast, clock):
    clock.set(date(2026, 3, 10))
    placement = PlacementFactory(
        application__opening__company=cast.company.membership.company,
        application__trainee=cast.person, start_on=date(2026, 3, 1), claimed_at=at(date(2026, 3, 10)),
        application__submitted_at=at(date(2026, 2, 20)),
    )  # fmt: skip
    clock.set(date(2026, 3, 12))
    applications.contest_start(
        application=placement.application, reason="日期不对", by=cast.trainee, now=clock.now()
    )
    clock.set(date(2026, 3, 14))
    hires.claim_hire(
        application=Application.objects.get(pk=placement.application_id), start_on=date(2026, 3, 8),
        contract_type="full_time", pay=6000, destination_code="11", by=cast.company, now=clock.now(),
    )  # fmt: skip

    days = {day: headline(date(2026, 3, day)).placements for day in (9, 10, 12, 14)}
    assert [(days[day]["claimed"], days[day]["contested"]) for day in days] == [
        (0, 0),
        (1, 0),
        (0, 1),
        (1, 0),
    ]
    assert headline(date(2026, 3, 7), known_on=date(2026, 3, 13)).starts == 1
    assert headline(date(2026, 3, 7), known_on=date(2026, 3, 14)).starts == 0
    assert Placement.objects.get().grade == "claimed"


def test_claim_that_was_corrected_twice_was_contested_until_the_first(cast, clock):
    clock.set(date(2026, 3, 10))
    placement = PlacementFactory(
        application__opening__company=cast.company.membership.company,
        application__trainee=cast.person, start_on=date(2026, 3, 1), claimed_at=at(date(2026, 3, 10)),
        application__submitted_at=at(date(2026, 2, 20)),
    )  # fmt: skip
    for day in (12, 14, 16):
        clock.set(date(2026, 3, day))
        application = Application.objects.get(pk=placement.application_id)
        if day == 12:
            applications.contest_start(
                application=application, reason="日期不对", by=cast.trainee, now=clock.now()
            )
        else:
            hires.claim_hire(
                application=application, start_on=date(2026, 3, day // 4), contract_type="full_time", pay=6000,
                destination_code="11", by=cast.company, now=clock.now(),
            )  # fmt: skip

    counted = [headline(date(2026, 3, day)).placements for day in range(10, 18)]
    assert (
        "".join("c" if each["claimed"] else "x" if each["contested"] else "-" for each in counted)
        == "ccxxcccc"
    )


def test_new_goal_leaves_the_days_before_it_alone(cast, clock):
    for day, persons in ((2, 3000), (20, 2400)):
        clock.set(date(2026, 1, day))
        actions.set_target(
            year=2026, persons=persons, season_weights=SEASON, by=cast.office, now=clock.now()
        )

    assert [headline(date(2026, 1, day)).goal for day in (1, 2, 19, 20)] == [None, 3000, 3000, 2400]


def test_who_leaves_stays_in_the_figure_of_the_town(cast, clock):
    clock.set(date(2026, 5, 1))
    town = DivisionFactory()
    Trainee.objects.filter(pk=cast.person.pk).update(home_division=town)
    completed(trainee=cast.person, on=date(2026, 5, 1))
    close_account(user=cast.trainee, by=cast.trainee, now=clock.now())

    assert counted_persons(2026, date(2026, 5, 1), PersonFilters(division=town.pk)).count() == 1


def test_command_reads_a_year_as_known_later(clock):
    clock.set(LATER)
    completed(
        trainee=VerifiedTraineeFactory(verified_at=at(date(2027, 1, 5))), on=date(2026, 12, 30)
    )

    def said(*options: str) -> tuple[str, int]:
        printed = StringIO()
        call_command("figures", "--on", "2026-12-31", *options, "--json", stdout=printed)
        found = json.loads(printed.getvalue())
        return found["known_at"], found["persons"]

    assert said() == ("2026-12-31", 0)
    assert said("--known-at", "2027-01-05") == ("2027-01-05", 1)
    with pytest.raises(CommandError, match="later day"):
        said("--known-at", "2026-12-30")


def test_board_shows_the_final_figure_beside_the_frozen_one(cast, client, clock):
    clock.set(LATER)
    person = VerifiedTraineeFactory(verified_at=at(date(2027, 1, 5)))
    completed(trainee=person, on=date(2026, 12, 30))
    client.force_login(cast.office)

    then, now = client.get(reverse("outcomes:office_board")).context["then_and_now"]
    assert (then.persons, then.pending, now.persons, now.pending) == (0, 1, 1, 0)
    listed = client.get(
        reverse("outcomes:office_persons") + "?on=2026-12-31&known_at=2027-01-06"
    ).context["page"]
    assert [row.pk for row in listed] == [person.pk]
    page = client.get(
        reverse("outcomes:office_person", args=[person.pk]) + "?on=2026-12-31&known_at=2027-01-06"
    )
    assert (page.context["year"], page.context["entered_on"]) == (2026, date(2026, 12, 30))


def test_person_of_last_year_opens_to_that_year(cast, client, clock):
    clock.set(LATER)
    completed(trainee=cast.person, on=date(2026, 5, 1))
    client.force_login(cast.office)

    page = client.get(reverse("outcomes:office_person", args=[cast.person.pk]))
    assert (page.context["year"], len(page.context["enrolments"]), page.context["entered_on"]) == (
        2026, 1, date(2026, 5, 1),
    )  # fmt: skip


def test_person_whose_certificate_was_revoked_does_not_count(cast, client, clock):
    clock.set(date(2026, 5, 2))
    certificate = completed(trainee=cast.person, on=date(2026, 5, 1))
    revoke(certificate=certificate, by=cast.office, reason="成绩录错", now=city.now())
    client.force_login(cast.office)

    page = client.get(reverse("outcomes:office_person", args=[cast.person.pk]))
    assert page.context["entered_on"] is None
    assert "未计入" in page.content.decode()


def test_days_between_a_revocation_and_the_new_certificate_stay_uncounted(cast, clock):
    reference.load()
    clock.set(date(2026, 5, 1))
    AnnualTargetFactory()
    certificate = completed(trainee=cast.person, on=date(2026, 5, 1))
    for day in range(4, 14):
        clock.set(date(2026, 5, day))
        if day == 5:
            revoke(certificate=certificate, by=cast.office, reason="名字写错", now=city.now())
        if day in {10, 12}:
            last = cast.person.certificates.get(replaced_by=None)
            reissue(
                certificate=last,
                real_name=f"张晓{day}",
                by=cast.office,
                reason="改名",
                now=city.now(),
            )
        if day == 11:
            revoke(
                certificate=cast.person.certificates.latest("pk"),
                by=cast.office,
                reason="又错",
                now=city.now(),
            )
        actions.freeze_day(on=date(2026, 5, day))

    frozen = FigureSnapshot.objects.filter(indicator="annual_trained").order_by("on")
    assert list(frozen.values_list("numerator", flat=True)) == [1, 0, 0, 0, 0, 0, 1, 0, 1, 1]
    assert [headline(date(2026, 5, day)).persons for day in range(4, 14)] == [
        1,
        0,
        0,
        0,
        0,
        0,
        1,
        0,
        1,
        1,
    ]
    assert _frozen_problems() == []


def test_audit_finds_a_frozen_day_that_no_longer_adds_up(clock):
    reference.load()
    clock.set(date(2026, 5, 3))
    AnnualTargetFactory()
    certificate = completed(trainee=VerifiedTraineeFactory(), on=date(2026, 5, 1))
    actions.freeze_day(on=date(2026, 5, 2))
    assert _frozen_problems() == []
    Enrolment.objects.filter(pk=certificate.enrolment_id).update(is_counted=False)

    assert _frozen_problems() == ["annual_trained 2026-05-02: 1, again 0"]


def _frozen_problems() -> list[str]:
    found = persons_have_evidence(city.now())
    return [each.examples[0] for each in found if each.what.startswith("a frozen day")]


STEPS = (
    "complete",
    "check",
    "doubt",
    "merge",
    "revoke",
    "reissue",
    "claim",
    "contest",
    "correct",
    "confirm",
    "goal",
    "close",
)


@pytest.mark.parametrize("seed", range(10))
def test_frozen_days_stay_whatever_happens_later(seed, clock):
    draw, day = Random(seed), date(2026, 12, 20)
    clock.set(day)
    reference.load()
    life = LivedCity()
    for _step in range(40):
        if draw.random() < 0.4:
            actions.freeze_day(on=day)
            day += timedelta(days=1)
            clock.set(day)
        life.step(draw.choice(STEPS), draw.randrange(4), day)

    frozen = list(FigureSnapshot.objects.order_by("on").values_list("on", flat=True).distinct())
    assert len(frozen) > 5
    for night in frozen:
        kept = dict(
            FigureSnapshot.objects.filter(on=night)
            .order_by("pk")
            .values_list("indicator", "numerator")
        )
        assert kept == {figure.code: figure.numerator for figure in figures_on(night)}, night
