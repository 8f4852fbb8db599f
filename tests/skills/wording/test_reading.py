"""A query is cut into what it asks for, whatever keyboard it was typed on."""

import pytest

from skills.wording.mending import mended, one_slip, probable
from skills.wording.reading import Reading, loosened, reading_of
from skills.wording.vocabulary import Vocabulary, vocabulary_of

NAMES = (
    (
        "skill",
        1,
        "直播话术与商品讲解",
        "Live pitch and product explanation",
        "带货话术|直播讲解",
        "",
    ),
    ("skill", 2, "平缝与包缝操作", "Lockstitch and overlock operation", "平车|锁边", ""),
    ("occupation", 1, "缝纫工", "Sewing worker", "车工|平车工", "生产 Production"),
    ("occupation", 2, "服装制版", "Garment patternmaker", "版师|打版师", "生产 Production"),
    (
        "occupation",
        3,
        "服装质检与后整",
        "Garment inspector and finisher",
        "质检|整烫",
        "生产 Production",
    ),
    ("division", 1, "皂市镇", "Zaoshi Town", "", ""),
    ("course", 1, "女装主播进阶", "Advanced hosting", "LV-220", ""),
)
SYNONYMS = (
    ("缝纫", "sewing", "", True),
    ("裁缝|踩缝纫机", "缝纫", "", False),
    ("包住|宿舍|dormitory", "", "room", False),
    ("直播带货", "直播", "", False),
    ("有床位|可以住", "", "room", False),
)


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    """A small vocabulary."""
    return vocabulary_of(NAMES, SYNONYMS)


def asked(query: str, known: Vocabulary) -> list[str]:
    """Return the words that a query asks for."""
    return [ask.condition or ask.typed for ask in reading_of(query, known).asks]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("直播", ["直播"]),
        ("縫紉", ["缝纫"]),
        ("ＳＥＷＩＮＧ", ["sewing"]),
        ("直\u200b播", ["直播"]),
        ("zhibo", ["直播"]),
        ("feng ren", ["缝纫"]),
        ("Fēng Rèn", ["缝纫"]),
        ("fengrengong", ["缝纫工"]),
        ("nvzhuang zhibo", ["女装", "直播"]),
        ("lv220", ["lv 220"]),
        ("LV-220", ["lv 220"]),
        ("ＬＶ－２２０", ["lv 220"]),
        ("有床位", ["room"]),
        ("请问可以住吗", ["room"]),
        ("能不能学缝纫", ["缝纫"]),
        ("带货直播", ["直播带货"]),
        ("我想学女装直播课程", ["女装", "直播"]),
        ("哪里招缝纫工", ["缝纫工"]),
        ("有没有包住的工作", ["room"]),
        ("包住的缝纫工", ["room", "缝纫工"]),
        ("baozhu", ["room"]),
        ("踩缝纫机", ["踩缝纫机"]),
        ("拷边机", ["拷边机"]),
        ("I want to learn sewing", ["sewing"]),
        ("跨境物流通关", ["跨境", "物流", "通关"]),
        ("课程", []),
        ("的", []),
        ("吗", []),
        ("了 呢 的", []),
        ("the", []),
        ("", []),
        ("。，！", []),
    ],
)
def test_what_a_query_asks_for(query: str, words: list[str], known: Vocabulary) -> None:
    assert asked(query, known) == words


def test_a_mutual_synonym_is_read_from_both_sides_and_another_from_one(known: Vocabulary) -> None:
    words = {query: reading_of(query, known).asks[0].words for query in ("缝纫", "sewing", "裁缝")}
    assert words == {
        "缝纫": ("缝纫", "sewing"),
        "sewing": ("sewing", "缝纫"),
        "裁缝": ("裁缝", "缝纫", "sewing"),
    }


def test_words_in_letters_are_whole_words(known: Vocabulary) -> None:
    assert (known.named(["sew"]), known.named(["sewing"])) == ({}, {"occupation": frozenset({1})})


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("直博", "直播"),
        ("直拨", "直播"),
        ("缝韧", "缝纫"),
        ("质捡", "质检"),
        ("版市", "版师"),
        ("踩缝纫积", "踩缝纫机"),
        ("踩缝机", "踩缝纫机"),
        ("播直", "直播"),
        ("sewng", "sewing"),
        ("seewing", "sewing"),
        ("zibo", "直播"),
        ("fenren", "缝纫"),
        ("zhibi", "直播"),
        ("医生", ""),
        ("龘", ""),
        ("xyz", ""),
    ],
)
def test_one_slip_is_mended(slip: str, meant: str, known: Vocabulary) -> None:
    assert (*probable(slip, known), "")[0] == meant


def test_a_mended_reading_says_what_was_typed(known: Vocabulary) -> None:
    reading = mended(reading_of("直博 包住", known), known)
    assert ([ask.condition or ask.typed for ask in reading.asks], reading.mended) == (
        ["直播", "room"],
        (("直博", "直播"),),
    )


def test_a_reading_without_slips_is_left_as_it_is(known: Vocabulary) -> None:
    reading = reading_of("直播 包住", known)
    assert mended(reading, known) is reading


def test_what_nobody_knows_is_left_out_and_known_words_are_loosened(known: Vocabulary) -> None:
    partly, wholly = (
        loosened(reading_of("缝纫 火星", known)),
        loosened(reading_of("缝纫 包住", known)),
    )
    assert ([ask.typed for ask in partly.asks], partly.left_out, partly.is_loose) == (
        ["缝纫"],
        ("火星",),
        False,
    )
    assert ([ask.typed for ask in wholly.asks], wholly.left_out, wholly.is_loose) == (
        ["缝纫", "包住"],
        (),
        True,
    )


def test_25_letters_ask_for_nothing_and_many_words_for_six(known: Vocabulary) -> None:
    letters = reading_of(" ".join("abcdefghijklmnopqrstuvwxy"), known)
    many = reading_of(" ".join(f"word{n}" for n in range(9)), known)
    assert (letters.asks, len(many.asks), many.is_shortened) == ((), 6, True)


def test_a_query_is_not_read_further_than_anybody_types(known: Vocabulary) -> None:
    assert reading_of("z" * 100_000, known).typed == "z" * 60


@pytest.mark.parametrize(
    "rude", ['"', "\x00", "\ud800", "%s%s", "' OR 1=1", "(((", "\u202e直播", "🧵" * 70, "ا" * 40]
)
def test_no_query_breaks_the_reading(rude: str, known: Vocabulary) -> None:
    assert isinstance(mended(reading_of(rude, known), known), Reading)


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("abc", "abc", False),
        ("abc", "abd", True),
        ("abc", "ab", True),
        ("abc", "abcd", True),
        ("abc", "bac", True),
        ("abcd", "abdc", True),
        ("abc", "cba", False),
        ("abc", "a", False),
        ("", "a", True),
    ],
)
def test_one_slip(one: str, other: str, is_one: bool) -> None:
    assert (one_slip(one, other), one_slip(other, one)) == (is_one, is_one)
