"""The office sees which model serves and why, and can go back; everybody can read how it works; operators have a command."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core import clock
from core.models import AuditEntry
from matching import tasks
from matching.learning_words import FAULTS, fault_in_words, said_of
from matching.models import ModelFit
from matching.recommendations.kept.model import PRINCIPLED, serving_model
from matching.recommendations.kept.store import store
from matching.recommendations.night.lock import fit_lock
from matching.recommendations.night.status import (
    BROKEN_OFF,
    OVERDUE,
    WORSE_BUT_HELD,
    MatcherFault,
)
from recommender.score.version import principled_version
from tests.cast import Cast
from tests.factories.accounts import TraineeFactory
from tests.factories.matching import OpeningFactory
from tests.matching.recommendations.worlds import arrays_of, leaning_to, serve, town

CARD = {
    "trained_at": "2026-11-24T18:00:00+00:00",
    "people": 72,
    "openings": 45,
    "outcomes": {"viewed": 9, "applied": 400, "placed": 32},
    "outcome": "promoted",
    "traits": {"people": ["education"], "openings": ["shift"]},
    "metrics": {
        name: {"together": {"mean": mean, "low": mean - 0.01, "high": mean + 0.01, "queries": 87}}
        for name, mean in (
            ("challenger", 0.412),
            ("champion", 0.2),
            ("principled", 0.201),
            ("popularity", 0.15),
        )
    },
}
JUDGED = {
    **CARD,
    "champion": "learned-6",
    "verdict": "not_surely_better",
    "next_look_on": "2026-12-06",
    "power": {
        "level": 0.95, "shows": 0.0119, "gain": 0.0065, "bound": -0.002, "error": 0.0043, "persons": 1182, "outcomes": 1794,
        "takes": 6014,
    },
    "drift": {"together": {"mean": -0.001, "low": -0.004, "high": 0.002}},
}  # fmt: skip
TOLD = (
    "Its lists were not surely better on what happened later.",
    "Gain over what served then: +0.0065, surely (95 %) no less than −0.0020, by 1794 outcomes of 1182 people.",
    "So much evidence shows a gain of +0.0119 or more in four of five cases.",
    "A gain as large as the one seen takes about 6014 judged outcomes to be shown in four of five cases.",
    "The next night that lets a new model serve is 6 Dec 2026.",
)


def matcher(*words: str) -> tuple[int, dict]:
    """Run the command; its exit code and what it says."""
    out, code = StringIO(), 0
    try:
        call_command("matcher", *words, "--json", stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    return code, json.loads(out.getvalue())


@pytest.mark.django_db
class TestOffice:
    def test_nothing_was_trained_yet(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.office)
        page = client.get(reverse("matching:office_matching"))
        assert (page.status_code, page.context["attempts"], page.context["serving"]) == (
            200,
            [],
            PRINCIPLED,
        )
        assert page.context["rollback_denial"].code == "matching.nothing_before"

    def test_what_serves_why_and_what_is_wrong(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.office)
        said = {
            "started_at": clock.now() - timedelta(days=3),
            "ended_at": clock.now(),
            "card": CARD,
        }
        ModelFit.objects.create(outcome="kept", verdict="below_popularity", **said)
        page = client.get(reverse("matching:office_matching"))
        assert page.context["faults"] == ["已经两天没有训练了。后台程序在运行吗？"]
        text = page.content.decode()
        assert "0.412 (0.402–0.422)" in text
        assert "0.200 (0.190–0.210)" in text

    def test_how_sure_it_is_and_what_it_would_take_in_words(
        self, client: Client, cast: Cast
    ) -> None:
        client.force_login(cast.office)
        ModelFit.objects.create(
            ended_at=clock.now(), outcome="kept", verdict="not_surely_better", card=JUDGED
        )
        url = reverse("matching:office_matching")
        page = client.get("/en" + url)
        assert (
            tuple(f"{line}" for line in (*page.context["said"].why, *page.context["said"].takes))
            == TOLD
        )
        assert all(line in page.content.decode() for line in TOLD)
        page = client.get(url).content.decode()
        assert "名单质量提高 +0.0119 以上，五次里有四次能看出来。" in page
        assert "大约要 6014 个用于检验的结果" in page

    def test_what_a_card_says_of_what_serves_and_of_a_gain_that_no_evidence_would_show(
        self,
    ) -> None:
        with translation.override("en"):
            said = said_of(JUDGED, "learned-7", is_learned=True)
            assert said.serves == "What was learned serves: learned-7."
            drift = "Gain of what serves over the principled score in the newest four weeks: −0.0010 (−0.0040 to +0.0020)."
            assert said.why == (*TOLD[:2], drift)
            # the night that let it serve compared the principled score with itself
            first = said_of({**JUDGED, "champion": PRINCIPLED.name}, "learned-7", is_learned=True)
            assert first.why == TOLD[:2]
            none = {**JUDGED, "power": {**JUDGED["power"], "gain": -0.001, "takes": None}}
            assert (
                said_of(none, "", is_learned=False).takes[1]
                == "More of the same would show nothing: there was no gain."
            )
            same = {**JUDGED, "power": {**JUDGED["power"], "shows": None}}
            again = "Learned anew, its lists are the ones that serve."
            assert said_of(same, "learned-6", is_learned=True).takes == (again, TOLD[-1])
            none_learned = {**same, "champion": PRINCIPLED.name}
            assert said_of(none_learned, "", is_learned=False).takes == (
                "What was learned changes no list.",
                TOLD[-1],
            )
            enough = {**JUDGED, "power": {**JUDGED["power"], "takes": 900}}
            assert said_of(enough, "", is_learned=False).takes == (TOLD[2], TOLD[-1])
            assert said_of(CARD, "", is_learned=False).takes == ()

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            ("overdue", "已经两天没有训练了。后台程序在运行吗？"),
            ("files", "written otherwise"),
            ("failed", "written otherwise"),
        ],
    )
    def test_the_words_of_a_fault_are_found_by_its_code(self, code: str, words: str) -> None:
        assert str(fault_in_words(MatcherFault(code, "written otherwise"))) == words

    def test_every_fault_of_the_matcher_itself_has_words(self) -> None:
        assert set(FAULTS) == {each.code for each in (BROKEN_OFF, OVERDUE, WORSE_BUT_HELD)}

    def test_a_model_that_is_held_although_it_is_worse_is_called_out(
        self, client: Client, cast: Cast
    ) -> None:
        client.force_login(cast.office)
        ModelFit.objects.create(
            ended_at=clock.now(),
            outcome="kept",
            verdict="held",
            card={**JUDGED, "verdict": "drifted"},
        )
        page = client.get(reverse("matching:office_matching"))
        assert page.context["faults"] == [
            "在用的模型近来确实不如人工权重。因为有人退回过，这几天不会自动更换。"
        ]

    def test_going_back_takes_a_reason_and_is_kept(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.office)
        opening = OpeningFactory()
        first = serve()
        second = serve(leaning_to([cast.person], [opening], opening), learned=0.5)
        about = ModelFit.objects.create(
            ended_at=clock.now(), outcome="promoted", version=second.name
        )
        url = reverse("matching:roll_back_model")
        assert (client.post(url, {"reason": ""}).status_code, serving_model().version) == (
            422,
            second.name,
        )
        assert client.post(url, {"reason": "名单不合理"}).status_code == 302
        entry = AuditEntry.objects.get(verb="matching.roll_back")
        assert (entry.object_id, entry.actor, entry.reason) == (about.pk, cast.office, "名单不合理")
        assert (entry.before, entry.after, serving_model().version) == (
            f"learned-{second.name}",
            first.name,
            first.name,
        )
        page = client.get(reverse("matching:office_matching"))
        assert (
            page.context["held_until"] > clock.now(),
            "名单不合理" in page.content.decode(),
        ) == (True, True)
        assert client.post(url, {"reason": "再退"}).status_code == 422

    def test_costs_the_same_for_one_and_three_trainings(
        self, cast: Cast, assert_query_count_constant
    ) -> None:
        client = Client()
        client.force_login(cast.office)
        url = reverse("matching:office_matching")
        assert_query_count_constant(
            client,
            url,
            lambda: ModelFit.objects.create(
                ended_at=clock.now(), outcome="kept", verdict="too_few"
            ),
            5,
        )


@pytest.mark.django_db
class TestEverybody:
    def test_the_principled_score_says_that_nothing_was_learned(self, client: Client) -> None:
        page = client.get("/en" + reverse("matching:how_it_works"))
        assert "nothing was learned from anybody" in page.content.decode()
        assert page.context["drawings"][0].weight == "50.0"

    def test_a_learned_model_says_on_what_how_good_and_what_never_counts(
        self, client: Client, cast: Cast
    ) -> None:
        opening = OpeningFactory()
        found = leaning_to([cast.person], [opening], opening)
        shares = {
            "skill": 0.3,
            "pay": 0.1,
            "place": 0.1,
            "occupation": 0.1,
            "text": 0.0,
            "learned": 0.4,
        }

        card = {**CARD, "is_learned": True, "weights": shares}
        store("model").serve(store("model").write("by-hand", arrays_of(found), card))
        page = client.get("/en" + reverse("matching:how_it_works"))
        text = " ".join(page.content.decode().split())
        assert [drawing.weight for drawing in page.context["drawings"]] == [
            "30.0",
            "10.0",
            "10.0",
            "10.0",
            "40.0",
        ]
        for words in (
            serving_model().name,
            "about 430 applications",
            "about 70 people",
            "0.412 (0.402–0.422)",
            "0.201 (0.191–0.211)",
            "at least 25 % of the score comes from skills and at least 10 % each from pay, place and wanted work",
        ):
            assert words in text
        assert "household registration" in text


@pytest.mark.django_db
class TestCommand:
    def test_train_measure_and_status_say_what_there_is(self) -> None:
        code, said = matcher("train")
        assert (code, said["outcome"], said["verdict"]) == (0, "nothing", "")
        said = matcher("measure")[1]
        assert (said["champion"], said["serves"]) == (
            principled_version(),
            f"The principled score serves: {principled_version()}.",
        )
        assert said["takes"] == ["0 applications are known, 200 are needed."]
        out = StringIO()
        call_command("matcher", "measure", stdout=out)
        assert "takes: 0 applications are known, 200 are needed." in out.getvalue().splitlines()
        code, said = matcher("status")
        assert (code, said["serving"], said["last_outcome"], said["wrong"]) == (
            0,
            principled_version(),
            "nothing",
            [],
        )

    def test_exit_codes_say_what_is_wrong(self) -> None:
        assert matcher("rollback")[0] == 1
        assert matcher("rollback", "--reason", "试试")[0] == 1
        with fit_lock():
            assert matcher("train")[0] == 3
        ModelFit.objects.create(ended_at=clock.now(), outcome="failed", problem="OSError")
        code, said = matcher("status")
        assert (code, said["wrong"]) == (1, ["the last training failed: OSError"])

    def test_people_read_it_line_by_line(self) -> None:
        out = StringIO()
        call_command("matcher", "status", stdout=out)
        assert out.getvalue().splitlines()[0] == f"serving: {principled_version()}"

    def test_rollback_at_the_server(self) -> None:
        ModelFit.objects.create(ended_at=clock.now(), outcome="promoted")
        first = serve()
        opening = OpeningFactory()
        serve(leaning_to([TraineeFactory()], [opening], opening), learned=0.5)
        assert matcher("rollback", "--reason", "演练") == (0, {"serving": first.name})
        assert AuditEntry.objects.get(verb="matching.roll_back").actor is None


@pytest.mark.django_db
def test_the_nightly_task_starts_one_process_and_only_when_it_is_due(
    monkeypatch, settings, tmp_path
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(tasks, "_start", lambda *words: started.append(words))
    monkeypatch.setattr(tasks, "is_due", lambda here: True)
    with fit_lock():
        assert tasks.train_nightly() == "not due"
    assert tasks.train_nightly() == "started"
    monkeypatch.setattr(tasks, "is_due", lambda here: False)
    assert (tasks.train_nightly(), started) == ("not due", [("matcher", "train", "--json")])
    assert dict(tasks.SCHEDULES)["matching.tasks.train_nightly"] == 60


def environment() -> dict[str, str]:
    """What a process of its own needs to work on the database of this test."""
    name = str(connection.settings_dict["NAME"])
    url = (
        f"sqlite:///{name}"
        if connection.vendor == "sqlite"
        else f"{django_settings.DATABASE_URL.rsplit('/', 1)[0]}/{name}"
    )
    return {**os.environ, "DATABASE_URL": url, "MATCHER_ROOT": str(django_settings.MATCHER_ROOT)}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_in_mid_training_yesterdays_model_serves_and_it_is_said() -> None:
    people, openings = town(is_random=False, people=72, openings=45)
    yesterday = serve(leaning_to(people, openings, openings[0]), learned=0.5)
    program = [
        sys.executable,
        str(Path(django_settings.BASE_DIR) / "manage.py"),
        "matcher",
        "train",
    ]
    process = subprocess.Popen(
        program, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        wait_for(lambda: ModelFit.objects.filter(outcome="running").exists(), process)
        with fit_lock() as is_ours:
            assert not is_ours
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert (serving_model().version, [v.name for v in store("model").versions()]) == (
        yesterday.name,
        [yesterday.name],
    )
    assert matcher("status") == (
        1,
        {**matcher("status")[1], "wrong": ["the last training broke off"]},
    )
    ModelFit.objects.update(started_at=clock.now() - timedelta(days=1))
    with fit_lock() as is_ours:
        assert is_ours


def wait_for(is_so, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 120
    while not is_so():
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.1)
