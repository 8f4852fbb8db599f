"""Does the benchmark command read the canonical folder and answer as its contract says?"""

import csv

from benchmarks import matching

PEOPLE = """id,cat:degree,tags:skill,num:months,text:major,cat:gender
a,4,cut|sew,3,服装设计,f
b,4,cut,,服装设计,m
c,2,live,12,,f
d,,,,,
"""
OPENINGS = """id,tags:skill
x,cut
y,live|sell
z,
"""
PAIRS = """person,opening,time
a,x,1
b,x,2
c,y,3
"""
ASK = """side,id,limit
openings,a,2
openings,d,5
people,x,10
"""


def answer(folder, monkeypatch) -> list[list[str]]:
    """Run the command on a small folder and return the rows it wrote."""
    for name, text in (
        ("people", PEOPLE),
        ("openings", OPENINGS),
        ("interactions", PAIRS),
        ("ask", ASK),
    ):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    out = folder / "out.csv"
    arguments = [
        "matching",
        "--train",
        str(folder),
        "--ask",
        str(folder / "ask.csv"),
        "--out",
        str(out),
    ]
    monkeypatch.setattr("sys.argv", arguments)
    assert matching.main() == 0
    with out.open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))


def test_every_question_is_answered_without_known_pairs(tmp_path, monkeypatch):
    header, *rows = answer(tmp_path, monkeypatch)

    assert header == ["side", "query", "rank", "candidate", "score"]
    assert [row[:4] for row in rows] == [
        ["openings", "a", "1", "y"],
        ["openings", "a", "2", "z"],
        ["openings", "d", "1", "x"],
        ["openings", "d", "2", "y"],
        ["openings", "d", "3", "z"],
        ["people", "x", "1", "c"],
        ["people", "x", "2", "d"],
    ]


def test_the_table_keeps_every_kind_and_drops_what_is_forbidden(tmp_path):
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")

    found = matching.table(tmp_path / "people.csv")

    assert (list(found.categories), list(found.tags), list(found.numbers), list(found.texts)) == (
        ["degree"],
        ["skill"],
        ["months"],
        ["major"],
    )
    assert (found.tags["skill"][0], found.numbers["months"][0]) == (["cut", "sew"], 3.0)
