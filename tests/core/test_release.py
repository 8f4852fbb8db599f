"""Small cells stay hidden, also from those who can subtract."""

from itertools import product
from operator import itemgetter

from hypothesis import given
from hypothesis import strategies as st

from core.release import (
    BLOCK,
    released_cells,
    released_count,
    released_days,
    released_range,
    released_share,
    suppressed,
    whole_steps,
)


def test_large_cells_are_all_shown():
    assert suppressed({"a": 10, "b": 50}, 10) == {"a": 10, "b": 50}


def test_single_small_cell_takes_the_next_smallest_with_it():
    assert suppressed({"a": 3, "b": 20, "c": 50}, 10) == {"a": None, "b": None, "c": 50}


def test_two_cells_that_are_small_together_take_a_third():
    assert suppressed({"a": 3, "b": 4, "c": 50, "d": 60}, 10) == {
        "a": None,
        "b": None,
        "c": None,
        "d": 60,
    }


def test_two_small_cells_that_are_large_together_suffice():
    assert suppressed({"a": 6, "b": 7, "c": 50}, 10) == {"a": None, "b": None, "c": 50}


@given(st.lists(st.integers(0, 60), max_size=12))
def test_what_is_hidden_is_never_alone_and_never_few(counts):
    cells = {f"cell {place}": count for place, count in enumerate(counts)}
    shown = suppressed(cells, 10)
    hidden = [cells[name] for name, value in shown.items() if value is None]
    assert all(value is None or value >= 10 for value in shown.values())
    if hidden and len(hidden) < len(cells):
        assert len(hidden) > 1
        assert sum(hidden) >= 10


def test_count_is_hidden_when_small_and_moves_in_steps():
    assert [released_count(count, 10) for count in (9, 10, 11, 14, 15, 2705)] == [
        None,
        10,
        10,
        10,
        15,
        2705,
    ]


def test_cells_are_hidden_and_stepped():
    assert released_cells({"a": 12, "b": 57}, 10) == {"a": 10, "b": 55}
    assert released_cells({"a": 1, "b": 57, "c": 63}, 10) == {"a": None, "b": None, "c": 60}


def test_rate_of_few_is_hidden_and_of_many_is_rounded():
    assert [released_share(yes / max(1, among), among, 10) for yes, among in ((1, 1), (9, 9), (9, 10), (38, 40), (0, 0))] == [
        None, None, 90, 95, None,
    ]  # fmt: skip


@given(st.integers(10, 5000))
def test_one_person_more_is_not_seen_but_at_a_step(count):
    before, after = released_count(count, 10), released_count(count + 1, 10)

    assert after == before or (count + 1) % 5 == 0


def test_shares_ranges_and_waits_as_everybody_reads_them():
    assert [released_share(share, 10, 10) for share in (0.0, 0.02, 0.537, 0.98, 1.0)] == [
        0,
        0,
        55,
        100,
        100,
    ]
    assert released_share(0.5, 9, 10) is None
    assert [released_range(*pair) for pair in ((0.53, 1.06), (0.85, 1.15), (0.96, 1.01))] == [
        (0.5, 1.1), (0.85, 1.15), (0.95, 1.05),
    ]  # fmt: skip
    assert [released_days(days, 10, 10) for days in (0.0, 0.4, 1.0, 1.1, 2.6, 3.0)] == [
        1,
        1,
        1,
        2,
        3,
        3,
    ]
    assert released_days(2.6, 9, 10) is None


def published(facts: list[bool]) -> tuple[int | None, int]:
    """The rate that everybody reads of answers (True) and lapses, in the order in which they became known."""
    return published_of(list(enumerate(facts)))


def published_of(facts: list[tuple[int, bool]]) -> tuple[int | None, int]:
    """The same of answers with whose they are."""
    shown = [fact for step in whole_steps(facts, 10, person=itemgetter(0)) for fact in step]
    persons = len({person for person, _is_yes in shown})
    return released_share(
        sum(is_yes for _person, is_yes in shown) / max(1, len(shown)), persons, 10
    ), len(shown)


@given(
    st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=80),
    st.integers(1, 9),
    st.booleans(),
)
def test_one_person_with_many_applications_moves_nothing_alone(facts, times, is_yes):
    """However often one more person applies: what is read changes only with five persons, of whom that one counts once."""
    before, after = published_of(facts), published_of([*facts, *[(99, is_yes)] * times])
    moved = after[1] - before[1]
    assert after == before if moved == 0 else moved == 5


def test_a_person_counts_once_in_a_step_and_fills_none_alone():
    assert (
        published_of([(number % 9, True) for number in range(45)])[0] is None
    )  # nine persons, five times each
    assert whole_steps("aaaaabbbbcdefggggghij", 10, person=str) == [list("abcde"), list("fghij")]


def test_a_rate_over_applications_would_tell_of_one_person():
    """The control: cut by applications, five of one person are a step."""
    facts = [*enumerate([True] * 10), *[(99, False)] * 5]
    by_application = whole_steps(list(enumerate(facts)), 10, person=itemgetter(0))
    assert len(by_application) == 3
    assert published_of(facts) == published_of(facts[:10])


def test_one_person_more_moves_no_rate_but_at_a_step():
    """Every rate of 10 to 60 persons, the yeses first, last or in turn; after the next person of either kind."""
    for among in range(10, 61):
        for yes in range(among + 1):
            no = among - yes
            for facts in (
                [True] * yes + [False] * no,
                [False] * no + [True] * yes,
                spread(yes, no),
            ):
                for one_more in (True, False):
                    assert published([*facts, one_more]) == published(facts) or (among + 1) % 5 == 0


def spread(yes: int, no: int) -> list[bool]:
    """As many of each kind, in turn as long as there are both."""
    return [
        kind
        for place in range(max(yes, no))
        for kind, most in ((True, yes), (False, no))
        if place < most
    ]


def test_a_rate_over_counts_alone_would_tell():
    """The control: a rounded rate crosses a border with the eleventh person."""
    pairs = product(range(11), (0, 1))
    moved = [
        released_share(yes / 10, 10, 10) != released_share((yes + more) / 11, 11, 10)
        for yes, more in pairs
    ]
    assert any(moved)


def test_steps_are_cut_where_all_that_ever_was_is_cut():
    facts = list(range(1, 2 * BLOCK + 9))
    whole = whole_steps(facts, 10, person=int)
    assert (whole[0], whole[-1], len(whole)) == ([1, 2, 3, 4, 5], [201, 202, 203, 204, 205], 41)
    assert whole_steps(facts[3:], 10, person=int, first=4) == whole[BLOCK // 5 :]
    assert whole_steps([], 10, person=int) == []
    assert whole_steps("abc", 0, person=str) == [["a"], ["b"], ["c"]]
