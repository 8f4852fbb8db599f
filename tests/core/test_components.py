"""Do the pieces of the screens keep our rules: documented, shown in the gallery, readable, small, nothing inline?"""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils.translation import override

from core.denials import Denial
from core.views_gallery import gallery
from tests.harness.tight import tight

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
TOKENS = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
# Pieces that every page carries, or that a screen of its own shows.
FRAME = {
    "site_head",
    "site_foot",
    "thumb_bar",
    "messages",
    "mark",
    "action",
    "print_head",
}
# What a component or its tag draws, so that no page writes it.
DRAWN = "page-head crumbs tabs pages search empty notice figure steps timeline"
BY_HAND = re.compile(rf'<dl\b|class="(?:{DRAWN.replace(" ", "|")})[" {{]')


def declared(block: str) -> dict[str, str]:
    """Return the custom properties of a block."""
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block))


def blocks() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return the light tokens, and the dark ones by the device's wish and by the switch."""
    light = TOKENS[TOKENS.index(":root {") : TOKENS.index("@media")]
    wish = TOKENS[TOKENS.index("@media") : TOKENS.index("@media screen {")]
    return (
        declared(light),
        declared(wish),
        declared(TOKENS[TOKENS.index(':root[data-theme="dark"]') :]),
    )


def colour(tokens: dict[str, str], name: str) -> tuple[float, float, float]:
    """Return linear red, green and blue of a token, following var()."""
    value = tokens[name]
    while match := re.fullmatch(r"var\((--[\w-]+)\)", value):
        value = tokens[match[1]]
    channels = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return red, green, blue


def contrast(tokens: dict[str, str], first: str, second: str) -> float:
    """Return the WCAG contrast of two tokens."""
    bright, dim = sorted(
        (
            0.2126 * r + 0.7152 * g + 0.0722 * b
            for r, g, b in (colour(tokens, first), colour(tokens, second))
        ),
        reverse=True,
    )
    return (bright + 0.05) / (dim + 0.05)


SURFACES = ("--paper", "--sheet", "--wash", "--tint")
TEXTS = [
    *[
        (text, surface)
        for text in ("--ink", "--soft", "--link", "--strong")
        for surface in SURFACES
    ],
    *[
        (text, surface)
        for text in ("--ink", "--strong", "--link")
        for surface in ("--seal-wash", "--leaf-wash", "--amber-wash")
    ],
    *[("--seal", surface) for surface in ("--paper", "--sheet", "--seal-wash")],
    *[("--leaf", surface) for surface in ("--paper", "--sheet", "--leaf-wash")],
    *[("--amber", surface) for surface in ("--paper", "--sheet", "--amber-wash")],
    ("--on-button", "--button"),
    ("--on-button", "--button-over"),
    ("--on-cloth", "--cloth"),
    ("--on-cloth-soft", "--cloth"),
    ("--on-seal", "--seal"),
    ("--on-stamp", "--stamp"),
]
MARKS = [
    *[
        (mark, surface)
        for mark in ("--mark", "--edge", "--focus")
        for surface in ("--paper", "--sheet")
    ],
    ("--leaf", "--sheet"),
    ("--button", "--paper"),
    ("--stamp", "--sheet"),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), TEXTS)
def test_text_can_be_read(theme, text, surface):
    light, dark, _ = blocks()
    assert contrast(light if theme == "light" else {**light, **dark}, text, surface) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "surface"), MARKS)
def test_marks_can_be_seen(theme, mark, surface):
    light, dark, _ = blocks()
    assert contrast(light if theme == "light" else {**light, **dark}, mark, surface) >= 3


def test_the_measure_knows_black_from_white():
    assert contrast({"--a": "#000000", "--b": "#ffffff"}, "--a", "--b") == pytest.approx(21)


def test_paper_stays_light():
    assert re.findall(r"@media (?!screen)", TOKENS) == []
    assert TOKENS.index("@media screen {") < TOKENS.index(':root[data-theme="dark"]')


def test_the_switches_keep_the_filters_of_the_page(rf, db):
    request = rf.get("/gallery/?q=live")
    request.user = AnonymousUser()
    assert 'href="?q=live&amp;elder=1"' in gallery(request).content.decode()


def test_the_switch_and_the_device_give_the_same_dark():
    _, wish, switch = blocks()
    assert wish == switch


def test_the_styles_of_every_page_stay_small():
    assert (
        sum(
            len((ROOT / "static" / "css" / name).read_bytes())
            for name in ("tokens.css", "base.css", "components.css")
        )
        <= 30 * 1024
    )


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_rooms_own_styles_stay_a_supplement(path):
    assert (
        path.name in {"tokens.css", "base.css", "components.css"}
        or len(path.read_bytes()) <= 5 * 1024
    )


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_keep_to_layers_and_tokens(path):
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    assert "!important" not in text
    assert "linear-gradient" not in text.replace("repeating-linear-gradient", "")
    assert not re.findall(r"url\(|@import", text)
    outside = re.sub(r"@layer [\w, ]+;", "", text)
    assert outside.lstrip().startswith("@layer")
    if path.name != "tokens.css":
        colours = set(re.findall(r"#[0-9a-f]{3,8}\b", outside)) - {
            "#fff",
            "#000",
            "#999",
            "#fdba74",
        }
        assert colours == set(), "colours are named in tokens.css"


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_every_token_used_is_declared(path):
    light, _, _ = blocks()
    assert set(re.findall(r"var\((--[\w-]+)", path.read_text(encoding="utf-8"))) <= set(light)


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_names_its_arguments_first(path):
    assert path.read_text(encoding="utf-8").splitlines()[0].startswith("{# ")


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_is_listed_for_builders(path):
    listed = (ROOT / "docs" / "components.md").read_text(encoding="utf-8")
    assert path.stem in listed or path.stem in FRAME


