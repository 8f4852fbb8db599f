"""Are values shown as people write them, and do the ways lead where they say?"""

import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from core import clock, i18n, levels
from core.templatetags import navigation, zhicai
from tests.harness.tight import tight


@pytest.mark.parametrize(
    ("level", "zh", "en"),
    [
        (1, "1 入门", "1 Basic"),
        (2, "2 会做", "2 Can do"),
        (3, "3 熟练", "3 Skilled"),
        (4, "4 精通", "4 Expert"),
        (5, "5 能带教", "5 Can teach"),
        (None, "—", "—"),
        (6, "—", "—"),
    ],
)
def test_levels_are_shown_by_our_own_scale(level, zh, en):
    with override("zh-hans"):
        assert zhicai.level(level) == zh
    with override("en"):
        assert zhicai.level(level) == en


# The national grades and their everyday names: they stand on national certificates alone.
NATIONAL = re.compile(
    r"[五四三二一]级|[初中高]级工|技师|Grade [1-5]|senior worker|technician", re.IGNORECASE
)


def test_no_step_of_our_scale_reads_like_a_national_grade():
    for language in ("zh-hans", "en"):
        with override(language):
            shown = [label for _, label in levels.choices()] + [
                str(sentence) for sentence in levels.SENTENCES.values()
            ]
            assert [text for text in shown if NATIONAL.search(text)] == []
            assert len(set(shown)) == 10


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812340000", "138****0000"),
        ("+8613812340000", "138****0000"),
        ("+86 138 1234 0000", "138****0000"),
        ("07285551", "0****51"),
        ("", "—"),
        (None, "—"),
    ],
)
def test_phones_are_masked(phone, shown):
    assert zhicai.phone_masked(phone) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("欧阳娜娜", "欧***"),
        ("阿依古丽·买买提", "阿***·***"),
        ("Anna Li", "A*** **"),
        ("王", "王"),
        ("", ""),
    ],
)
def test_names_are_masked_after_the_first_character(name, shown):
    assert zhicai.name_masked(name) == shown


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (6500, "¥6,500"),
        ((6500, 8000), "¥6,500–8,000"),
        ([6500, 6500], "¥6,500"),
        ("12.5", "¥12.50"),
        (0, "¥0"),
        (None, "—"),
        ("", "—"),
    ],
)
def test_money(amount, shown):
    assert zhicai.money(amount) == shown


@pytest.mark.parametrize(
    ("pair", "shown"),
    [
        ((6500, 8000), "¥6,500–8,000"),
        ((6500, None), "¥6,500"),
        ((None, 8000), "¥8,000"),
        ((None, None), "—"),
        ((5, 5), "¥5"),
    ],
)
def test_spans_of_pay(pair, shown):
    assert zhicai.money_to(*pair) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(3000, "3,000"), (None, "—"), ("", "—"), ("words", "—"), (0, "0")]
)
def test_counts_are_grouped(value, shown):
    assert zhicai.grouped(value) == shown


def test_lesson_hours_in_both_languages():
    with override("zh-hans"):
        assert [zhicai.hours(n) for n in (1, 48, None)] == ["1 学时", "48 学时", "—"]
    with override("en"):
        assert [zhicai.hours(n) for n in (1, 48)] == ["1 lesson hour", "48 lesson hours"]


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (date(2026, 11, 23), "2026年11月23日", "23 Nov 2026"),
        # 16:30 UTC is already the next day on the city's calendar.
        (datetime(2026, 11, 23, 16, 30, tzinfo=UTC), "2026年11月24日", "24 Nov 2026"),
        (datetime(2026, 11, 23, 16, 30), "2026年11月23日", "23 Nov 2026"),
        (None, "—", "—"),
    ],
)
def test_days_are_shown_on_the_citys_calendar(value, zh, en):
    with override("zh-hans"):
        assert zhicai.local_date(value) == zh
    with override("en"):
        assert zhicai.local_date(value) == en


def test_moments_are_shown_on_the_citys_clock():
    with override("en"):
        assert zhicai.local_time(datetime(2026, 11, 23, 16, 30, tzinfo=UTC)) == "24 Nov 2026 00:30"
        assert zhicai.local_time(datetime(2026, 11, 23, 16, 30)) == "23 Nov 2026 16:30"
        assert zhicai.local_time(None) == "—"


