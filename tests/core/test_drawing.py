"""Are components the only way to draw? No page writes what one of them draws, and each of them is used by a page."""

import re
from pathlib import Path

from django.template.loader import render_to_string

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# What a page may not write itself, and what draws it.
DRAWN = {
    r"<table\b": "{% table %}",
    r'class="card[ "{]': "{% card %}",
    r'class="chip[ "{]': "chip.html",
}
# Whole lists of cards in one rendering: the tag would be one rendering a card. A test holds their heads to the component's.
WHOLE_LISTS = ("matching/matches/_cards.html", "matching/parts/candidate_cards.html")
# Pages of packages, which bring rows of their own.
FOREIGN = ("allauth/elements/", "wagtailadmin/")
# Components that are called by a tag of another name than their file, or by a tag at all.
TAGS = {
    "print_head": "paper_head",
    **{
        name: name
        for name in (
            "card",
            "facts",
            "icon",
            "level_bar",
            "move",
            "notice",
            "page_head",
            "table",
            "tabs",
            "timeline",
        )
    },
}


def texts() -> dict[str, str]:
    """Every template with its text."""
    return {
        str(path.relative_to(TEMPLATES)): path.read_text(encoding="utf-8")
        for path in TEMPLATES.rglob("*.html")
    }


def written_by_hand(templates: dict[str, str]) -> list[str]:
    """Where a page writes what a component draws."""
    return [
        f"{name}: write {instead}"
        for name, text in sorted(templates.items())
        for mark, instead in DRAWN.items()
        if not name.startswith(("components/", *FOREIGN, *WHOLE_LISTS)) and re.search(mark, text)
    ]


def calls(text: str) -> set[str]:
    """The components that a template includes or calls by a tag."""
    included = set(re.findall(r'(?:"components/|{% frame ")(\w+)(?:\.html)?"', text))
    return included | {name for name, tag in TAGS.items() if re.search(rf"{{%\s*{tag}\b", text)}


def used(templates: dict[str, str]) -> set[str]:
    """The components that a page reaches, by itself or through another one; the gallery is no page."""
    waiting = [
        text
        for name, text in templates.items()
        if not name.startswith("components/") and name != "core/gallery.html"
    ]
    reached: set[str] = set()
    while waiting:
        found = calls(waiting.pop()) - reached
        reached |= found
        waiting += [templates[f"components/{name}.html"] for name in found]
    return reached


def components(templates: dict[str, str]) -> set[str]:
    """The names of all components."""
    return {Path(name).stem for name in templates if name.startswith("components/")}


def test_no_page_writes_what_a_component_draws():
    assert written_by_hand(texts()) == []


def test_a_table_card_or_chip_written_by_hand_is_seen():
    breach = {
        "matching/planted.html": '{% if rows %}<table class="table">{% endif %}',
        "training/planted.html": '<li class="card{% if old %} card-quiet{% endif %}">',
        "outcomes/planted.html": '<span class="chip chip-info">',
        "components/table.html": "<table>",
        "allauth/elements/table.html": "<table>",
        "matching/kept.html": '{% table %}{% endtable %}{% card %}<h3 class="card-title">{% endcard %}',
    }
    assert written_by_hand(breach) == [
        "matching/planted.html: write {% table %}",
        "outcomes/planted.html: write chip.html",
        "training/planted.html: write {% card %}",
    ]


def test_a_card_of_a_whole_list_is_headed_as_the_component_heads_it():
    shown = {
        "url": "/example/",
        "name": "示例",
        "hold": "示例状态",
        "title": "",
        "skills": "",
        "note": "",
        "sent": "",
    }
    own = render_to_string("matching/parts/candidate_cards.html", {"cards": [shown], "level": 4})
    card = {
        "title": "示例",
        "url": "/example/",
        "level": 4,
        "chip": "示例状态",
        "chip_tone": "warning",
    }
    component = render_to_string("components/card.html", {**card, "tone": "", "content": ""})
    matches = texts()["matching/matches/_cards.html"]

    assert head_of(own) == head_of(component)
    assert matches.count('<h{{ heading }} class="card-title"><a href="{{ card.url }}">') == 1


def head_of(html: str) -> str:
    """A card up to the end of its head, without white space."""
    return re.sub(r"\s", "", html).partition("</div>")[0]


def test_every_component_is_used_by_a_page():
    templates = texts()
    assert components(templates) - used(templates) == set()


def test_the_gallery_and_unused_components_make_nothing_used():
    planted = {
        "core/gallery.html": '{% include "components/chip.html" %}',
        "components/chip.html": "",
        "components/orphan.html": '{% include "components/icon.html" %}',
        "components/icon.html": "",
        "components/button.html": '{% include "components/mark.html" %}',
        "components/mark.html": "",
        "components/notice.html": "",
        "matching/page.html": '{% notice tone="info" %}{% include "components/button.html" with icon="" only %}',
    }
    assert used(planted) == {"notice", "button", "mark"}
    assert components(planted) - used(planted) == {"chip", "orphan", "icon"}
