"""Does the repository keep its own rules? Each rule is also shown a planted breach, so that it is known to be able to fail."""

import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import CheckConstraint

from tests.harness import house

ROOT = Path(__file__).resolve().parents[1]
SKIPPED = {
    ".git",
    ".venv",
    "var",
    "node_modules",
    "staticfiles",
    "migrations",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
}


def files(*patterns: str, under: tuple[str, ...] = ("",)) -> list[Path]:
    """Files of ours that match, without what is generated or fetched."""
    found = {
        path for place in under for pattern in patterns for path in (ROOT / place).rglob(pattern)
    }
    return sorted(
        path for path in found if path.is_file() and not SKIPPED & set(path.relative_to(ROOT).parts)
    )


PRODUCT = files("*.py", under=house.ROOMS)
VIEWS = [
    path
    for path in PRODUCT
    if path.stem.startswith("views") or "views" in path.relative_to(ROOT).parts
]
THIN = VIEWS + [
    path for path in PRODUCT if path.stem == "forms" or {"templatetags", "forms"} & set(path.parts)
]


def faults(paths: list[Path], rule, *arguments) -> list[str]:
    """What a rule finds, with the file before each finding."""
    return [
        f"{path.relative_to(ROOT)}: {fault}"
        for path in paths
        for fault in rule(path.read_text(encoding="utf-8"), *arguments)
    ]


def test_modules_and_functions_stay_short():
    assert faults(PRODUCT, house.too_long) == []


def test_files_of_tests_stay_short():
    assert faults(files("*.py", under=("tests",)), house.too_many_lines) == []


def test_half_of_all_functions_are_very_short():
    lengths = [
        house.length(node)
        for path in PRODUCT
        for node in house.functions(path.read_text(encoding="utf-8"))
    ]

    assert house.median(lengths) <= house.MEDIAN_LINES


def test_a_class_name_means_one_thing():
    code = files("*.py", under=(*house.ROOMS, "tests", "benchmarks", "bin"))
    sources = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in code}

    assert house.said_twice(sources) == {}


def test_a_class_name_used_twice_is_found():
    one, other = "class Card:\n    class Meta: ...\n", "def f():\n    class Card: ...\n"

    assert house.said_twice({"a.py": one, "b.py": other}) == {"Card": ["a.py", "b.py"]}
    assert house.said_twice({"a.py": one, "b.py": "class Meta: ...\n"}) == {}


def test_views_stay_short():
    lengths = [
        each for path in VIEWS for each in house.view_lengths(path.read_text(encoding="utf-8"))
    ]

    assert house.percentile(lengths, 0.95) <= house.VIEW_LINES


@pytest.mark.parametrize("room", house.ROOMS)
def test_a_line_holds_what_one_reading_takes_in(room):
    sources = [path.read_text(encoding="utf-8") for path in files("*.py", under=(room,))]
    most = house.LIBRARY_NODES if room == "recommender" else house.LINE_NODES

    assert house.percentile([n for each in sources for n in house.line_nodes(each)], 0.9) <= most


def test_no_expression_is_a_chain_of_loops():
    assert faults(PRODUCT, house.long_chains) == []


def test_no_condition_stands_in_another():
    assert faults(PRODUCT, house.nested_conditions) == []


def test_every_function_is_annotated():
    assert faults(PRODUCT, house.unannotated) == []


def test_views_forms_and_template_tags_never_query():
    assert faults(THIN, house.orm_calls) == []


def test_states_know_the_workflow_table_alone():
    tables = [path for path in PRODUCT if path.stem == "states" or path.parent.name == "states"]

    assert (
        faults(
            tables,
            house.imports_beyond,
            house.STATES_MAY_IMPORT,
            (*house.ROOMS, "django", "wagtail"),
        )
        == []
    )


