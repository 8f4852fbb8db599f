"""Small cells stay hidden, also from those who can subtract."""

from hypothesis import given
from hypothesis import strategies as st

from outcomes.suppression import public_total, suppressed


def test_large_cells_are_all_shown():
    assert suppressed({"a": 10, "b": 50}, 10) == {"a": 10, "b": 50}


def test_single_small_cell_takes_the_next_smallest_with_it():
    assert suppressed({"a": 3, "b": 20, "c": 50}, 10) == {"a": None, "b": None, "c": 50}


def test_two_cells_that_are_small_together_take_a_third():
    assert suppressed({"a": 3, "b": 4, "c": 50, "d": 60}, 10) == {"a": None, "b": None, "c": None, "d": 60}


def test_two_small_cells_that_are_large_together_suffice():
    assert suppressed({"a": 6, "b": 7, "c": 50}, 10) == {"a": None, "b": None, "c": 50}


def test_small_total_is_not_shown():
    assert (public_total(9, 10), public_total(10, 10)) == (None, 10)


@given(st.lists(st.integers(0, 60), max_size=12))
def test_what_is_hidden_is_never_alone_and_never_few(counts):
    cells = {f"cell {place}": count for place, count in enumerate(counts)}
    shown = suppressed(cells, 10)
    hidden = [cells[name] for name, value in shown.items() if value is None]
    assert all(value is None or value >= 10 for value in shown.values())
    if hidden and len(hidden) < len(cells):
        assert len(hidden) > 1
        assert sum(hidden) >= 10
