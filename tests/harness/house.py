"""What does the repository's own order look like to a program? Pure functions from source text to faults."""

import ast
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

TEMPLATE_SIGNS = 160
MODULE_LINES, FUNCTION_LINES, VIEW_LINES, MEDIAN_LINES = 400, 40, 20, 8
# What one line holds, in nodes of the syntax tree, where nine in ten hold less; in the library formulas stand.
LINE_NODES, LIBRARY_NODES, CHAIN, CONDITIONS = 14, 17, 2, 1
FORBIDDEN_STEMS = {"utils", "helpers", "common", "misc", "lib"}
ORM_CALLS = {
    "filter", "exclude", "annotate", "aggregate", "select_related", "prefetch_related", "order_by", "values_list",
    "get_or_create", "update_or_create", "bulk_create", "bulk_update", "in_bulk", "select_for_update", "exists", "save",
    "only", "defer", "iterator",
}  # fmt: skip
# A room whose tables outgrew one module has them in a package of the same name.
STATES_MAY_IMPORT = (
    "core.states",
    "core.undoing",
    "core.workflow",
    "django.db.models",
    "django.db",
    "django.utils.translation",
    "matching.states",
)
RECOMMENDER_MAY_IMPORT = (
    "numpy",
    "scipy",
    "sklearn",
    "threadpoolctl",
    "joblib",
    "recommender",
)
ROOMS = (
    "core",
    "recommender",
    "skills",
    "accounts",
    "training",
    "matching",
    "outcomes",
    "cms",
    "demo",
    "config",
)
FOUND_BY_NAME = {"Meta", "Media", "Command"}
STATISTICS = ("gender", "birth_on", "source", "TraineeSource")
INLINE = re.compile(
    r"<script\b(?![^>]*\b(?:src|nonce)=)(?![^>]*type=\"application/)[^>]*>|<style\b(?![^>]*\bnonce=)|\sstyle=|\son[a-z]+=\"",
    re.I,
)


