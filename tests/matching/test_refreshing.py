"""Does the operator's command put both sides on the disk, and does it say when something is wrong?"""

import json
import shutil

import pytest
from django.core.management import call_command

from core import clock
from matching import tasks
from matching.recommendations.kept import sides
from matching.recommendations.kept.store import store
from tests.factories.matching import OpeningFactory
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db


def told(capsys, *command):
    """What the command says, and how it ends."""
    try:
        call_command("matcher", *command, "--json")
        code = 0
    except SystemExit as ended:
        code = ended.code
    return code, json.loads(capsys.readouterr().out)


def test_refresh_writes_both_sides_and_says_what(capsys):
    OpeningFactory()
    code, said = told(capsys, "refresh")
    assert code == 0
    assert {kind: side["rows"] for kind, side in said.items()} == {"openings": 1, "people": 0}
    assert said["openings"]["version"] == store("openings").serving().name
    assert told(capsys, "status")[1]["index"]["openings"] == {
        "version": said["openings"]["version"], "day": clock.today().isoformat(), "rows": 1, "wrong": [],
    }  # fmt: skip


def test_status_names_a_damaged_side_and_ends_with_one(capsys):
    told(capsys, "refresh")
    told(capsys, "refresh")
    serving = store("people").serving().folder
    shutil.rmtree(serving)
    code, said = told(capsys, "status")
    assert code == 1
    assert said["index"]["people"]["wrong"] == [f"{serving.name}: its folder is gone"]
    assert said["index"]["people"]["version"] != ""


def test_at_night_what_is_of_today_is_left_alone():
    call_command("matcher", "refresh")
    assert sides.is_current(clock.today())
    assert tasks.refresh_nightly() == "not due"


def test_a_new_skill_makes_a_refresh_due():
    call_command("matcher", "refresh")
    SkillFactory(code="steaming")
    assert not sides.is_current(clock.today())


def test_a_side_of_yesterday_makes_a_refresh_due(clock):
    from datetime import date

    from core import clock as city

    clock.set(date(2026, 11, 23))
    call_command("matcher", "refresh")
    clock.set(date(2026, 11, 24))
    assert not sides.is_current(city.today())
