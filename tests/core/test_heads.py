"""Heads of pages, tabs and what happened: each part names itself once, and the component draws the whole."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from tests.harness.tight import tight

AT = datetime(2026, 12, 1, 1, 30, tzinfo=UTC)


def drawn(text: str, **values: object) -> str:
    return tight(Template(text).render(Context(values)))


def test_a_page_head_holds_the_title_and_what_stands_under_it():
    shown = drawn(
        "{% page_head title lead='Why' chip='Open' tone='info' count=1200 %}<p>more</p>{% endpage_head %}",
        title="<Members>",
    )
    assert '<header class="page-head"><div class="row"><h1>&lt;Members&gt;' in shown
    assert '<span class="quiet">1,200</span></h1><span class="chip chip-info">Open</span>' in shown
    assert shown.endswith('<p class="lead">Why</p><p>more</p></header>')


def test_a_page_head_alone_has_nothing_but_the_title():
    assert drawn("{% page_head 'Notices' %}{% endpage_head %}") == (
        '<header class="page-head"><div class="row"><h1>Notices</h1></div></header>'
    )


@pytest.mark.parametrize(
    ("crumb", "link"),
    [
        ("'Courses' 'cms:catalogue'", '<a href="/courses/">Courses</a>'),
        ("'Cut' 'cms:catalogue' track='cut'", '<a href="/courses/?track=cut">Cut</a>'),
        ("'One' 'matching:opening' 7", '<a href="/openings/7/">One</a>'),
        ("'Back' '/my/data/'", '<a href="/my/data/">Back</a>'),
        ("named", "&lt;Sewer&gt;"),
    ],
)
def test_a_crumb_leads_to_a_view_or_an_address_or_nowhere(crumb, link):
    shown = drawn("{% page_head 'T' %}{% crumb " + crumb + " %}{% endpage_head %}", named="<Sewer>")
    assert f'<ol class="crumbs"><li>{link}</li></ol>' in shown


def test_the_next_page_head_has_crumbs_of_its_own():
    shown = drawn(
        "{% page_head 'A' %}{% crumb 'one' %}{% endpage_head %}{% page_head 'B' %}{% crumb 'two' %}{% endpage_head %}"
    )
    assert shown.count("<li>one</li>") == 1
    assert shown.count("<li>two</li>") == 1


TABS = (
    "{% tabs 'State' current=now %}{% tab '' 'All' count=0 course=course %}"
    "{% tab 'open' 'Open' state='open' course=course %}{% tab 'mine' 'Mine' 'matching:my_applications' %}{% endtabs %}"
)


def test_the_tab_of_the_current_key_is_marked():
    shown = drawn(TABS, now="open", course="")
    assert '<nav aria-label="State"><ul class="tabs">' in shown
    assert '<a href="?state=open" aria-current="page">Open</a>' in shown
    assert shown.count("aria-current") == 1


def test_a_tab_without_anything_behind_it_says_so():
    shown = drawn(TABS, now="open", course="")
    assert '<a href="?">All<span class="quiet">0</span></a>' in shown
    assert ">Mine</a>" in shown


def test_tabs_keep_what_else_the_address_asks_for():
    shown = drawn(TABS, now="", course="裁&剪")
    assert "?state=open&amp;course=%E8%A3%81%26%E5%89%AA" in shown
    assert '<a href="/my/applications/">' in shown


def test_the_last_event_is_where_things_stand():
    with override("zh-hans"):
        shown = drawn(
            "{% timeline %}{% event 'Sent' at %}{% event 'Back' at by='Li' reason=why %}{% endtimeline %}",
            at=AT,
            why="<blurred>",
        )
    assert '<li class="done"><strong>Sent</strong>' in shown
    assert '<li class="current"><strong>Back</strong>' in shown
    assert "09:30</time>· Li</span><span>&lt;blurred&gt;</span>" in shown


def test_a_timeline_without_events_says_so():
    with override("en"):
        assert "Nothing has happened yet." in drawn("{% timeline %}{% endtimeline %}")


def test_what_is_drawn_is_kept_as_it_is():
    assert drawn("{% drawn as name %} <b>{{ x }}</b> {% enddrawn %}[{{ name }}]", x="&") == (
        "[<b>&amp;</b>]"
    )
