"""How are facts, tables and choices drawn? A line or a cell names itself once; lists, heads and labels follow from that.

Built into every template (settings.TEMPLATES), so that no template loads it.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.base import Node, NodeList, Parser, Token, token_kwargs
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from core import i18n
from core.tables import TableColumn, body, kind, label

register = template.Library()

ROWS = "table_rows"  # where the cells of a table gather while its body is rendered


@register.simple_block_tag
def facts(content: str, wide: bool = False) -> str:
    """Draw a list of facts: `{% facts %}{% fact _("Pay") %}…{% endfact %}{% endfacts %}`; nothing without a fact."""
    if not content.strip():
        return ""
    return render_to_string("components/facts.html", {"content": content, "wide": wide})


@register.simple_block_tag
def fact(content: str, term: str, shape: str = "") -> str:
    """Say one fact: a term and what is true of it; `shape` is a class of the value, such as "pay"."""
    if shape:
        return format_html('<dt>{}</dt><dd class="{}">{}</dd>', term, shape, content)
    return format_html("<dt>{}</dt><dd>{}</dd>", term, content)


@register.simple_block_tag(takes_context=True)
def cell(
    context: Context, content: str, column: str, shape: str = "", is_unseen: bool = False
) -> str:
    """Fill the next cell of a row; the first one names the row.

    `column` heads the column and labels the cell on a phone, `shape` is a class of both ("figures"), and an unseen
    column (of buttons) is named for readers alone.
    """
    row = context[ROWS][-1]
    row.append((column, shape, is_unseen))
    if len(row) == 1:
        return SafeString(f'<th scope="row"{kind(shape)}>{content}</th>')
    named = "" if is_unseen else label(column)
    return SafeString(f"<td{named}{kind(shape)}>{content}</td>")


class RowNode(Node):
    """One row of a table: its cells, gathered in their order."""

    def __init__(self, nodelist: NodeList, options: dict[str, Any]) -> None:
        self.nodelist, self.options = nodelist, options

    def render(self, context: Context) -> SafeString:
        """Return the row as HTML."""
        context[ROWS].append([])
        content = SafeString(self.nodelist.render(context))
        shape = self.options["shape"].resolve(context) if "shape" in self.options else ""
        return SafeString(f"<tr{kind(shape)}>{content}</tr>")


class TableNode(Node):
    """A table whose head is what its first row names; every other row names the same columns."""

    def __init__(self, nodelist: NodeList, options: dict[str, Any]) -> None:
        self.nodelist, self.options = nodelist, options

    def render(self, context: Context) -> str:
        """Return the table as HTML; nothing without a row. Raises `ValueError` where two rows name other columns."""
        rows: list[list[tuple[str, str, bool]]] = []
        with context.push(**{ROWS: rows}):
            content = SafeString(self.nodelist.render(context))
            options = {name: value.resolve(context) for name, value in self.options.items()}
        if not rows:
            return ""
        if any(row != rows[0] for row in rows):
            raise ValueError("the rows of a table name different columns")
        return render_to_string(
            "components/table.html", {**options, "columns": rows[0], "content": content}
        )


@register.simple_tag
def drawn_table(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[Any]], caption: str = ""
) -> str:
    """Draw a table whose cells are ready: `{% drawn_table columns rows caption=heading %}`; nothing without a row."""
    if not rows:
        return ""
    heads = [(column.name, column.shape, column.is_unseen) for column in columns]
    shown = {"columns": heads, "content": body(columns, rows), "caption": caption}
    return render_to_string("components/table.html", shown)


@register.simple_tag
def chip(word: str, tone: str = "", must: str = "") -> str:
    """Draw a chip that leads nowhere, as `components/chip.html` does: for lists of many."""
    return _chip(str(word), tone, str(must))


@lru_cache(maxsize=1024, typed=True)
def _chip(word: str, tone: str, must: str) -> SafeString:
    shown = {"word": word, "tone": tone, "must": must}
    return SafeString(render_to_string("components/chip.html", shown).strip())


@register.simple_tag
def icon(name: str) -> str:
    """Draw an icon: a word of `components/icon.html`, which is rendered once a process for each."""
    return _icon(name)


@cache
def _icon(name: str) -> SafeString:
    return render_to_string("components/icon.html", {"name": name})


@register.simple_tag
def choices(groups: Sequence[tuple[str | None, Sequence[dict[str, Any]], int]]) -> str:
    """Draw the choices of a list, each as `django/forms/widgets/select_option.html` does, which long lists are too long for."""
    is_english, parts = i18n.is_english(), []
    for name, options, _place in groups:
        drawn = "".join([_choice(option, is_english) for option in options])
        parts.append(
            format_html('<optgroup label="{}">{}</optgroup>', name, SafeString(drawn))
            if name
            else drawn
        )
    return SafeString("".join(parts))


def _choice(option: dict[str, Any], is_english: bool) -> str:
    value, label, attrs = option["value"], option["label"], option["attrs"]
    if attrs.keys() - {"selected"} or not isinstance(label, str | Promise):
        return render_to_string(option["template_name"], {"widget": option})
    text = label if isinstance(label, SafeString) else str(label)
    return _plain_choice(str(value), text, bool(attrs), is_english)


@lru_cache(maxsize=4096, typed=True)
def _plain_choice(value: str, label: str, is_selected: bool, is_english: bool) -> str:
    """Draw a choice; a name that is not in the page's language says in which it is."""
    text = value if is_english and i18n.tongue(value) != "en" else label
    lang = _lang(i18n.tongue(text)) if is_english and i18n.tongue(text) != "en" else ""
    selected = " selected" if is_selected else ""
    shown = (conditional_escape(value), conditional_escape(label))
    return f'<option value="{shown[0]}"{lang}{selected}>{shown[1]}</option>'