def test_no_page_writes_what_a_component_draws():
    templates = ROOT / "templates"
    found = {
        str(path.relative_to(templates)): BY_HAND.findall(path.read_text(encoding="utf-8"))
        for path in templates.rglob("*.html")
        if path.parent.name not in ("components", "elements")
    }
    assert {name: marks for name, marks in found.items() if marks} == {}


@pytest.mark.parametrize(
    "planted",
    [
        '<dl class="facts">',
        '<ul class="tabs">',
        '<header class="page-head">',
        '<div class="notice notice-warning">',
        '<li class="figure">',
        '<ol class="steps">',
        '<ol class="timeline">',
    ],
)
def test_what_is_written_by_hand_is_found(planted):
    assert BY_HAND.search(planted)
    assert not BY_HAND.search('<ul class="figure-row"><td class="figures">')


@pytest.fixture
def page(rf, db):
    """Render the gallery as a visitor sees it."""

    def render(language="zh-hans", **preferences):
        request = rf.get("/gallery/")
        request.user = AnonymousUser()
        request.elder, request.theme = preferences.get("elder", False), preferences.get("theme", "")
        with override(language):
            return gallery(request).content.decode()

    return render


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_is_in_the_gallery(path):
    text = (ROOT / "templates" / "core" / "gallery.html").read_text(encoding="utf-8")
    tags = {
        "card": "{% card",
        "facts": "{% fact ",
        "table": "{% table %}",
        "notice": "{% notice",
        "move": "{% move",
        "level_bar": "{% level_bar",
        "icon": "icon=",
        "stamp": "verdict",
        "page_head": "{% page_head",
        "crumbs": "{% crumb ",
        "tabs": "{% tab ",
        "timeline": "{% event ",
        "error_summary": "form.html",
    }
    assert tags.get(path.stem, f"components/{path.stem}.html") in text or path.stem in FRAME


@pytest.mark.parametrize(
    ("language", "lang", "word"),
    [("zh-hans", "zh-Hans", "你的档案里还没有"), ("en", "en", "not in your profile yet")],
)
def test_the_gallery_speaks_both_languages(page, language, lang, word):
    shown = page(language)
    assert f'<html lang="{lang}">' in tight(shown)
    assert word in shown


def test_the_page_carries_how_a_person_likes_to_read(page):
    assert '<html lang="zh-Hans" data-elder data-theme="dark">' in tight(
        page(elder=True, theme="dark")
    )


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(page):
    shown = page()
    assert (
        re.findall(
            r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?://(?!www\.w3\.org)", shown
        )
        == []
    )


def test_a_field_says_what_is_wrong_to_eyes_and_to_readers(page):
    shown = page("en")
    assert 'aria-invalid="true"' in shown
    assert 'id="id_name_error"' in shown
    assert re.search(r'aria-describedby="id_name_helptext id_name_error"', shown)
    assert '<a href="#id_name">' in shown


def test_a_disabled_button_says_why():
    shown = render_to_string(
        "components/button.html",
        {
            "label": "Enrol",
            "id": "enrol",
            "denial": Denial("full", "It is full.", "Wait.", "/wait/"),
        },
    )
    assert "disabled" in shown
    assert 'aria-describedby="enrol-reason"' in shown
    assert "It is full. Wait." in shown
    assert 'href="/wait/"' in shown


def test_a_button_that_posts_carries_its_token(rf):
    shown = render_to_string(
        "components/action.html",
        {"url": "/leave/", "label": "Leave", "name": "id", "value": 7},
        rf.get("/"),
    )
    assert 'name="csrfmiddlewaretoken"' in shown
    assert '<input type="hidden" name="id" value="7">' in shown
    refused = render_to_string(
        "components/action.html",
        {"url": "/x/", "label": "Leave", "denial": Denial("no", "Not now.")},
        rf.get("/"),
    )
    assert "<form" not in refused
    assert "Not now." in refused


def test_an_empty_refusal_says_nothing():
    assert render_to_string("components/refusal.html", {"denial": None}).strip() == ""


@pytest.mark.parametrize(
    ("level", "tone"),
    [("error", "danger"), ("success", "success"), ("warning", "warning"), ("info", "info")],
)
def test_messages_are_shown_as_notices(level, tone):
    message = type("Said", (), {"level_tag": level, "message": "Saved & done"})()
    shown = render_to_string("components/messages.html", {"messages": [message]})
    assert f"notice-{tone}" in shown
    assert "Saved &amp; done" in shown


def test_a_page_asks_once_more(rf, db):
    request = rf.get("/")
    request.user = AnonymousUser()
    shown = render_to_string(
        "core/confirm.html",
        {
            "title": "Withdraw?",
            "text": "Your seat goes to the next.",
            "submit": "Withdraw",
            "cancel_url": "/my/",
        },
        request,
    )
    assert "Your seat goes to the next." in shown
    assert 'href="/my/"' in shown


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "429.html", "500.html"])
def test_error_pages_stand_by_themselves(rf, db, name):
    request = rf.get("/")
    request.user = AnonymousUser()
    assert "<h1>" in render_to_string(name, {"reason": "", "denial": None}, request)


def test_the_page_for_paper_has_a_head():
    assert "2026" not in render_to_string("components/print_head.html", {"title": "Roster"})
