"""Tables and lists of facts: a column names itself once, rows agree, and nothing empty is drawn."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import mark_safe
from django.utils.translation import override

from core import tables
from core.templatetags import boxes
from tests.harness.tight import tight

TABLE = (
    "{% table caption='All' %}{% for one in people %}{% row %}{% cell _('Name') %}{{ one.name }}{% endcell %}"
    "{% cell _('Pay') shape='figures' %}{{ one.pay }}{% endcell %}"
    "{% cell 'Do' is_unseen=True %}<a>Go</a>{% endcell %}{% endrow %}{% endfor %}{% endtable %}"
)


def drawn(text: str, **values: object) -> str:
    return tight(Template(text).render(Context(values)))


def test_a_column_heads_the_table_and_labels_its_cells():
    with override("zh-hans"):
        shown = drawn(TABLE, people=[{"name": "<李>", "pay": 5000}, {"name": "王", "pay": 6000}])
    assert shown.count('<th scope="col">姓名</th>') == 1
    assert '<th scope="row">&lt;李&gt;</th>' in shown
    assert '<th scope="col" class="figures">' in shown
    assert shown.count('class="figures">5000</td>') == 1
    assert shown.count('data-label="') == 2
    assert '<span class="unseen">Do</span>' in shown
    assert '<caption class="unseen">All</caption>' in shown
    assert 'class="table table-cards"' in shown


def test_a_table_without_a_row_is_not_drawn():
    assert drawn(TABLE, people=[]) == ""


def test_rows_that_name_other_columns_are_a_fault():
    text = "{% table %}{% for n in names %}{% row %}{% cell n %}1{% endcell %}{% endrow %}{% endfor %}{% endtable %}"
    assert 'scope="col">a' in drawn(text, names=["a", "a"])
    with pytest.raises(ValueError, match="different columns"):
        drawn(text, names=["a", "b"])


def test_a_table_can_stay_a_table_and_carry_a_class():
    text = "{% table is_plain=True shape='wide' %}{% row shape='sum' %}{% cell 'a' %}1{% endcell %}{% endrow %}{% endtable %}"
    shown = drawn(text)
    assert '<table class="table wide">' in shown
    assert '<tr class="sum">' in shown


def test_a_table_stands_inside_a_cell_of_another():
    inner = "{% table %}{% row %}{% cell 'inner' %}1{% endcell %}{% endrow %}{% endtable %}"
    shown = drawn(
        "{% table %}{% row %}{% cell 'outer' %}"
        + inner
        + "{% endcell %}{% cell 'more' %}2{% endcell %}{% endrow %}{% endtable %}"
    )
    heads = [shown.index(f'<th scope="col">{name}</th>') for name in ("outer", "more", "inner")]
    assert heads == sorted(heads)


def test_an_unknown_word_of_a_table_is_refused():
    with pytest.raises(TemplateSyntaxError, match="caption, is_plain, shape"):
        drawn("{% table colour='red' %}{% endtable %}")


def test_facts_are_terms_and_what_is_true():
    text = "{% facts wide=True %}{% if pay %}{% fact 'Pay' shape='pay' %}{{ pay }}{% endfact %}{% endif %}{% endfacts %}"
    assert drawn(text, pay="<5>") == (
        '<dl class="facts facts-wide"><dt>Pay</dt><dd class="pay">&lt;5&gt;</dd></dl>'
    )
    assert drawn(text, pay="") == ""


@pytest.mark.parametrize("draw", [lambda word: boxes.chip(word), lambda word: tables.label(word)])
def test_a_word_that_somebody_typed_is_never_taken_for_one_that_we_marked_as_safe(draw):
    marked, typed = draw(mark_safe("<i>示例</i>")), draw("<i>示例</i>")

    assert ("<i>" in marked, "<i>" in typed) == (True, False)
