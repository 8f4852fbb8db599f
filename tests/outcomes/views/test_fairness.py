"""What do the pages that compare groups show, hide and cost?"""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from accounts.models import Trainee
from core.models import AuditEntry
from matching.models import Application
from matching.recommendations.kept.model import serving_model
from outcomes import actions, reference, tasks
from outcomes.figures.fair_public import PUBLIC, Public
from outcomes.figures.fair_words import sections
from outcomes.figures.fairness import selection
from outcomes.models import FairnessReport
from tests.factories.accounts import TraineeFactory
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.outcomes.views.screens import get
from training.queries.figures import end_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ON = date(2026, 11, 22)


def row(group="female", characteristic="sex", **values):
    shown = {
        "persons": 20,
        "share": 0.5,
        "share_of_others": 0.5,
        "ratio": 1.0,
        "low": 0.8,
        "high": 1.2,
        "luck": 1.0,
    }
    return {"characteristic": characteristic, "group": group, **shown, **values}


def report(on=ON, **values):
    rows = {"exposure": [row(**values), row("male")], "selection": [row(), row("male")]}
    return FairnessReport.objects.create(
        on=on, rows=rows, model_version="skill-gap-2", definition_version="1"
    )


def decided(count, opening, verb, **person):
    """Applications of people alike, each shortlisted or refused."""
    kind = ContentType.objects.get_for_model(Application)
    for _ in range(count):
        sent = ApplicationFactory(
            trainee=TraineeFactory(**person), opening=opening, state="rejected"
        )
        AuditEntry.objects.create(
            verb=f"application.{verb}",
            content_type=kind,
            object_id=sent.pk,
            after="rejected",
            at=sent.submitted_at,
        )


@pytest.fixture
def opening(clock):
    clock.set(ON)
    return OpeningFactory()


def test_selection_by_hand(opening, clock):
    """Women: 5 of 10 shortlisted; men: 10 of 10. What nobody decided is not counted."""
    decided(5, opening, "shortlist", gender="female")
    decided(5, opening, "reject", gender="female")
    decided(10, opening, "shortlist", gender="male")
    for verb in ("withdraw", "lapse", "release", "review"):
        decided(1, opening, verb, gender="male")

    women, men = selection(ON)

    assert (women.persons, women.share, women.share_of_others, women.ratio) == (10, 0.5, 1.0, 0.5)
    assert (men.persons, men.ratio, women.verdict) == (10, 2.0, "maybe")


def test_a_merged_double_account_is_one_person_of_a_group(opening, clock):
    """Eleven women with an account each, one of them a second account of another: ten persons, from the merge on."""
    decided(11, opening, "shortlist", gender="female")
    decided(10, opening, "reject", gender="male")
    kept, double = Trainee.objects.filter(gender="female").order_by("pk")[:2]
    Trainee.objects.filter(pk=double.pk).update(merged_into=kept, merged_at=end_of(ON))

    assert [line.persons for line in selection(ON)] == [11, 10]
    assert [line.persons for line in selection(ON + timedelta(days=1))] == [10, 10]


def test_a_frozen_day_computed_again_gives_the_same_and_later_changes_do_not_touch_it(
    opening, clock, today, capsys
):
    reference.load()
    decided(6, opening, "shortlist", gender="female", source="returnee")
    decided(6, opening, "reject", gender="female", source="local")
    decided(11, opening, "shortlist", gender="male", source="local")
    clock.set(ON + timedelta(days=1))

    call_command("fairness")
    assert tasks.freeze_fairness() == "frozen before"
    call_command("fairness")
    frozen = FairnessReport.objects.get()
    clock.set(ON + timedelta(days=2))
    decided(9, opening, "reject", gender="male")

    assert frozen.on == ON
    assert frozen.rows["selection"] == [one.plain() for one in selection(ON)]
    assert (frozen.model_version, frozen.definition_version) == (serving_model().name, "1")
    said = capsys.readouterr().out
    assert "2026-11-22: compared\n" in said and "2026-11-22: was compared before\n" in said
    assert "selection  female" in said


def test_a_small_group_is_hidden_with_the_one_that_would_give_it_away(opening, clock):
    decided(9, opening, "shortlist", gender="female", source="returnee")
    decided(30, opening, "reject", gender="male", source="local")

    assert {one.group: one.verdict for one in selection(ON)} == {
        "female": "hidden", "male": "hidden", "returnee": "hidden", "others": "hidden",
    }  # fmt: skip
    assert [(one.share, one.persons) for one in selection(ON)] == [(None, None)] * 4


def test_who_has_not_told_is_left_out(opening, clock):
    decided(12, opening, "shortlist")

    assert selection(ON) == []


