"""Does the formatter of templates break where no space shows, and only there?"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bin"))

from template_format.drawing import formatted, settled
from template_format.page import LIMIT

LONG = "a word " * 20

SAME = [
    "<p>{{ name }} <span>{{ age }}</span></p>\n",
    '<a href="/">{% if is_open %}open{% else %}closed{% endif %}</a>{{ sign }}\n',
    "{% blocktranslate %}as  it\n  stands{% endblocktranslate %}\n",
    '<p class="letter">{{ text }}</p>\n',
    "<p>{{ one }} {% include name only %}</p>\n",
]


@pytest.mark.parametrize("source", SAME)
def test_what_stands_well_stays(source):
    assert settled(source) == source


def test_boxes_stand_one_a_line():
    assert formatted("<ul>{% for each in them %}<li><p>{{ each }}</p></li>{% endfor %}</ul>\n") == (
        "<ul>\n"
        "  {% for each in them %}\n"
        "    <li>\n"
        "      <p>{{ each }}</p>\n"
        "    </li>\n"
        "  {% endfor %}\n"
        "</ul>\n"
    )


def test_a_long_line_breaks_at_its_spaces_only():
    found = settled(f"<p><b>{LONG.strip()}</b>{{% if more %}}and{{% endif %}} {LONG}</p>\n")

    assert max(map(len, found.splitlines())) < LIMIT
    assert "</b>{% if more %}and{% endif %}" in found
    assert " ".join(found.split()).count("a word") == 40


def test_no_space_comes_between_words_of_a_line():
    glued = "{{ family }}" + "{% if given %}{{ given }}{% endif %}" * 6

    first = formatted(f"<p>{glued}</p>\n").splitlines()[1]
    assert first.strip() == glued.removesuffix("{% endif %}")  # before the last one nothing is seen


def test_a_space_that_shows_only_on_one_way_is_kept():
    source = f"<p>{LONG}{{% if b %}} <b>b</b>{{% endif %}}{{% if c %}} <i>c</i>{{% endif %}}</p>\n"

    words = settled(source)
    assert "{% if b %} <b>b</b>{% endif %}" in words or "{% if b %}\n" in words
    assert settled(words) == words


def test_attributes_stand_one_a_line_where_they_have_no_room():
    source = f'<input name="{"n" * 60}" value="{{{{ value }}}}"{{% if on %}} checked{{% endif %}} id="{"i" * 60}">\n'

    assert formatted(source).splitlines() == [
        "<input",
        f'  name="{"n" * 60}"',
        '  value="{{ value }}"',
        "  {% if on %} checked{% endif %}",
        f'  id="{"i" * 60}">',
    ]


def test_a_trimmed_sentence_fills_its_lines_and_stays_one_text():
    source = (
        f"{{% blocktranslate trimmed %}}{LONG}{{{{ x }}}}.  Two spaces{{% endblocktranslate %}}\n"
    )

    found = formatted(source).splitlines()
    assert found[0] == "{% blocktranslate trimmed %}"
    assert " ".join(each.strip() for each in found[1:-1]) == f"{LONG}{{{{ x }}}}.  Two spaces"


def test_text_fields_keep_what_is_in_them():
    source = '<textarea name="a">\n  {{ words }} </textarea>\n'

    assert formatted(source) == source


def test_what_opens_in_one_branch_and_closes_in_another_is_left_in_order():
    source = '{% if url %}<a href="{{ url }}">{% endif %}{{ label }}{% if url %}</a>{% endif %}\n'

    assert formatted(source) == source
