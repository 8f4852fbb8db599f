"""The fictional city is whole: its figures, its audit, its mess, and the same again from the same seed."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import Company, Trainee, User
from demo import city
from demo.draws import Draws
from demo.names import person_names
from matching.models import Application, Opening, OpeningReport, Placement
from training.models import Certificate, CourseRun, Enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2026, 11, 23)


@pytest.fixture
def built() -> dict[str, int]:
    """The small city of the story's day."""
    call_command("load_reference", stdout=StringIO())
    return city.build(scale="small", seed=20261123, today=DAY, quiet=True)


def test_the_small_city_tells_the_story(built: dict[str, int]) -> None:
    assert {name: built[name] for name in ("persons", "companies", "openings")} == {
        "persons": 2705,
        "companies": 40,
        "openings": 640,
    }
    said = StringIO()
    call_command("figures", "--on", "2026-11-23", stdout=said)
    assert "2,705 of 3,000" in said.getvalue()
    report = StringIO()
    call_command("audit", "--json", stdout=report)
    assert sum(row["count"] for row in json.loads(report.getvalue())) == 0
    assert _mess() == {"no_show": True, "merged": 1, "returned": 1, "reported": 1, "waiting": True, "walk": 1}
    assert city.exists()


def _mess() -> dict[str, object]:
    walk = CourseRun.objects.filter(course__code="LV-101", state="open", starts_on__lte=DAY)
    return {
        "no_show": Enrolment.objects.filter(state="no_show").exists(),
        "merged": Trainee.objects.exclude(merged_into=None).count(),
        "returned": Company.objects.filter(state="returned").count(),
        "reported": OpeningReport.objects.count(),
        "waiting": Enrolment.objects.filter(state="waitlisted").exists(),
        "walk": walk.count(),
    }


def test_everybody_and_every_firm_is_marked_as_fictional(built: dict[str, int]) -> None:
    assert not User.objects.exclude(real_name__startswith="示例").exists()
    assert not Company.objects.exclude(name_zh__startswith="示例", name_zh__endswith="（虚构）").exists()


def test_each_completion_has_its_certificate_and_each_filled_opening_its_people(built: dict[str, int]) -> None:
    assert Certificate.objects.count() == Enrolment.objects.filter(state="completed").count()
    hired = sum(Opening.objects.filter(state="filled").values_list("hires", flat=True))
    assert (Placement.objects.count(), Application.objects.count() > 3000) == (hired, True)


def test_the_same_seed_gives_the_same_names() -> None:
    genders = ["女", "男"] * 20
    assert person_names(Draws(7), genders) == person_names(Draws(7), genders)
