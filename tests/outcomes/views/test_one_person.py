"""What does the office read on the page of one person: which year, as known when, and how each start is attested?"""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core import clock as city
from tests.factories.matching import ConfirmedPlacementFactory, PlacementFactory
from tests.factories.training import completed
from tests.harness.tight import tight
from tests.outcomes.views.screens import DAY, get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
GRADES = {
    "claimed": "企业已登记",
    "confirmed": "本人已确认",
    "contested": "本人有异议",
    "verified": "凭材料已核验",
}


def starts(person, by) -> dict[str, int]:
    """A start of each grade; the confirmed ones have ended, so that one follows the other."""
    now, made = city.now(), {}
    made["claimed"] = PlacementFactory(application__trainee=person)
    made["contested"] = PlacementFactory(
        application__trainee=person,
        application__state="contested",
        contested_at=now,
        contested_by=person.user,
        contest_reason="日期不对",
    )
    for grade, facts in {
        "confirmed": {},
        "verified": {"verified_at": now, "verified_by": by},
    }.items():
        made[grade] = ConfirmedPlacementFactory(
            application__trainee=person,
            application__state="ended",
            ended_on=city.today(),
            end_reason="合同到期",
            **facts,
        )
    return {grade: placement.pk for grade, placement in made.items()}


def test_each_start_says_how_it_is_attested_and_leads_to_its_papers(office, cast):
    made = starts(cast.person, cast.office)

    page = tight(get(office, "office_person", person_id=cast.person.pk).content.decode())

    for grade, pk in made.items():
        address = reverse("matching:evidence_review", args=[pk])
        assert (grade, f'<a href="{address}">{GRADES[grade]}' in page) == (grade, True)
    other = tight(get(office, "office_person", person_id=cast.other_person.pk).content.decode())
    assert not any(reverse("matching:evidence_review", args=[pk]) in other for pk in made.values())


def test_the_list_of_starts_is_narrowed_to_each_grade(office, cast):
    made = starts(cast.person, cast.office)

    for grade, pk in made.items():
        rows = get(office, "office_placements", f"?grade={grade}").context["page"].object_list
        assert [row.pk for row in rows] == [pk]
    assert len(get(office, "office_placements").context["page"].object_list) == len(made)
    assert len(get(office, "office_placements", "?grade=gold").context["page"]) == len(made)


def test_years_lead_to_one_another_and_count_apart(office, cast):
    for day in (date(2025, 6, 2), DAY):
        completed(trainee=cast.person, on=day)
    address = reverse("outcomes:office_person", kwargs={"person_id": cast.person.pk})
    today = f"{city.today():%Y-%m-%d}"

    newest = office.get(address)
    before = office.get(f"{address}?on=2025-12-31&known_at={today}")

    assert (newest.context["year"], before.context["year"]) == (2026, 2025)
    assert (newest.context["entered_on"], before.context["entered_on"]) == (DAY, date(2025, 6, 2))
    assert f"?on=2025-12-31&amp;known_at={today}" in newest.content.decode()
    assert f"?on=2026-12-31&amp;known_at={today}" in before.content.decode()


def test_what_was_known_then_leads_to_what_is_known_now(office, cast):
    completed(trainee=cast.person, on=DAY)
    address = reverse("outcomes:office_person", kwargs={"person_id": cast.person.pk})
    then = DAY + timedelta(days=1)

    page = office.get(f"{address}?on={then}")
    now = office.get(f"{address}?on={then}&known_at={city.today()}")

    assert (page.context["known"], now.context["known"]) == (then, city.today())
    assert ("按今天的记录" in page.content.decode(), "按今天的记录" in now.content.decode()) == (
        True,
        False,
    )
    assert f"?on={then}&amp;known_at={city.today()}" in page.content.decode()


@pytest.mark.parametrize("asked", ["on=x", "known_at=x", "on=0000-00-00&known_at=2026-02-30"])
def test_a_day_that_is_none_shows_today(office, cast, asked):
    page = get(office, "office_person", f"?{asked}", person_id=cast.person.pk)

    assert (page.context["on"], page.context["known"]) == (city.today(), city.today())
