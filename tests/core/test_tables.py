"""A table drawn from ready cells, and the choices of a list, look as the templates draw them one by one."""

import re
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, override

from core.tables import TableColumn


def drawn(source: str, **context: Any) -> str:
    found = engines["django"].from_string(source).render(context)
    return re.sub(r"\s+(?=[<>])|(?<=>)\s+", "", re.sub(r"\s+", " ", found))


def test_a_table_of_ready_cells_looks_as_one_of_tags() -> None:
    columns = [
        TableColumn("名字"),
        TableColumn("<人次>", "figures"),
        TableColumn("操作", "", is_unseen=True),
    ]
    rows = [["甲<b>", 3, SafeString("<a>开</a>")], ["乙", 0, ""]]
    tags = (
        '{% table caption="表" %}{% for one in rows %}{% row %}{% cell "名字" %}{{ one.0 }}{% endcell %}'
        '{% cell names.1 shape="figures" %}{{ one.1 }}{% endcell %}'
        '{% cell "操作" is_unseen=True %}{{ one.2 }}{% endcell %}{% endrow %}{% endfor %}{% endtable %}'
    )

    ready = drawn('{% drawn_table columns rows caption="表" %}', columns=columns, rows=rows)

    assert ready == drawn(tags, rows=rows, names=[column.name for column in columns])
    assert "甲&lt;b&gt;" in ready and 'data-label="&lt;人次&gt;"' in ready and "<a>开</a>" in ready
    assert drawn("{% drawn_table columns rows %}", columns=columns, rows=[]) == ""


CHOICES = [
    ("", gettext_lazy("All")),
    ("a&b", "示例<学校>"),
    ("示例", "示例"),
    ("组", [("c", "三"), ("d", SafeString("<i>four</i>"))]),
    (5, "five"),
]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("value", ["", "a&b", "d", "5", "nothing"])
def test_choices_of_a_list_look_as_each_by_its_template(language, value) -> None:
    widget = forms.Select(choices=CHOICES).get_context("of", value, {})["widget"]
    with override(language):
        one_by_one = "".join(
            (f'<optgroup label="{name}">' if name else "")
            + "".join(
                render_to_string("django/forms/widgets/select_option.html", {"widget": option})
                for option in options
            )
            + ("</optgroup>" if name else "")
            for name, options, _place in widget["optgroups"]
        )
        assert drawn("{% choices groups %}", groups=widget["optgroups"]) == drawn(
            "{{ html }}", html=SafeString(one_by_one)
        )


def test_a_value_says_its_language_in_its_input() -> None:
    def attrs(value: Any, **given: Any) -> str:
        return drawn("{% widget_attrs widget %}", widget={"attrs": given, "value": value})

    with override("en"):
        assert attrs("张三", id="x") == ' id="x" lang="zh-Hans"'
        assert attrs("Li", id="x", required=True, hidden=False) == ' id="x" required'
    with override("zh-hans"):
        assert attrs("张三", title='"&') == ' title="&quot;&amp;"'
        assert attrs("张三", lang="en") == ' lang="zh-Hans"'
        assert attrs("Li", lang="en", maxlength=60) == ' lang="en" maxlength="60"'
        assert attrs(None, lang="en") == ' lang="en"'
