"""Is a list of states written a second time, or a state as a string? Pure functions from source text to faults."""

import ast
import re
from collections.abc import Iterator

COLUMN = re.compile(r"(^|_)state(__in)?$")
TABLE = re.compile(r"State$")
COMPARED = re.compile(
    r"{%-?\s*(?:el)?if\b[^%]*?\b(?:state|status)\s*(?:==|!=|in\b|not in\b)[^%]*%}"
)
# A condition on which moves there are: `"accept" in verbs`, `move.verb == "close"`.
ASKED = re.compile(
    r"""{%-?\s*(?:el)?if\b[^%]*?(?:["']\w+["']\s+(?:not\s+)?in\s+\w*(?:verb|move|step|button)s?\w*"""
    r"""|\bverb\s*(?:==|!=|in\b|not in\b))[^%]*%}"""
)
CHIP = re.compile(r'class="chip\b[^<>]*>\s*{{ *[\w.]*get_(?:state|answer)_display')
NOT_COMMENTS = re.compile(r"{#.*?#}|{% comment.*?endcomment %}", re.DOTALL)


def raw_states(source: str) -> list[str]:
    """States as strings where a query, a condition, a row or a comparison names its state column."""
    found = [
        (value.lineno, value)
        for name, value in _asked_and_compared(ast.parse(source))
        if COLUMN.search(name) and _is_word(value)
    ]
    return [
        f"line {line}: {ast.unparse(value)}" for line, value in sorted(found, key=lambda f: f[0])
    ]


def _asked_and_compared(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Each value that is put beside a name: `name=value` in a call, a dictionary's `"name": value`, `x.name == value`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg:
            yield node.arg, node.value
        elif isinstance(node, ast.Dict):
            yield from (
                (_text(key), each) for key, each in zip(node.keys, node.values, strict=True)
            )
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            names = [side.attr for side in sides if isinstance(side, ast.Attribute)]
            yield from ((name, side) for name in names for side in sides)


def _text(key: ast.expr | None) -> str:
    if isinstance(key, ast.JoinedStr):
        key = key.values[-1]
    return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""


def _is_word(value: ast.expr) -> bool:
    """A string with a letter in it, or a display or choice that holds one."""
    if isinstance(value, ast.Tuple | ast.List | ast.Set):
        return any(map(_is_word, value.elts))
    if isinstance(value, ast.IfExp):
        return _is_word(value.body) or _is_word(value.orelse)
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and bool(value.value)


def second_lists(source: str) -> list[str]:
    """Displays of two states and more of a table: a group says the same."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Tuple | ast.List | ast.Set)
        and len(node.elts) > 1
        and all(map(_is_state, node.elts))
    ]


def _is_state(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and bool(TABLE.search(node.value.id))
    )


def compared_states(template: str) -> list[str]:
    """Conditions of a template that compare a state."""
    bare = NOT_COMMENTS.sub("", template)
    return [found.group()[:100] for found in COMPARED.finditer(bare)]


def asked_verbs(template: str) -> list[str]:
    """Conditions of a template that ask which moves there are, or compare a verb: buttons come from the table."""
    bare = NOT_COMMENTS.sub("", template)
    return [found.group()[:100] for found in ASKED.finditer(bare)]


def written_chips(template: str) -> list[str]:
    """Chips of a state that a template writes itself, in a colour of its own."""
    bare = NOT_COMMENTS.sub("", template)
    return [found.group()[:100] for found in CHIP.finditer(bare)]