def functions(source: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, nested ones too."""
    return (
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def length(node: ast.AST) -> int:
    """Lines from `def` to the last one, without the docstring."""
    body = getattr(node, "body", [])
    said = (
        body[0]
        if body
        and isinstance(body[0], ast.Expr)
        and isinstance(getattr(body[0], "value", None), ast.Constant)
        else None
    )
    return node.end_lineno - node.lineno + 1 - (said.end_lineno - said.lineno + 1 if said else 0)  # type: ignore[attr-defined]


def too_many_lines(source: str, most: int = MODULE_LINES) -> list[str]:
    """The module that passed its budget."""
    lines = source.count("\n") + 1
    return [f"{lines} lines"] if lines > most else []


def too_long(source: str, module: int = MODULE_LINES, function: int = FUNCTION_LINES) -> list[str]:
    """The module and the functions that passed their budget."""
    return too_many_lines(source, module) + [
        f"{node.name}: {length(node)} lines"
        for node in functions(source)
        if length(node) > function
    ]


def view_lengths(source: str) -> list[int]:
    """Lengths of the functions of a views module that take a request."""
    return [
        length(node)
        for node in functions(source)
        if node.args.args and node.args.args[0].arg == "request"
    ]


def line_nodes(source: str) -> list[int]:
    """How many nodes of the syntax tree begin on each line on which any does."""
    nodes = (node for node in ast.walk(ast.parse(source)) if hasattr(node, "lineno"))
    return list(Counter(node.lineno for node in nodes).values())


SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def long_chains(source: str, most: int = CHAIN) -> list[str]:
    """Comprehensions with more `for` than `most`, those around them counted."""
    return _too_deep(source, most, lambda node: len(getattr(node, "generators", ())))


def nested_conditions(source: str, most: int = CONDITIONS) -> list[str]:
    """Conditional expressions inside one another, more than `most` deep: `a if b else c if d else e`."""
    return _too_deep(source, most, lambda node: int(isinstance(node, ast.IfExp)))


def _too_deep(source: str, most: int, weight: Callable[[ast.AST], int]) -> list[str]:
    """Where weights add up to more than `most` on the way down one expression; a function begins anew."""
    faults = []
    ahead: list[tuple[ast.AST, int]] = [(ast.parse(source), 0)]
    while ahead:
        node, above = ahead.pop()
        depth = (0 if isinstance(node, SCOPES) else above) + weight(node)
        if weight(node) and depth > most:
            faults.append(f"line {getattr(node, 'lineno', 0)}: {depth} deep")
        ahead += [(child, depth) for child in ast.iter_child_nodes(node)]
    return faults


def percentile(numbers: Iterable[int], share: float) -> float:
    """The value that `share` of the numbers do not pass."""
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0


def median(numbers: Iterable[int]) -> float:
    """The middle length."""
    return statistics.median(list(numbers) or [0])


def unannotated(source: str) -> list[str]:
    """Functions that keep a type to themselves."""
    faults = []
    for node in functions(source):
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        silent = [
            each.arg
            for each in arguments
            if each.annotation is None and each.arg not in ("self", "cls")
        ]
        if silent or node.returns is None:
            faults.append(f"{node.name}({', '.join(silent)})")
    return faults


def orm_calls(source: str) -> list[str]:
    """Calls that talk to the database."""
    faults = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager"):
            faults.append(f"line {node.lineno}: .{node.attr}")
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ORM_CALLS
        ):
            faults.append(f"line {node.lineno}: .{node.func.attr}()")
    return faults


def imports(source: str) -> list[str]:
    """The modules that a module imports."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found += [node.module or ""]
    return found


def imports_beyond(source: str, allowed: tuple[str, ...], of: tuple[str, ...]) -> list[str]:
    """Imports of the given houses that the module is not allowed."""
    inside = [name for name in imports(source) if name.split(".")[0] in of]
    return [
        name
        for name in inside
        if not any(name == each or name.startswith(each + ".") for each in allowed)
    ]


def statistics_read(source: str, allowed: tuple[str, ...] = ()) -> list[str]:
    """Reads of what people are compared by, and must not be matched by: as an attribute, a column's name, or the choices."""
    faults = []
    for node in ast.walk(ast.parse(source)):
        names: tuple[str, ...] = ()
        if isinstance(node, ast.Attribute) and not _is_of_a_move(node):
            names = (node.attr,)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names = tuple(set(node.value.lstrip("-").split("__")))
        elif isinstance(node, ast.ImportFrom):
            names = tuple(alias.name for alias in node.names)
        elif isinstance(node, ast.keyword) and node.arg:
            names = tuple(set(node.arg.split("__")))
        faults += [
            f"line {node.lineno}: {name}"
            for name in names
            if name in STATISTICS and name not in allowed
        ]
    return faults


def _is_of_a_move(node: ast.Attribute) -> bool:
    """A move of a workflow has a source too: APPLICATION.move("reject").source, move.source."""
    return node.attr == "source" and (
        isinstance(node.value, ast.Call)
        or (isinstance(node.value, ast.Name) and node.value.id == "move")
    )


def meta_orderings(source: str) -> list[str]:
    """Classes whose Meta sets an ordering."""
    return [
        f"line {node.lineno}"
        for outer in ast.walk(ast.parse(source))
        if isinstance(outer, ast.ClassDef) and outer.name == "Meta"
        for node in outer.body
        if isinstance(node, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == "ordering" for t in node.targets)
    ]


def class_names(source: str) -> list[str]:
    """The classes of a module, nested ones too; without those that a framework finds by their name."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef) and node.name not in FOUND_BY_NAME
    ]


def said_twice(sources: dict[str, str]) -> dict[str, list[str]]:
    """Class names that stand in more than one module, each with the modules."""
    homes: dict[str, set[str]] = {}
    for module, source in sources.items():
        for name in class_names(source):
            homes.setdefault(name, set()).add(module)
    return {name: sorted(modules) for name, modules in homes.items() if len(modules) > 1}


CLOCKS = {
    "core.clock.now",
    "core.clock.today",
    "django.utils.timezone.now",
    "django.utils.timezone.localdate",
}
CLOCK_METHODS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
}


def clock_reads(source: str) -> list[str]:
    """Where the clock is read, or handed on to be read; imports under other names are followed."""
    tree = ast.parse(source)
    known = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    faults = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and known.get(node.id) in CLOCKS:
            faults.append(f"line {node.lineno}: {node.id}")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            whole = f"{known.get(node.value.id, node.value.id)}.{node.attr}"
            of_class = tuple(whole.split(".")[-2:])
            if whole in CLOCKS or of_class in CLOCK_METHODS:
                faults.append(f"line {node.lineno}: {node.value.id}.{node.attr}")
    return faults


def clock_read_again(source: str) -> list[str]:
    """Functions that read the clock more than once: two moments in one answer may lie on two days."""
    lines = [int(each.split()[1].rstrip(":")) for each in clock_reads(source)]
    return [
        node.name
        for node in functions(source)
        if sum(node.lineno <= line <= (node.end_lineno or line) for line in lines) > 1
    ]


def positional_arguments(source: str) -> list[str]:
    """Public functions of a module that take an argument by its place."""
    return [
        f"{node.name}({', '.join(each.arg for each in [*node.args.posonlyargs, *node.args.args])})"
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
        and (node.args.posonlyargs or node.args.args or node.args.vararg)
    ]


def without_docstring(source: str) -> bool:
    """Does the module keep its question to itself?"""
    tree = ast.parse(source)
    return bool(tree.body) and ast.get_docstring(tree) is None


def unexplained_silences(source: str) -> list[str]:
    """Silenced checkers without a reason behind them: `# noqa: X` needs `# noqa: X  # because …`."""
    faults = []
    for number, line in enumerate(source.splitlines(), 1):
        found = re.search(
            r"#\s*(?:noqa|type:\s*ignore|pragma:\s*no cover)(?::\s*[A-Z0-9, ]+|\[[\w, -]+\])?(.*)$",
            line,
        )
        if found and len(found[1].strip("#-–—: ")) < 4:
            faults.append(f"line {number}: {line.strip()[:80]}")
    return faults


def inline_code(template: str) -> list[str]:
    """Script or style written into a template."""
    bare = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", template, flags=re.S)
    return [found.group()[:60] for found in INLINE.finditer(bare)]


def long_lines(template: str) -> list[str]:
    """Lines of a template over the limit, addresses not counted."""
    bare = re.sub(r'\b(?:href|src|action)="[^"]*"', "", template)
    return [
        f"line {number}: {len(line)} signs"
        for number, line in enumerate(bare.splitlines(), 1)
        if len(line) > TEMPLATE_SIGNS
    ]