def test_the_recommender_is_pure():
    pure = [path for path in PRODUCT if "recommender" in path.parts]
    strangers = (
        *house.ROOMS,
        "django",
        "wagtail",
        "allauth",
        "time",
        "datetime",
        "os",
        "pathlib",
        "pickle",
        "random",
    )

    assert faults(pure, house.imports_beyond, house.RECOMMENDER_MAY_IMPORT, strangers) == []


# Work under sixteen is against the law: the one rule for which the matching room reads a birthday.
READS_BIRTHDAYS = {
    "matching/permissions/working.py",
    "matching/recommendations/request/serving.py",
}


def test_where_matches_are_made_nothing_reads_what_groups_are_compared_by():
    room = [
        path
        for path in PRODUCT
        if path.relative_to(ROOT).parts[0] == "matching" and "recommender" not in path.parts
    ]
    lawful = {ROOT / name for name in READS_BIRTHDAYS}

    assert faults([path for path in room if path not in lawful], house.statistics_read) == []
    assert faults(sorted(lawful), house.statistics_read, ("birth_on",)) == []


@pytest.mark.parametrize(
    "planted",
    [
        "def rank(trainee): return trainee.gender",
        "def rank(person): return person.source",
        "def rows(people): return people.values('pk', 'trainee__gender')",
        "def rows(people): return people.filter(trainee__source='returnee')",
        "def rows(people): return people.exclude(birth_on__lt=day)",
        "from accounts.models import Trainee, TraineeSource",
    ],
)
def test_a_planted_look_at_a_group_is_found(planted):
    assert len(house.statistics_read(planted)) == 1
    assert house.statistics_read("OPENING.move('close').source; OFFER = 'a source of income'") == []


ACTIONS = [
    path
    for path in PRODUCT
    if path.stem == "actions" or "actions" in path.relative_to(ROOT).parts[:-1]
]


def test_actions_take_every_argument_by_its_name():
    assert len(ACTIONS) > 40
    assert faults(ACTIONS, house.positional_arguments) == []


def test_planted_arguments_by_place_are_found_and_private_ones_are_not():
    assert house.positional_arguments("def act(trainee, *, by): pass") == ["act(trainee)"]
    assert house.positional_arguments("def act(*things): pass") == ["act()"]
    assert house.positional_arguments("def _act(trainee): pass\ndef act(*, by): pass") == []


def test_no_model_orders_itself():
    assert faults(PRODUCT, house.meta_orderings) == []


def test_no_module_is_called_after_nothing():
    assert [
        str(path.relative_to(ROOT)) for path in PRODUCT if path.stem in house.FORBIDDEN_STEMS
    ] == []


def test_every_module_says_which_question_it_answers():
    silent = [path for path in PRODUCT if house.without_docstring(path.read_text(encoding="utf-8"))]

    assert [str(path.relative_to(ROOT)) for path in silent] == []


def test_what_is_silenced_says_why():
    assert faults(PRODUCT, house.unexplained_silences) == []


def test_templates_carry_no_script_or_style():
    pages = [
        path
        for path in files("*.html", under=("templates",))
        if not {"wagtailadmin", "email"} & set(path.parts)
    ]

    assert faults(pages, house.inline_code) == []


def test_no_line_of_a_template_is_too_long():
    assert faults(files("*.html", under=("templates",)), house.long_lines) == []


def test_every_state_column_is_kept_by_a_check():
    bare = []
    for model in apps.get_models():
        columns = [
            field.name
            for field in model._meta.fields
            if field.name == "state" or field.name.endswith("_state")
        ]
        checks = [
            str(each.condition)
            for each in model._meta.constraints
            if isinstance(each, CheckConstraint)
        ]
        if model._meta.app_label in house.ROOMS:
            bare += [
                f"{model.__name__}.{name}"
                for name in columns
                if not any(f"'{name}__in'" in each for each in checks)
            ]

    assert bare == []


