"""Where is a space not seen? At the edges of boxes, and beside another space, on every way through a template."""

import re
from functools import cache
from pathlib import Path

from template_format.reading import KEPT_CLASS, TOLD, Node, tree

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
BLOCK = set(
    "html head body title meta link header footer main nav section article aside div p h1 h2 h3 h4 h5 h6 ul ol li"
    " dl dt dd table thead tbody tfoot tr th td caption colgroup col form fieldset legend details summary figure"
    " figcaption blockquote hr br option optgroup svg g path rect line circle use polyline polygon defs symbol".split()
)
INSIDE = BLOCK | {"button", "select"}  # boxes in a line: a space is not seen inside of their edges
BOX_CLASS = re.compile(
    r'\bclass="(?:[^"]* )?(?:button|chip|tag)[ "{]'
)  # so are these, by static/css
# Our tags that draw a box, and those that only tell the box around them.
BOXES = {"notice", "card", "facts", "fact", "table", "row", "cell", "page_head"}
BOXES |= {"tabs", "timeline", "drawn"}
TELLING = {"crumb", "tab", "event"}
SILENT = {"load", "extends", "csrf_token", "with", "endwith", "get_current_language", *TELLING}
SILENT_AS = {"url", "translate", "now", "querystring", "firstof"}  # with `as`


def is_box(node: Node, inside: bool = False) -> bool:
    """Is a space at this part's edge not seen?"""
    if node.kind == "out":
        return ".as_field_group" in node.text
    if node.kind == "block":
        return node.name in BOXES
    if node.is_item and not inside:
        return True
    if inside and KEPT_CLASS.search(node.text):
        return False
    if inside and node.kind == "element" and BOX_CLASS.search(node.text):
        return True
    return node.kind in ("element", "html") and node.name in (INSIDE if inside else BLOCK)


def is_silent(node: Node) -> bool:
    """Does this part show nothing, so that what is beyond it decides?"""
    if node.kind in ("gap", "note") or node.name in ("comment", "script"):
        return True
    if node.kind != "tag":
        return False
    return node.name in SILENT or (
        node.name in SILENT_AS and bool(re.search(r"\sas\s+\w+\s*%}$", node.text))
    )


def edge(row: list[Node], beyond: int, step: int) -> int:
    """What this row begins (step 1) or ends (step -1) with on every way through it: 2 a box, 1 a space, 0 neither."""
    best = 0
    for place, node in enumerate(row[::step]):
        if node.kind == "gap":
            best = max(best, 1)
        elif is_box(node):
            return 2
        elif node.kind == "tag" and node.name == "include":
            return max(best, edge_of_file(node.text, step))
        elif node.kind == "block" and node.name not in TOLD:
            rest = edge(row[::step][place + 1 :][::step], beyond, step)
            ways = [edge(section, rest, step) for _, section in node.sections]
            has_else = any(re.match(r"{%\s*(else|empty)", opened) for opened, _ in node.sections)
            skipped = [] if has_else or node.name not in ("if", "for", "ifchanged") else [rest]
            return max(best, min([*ways, *skipped]))
        elif not is_silent(node):
            return best
    return max(best, beyond)


@cache
def edge_of_file(tag: str, step: int) -> int:
    """The same of a template that is drawn here by name."""
    found = re.match(r'{%\s*include\s+"([^"]+)"', tag)
    path = TEMPLATES / found[1] if found else TEMPLATES
    return edge(tree(path.read_text(encoding="utf-8")), 0, step) if path.is_file() else 0
