"""Can every Chinese text take what is put into it? One that cannot is shown in English, and nobody is told."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.template import Context, NodeList, Template
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode
from django.utils import translation

CATALOGUES = sorted(Path(settings.BASE_DIR).glob("*/locale/zh_Hans/LC_MESSAGES/django.po"))
TEMPLATES = Path(settings.BASE_DIR) / "templates"
NAMED = re.compile(r"%\((\w+)\)[#0 +-]*\d*(?:\.\d+)?[a-z]")
PLACED = re.compile(r"%[#0+-]*\d*(?:\.\d+)?[sdrfx]")


def faults_of(said: str, text: str, names: set[str] | None) -> list[str]:
    """Why a translation cannot be filled in: a percent sign that is not doubled, a name that is not given."""
    bare = NAMED.sub("", said.replace("%%", ""))
    known = set(NAMED.findall(text)) if names is None else names
    strange = sorted(set(NAMED.findall(said)) - known)
    if placed := PLACED.findall(text.replace("%%", "")):
        strange += ["other places"] * (PLACED.findall(bare) != placed)
        bare = PLACED.sub("", bare)
    return strange + [bare[at : at + 4] for at in range(len(bare)) if bare[at] == "%"]


def filled_by_code(catalogue: Path) -> Iterator[tuple[str, str, set[str] | None]]:
    """Each text that code fills in; where a message may use other names than the English one, the names that it uses."""
    with catalogue.open("rb") as stream:
        entries = [each for each in read_po(stream) if each.id]
    for each in entries:
        plural = isinstance(each.id, tuple)
        text = " ".join(each.id) if plural else each.id
        free = "no-python-format" in each.flags
        for said in each.string if plural else [each.string]:
            if "python-format" in each.flags or NAMED.search(text):
                yield said, text, set(NAMED.findall(said)) if free else None


def blocks(nodes: NodeList) -> Iterator[BlockTranslateNode]:
    """The blocks of text of a template, inside conditions, loops and components too."""
    for node in nodes:
        if isinstance(node, BlockTranslateNode):
            yield node
        inside = [getattr(node, name, None) for name in node.child_nodelists]
        for each in {id(each): each for each in [*inside, *vars(node).values()]}.values():
            if isinstance(each, NodeList):
                yield from blocks(each)


def filled_by_template(node: BlockTranslateNode) -> tuple[str, str, set[str]]:
    """What a block says in Chinese, and the names that it gives."""
    text, names = node.render_token_list(node.singular)
    if not node.plural:
        return translation.gettext(text), text, set(names)
    plural, more = node.render_token_list(node.plural)
    return translation.ngettext(text, plural, 2), plural, {*names, *more, node.countervar}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[3].name)
def test_what_code_fills_in_can_be_filled_in_in_chinese(path: Path) -> None:
    asked = list(filled_by_code(path))

    assert [(said, found) for said, *rest in asked if (found := faults_of(said, *rest))] == []


def test_what_a_template_fills_in_can_be_filled_in_in_chinese() -> None:
    faults, seen, written = [], 0, 0
    for path in sorted(TEMPLATES.rglob("*.*")):
        name = str(path.relative_to(TEMPLATES))
        found = list(blocks(get_template(name).template.nodelist))
        seen += len(found)
        written += path.read_text(encoding="utf-8").count("{% blocktranslate")
        asked = [filled_by_template(node) for node in found]
        faults += [(name, said, why) for said, *rest in asked if (why := faults_of(said, *rest))]

    assert faults == []
    assert seen == written > 200


@pytest.mark.parametrize(
    ("said", "text", "faults"),
    [
        ("完成 50%% 的课", "Half of the classes", []),
        ("完成 50% 的课", "Half of the classes", ["% 的课"]),
        ("完成 50%", "Half", ["%"]),
        ("满 %(share)s%% 才结业", "%(share)s %% are needed", []),
        ("满 %(share)s% 才结业", "%(share)s %% are needed", ["% 才结"]),
        ("满 %(part)s%% 才结业", "%(share)s %% are needed", ["part"]),
        ("第 %d 位，共 %s 人", "Place %d of %s", []),
        ("共 %s 人，第 %d 位", "Place %d of %s", ["other places"]),
        ("第 %d 位，占 5% 的人", "Place %d, 5 %% of all", ["% 的人"]),
    ],
)
def test_a_planted_sign_or_name_is_found(said: str, text: str, faults: list[str]) -> None:
    assert faults_of(said, text, None) == faults


@pytest.mark.parametrize(
    ("said", "shown"),
    [("已修 50%% 的课", "已修 50% 的课"), ("已修 50% 的课", "Half of the classes")],
)
def test_a_sign_that_is_not_doubled_makes_the_page_english(monkeypatch, said, shown) -> None:
    template = Template(
        "{% load i18n %}{% blocktranslate %}Half of the classes{% endblocktranslate %}"
    )
    monkeypatch.setattr(
        translation, "gettext", lambda text: said if translation.get_language() else text
    )

    assert template.render(Context()) == shown
