"""Is the work of the fictional openings such as people do: hours, duties, terms that go together?"""

import re

import pytest

from demo.duties import BY_THE_HOUR, WORKSHOP, english_titles, work_of
from matching.lawful import findings
from skills.reference import rows

OCCUPATIONS = [row["occupation_id"] for row in rows("occupations.csv")]
CONTRACTS = ("full_time", "piecework", "part_time", "internship")
MANY = range(240)


@pytest.mark.parametrize("occupation", OCCUPATIONS)
def test_every_occupation_has_its_own_varied_work(occupation: str) -> None:
    duties = {work_of(occupation, "full_time", n).duties for n in MANY}
    others = {
        work_of(other, "full_time", n).duties
        for other in OCCUPATIONS
        for n in MANY
        if other != occupation
    }
    assert (len(duties), duties & others) == (10, set())
    assert len({work_of(occupation, "full_time", n).shift for n in MANY}) >= 2


@pytest.mark.parametrize("occupation", OCCUPATIONS)
def test_everything_is_there_in_both_languages_and_lawful(occupation: str) -> None:
    for contract in CONTRACTS:
        for n in MANY[::7]:
            work = work_of(occupation, contract, n)
            for zh, en in (work.duties, work.conditions, work.shift):
                assert zh and en and not re.search("[\u4e00-\u9fff]", en)
                assert (findings(zh), findings(en)) == ([], []), zh


def test_every_usual_job_title_has_its_own_english_one() -> None:
    titles = [
        title for row in rows("occupations.csv") for title in row["typical_titles_zh"].split("|")
    ]
    assert sorted(english_titles()) == sorted(titles)
    assert len(set(english_titles().values())) == len(titles)
    assert [english for english in english_titles().values() if findings(english)] == []


def test_only_who_streams_works_in_evening_shows() -> None:
    evening = {
        o
        for o in OCCUPATIONS
        for c in CONTRACTS
        for n in MANY
        if "直播 18:00" in work_of(o, c, n).shift[0]
    }
    assert evening == {"live_anchor"}


def test_contracts_go_with_the_work_and_its_hours() -> None:
    for occupation in OCCUPATIONS:
        for n in MANY:
            piecework = work_of(occupation, "piecework", n)
            assert (piecework.contract == "piecework") is (occupation in WORKSHOP)
            assert ("计件" in piecework.shift[0]) is (piecework.contract == "piecework")
            part_time = work_of(occupation, "part_time", n)
            assert (part_time.contract == "part_time") is (occupation in BY_THE_HOUR)
            assert ("每周 3 天" in part_time.shift[0]) is (part_time.contract == "part_time")
            internship = work_of(occupation, "internship", n)
            assert ("三方协议" in internship.conditions[0], "不排夜班" in internship.shift[0]) == (
                True,
                True,
            )


def test_conditions_do_not_contradict_themselves() -> None:
    for n in MANY:
        said = work_of("sewing_worker", "full_time", n).conditions[0]
        assert not ("独立完成" in said and "带教" in said)
