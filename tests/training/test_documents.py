"""Is a certificate whole, readable anywhere, and the same each time?"""

import re
from pathlib import Path

import pytest

from training.documents import fonts
from training.documents.certificate import render_certificate
from training.documents.fonts import REGULAR, missing_glyphs
from training.documents.payload import canonical, fingerprint, level_words

URL = "https://zhicai.example/verify/ZC-2026-000001/"
PAYLOAD = {
    "number": "ZC-2026-000001",
    "holder_name": "林*织",
    "course_code": "LV-101",
    "course_title_zh": "直播带货入门与主播实训",
    "course_title_en": "Live-selling foundation and host practice",
    "hours": 120,
    "level": 1,
    "skills": [
        {
            "name_zh": "直播话术与商品讲解",
            "name_en": "Live pitch and product explanation",
            "level": 2,
        }
    ],
    "completed_on": "2026-11-20",
    "issued_on": "2026-11-23",
    "organiser_zh": "示例锦梭职业培训学校（虚构）",
    "organiser_en": "Example Jinsuo Vocational School (fictional)",
    "operator_zh": "示例市人才培养办公室（虚构）",
    "operator_en": "Example Programme Office (fictional)",
}


def text_of(pdf: bytes) -> str:
    """Return the letters that the fonts' own maps name: what a reader can copy out."""
    maps = re.findall(rb"beginbfchar\n(.*?)endbfchar", pdf, re.DOTALL)
    codes = re.findall(rb"<[0-9A-F]+> <([0-9A-F]+)>", b"".join(maps))
    return "".join(bytes.fromhex(code.decode()).decode("utf-16-be") for code in codes)


def test_certificate_is_one_pdf_with_its_letters_embedded():
    pdf = render_certificate(PAYLOAD, URL)
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") == 1
    assert b"/FontFile2" in pdf
    assert len(pdf) < 200_000


def test_certificate_can_be_read_as_text():
    written = set(text_of(render_certificate(PAYLOAD, URL)))
    wanted = "林织直播带货入门会做120培训单位颁发机构结业证书扫码验真" + fingerprint(PAYLOAD)
    assert {letter for letter in wanted if letter not in written} == set()


def test_same_payload_gives_the_same_bytes():
    assert render_certificate(PAYLOAD, URL) == render_certificate(
        dict(reversed(PAYLOAD.items())), URL
    )


@pytest.mark.parametrize(
    "change", [{"hours": 121}, {"issued_on": "2026-11-24"}, {"organiser_en": "Another school"}]
)
def test_another_payload_gives_another_paper(change):
    assert render_certificate(PAYLOAD, URL) != render_certificate({**PAYLOAD, **change}, URL)


def test_full_name_may_stand_beside_a_masked_payload():
    assert "晓" in text_of(render_certificate(PAYLOAD, URL, holder_name="林晓织"))
    assert "晓" not in text_of(render_certificate(PAYLOAD, URL))


@pytest.mark.parametrize("count", [0, 10, 11, 40])
def test_any_number_of_skills_stays_on_one_page(count):
    pdf = render_certificate({**PAYLOAD, "skills": PAYLOAD["skills"] * count}, URL)
    assert pdf.count(b"/Type /Page\n") == 1
    assert ("另" in text_of(pdf)) == (count > 10)


def test_long_names_stay_on_one_page():
    long = {
        "course_title_zh": "女装" * 60,
        "course_title_en": "Womenswear " * 30,
        "organiser_zh": "示例" * 80,
    }
    assert (
        render_certificate({**PAYLOAD, **long}, URL, holder_name="阿" * 60).count(b"/Type /Page\n")
        == 1
    )


@pytest.mark.parametrize("name", ["龑䶮", "阿依古丽·买买提", "𬱖", "㛃", "O'Neill"])
def test_rare_names_can_be_printed(name):
    assert missing_glyphs(name) == ""


def test_letters_that_no_font_draws_are_named_once_in_order():
    assert missing_glyphs("王😀 小🧵😀", (REGULAR,)) == "😀🧵"


def test_installed_collection_helps_where_the_vendored_font_cannot():
    installed = next((path for path in fonts.INSTALLED if path.exists()), None)
    if installed is None:
        pytest.skip("no Noto CJK collection is installed here")
    rare = "".join(map(chr, range(0x20000, 0x2A6E0)))
    drawn_nowhere = set(missing_glyphs(rare))
    han = next(each for each in missing_glyphs(rare, (REGULAR,)) if each not in drawn_nowhere)
    assert missing_glyphs(han, (REGULAR,)) == han
    assert missing_glyphs(han) == ""
    assert han in text_of(render_certificate(PAYLOAD, URL, holder_name=f"林{han}"))


def test_without_an_installed_collection_the_paper_still_prints(monkeypatch):
    monkeypatch.setattr(fonts, "INSTALLED", (Path("/nowhere/font.ttc"),))
    assert missing_glyphs("😀") == "😀"
    assert render_certificate(PAYLOAD, URL, holder_name="林晓织").startswith(b"%PDF-")


def test_canonical_payload_does_not_depend_on_the_order_of_keys():
    assert canonical({"b": [1, "织"], "a": None}) == '{"a":null,"b":[1,"织"]}'.encode()
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})


def test_letters_written_in_two_ways_hash_the_same():
    assert fingerprint({"name": "Zoe\u0308"}) == fingerprint({"name": "Zo\u00eb"})


def test_fingerprint_is_the_sha256_of_the_canonical_bytes():
    assert fingerprint({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize("value", [1.5, float("nan"), b"bytes", {1: "a"}, {"a": {1, 2}}])
def test_what_could_be_written_in_two_ways_is_refused(value):
    with pytest.raises(TypeError, match="payload"):
        canonical({"value": value})


def test_the_paper_prints_our_own_scale_and_no_national_grade():
    assert [level_words(level) for level in range(1, 6)] == [
        ("入门", "Basic"),
        ("会做", "Can do"),
        ("熟练", "Skilled"),
        ("精通", "Expert"),
        ("能带教", "Can teach"),
    ]