def test_each_verdict_has_its_words(office):
    low = {"ratio": 0.5, "low": 0.4, "high": 0.6, "luck": 0.001}
    words = {
        "about as often as the others": {},
        "cannot be told yet": {"ratio": 0.73, "low": 0.53, "high": 1.06},
        "a difference that may be luck": {**low, "luck": 0.2},
        "much less often than the others": low,
        "less often than the others": {**low, "ratio": 0.9, "low": 0.85, "high": 0.95},
        "more often than the others": {"ratio": 1.5, "low": 1.2, "high": 1.8, "luck": 0.001},
        "nothing to compare yet": {"ratio": None, "low": None, "high": None, "luck": None},
        "not shown: under 10 persons, or it would give such a group away": {
            "persons": None,
            "ratio": None,
            "share": None,
        },
    }
    for number, (said, values) in enumerate(words.items()):
        found = report(on=ON - timedelta(days=number), **values)
        line = sections(found)[0].tables[0].lines[0]
        with override("en"):
            assert str(line.words) == said


def test_what_is_not_known_is_not_green_and_each_line_says_how_sure_it_is():
    lines = {
        "open": {"ratio": 0.73, "low": 0.53, "high": 1.06, "persons": 14},
        "maybe": {"ratio": 0.95, "low": 0.9, "high": 0.99, "luck": 0.24},
        "same": {"ratio": 0.98, "low": 0.92, "high": 1.05},
    }
    said = {
        "open": "Too few people (14): anything between 53 and 106 % of how often the others are is possible.",
        "maybe": "2 groups are compared. Dealt out at random, some group differs as much in up to 24 of 100 cases, "
        "although the range alone (90 to 99 %) leaves the same out.",
        "same": "The range is narrow: between 92 and 105 % of how often the others are.",
    }
    for number, (verdict, values) in enumerate(lines.items()):
        line = sections(report(on=ON - timedelta(days=number), **values))[0].tables[0].lines[0]
        with override("en"):
            assert (line.row.verdict, str(line.why)) == (verdict, said[verdict])
        assert line.tone == ("success" if verdict == "same" else "")


def test_the_office_sees_the_newest_day_or_the_one_it_asks_for(office):
    report()
    report(on=ON - timedelta(days=1), ratio=0.5, low=0.4, high=0.6, luck=0.001)

    newest, asked = get(office, "office_fairness"), get(office, "office_fairness", "?on=2026-11-21")

    assert (newest.context["report"].on, asked.context["report"].on) == (ON, ON - timedelta(days=1))
    assert [len(section.behind) for section in asked.context["sections"]] == [1, 0]
    assert "0.50 (0.40–0.60)" in asked.content.decode()
    assert "比其他人少得多" in asked.content.decode()


def test_a_day_without_a_comparison_says_so(office, client):
    assert get(office, "office_fairness", "?on=2020-01-01").context["report"] is None
    assert get(office, "office_fairness", "?on=someday").context["report"] is None


def test_everybody_reads_the_same_frozen_figures(client):
    assert "下一次" in get(client, "fairness").content.decode()
    report(
        persons=None, ratio=None, share=None, share_of_others=None, low=None, high=None, luck=None
    )

    page = get(client, "fairness").content.decode()

    assert "不足 10 人" in page
    assert "一组的人数增减不到 5 人时，这一行保持不变。" in page  # no month moves it
    assert reverse("outcomes:fairness") in get(client, "results").content.decode()


def test_everybody_reads_the_numbers_as_released_and_the_office_exactly(office, client):
    values = {
        "share": 0.537,
        "share_of_others": 0.011,
        "ratio": 0.73,
        "low": 0.53,
        "high": 1.06,
        "luck": 0.24,
    }
    report(persons=13, **values)

    public, exact = (
        get(who, name).context["sections"][0].tables[0].lines[0]
        for who, name in ((client, "fairness"), (office, "office_fairness"))
    )

    with override("en"):
        told = "Too few people (10): anything between 50 and 110 % of how often the others are is possible."
        assert str(public.why) == told
    shown = (public.row.persons, public.share, public.share_of_others, public.ratio)
    assert shown == (10, "55 %", "< 5 %", "0.75 (0.50–1.10)")
    assert (exact.row.persons, exact.share, exact.share_of_others) == (13, "53.7 %", "1.1 %")
    assert exact.ratio == "0.73 (0.53–1.06)"
    assert (public.verdict, exact.verdict) == ("open", "open")


def test_rounding_changes_no_word(client):
    """Surely less by the exact range stays so where the released range touches the same."""
    report(ratio=0.9, low=0.85, high=0.98, luck=0.001)

    line = get(client, "fairness").context["sections"][0].tables[0].lines[0]

    assert (line.verdict, line.ratio) == ("less", "0.90 (0.85–1.00)")


