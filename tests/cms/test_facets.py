"""Facets count what a click would leave, and an address holds all of the choice."""

from datetime import date

from cms.facets import Choice, Fact, Option, known_values, options, ordered

LIVE = Fact(
    1,
    11,
    "Live",
    120,
    {
        "track": frozenset({"live"}),
        "mode": frozenset({"blended"}),
        "month": frozenset({"2026-12", "2027-01"}),
    },
    date(2026, 12, 1),
)
SEW = Fact(
    2,
    12,
    "Sewing",
    80,
    {"track": frozenset({"make"}), "mode": frozenset({"offline"}), "free": frozenset({"1"})},
)
DRAW = Fact(
    3,
    13,
    "Drawing",
    40,
    {"track": frozenset({"design"}), "mode": frozenset({"offline"})},
    date(2026, 11, 30),
)
ALL = [LIVE, SEW, DRAW]
KNOWN = known_values(ALL)


def chosen(address: dict[str, str]) -> list[int]:
    """Return the pages that an address leaves."""
    choice = Choice.of(address, KNOWN)
    return [fact.page_id for fact in ordered(ALL, choice.sort) if choice.fits(fact)]


def test_an_empty_address_shows_everything_with_the_next_session_first() -> None:
    assert chosen({}) == [3, 1, 2]


def test_values_of_one_facet_are_alternatives() -> None:
    assert chosen({"track": "live,make"}) == [1, 2]


def test_different_facets_narrow_each_other() -> None:
    assert chosen({"mode": "offline", "free": "1"}) == [2]


def test_a_course_with_sessions_in_two_months_is_found_in_both() -> None:
    assert (chosen({"month": "2026-12"}), chosen({"month": "2027-01"})) == ([1], [1])


def test_an_unknown_value_is_ignored_so_that_old_links_show_something() -> None:
    assert chosen({"track": "gone", "sort": "rude"}) == [3, 1, 2]


def test_sorting_by_hours_and_title() -> None:
    assert (chosen({"sort": "hours"}), chosen({"sort": "title"})) == ([3, 2, 1], [3, 1, 2])


def test_a_facet_counts_over_the_other_facets_only() -> None:
    choice = Choice.of({"mode": "offline", "track": "make"}, KNOWN)
    assert options(ALL, choice, KNOWN)["track"] == [
        Option("track", "design", 1, False, "mode=offline&track=design%2Cmake"),
        Option("track", "live", 0, False, "mode=offline&track=live%2Cmake"),
        Option("track", "make", 1, True, "mode=offline"),
    ]


def test_the_address_keeps_query_and_sort_and_drops_what_is_empty() -> None:
    choice = Choice.of({"q": "  直播\x00 课 ", "sort": "hours", "page": "3"}, KNOWN)
    assert choice.address() == "q=%E7%9B%B4%E6%92%AD+%E8%AF%BE&sort=hours"


def test_a_query_of_any_length_is_cut() -> None:
    assert len(Choice.of({"q": "长" * 100_000}, KNOWN).query) == 60
