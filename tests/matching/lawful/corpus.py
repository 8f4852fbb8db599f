"""Which lines does the law stop, and which must pass? Hand-written, by kind, one file a style.

Each file was kept back until it was measured once, then mended: tuned, poster, office, board, gate, fresh, voices, kinds, last. First
measured (stopped, stopped or doubted; lawful stopped, doubted): board 79 %, 86 %; 6 %, 4 %. gate 79 %, 91 %; 8 %, 5 %.
fresh 80 %, 86 %; 2 %, 4.5 %. voices 64 %, 82 %; 5 %, 7 %, and its second half, unread until the rules had the first:
75 %, 87 %; 5 %, 6 %. kinds 68 %, 87 %; 3 %, 13 % (its next lines 53 %, 89 %; 10 %, 18 %; its
last 63 %, 97 %; 0 %, 15 %). last 95 %, 97 %; 3 %, 0 %. asked 94 %, 99 %; 4 %, 7 % (two thirds of its lawful lines name a trait of somebody else on purpose;
plain ones 0 %, 1 %). street 74 %, 87.5 %; 8 %, 8.5 %. winks are nine rounds of new lines about persons: 33 %, 63 %; 11 %, 36 %,
then 21 %, 54 %; 9 %, 9 %, then 36 %, 71 %; 16 %, 13 %, then
82 %, 89 %; 6 %, 9 %, then 85 %, 95 %; 5 %, 9 %, then 80 %, 88 %; 17 %, 10 %, then 74 %, 90 %; 13 %, 4 %,
then 79 %, 95 %; 11 %, 7 %, then 83 %, 100 %; 3 %, 10 %. `trade` are lawful adverts of the trade, `parts` money alone, in many
 voices. messages 71 %, 91 %; 7 %, 10 %, by parts 84 %, 94 %; 6 %, 7 %. ordinary 93 %, 95 %; 5 %, 3 %, by parts 94 %, 96 %; 4 %, 3 %. fourth 90 %, 96 %; 6 %, 1 %.
everyday, by two hands, in parts: 80 %, 92 %; 8 %, 10 %, then 78 %, 92 %; 6 %, 13 %, then 77 %, 92 %; 9 %, 12 %, then 65 %, 92 %; 13 %, 10 %,
then 65 %, 83 %; 11 %, 12 %. fifth_untouched, a fair set: 79 %, 89 %; 4 %, 7 % before everyday was read, then
89 %, 95 %; 2 %, 4 %, after owners 93 %, 97.5 %; 1 %, 3.5 %. owners, in parts: 82 %, 91.5 %; 13 %, 3 %, then
89 %, 94 %; 3 %, 4 %, then English of few words and dialect 59 %, 76 %; 7 %, 13 %. town, in parts: 88 %, 93 %; 10 %, 4 %, then 81 %, 92 %; 6 %, 7 %, then
73 %, 94 %; 4 %, 12 %. sixth: 88 %, 93 %; 7 %, 1 %, at the end of the same day 91 %, 97 %; 6 %, 2 %;
its neighbours, of things told, in four parts: 80 %, 83 %; 46 %, 6 %, then 80 %, 83 %; 41 %, 15 %, then 83 %, 100 %; 50 %, 18 %, then 64 %, 79 %; 31 %, 19 %.
eleventh, by a hand that saw neither code nor lines: 76 %, 90 %; 10 %, 4 %. burdens, of money and conditions: 38 %, 67 %; 3 %, 8 %;
veiled, without a plain word: 17 %, 44 %; 4 %, 9 %; halfway, between those: 43 %, 70 %; 9 %, 16 %; counter, pairs of opposites: 40 %, 66 %; 6 %, 12 %. seams, in parts: 89 %, 95 %; 5 %, 1.5 %, then 39 %, 65 %; 21 %, 9 %, then 61 %, 82 %; 9 %, 8 %,
then 82 %, 95 %; 6 %, 4 %. Name a new file *_untouched: nothing is learned from it.
"""

from pathlib import Path

HERE = Path(__file__).parent
UNLAWFUL, LAWFUL = "unlawful", "lawful"


def lines(label: str, style: str) -> list[tuple[str, str]]:
    """Return kind and line of one file."""
    rows = (HERE / f"{label}_{style}.tsv").read_text(encoding="utf-8").splitlines()
    return [(kind, text) for kind, _tab, text in (row.partition("\t") for row in rows if row)]


def adverts(label: str) -> list[str]:
    """Return whole adverts, one a line."""
    return (HERE / f"{label}_adverts.txt").read_text(encoding="utf-8").splitlines()
