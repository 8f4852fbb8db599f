"""Do names, notes and certificate numbers leave a company's pages some time after the end, and do the counts stay?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.models import Notice
from matching import notifications
from matching.models import Application
from matching.queries.applications import board_of
from matching.queries.companies import answer_figures
from matching.states import OVER
from matching.tasks import fade_applications
from tests.cast import Cast
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db
DAYS = 90
NUMBER = "TM-2026-ABC123"


@pytest.fixture
def ended(cast: Cast) -> Application:
    skill = SkillFactory(code="lockstitch")
    found: Application = ApplicationFactory(
        opening=OpeningFactory(company=cast.firm, asks={"lockstitch": 3}),
        trainee=cast.person,
        state="rejected",
        note="我住在岳口",
        internal_note="电话里很紧张",
        answered_at=clock.now(),
        profile={
            "name": cast.person.real_name,
            "school": {"zh": "示例江汉学院", "en": ""},
            "skills": [
                {"id": skill.pk, "code": "lockstitch", "name": {"zh": "平缝", "en": "Lockstitch"}, "level": 3,
                 "evidence": "certificate", "reference": NUMBER}
            ],
            "certificates": [{"number": NUMBER, "title": {"zh": "平缝基础", "en": "Sewing"}, "issued_on": "2026-01-05"}],
        },
    )  # fmt: skip
    notifications.tell_candidate_moved(found, "applied", day="2026-11-23")
    return found


def aged(application: Application, days: int) -> None:
    Application.objects.filter(pk=application.pk).update(
        moved_at=clock.now() - timedelta(days=days)
    )


def read(cast: Cast, application: Application) -> str:
    client = Client()
    client.force_login(cast.company)
    pages = (
        reverse("matching:company_application", args=[application.pk]),
        reverse("matching:company_ended"),
    )
    return "".join(client.get(page).content.decode() for page in pages)


def traces(cast: Cast, body: str) -> set[str]:
    return {
        word for word in (cast.person.real_name, "岳口", "紧张", NUMBER, "江汉") if word in body
    }


@pytest.mark.parametrize("state", OVER)
@pytest.mark.parametrize(("days", "kept"), [(DAYS, True), (DAYS + 1, False)])
def test_the_page_fades_on_its_day_before_any_task_ran(state, days, kept, cast, ended) -> None:
    Application.objects.filter(pk=ended.pk).update(
        state=state, breached_by="person" if state == "breached" else ""
    )
    aged(ended, days)
    found = traces(cast, read(cast, ended))
    assert found == ({cast.person.real_name, "岳口", "紧张", NUMBER, "江汉"} if kept else set())


def test_the_page_says_until_when(cast, ended) -> None:
    aged(ended, 10)
    client = Client()
    addresses = [
        reverse(f"matching:{name}", args=[ended.pk])
        for name in ("company_application", "my_application")
    ]
    for user, address in zip((cast.company, cast.trainee), addresses, strict=True):
        client.force_login(user)
        body = client.get(f"/en{address}").content.decode()
        day = clock.today() + timedelta(days=DAYS - 10)
        assert f"until {day.day} {day:%b} {day.year}" in body


def test_the_task_empties_it_for_good_once_and_counts_stay(cast, ended) -> None:
    before = (
        board_of(cast.firm.pk, clock.today()).ended_count,
        answer_figures(cast.firm.pk, clock.now()).due,
    )
    assert fade_applications() == 0
    aged(ended, DAYS + 1)
    assert (fade_applications(), fade_applications()) == (1, 0)
    ended.refresh_from_db()
    assert traces(cast, str(Application.objects.values())) == set()
    assert traces(cast, str(list(Notice.objects.filter(recipient=cast.company).values()))) == set()
    assert [(row["code"], row["level"]) for row in ended.profile["skills"]] == [("lockstitch", 3)]
    assert (
        board_of(cast.firm.pk, clock.today()).ended_count,
        answer_figures(cast.firm.pk, clock.now()).due,
    ) == before


def test_nothing_more_is_noted_about_somebody_who_faded(cast, ended) -> None:
    aged(ended, DAYS + 1)
    client = Client()
    client.force_login(cast.company)
    note = client.post(reverse("matching:company_note", args=[ended.pk]), {"note-note": "又想起来"})
    assert (note.status_code, Application.objects.get().internal_note) == (403, "电话里很紧张")


@pytest.mark.parametrize(
    "state", ["submitted", "interview", "offered", "accepted", "placed", "verified"]
)
def test_what_has_not_ended_never_fades(state, cast, ended) -> None:
    Application.objects.filter(pk=ended.pk).update(state=state)
    aged(ended, 400)
    assert fade_applications() == 0
    assert NUMBER in read(cast, ended)
