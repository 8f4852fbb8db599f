"""Which free texts are there, in the columns of all models and in the fields of all forms? Found, not listed."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from django import forms
from django.apps.registry import Apps
from django.db import models

ROOMS = ("core", "skills", "accounts", "training", "matching", "outcomes", "cms")
WORDS = (models.CharField, models.TextField, models.JSONField)
ROOT = Path(__file__).resolve().parents[2]


def is_ours(module: str) -> bool:
    """Tell whether a module belongs to one of the rooms."""
    return module.partition(".")[0] in ROOMS


def columns(registry: Apps) -> list[str]:
    """Every column of a model of ours in which anything may stand."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in registry.get_models()
        if is_ours(model.__module__)
        for field in model._meta.local_fields
        if isinstance(field, WORDS) and not field.choices
    ]


def form_classes() -> Iterator[type[forms.BaseForm]]:
    """Every form of ours, wherever it was written; all modules are imported first."""
    for room in ROOMS:
        for found in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
            if ".migrations" not in found.name and ".management" not in found.name:
                importlib.import_module(found.name)
    yield from (
        form
        for form in _under(forms.BaseForm)
        if is_ours(form.__module__) and hasattr(form, "base_fields")
    )


def _under(form: type[forms.BaseForm]) -> set[type[forms.BaseForm]]:
    found = {one for below in form.__subclasses__() for one in {below, *_under(below)}}
    return {one for one in found if "_ModelForm" not in one.__qualname__}


def is_words(field: forms.Field) -> bool:
    """Tell whether anything may be typed into a field; an e-mail address is none."""
    return isinstance(field, forms.CharField | forms.JSONField) and not isinstance(
        field, forms.EmailField
    )


def typed() -> list[str]:
    """Every field of a form of ours that takes words and is no column of its model: room.Form.field."""
    found = [
        f"{form.__module__.partition('.')[0]}.{form.__name__}.{name}"
        for form in form_classes()
        for name, field in form.base_fields.items()
        if is_words(field) and name not in columns_of(form)
    ]
    return sorted({*found, *added()})


def columns_of(form: type[forms.BaseForm]) -> list[str]:
    """The columns that a form of a model takes; they are found with their model."""
    return list(getattr(getattr(form, "_meta", None), "fields", None) or [])


def added() -> Iterator[str]:
    """Fields for words that a form gives itself while it runs: `self.fields["name"] = forms.CharField(…)`."""
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        source = path.read_text()
        if ".fields[" in source:
            yield from added_in(source, path.relative_to(ROOT).parts[0])


def added_in(source: str, room: str) -> Iterator[str]:
    """The same of one file."""
    for owner in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)):
        for node in (node for node in ast.walk(owner) if isinstance(node, ast.Assign)):
            for target in node.targets:
                if (
                    _is_a_field(target)
                    and isinstance(node.value, ast.Call)
                    and "CharField" in ast.unparse(node.value.func)
                ):
                    assert isinstance(target, ast.Subscript)
                    yield f"{room}.{owner.name}.{ast.unparse(target.slice).strip(chr(39))}"


def _is_a_field(target: ast.expr) -> bool:
    return isinstance(target, ast.Subscript) and ast.unparse(target.value).endswith(".fields")


def posted() -> list[str]:
    """Every field that a function takes out of what was sent past any form: module.function.field."""
    files = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return sorted(
        f"{'.'.join(path.relative_to(ROOT).with_suffix('').parts)}.{found}"
        for path in files
        if ".POST" in (source := path.read_text())
        for found in set(posted_in(source))
    )


def posted_in(source: str) -> Iterator[str]:
    """The same of one file: function.field, or `*` where all that was sent goes elsewhere than into a form."""
    tree = ast.parse(source)
    above = {below: node for node in ast.walk(tree) for below in ast.iter_child_nodes(node)}
    for sent in (
        node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "POST"
    ):
        if (field := _taken(sent, above)) is not None:
            yield f"{_function(sent, above)}.{field}"


def _taken(sent: ast.Attribute, above: dict[ast.AST, ast.AST]) -> str | None:
    """Which field is taken here; None where a form gets all of it, or it is only asked whether something is there."""
    use = above[sent]
    if isinstance(
        use, ast.BoolOp | ast.IfExp
    ):  # Form(request.POST or None), Form(request.POST if sent else None)
        use = above[use]
    if isinstance(use, ast.Subscript):
        return _read(use.slice, use, above)
    if (
        isinstance(use, ast.Attribute)
        and isinstance(call := above[use], ast.Call)
        and use.attr in {"get", "getlist", "pop"}
    ):
        return _read(call.args[0], call, above)
    if isinstance(use, ast.Call):
        return None if _is_a_form(use.func) else "*"
    return None if isinstance(use, ast.Compare) else "*"


def _read(name: ast.expr, value: ast.expr, above: dict[ast.AST, ast.AST]) -> str | None:
    """A field that is only held against words of ours is no free text."""
    return None if isinstance(above[value], ast.Compare) else ast.unparse(name).strip(chr(39))


def _is_a_form(called: ast.expr) -> bool:
    """Tell whether what is called is a form, a set of them, or a function that gives one: they are named so."""
    return "form" in ast.unparse(called).lower()


def _function(node: ast.AST, above: dict[ast.AST, ast.AST]) -> str:
    while not isinstance(node, ast.FunctionDef | ast.Module):
        node = above[node]
    return node.name if isinstance(node, ast.FunctionDef) else "module"
