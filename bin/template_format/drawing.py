"""Where may a template break? Every part with the places around it, and what stands on a line of its own."""

import re

from template_format.edges import edge, is_box
from template_format.page import Doc, Page, text
from template_format.reading import DJANGO, SPACE, TAG, TOLD, Node, tree

FREE_BLOCKS = {"title", "head", "hero", "content", "og"}  # of base.html: filled in between boxes


def drawn(row: list[Node], before: int, after: int) -> list[Doc]:
    """A row of parts with the places between them where it may break."""
    docs: list[Doc] = []
    places = [place for place, node in enumerate(row) if node.kind != "gap"]
    for last, place in zip([None, *places], places, strict=False):
        if last is not None:
            gap = "".join(node.text for node in row[last + 1 : place])
            level = max(edge(row[: last + 1], before, -1), edge(row[place:], after, 1))
            docs.append(between(row[last], row[place], gap, level))
        docs.append(
            part(row[place], edge(row[:place], before, -1), edge(row[place + 1 :], after, 1))
        )
    return [doc for doc in docs if doc.kind != "text" or doc.text]


def between(left: Node, right: Node, gap: str, level: int) -> Doc:
    """What may stand between two parts; the level is `edge`'s."""
    if not gap and not level:
        return text("")
    words = ("text", "out")
    if gap.count("\n") > 1 and (left.kind not in words or right.kind not in words):
        return Doc("blank")
    is_kept = "\n" in gap and left.kind not in words and right.kind not in words
    if is_kept or (level == 2 and (stands_alone(left) or stands_alone(right))):
        return Doc("hard")
    is_by_item = left.is_item != right.is_item and (left.kind in words or right.kind in words)
    return Doc("space", " ") if gap and (level < 2 or is_by_item) else Doc("soft")


def stands_alone(node: Node) -> bool:
    """Does this part have its line for itself wherever a break is not seen?"""
    return (is_box(node) and node.name != "br" and not node.is_item) or (
        node.kind == "block" and any(stands_alone(each) for _, row in node.sections for each in row)
    )


def part(node: Node, before: bool, after: bool) -> Doc:
    """One part."""
    if node.kind == "html":
        return opened(node.text)
    if node.kind not in ("element", "block"):
        return text(node.text)
    if node.kind == "block" and node.name in TOLD:
        return sentence(node)
    if node.kind == "element":
        is_free = 2 * is_box(node, inside=True)
        return whole(node, [(opened(node.text), node.sections[0][1], is_free, is_free)])
    is_free = is_box(node) or (node.name == "block" and node.text.split()[2] in FREE_BLOCKS)
    sections = []
    for opening, row in node.sections:
        left = (
            2 if is_free else min(before, edge(row, before, -1)) if node.name == "for" else before
        )
        right = 2 if is_free else min(after, edge(row, after, 1)) if node.name == "for" else after
        sections.append((text(opening), row, left, right))
    return whole(node, sections)


def whole(node: Node, sections: list[tuple[Doc, list[Node], int, int]]) -> Doc:
    """Something that opens, holds and closes."""
    docs: list[Doc] = []
    for opening, row, left, right in sections:
        docs.append(opening)
        places = [place for place, each in enumerate(row) if each.kind != "gap"]
        if not places:
            docs += [Doc("space", " ")] * bool(row and left < 2 and right < 2)
            continue
        core = row[places[0] : places[-1] + 1]
        first = at_edge(bool(places[0]), max(left, edge(core, right, 1)))
        last = at_edge(places[-1] + 1 < len(row), max(right, edge(core, left, -1)))
        inner = drawn(row, left, right)
        if first.kind == "text" and opening.kind == "group":
            opening.tail = opening.docs[-1].docs[-1].tail = head([*inner, last, text(node.end)])[0]
        docs += [Doc("indent", docs=[first, Doc("fill", docs=inner)]), last]
    docs.append(text(node.end))
    boxes = sum(boxes_in(row) for _, row in node.sections)
    if boxes > 1 or (boxes and node.kind == "element"):
        docs.append(Doc("must"))
    return Doc("group", docs=docs)


def head(docs: list[Doc]) -> tuple[int, bool]:
    """How many signs stand before the first place to break, and whether there is one."""
    signs = 0
    for doc in docs:
        if doc.kind in ("space", "soft", "hard", "blank"):
            return signs, True
        more, is_over = head(doc.docs) if doc.docs else (len(doc.text), "\n" in doc.text)
        signs += more
        if is_over:
            return signs, True
    return signs, False


def at_edge(has_gap: bool, level: int) -> Doc:
    """What stands between something that opens or closes and what it holds."""
    if has_gap and level < 2:
        return Doc("space", " ")
    return Doc("soft") if level else text("")


def boxes_in(row: list[Node]) -> int:
    """How many boxes a row holds, at any depth."""
    return sum(
        (node.kind == "element" and is_box(node))
        + sum(boxes_in(section) for _, section in node.sections)
        for node in row
    )


def opened(tag: str) -> Doc:
    """A tag of HTML: its attributes may stand one a line where they do not fit."""
    parts, depth, at, begin = [], 0, 0, 0
    quote = ""
    while at < len(tag):
        if found := DJANGO.match(tag, at):
            name = TAG.match(found[0])
            word = name[1] if name else ""
            if word == "if" and not depth and not quote and tag[found.end()] in SPACE:
                parts.append(tag[begin:at])
                begin = at
            depth += (word in ("if", "for", "with")) - (word in ("endif", "endfor", "endwith"))
            at = found.end()
            continue
        if tag[at] in "\"'" and quote in ("", tag[at]):
            quote = "" if quote else tag[at]
        elif tag[at] in SPACE and not quote and not depth:
            parts.append(tag[begin:at])
            begin = at + 1
        at += 1
    parts.append(tag[begin:])
    first, *rest = [each.strip(SPACE) for each in parts if each.strip(SPACE)]
    row = []
    for each in rest:
        row += [
            Doc("soft") if each.startswith("{%") else Doc("space", " "),
            text(each.removesuffix(">")),
        ]
    return (
        Doc("group", docs=[text(first), Doc("indent", docs=[*row, Doc("end", ">")])])
        if rest
        else text(first)
    )


def sentence(node: Node) -> Doc:
    """A translated sentence: where it is trimmed, a line's end in it is one space, and at its edges nothing."""
    docs: list[Doc] = []
    for opening, row in node.sections:
        said = re.sub(r"\s*\n\s*", "\n", "".join(each.text for each in row).strip(SPACE))
        words = re.findall(r"(?:{{.*?}}|[^ \t\n\r\f]| {2,})+", said)
        filled = [doc for word in words for doc in (Doc("space", " "), text(word))][1:]
        docs += [
            text(opening),
            Doc("indent", docs=[Doc("soft"), Doc("fill", docs=filled)]),
            Doc("soft"),
        ]
    return Doc("group", docs=[*docs, text(node.end)])


def formatted(source: str) -> str:
    """The template as it should stand."""
    is_page = 2 * source.lstrip().startswith("{% extends")
    page = Page()
    page.draw(Doc("fill", docs=drawn(tree(source), is_page, is_page)), 0, True)
    page.turn()
    return "\n".join(page.done) + ("\n" if source[-1:] in SPACE else "")


def settled(source: str) -> str:
    """The same, once a second time changes nothing."""
    for _ in range(5):
        after = formatted(source)
        if after == source:
            return source
        source = after
    raise ValueError("does not come to rest")