def frozen_lines(client, days: int) -> tuple[str, ...]:
    """The lines of women and men on a day, as everybody reads them once that day is frozen."""
    assert actions.freeze_fairness(on=ON + timedelta(days=days), lists_of=ON)
    table = get(client, "fairness").context["sections"][1].tables[0]
    return tuple(
        f"{line.row.persons} {line.share} {line.share_of_others} {line.ratio}"
        for line in table.lines
    )


@pytest.mark.parametrize("verb", ["shortlist", "reject"])
def test_a_group_that_grew_by_one_overnight_reads_the_same_to_everybody(
    office, client, opening, verb
):
    """From 10 to 11: what became of the eleventh is seen by the office alone, until five came."""
    reference.load()
    decided(5, opening, "shortlist", gender="female")
    decided(5, opening, "reject", gender="female")
    decided(40, opening, "shortlist", gender="male")

    first = frozen_lines(client, 0)
    decided(1, opening, verb, gender="female")
    eleven = frozen_lines(client, 1)
    exact = get(office, "office_fairness").context["sections"][1].tables[0].lines[0]
    decided(4, opening, verb, gender="female")
    fifteen = frozen_lines(client, 2)

    assert eleven == first
    assert (exact.row.persons, exact.share) == (
        11,
        {"shortlist": "54.5 %", "reject": "45.5 %"}[verb],
    )
    assert fifteen[0].split(" %")[0] == {"shortlist": "15 65", "reject": "15 35"}[verb]


def test_what_was_frozen_before_the_rule_is_what_the_next_night_is_compared_with(client, opening):
    """The last report of the old kind shows ten women, the first of the new kind counts eleven: the line stays."""
    reference.load()
    decided(10, opening, "shortlist", gender="female")
    decided(10, opening, "shortlist", gender="male")
    first = frozen_lines(client, 0)
    old = FairnessReport.objects.get()
    FairnessReport.objects.filter(pk=old.pk).update(
        rows={k: v for k, v in old.rows.items() if k != PUBLIC}
    )
    decided(1, opening, "reject", gender="female")
    assert frozen_lines(client, 1) == first


def test_no_month_that_passes_tells_what_became_of_the_one_who_came(client, opening):
    reference.load()
    decided(10, opening, "shortlist", gender="female")
    decided(10, opening, "shortlist", gender="male")

    first = frozen_lines(client, 0)
    decided(1, opening, "reject", gender="female")

    assert first[0].split(" (")[0] == "10 > 95 % > 95 % 1.00"
    assert [frozen_lines(client, days) for days in (29, 30, 31, 60)] == [first] * 4


def test_a_step_counts_from_the_persons_of_the_line_that_is_read(client, opening):
    """Fourteen are shown as ten: the fifteenth alone makes no step, five more do."""
    reference.load()
    decided(7, opening, "shortlist", gender="female")
    decided(7, opening, "reject", gender="female")
    decided(40, opening, "shortlist", gender="male")

    first = frozen_lines(client, 0)
    decided(1, opening, "reject", gender="female")
    fifteen = frozen_lines(client, 1)
    decided(4, opening, "reject", gender="female")

    assert (first[0].split(" %")[0], fifteen) == ("10 50", first)
    assert frozen_lines(client, 2)[0].split(" %")[0] == "15 35"


def test_the_share_of_the_others_tells_nothing_of_one_of_them(client, opening):
    """Five more women would move their line; one man more stands beside it, so it stays until five came there, too."""
    reference.load()
    decided(10, opening, "reject", gender="female")
    decided(10, opening, "shortlist", gender="male")

    first = frozen_lines(client, 0)
    decided(5, opening, "reject", gender="female")
    decided(1, opening, "reject", gender="male")
    assert frozen_lines(client, 1) == first

    decided(4, opening, "reject", gender="male")
    women, men = frozen_lines(client, 2)
    assert (women.split(" 0.")[0], men.split(" %")[0]) == ("15 < 5 % 65 %", "15 65")


@pytest.mark.parametrize(("count", "stays"), [(18, True), (19, False)])
def test_a_line_that_kept_no_exact_number_moves_a_whole_step_for_sure(count, stays):
    """It shows ten, and was of fourteen at most."""
    old = Public.read({"row": row(persons=10), "verdict": "same", "on": "2026-11-01"})
    assert old.stays(Public(old.row, "same", "2026-11-02", (count, 40)), 5) is stays


def test_the_pages_cost_the_same_for_one_report_and_three(
    office, client, assert_query_count_constant
):
    days = iter(range(1, 20))

    def add():
        report(on=ON - timedelta(days=next(days)))

    assert_query_count_constant(office, reverse("outcomes:office_fairness"), add, 4)
    assert_query_count_constant(client, reverse("outcomes:fairness"), add, 3)