def test_every_check_has_a_sentence_for_the_reader():
    ours = [model for model in apps.get_models() if model._meta.app_label in house.ROOMS]
    silent = [
        f"{model.__name__}: {each.name}"
        for model in ours
        for each in model._meta.constraints
        if isinstance(each, CheckConstraint)
        and each.violation_error_message == each.default_violation_error_message
    ]

    assert silent == []


# The places and hosts are put together here, so that this file does not contain what it forbids.
FORBIDDEN_TEXT = re.compile(
    "|".join(
        [
            r"(?:^|[\s\"'=(:])/(?:work|opt)/[a-z]",
            r"(?:^|[\s\"'=(:])/" + r"tmp/[a-z]",
            r"files\." + r"pythonhosted\.org",
            r"registry\." + r"npmjs\.org",
            r"pypi\." + r"org/simple",
            r"\bTO" + r"DO\b|\bFIX" + r"ME\b|\bX" + r"XX\b",
            r"\blorem " + r"ipsum\b",
        ]
    )
)
TEXT = (
    ".py",
    ".html",
    ".css",
    ".js",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".yml",
    ".yaml",
    ".sh",
    ".cfg",
    ".po",
    ".csv",
    "",
)


def tracked() -> list[Path]:
    """Files under version control; all of ours where there is no repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    names = [name for name in listed.stdout.split("\0") if name] if listed.returncode == 0 else []
    found = [ROOT / name for name in names] or files("*")
    return [
        path
        for path in found
        if path.exists() and path.suffix in TEXT and "vendor" not in path.parts
    ]


def forbidden_text(source: str) -> list[str]:
    """Words, hosts and places that have no business here."""
    return [
        f"line {number}: {line.strip()[:80]}"
        for number, line in enumerate(source.splitlines(), 1)
        if FORBIDDEN_TEXT.search(line)
    ]


def test_nothing_speaks_of_places_outside_the_product():
    assert faults(tracked(), forbidden_text) == []


PLANTED = {
    house.too_long: "def long():\n" + "    x = 1\n" * 41,
    house.too_many_lines: "x = 1\n" * 401,
    house.long_chains: "x = [c for a in b for c in a if any(d for d in c)]\n",
    house.nested_conditions: "x = 1 if a else 2 if b else 3\n",
    house.unannotated: "def f(a):\n    return a\n",
    house.orm_calls: "def page(request):\n    return Course.objects.all()\n",
    house.meta_orderings: "class A:\n    class Meta:\n        ordering = ['x']\n",
    house.unexplained_silences: "import os  # noqa: F401\n",
    house.inline_code: '<p style="color: red">',
    house.long_lines: f'<a href="{"x" * 161}"></a>\n<p>{"a b " * 40}</p>',
    forbidden_text: "see /" + "tmp/x",
}


@pytest.mark.parametrize("rule", PLANTED, ids=lambda rule: rule.__name__)
def test_a_planted_breach_is_found(rule):
    assert rule(PLANTED[rule]) != []


def test_planted_imports_are_found():
    assert house.imports_beyond(
        "from core.audit import record\n", house.STATES_MAY_IMPORT, house.ROOMS
    ) == ["core.audit"]
    assert house.imports_beyond("import django\n", house.RECOMMENDER_MAY_IMPORT, ("django",)) == [
        "django"
    ]


def test_a_long_module_and_a_silent_module_are_found():
    assert house.too_long("x = 1\n" * 401) == ["402 lines"]
    assert house.without_docstring("x = 1\n")
    assert house.view_lengths("def page(request):\n" + "    x = 1\n" * 30) == [31]
    assert house.percentile([1] * 10 + [31], 0.95) == 31


def test_a_dense_line_is_counted():
    assert house.line_nodes("x = 1\n\ny = {n: n * n + 1 for n in range(9) if n}\n") == [3, 14]
    assert house.long_chains("x = [b for a in c for b in a]\n") == []
    assert house.nested_conditions("x = (1 if a else 2, lambda: 3 if b else 4)\n") == []