@pytest.mark.parametrize(
    ("value", "whole", "percent"),
    [(14, 20, 70), (30, 20, 100), (-1, 20, 0), (3, 0, 0), (None, 5, 0)],
)
def test_parts_of_a_whole_stay_between_nothing_and_all(value, whole, percent):
    assert zhicai.percent_of(value, whole) == percent


def test_stored_texts_follow_the_readers_language():
    thing = SimpleNamespace(name_zh="打版", name_en="Pattern making")
    with override("en"):
        assert zhicai.localized(thing, "name") == "Pattern making"
    with override("zh-hans"):
        assert zhicai.localized(thing, "name") == "打版"


def test_five_stitches_show_held_and_asked_levels():
    with override("en"):
        picture = Template("{% level_bar 2 4 %}").render(Context())
    assert [picture.count(f'class="{kind}"') for kind in "sco"] == [2, 2, 1]
    assert 'aria-label="2 Can do, asked for 4 Expert"' in picture


def test_a_level_alone_is_said_alone():
    with override("en"):
        assert 'aria-label="None yet"' in Template("{% level_bar None %}").render(
            Context({"None": None})
        )


def test_a_card_is_headed_by_a_title_of_its_level_with_a_chip_beside_it():
    page = Template(
        '{% card title="Sewing" url="/a/" level=2 chip="New" chip_tone="info" %}body{% endcard %}'
    )
    assert tight(page.render(Context())) == (
        '<article class="card"><div class="row-ends"><h2 class="card-title"><a href="/a/">Sewing</a></h2>'
        '<span class="chip chip-info">New</span></div>body</article>'
    )


def test_a_card_without_a_title_has_no_heading():
    page = Template('{% card tone="quiet" %}body{% endcard %}')
    assert tight(page.render(Context())) == '<article class="card card-quiet">body</article>'


def test_boxes_escape_their_arguments_and_keep_their_body():
    page = Template(
        '{% card title=title %}<p>{{ body }}</p>{% endcard %}{% notice tone="danger" title=title %}{{ body }}{% endnotice %}'
    )
    shown = page.render(Context({"title": "<b>", "body": "<i>"}))
    assert (
        shown.count("&lt;b&gt;"),
        shown.count("&lt;i&gt;"),
        shown.count("<p>"),
        "<b>" in shown,
        "<i>" in shown,
    ) == (
        2,
        2,
        1,
        False,
        False,
    )


ALL_WAYS = {
    way.name
    for ways in (navigation.MAIN, *navigation.DESKS.values(), *navigation.BARS.values())
    for way in ways
} | {"accounts:door", "accounts:notices", "account_login", "account_logout"}


@pytest.mark.parametrize("name", sorted(ALL_WAYS))
def test_every_way_of_the_frame_leads_somewhere(name):
    assert navigation.way_to(name) == reverse(name, args=[""] if name == "wagtail_serve" else None)


def test_a_way_to_nowhere_raises_outside_of_debug(settings):
    settings.DEBUG = False
    with pytest.raises(NoReverseMatch):
        navigation.way_to("nowhere")


def test_a_way_to_nowhere_is_left_out_while_building(settings):
    settings.DEBUG = True
    assert navigation.links((navigation.Way("nowhere", "Nowhere"),), "/") == []


@pytest.mark.parametrize("kind", sorted(navigation.BARS))
def test_the_phones_bar_has_five_places(kind):
    assert len(navigation.BARS[kind]) == 5
    assert len({way.name for way in navigation.BARS[kind]}) == 5


def ways_of(rf, user, path="/"):
    """Return the navigation of a person on a page."""
    request = rf.get(path)
    return navigation.navigation({"request": request, "user": user})


def test_a_visitor_has_no_desk(rf):
    ways = ways_of(rf, AnonymousUser())
    assert (ways["kind"], ways["desk"], ways["unread"]) == ("visitor", [], 0)


@pytest.mark.parametrize("role", ["trainee", "company", "coordinator", "teacher", "office"])
def test_each_kind_of_account_has_its_desk(rf, cast, role):
    user = getattr(cast, role)
    ways = ways_of(rf, user)
    assert ways["desk"][0].url == navigation.way_to(navigation.DESKS[user.kind][0].name)
    assert len(ways["bar"]) == 5