@register.simple_tag
def widget_attrs(widget: dict[str, Any]) -> str:
    """Draw the attributes of an input; a value that somebody typed says its language, whatever language the field asks for."""
    attrs, tongue = widget["attrs"], i18n.tongue(widget.get("value") or "")
    lang = "" if attrs.get("lang") and tongue == "en" else _lang_of(widget, tongue)
    drawn = [
        f" {conditional_escape(name)}"
        if value is True
        else f' {conditional_escape(name)}="{conditional_escape(value)}"'
        for name, value in attrs.items()
        if value is not False and (name != "lang" or tongue == "en")
    ]
    return SafeString("".join(drawn) + lang)


def _lang_of(widget: dict[str, Any], tongue: str) -> str:
    is_said = widget["attrs"].get("lang") or i18n.is_english()
    return _lang(tongue) if is_said and tongue != "en" else ""


@lru_cache(maxsize=16)
def _lang(tongue: str) -> str:
    return format_html(' lang="{}"', tongue)


def _options(parser: Parser, token: Token, known: set[str]) -> dict[str, Any]:
    name, *bits = token.split_contents()
    options = token_kwargs(bits, parser)
    if bits or set(options) - known:
        raise template.TemplateSyntaxError(f"{name} takes {', '.join(sorted(known))}")
    return options


@register.tag("table")
def table(parser: Parser, token: Token) -> TableNode:
    """Draw a table: `{% table caption=… %}{% for … %}{% row %}{% cell _("Name") %}…{% endcell %}{% endrow %}…{% endtable %}`.

    `shape` is a class beside `table`; `is_plain` keeps it a table on a phone, where others become cards.
    """
    options = _options(parser, token, {"caption", "shape", "is_plain"})
    nodelist = parser.parse(("endtable",))
    parser.delete_first_token()
    return TableNode(nodelist, options)


@register.tag("row")
def row(parser: Parser, token: Token) -> RowNode:
    """Draw one row of a table: `{% row %}…{% endrow %}`; `shape` is its class."""
    options = _options(parser, token, {"shape"})
    nodelist = parser.parse(("endrow",))
    parser.delete_first_token()
    return RowNode(nodelist, options)