def test_the_page_shown_is_marked(rf):
    ways = ways_of(rf, AnonymousUser(), navigation.way_to("matching:opening_list") + "7/")
    assert [link.is_current for link in ways["bar"]] == [False, False, True, False, False]


def test_without_a_request_the_frame_still_stands():
    assert navigation.navigation({})["kind"] == "visitor"
    assert navigation.preferences({}) == {"elder": False, "theme": ""}
    assert [tongue["code"] for tongue in navigation.languages({})] == ["zh-hans", "en"]


def test_the_language_switch_keeps_the_page_and_its_filters(rf):
    with override("zh-hans"):
        tongues = navigation.languages({"request": rf.get("/accounts/login/?next=/x/")})
    assert [(tongue["url"], tongue["is_current"]) for tongue in tongues] == [
        ("/accounts/login/?next=/x/", True),
        ("/en/accounts/login/?next=/x/", False),
    ]


def test_editors_pages_stand_at_the_top_of_the_site():
    with override("en"):
        assert navigation.page_at("privacy") == "/en/privacy/"


def test_a_day_kept_on_a_paper_is_shown_as_people_write_it():
    with override("zh-hans"):
        assert zhicai.local_date("2026-11-05") == "2026年11月5日"
    with override("en"):
        assert zhicai.local_date("2026-11-05") == "5 Nov 2026"


@pytest.mark.parametrize(("days", "is_past"), [(-1, True), (0, False), (1, False)])
def test_a_day_is_past_once_it_is_over_in_the_city(days, is_past):
    assert zhicai.is_past(clock.today() + timedelta(days=days)) is is_past


def test_no_day_is_not_past():
    assert zhicai.is_past(None) is False


@pytest.mark.parametrize(
    ("label", "shown"),
    [("我同意使用条款。", "我同意使用条款"), ("Name:", "Name"), ("班次", "班次")],
)
def test_a_label_inside_a_sentence_has_no_stop(label, shown):
    assert zhicai.bare(label) == shown


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("2026-11-05", "2026年11月5日", "5 Nov 2026"),
        ("2026-11-05 18:30", "2026年11月5日 18:30", "5 Nov 2026 18:30"),
        ("LV-101-2611", "LV-101-2611", "LV-101-2611"),
        ({"zh": "直播", "en": "live"}, "直播", "live"),
        (7, 7, 7),
    ],
)
def test_what_a_notice_says_is_in_the_readers_words(value, zh, en):
    with override("zh-hans"):
        assert i18n.choose(value) == zh
    with override("en"):
        assert i18n.choose(value) == en


SENTENCES = {
    "示例云梭（虚构） invites you.": '<span lang="zh-Hans">示例云梭（虚构）</span> invites you.',
    "<b>示例路1号</b>": '&lt;b&gt;<span lang="zh-Hans">示例路1号</span>&lt;/b&gt;',
    "甲, 乙 and 1 more": '<span lang="zh-Hans">甲</span>, <span lang="zh-Hans">乙</span> and 1 more',
    "Li Xiuying & others": "Li Xiuying &amp; others",
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_ours_marks_the_chinese_in_it_on_english_pages_alone(sentence):
    page = Template("{{ sentence|quoting }}")
    with override("en"):
        assert page.render(Context({"sentence": sentence})) == SENTENCES[sentence]
    assert page.render(Context({"sentence": sentence})) == Template("{{ sentence }}").render(
        Context({"sentence": sentence})
    )


def test_what_is_marked_is_not_marked_again():
    with override("en"):
        marked = Template("{{ name|authored|authored|quoting }}").render(
            Context({"name": "李<秀英"})
        )
    assert marked == '<span lang="zh-Hans">李&lt;秀英</span>'


def test_a_title_with_a_chinese_name_says_that_it_is_chinese():
    page = Template("{% page_title %}{{ name }} · Zhicai{% endpage_title %}")
    with override("en"):
        titles = [page.render(Context({"name": name})) for name in ("李秀英", "Li <Xiuying>")]
    assert titles == [
        '<title lang="zh-Hans">李秀英 · Zhicai</title>',
        "<title>Li &lt;Xiuying&gt; · Zhicai</title>",
    ]
