"""Which text does a page in a language show, where a company wrote its opening in Chinese and in English too?"""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from core import clock
from core.audit import history
from core.i18n import both, localized
from core.notices import body_of, for_user, subject_of
from matching.actions import openings as actions
from matching.actions.openings import COPIED
from matching.content_keys import content_key
from matching.forms.openings import ENGLISH, OpeningForm
from matching.models import Opening
from matching.models.openings import AUTHORED
from matching.notifications.several import tell_going_on
from matching.permissions.texts import marked_texts
from matching.queries.openings import OpeningFilters, opening_page
from matching.states import Grade
from outcomes.audit.matching import openings_are_lawful
from outcomes.exports_records import placement_cells
from tests.cast import Cast
from tests.cms.test_english import unmarked
from tests.factories.accounts import DivisionFactory, HeldSkillFactory
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OpeningFactory,
    OpeningReportFactory,
)
from tests.factories.skills import OccupationFactory, SkillFactory
from tests.harness.tight import tight
from tests.matching.test_posting import form_data, new_url

pytestmark = pytest.mark.django_db

OWN = (
    "女装主播",
    "负责女装直播讲解，每天开播四小时。",
    "普通话清楚，愿意学习。",
    "早八晚五，月休四天",
    "示例路1号",
)
TEXTS = {
    "title_en": "Womenswear host",
    "duties_en": "Present styles and buttonholes four hours a day.",
    "conditions_en": "Clear speech; we teach the rest.",
    "shift_en": "Eight to five, four days off a month",
    "address_en": "1 Example Road",
}


def open_with(cast: Cast, **fields: Any) -> Opening:
    """A live opening whose place and trade are the same in every test."""
    same = {"company": cast.firm, "division": DivisionFactory(), "occupation": OccupationFactory()}
    return OpeningFactory(**same, **fields, asks={"live_pitch": 3})


def pages(cast: Cast, opening: Opening) -> list[tuple[str, str]]:
    """Every page that shows an opening, with who reads it."""
    HeldSkillFactory(trainee=cast.person, skill=SkillFactory(code="live_pitch"), level=3)
    sent = ApplicationFactory(trainee=cast.person, opening=opening)
    OpeningReportFactory(opening=opening)
    waiting = OpeningFactory(
        **{
            name: getattr(opening, name) for name in ("company", "division", "occupation", *ENGLISH)
        },
        state="submitted",
    )
    started = ConfirmedPlacementFactory(
        application__trainee=cast.other_person,
        application__opening=opening,
        application__state="placed",
    )
    pk = opening.pk
    return [
        ("anonymous", reverse("matching:opening_list")),
        ("anonymous", reverse("matching:opening", args=[pk])),
        ("anonymous", reverse("matching:report", args=[pk])),
        ("other_trainee", reverse("matching:my_desk")),
        ("trainee", reverse("matching:my_desk")),
        ("trainee", reverse("matching:my_matches")),
        ("trainee", reverse("matching:top_matches")),
        ("trainee", reverse("matching:why_not", args=[pk])),
        ("trainee", reverse("matching:my_applications")),
        ("trainee", reverse("matching:my_application", args=[sent.pk])),
        ("trainee", reverse("matching:apply", args=[OpeningFactory(**vars_of(opening)).pk])),
        ("company", reverse("matching:company_desk")),
        ("company", reverse("matching:company_openings")),
        ("company", reverse("matching:company_application", args=[sent.pk])),
        ("company", reverse("matching:opening_people", args=[pk])),
        ("company", f"{reverse('matching:company_opening', args=[pk])}close/"),
        ("office", reverse("matching:office_openings")),
        ("office", reverse("outcomes:office_placements")),
        ("office", reverse("outcomes:office_person", args=[cast.other_person.pk])),
        ("other_coordinator", reverse("matching:evidence_review", args=[started.pk])),
        ("company", reverse("matching:company_opening", args=[waiting.pk])),
        ("office", reverse("matching:office_opening", args=[waiting.pk])),
    ]


def vars_of(opening: Opening) -> dict[str, Any]:
    return {
        name: getattr(opening, name) for name in ("company", "division", "occupation", *ENGLISH)
    }


def said_unmarked(client: Client, cast: Cast, where: list[tuple[str, str]]) -> dict[str, list[str]]:
    """The company's Chinese texts on each English page that are not marked as Chinese."""
    found = {}
    for role, url in where:
        client.logout()
        if login := cast.login(role):
            client.force_login(login)
        found[url] = [
            text
            for text in unmarked(client, f"/en{url}")
            if any(own.strip("。") in text for own in OWN)
        ]
    return found


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("english", [{}, TEXTS])
def test_no_english_page_says_a_company_s_chinese_without_marking_it(
    client: Client, cast: Cast, english: dict[str, str]
) -> None:
    where = pages(cast, open_with(cast, **english))
    assert said_unmarked(client, cast, where) == {url: [] for _role, url in where}


@pytest.mark.usefixtures("today")
def test_where_it_is_said_in_english_the_chinese_is_not_there(client: Client, cast: Cast) -> None:
    *where, _company, _office = pages(cast, open_with(cast, **TEXTS))
    found = {}
    for role, url in where:
        client.logout()
        if login := cast.login(role):
            client.force_login(login)
        body = client.get(f"/en{url}", follow=True).content.decode()
        found[url] = [own for own in OWN if own in body]
    assert found == {url: [] for _role, url in where}


def test_the_page_in_each_language(client: Client, cast: Cast) -> None:
    opening = open_with(cast, **TEXTS)
    english = client.get(f"/en/openings/{opening.pk}/").content.decode()
    chinese = client.get(f"/openings/{opening.pk}/").content.decode()
    assert [english.count(text) >= 1 for text in TEXTS.values()] == [True] * 5
    assert [chinese.count(text) for text in TEXTS.values()] == [0] * 5
    assert [chinese.count(text) >= 1 for text in OWN] == [True] * 5
    assert (
        "as the company wrote it" in english,
        "<h1>Womenswear host</h1>" in tight(english),
    ) == (
        False,
        True,
    )


def test_each_text_falls_back_alone(cast: Cast) -> None:
    opening = open_with(cast, title_en="Host")
    with override("en"):
        assert [localized(opening, name) for name in ("title", "shift")] == [
            "Host",
            "早八晚五，月休四天",
        ]
    with override("zh-hans"):
        assert [localized(opening, name) for name in ("title", "shift")] == [
            "女装主播",
            "早八晚五，月休四天",
        ]
    assert both(opening, "title") == {"zh": "女装主播", "en": "Host"}


def test_a_notice_names_the_opening_in_the_readers_language(cast: Cast) -> None:
    opening = open_with(cast, title_en="Host")
    actions.pause_opening(opening=opening, by=cast.company, now=clock.now())
    actions.report_opening(opening=opening, reason="fee", text="", by=None)
    told = for_user(cast.office).get()
    with override("en"):
        assert subject_of(told) == "Reported: Host"
    with override("zh-hans"):
        assert subject_of(told) == "被举报：女装主播"


def test_one_notice_of_several_openings_names_each_in_the_readers_language(cast: Cast) -> None:
    rows = [
        ApplicationFactory(trainee=cast.person, opening=open_with(cast, title_en=title))
        for title in ("Host", "", "")
    ]
    tell_going_on(rows)
    told = for_user(cast.company).get()
    with override("en"):
        assert "Host, 女装主播 × 2" in body_of(told)
    with override("zh-hans"):
        assert "女装主播 × 3" in body_of(told)


def test_nothing_reads_a_text_of_an_opening_past_the_rule() -> None:
    """Only `localized` and `both` say what a page shows; a person's own copy of their data keeps the company's words."""
    read = re.compile(rf"\bopening\.(?:{'|'.join(AUTHORED)})\b")
    files = [
        path
        for room in ("core", "accounts", "training", "matching", "outcomes", "cms", "templates")
        for path in sorted((settings.BASE_DIR / room).rglob("*.*"))
        if path.suffix in {".py", ".html"}
    ]
    assert len(files) > 400
    assert [str(path) for path in files if read.search(path.read_text())] == []


def test_an_export_names_the_job_in_the_readers_language(cast: Cast) -> None:
    row = ConfirmedPlacementFactory(application__opening=open_with(cast, title_en="Host"))
    row.person, row.known_start_on, row.grade_then = 1, row.start_on, Grade.CLAIMED
    with override("en"):
        assert placement_cells(row)[3] == "Host"


@pytest.fixture
def company(client: Client, cast: Cast) -> Client:
    client.force_login(cast.company)
    return client


class TestWriting:
    def test_what_was_typed_is_kept_and_comes_back(self, company: Client) -> None:
        assert company.post(new_url(), form_data(**TEXTS)).status_code == 302
        opening = Opening.objects.get()
        assert {name: getattr(opening, name) for name in TEXTS} == TEXTS
        form = company.get(reverse("matching:edit_opening", args=[opening.pk])).context["form"]
        assert {name: form[name].value() for name in TEXTS} == TEXTS
        changed = {**TEXTS, "title_en": "Host", "shift_en": ""}
        assert (
            company.post(
                reverse("matching:edit_opening", args=[opening.pk]), form_data(**changed)
            ).status_code
            == 302
        )
        opening.refresh_from_db()
        assert {name: getattr(opening, name) for name in TEXTS} == changed

    def test_an_occupation_and_usual_hours_are_taken_over_in_both_languages(
        self, company: Client
    ) -> None:
        url = new_url()
        page = company.get(url)
        form, names = page.context["form"], OccupationFactory()
        assert (form["title"].value(), form["title_en"].value()) == (names.name_zh, names.name_en)
        assert (
            '<option value="14:00–22:00，做五休二" lang="zh-Hans"></option>'
            in page.content.decode()
        )
        english = company.get(f"/en{url}").content.decode()
        assert 'lang="zh-Hans" label="14:00–22:00, five days on, two off"></option>' in english
        company.post(url, form_data(shift="14:00–22:00，做五休二"))
        opening = Opening.objects.get()
        assert (opening.shift, opening.shift_en) == (
            "14:00–22:00，做五休二",
            "14:00–22:00, five days on, two off",
        )
        company.post(
            reverse("matching:edit_opening", args=[opening.pk]),
            form_data(shift_en=opening.shift_en),
        )
        opening.refresh_from_db()
        assert (opening.shift, opening.shift_en) == ("早八晚五", "")

    def test_english_that_stayed_behind_is_named(self, company: Client) -> None:
        company.post(new_url(), form_data(**TEXTS))
        url = reverse("matching:edit_opening", args=[Opening.objects.get().pk])
        words = "岗位名称（英文）、任职条件（英文）"
        changed = {
            "title": "服装主播",
            "conditions": "普通话好。",
            "duties": "讲解款式。",
            "duties_en": "Present styles.",
        }
        page = company.post(url, form_data(**{**TEXTS, **changed}), follow=True).content.decode()
        assert words in page
        again = company.post(
            url, form_data(**{**TEXTS, **changed, "title_en": "Host"}), follow=True
        )
        assert "请对照" not in again.content.decode()

    def test_they_are_folded_away_and_optional(self, company: Client) -> None:
        body = tight(company.get(new_url()).content.decode())
        assert (
            '<details class="step"><summary>英文（选填）</summary>' in body,
            OpeningForm().fields["title_en"].required,
        ) == (
            True,
            False,
        )

    def test_unlawful_english_stops_the_form_opens_the_fold_and_loses_nothing(
        self, company: Client
    ) -> None:
        response = company.post(
            new_url(), form_data(**{**TEXTS, "conditions_en": "Women only, under 35."})
        )
        body = tight(response.content.decode())
        assert (response.status_code, list(response.context["form"].errors)) == (
            422,
            ["conditions_en"],
        )
        assert '<details class="step" open><summary>英文（选填）</summary>' in body
        assert ("Women only, under 35." in body, "1 Example Road" in body) == (True, True)

    def test_unlawful_english_is_not_published_and_the_office_sees_where_it_stands(
        self, cast: Cast
    ) -> None:
        opening = open_with(cast, state="draft", duties_en="A deposit of 200 yuan is kept back.")
        denial = actions.permissions.denies_publishing(opening, clock.today())
        assert denial is not None
        assert denial.code.startswith("text.")
        assert [str(text.label) for text in marked_texts(opening)] == ["工作内容（英文）"]

    def test_the_audit_reads_what_is_published_in_english(self, cast: Cast) -> None:
        opening = open_with(cast, conditions_en="Women only, under 35.")
        assert [problem.examples for problem in openings_are_lawful(clock.now())] == [
            (f"matching.opening:{opening.pk}",)
        ]

    def test_a_copy_has_all_that_the_form_has(self, cast: Cast) -> None:
        copied = actions.copy_opening(
            opening=open_with(cast, **TEXTS), by=cast.company, now=clock.now()
        )
        assert {name: getattr(copied, name) for name in TEXTS} == TEXTS
        assert set(OpeningForm.base_fields) - set(COPIED) == {"words_reason"}

    def test_the_record_names_what_was_changed(self, company: Client, cast: Cast) -> None:
        company.post(new_url(), form_data())
        opening = Opening.objects.get()
        fields = {
            **{name: getattr(opening, name) for name in OpeningForm.base_fields},
            "title_en": "Host",
        }
        actions.change_opening(
            opening=opening, fields=fields, skills=[], by=cast.company, now=clock.now()
        )
        assert [entry.data for entry in history(opening) if entry.verb == "opening.change"] == [
            {"fields": ["title_en"]}
        ]

    def test_the_company_and_the_office_see_both_languages_side_by_side(
        self, client: Client, cast: Cast
    ) -> None:
        opening = open_with(cast, **TEXTS, state="submitted")
        for login, name in ((cast.company, "company_opening"), (cast.office, "office_opening")):
            client.force_login(login)
            body = client.get(reverse(f"matching:{name}", args=[opening.pk])).content.decode()
            assert [body.count(f'lang="en">{text}') for text in TEXTS.values()] == [1] * 5


def found(words: str) -> list[int]:
    return [row.pk for row in opening_page(OpeningFilters(words=words), clock.today()).rows]


class TestSearching:
    def test_english_words_find_the_english_title_and_duties(self, cast: Cast) -> None:
        opening = open_with(cast, **TEXTS)
        open_with(cast)
        assert (found("buttonholes"), found("womenswear host"), found("Example Road")) == (
            [opening.pk],
        ) * 3

    def test_what_is_said_in_english_is_part_of_what_is_said(self, cast: Cast) -> None:
        """A card stands for openings that say the same; else a search for the English words of one would find none."""
        older = open_with(cast, **TEXTS)
        newer = OpeningFactory(
            **{**vars_of(older), **dict.fromkeys(ENGLISH, "")}, asks={"live_pitch": 3}
        )
        assert (older.content_key != newer.content_key, found("buttonholes")) == (True, [older.pk])
        same = OpeningFactory(**vars_of(older), asks={"live_pitch": 3})
        assert (same.content_key == older.content_key, len(found("buttonholes"))) == (True, 1)

    def test_without_english_the_key_is_as_it_was(self, cast: Cast) -> None:
        opening = open_with(cast)
        before = type(
            "Before",
            (),
            {name: getattr(opening, name) for name in vars(opening) if name not in TEXTS},
        )
        assert content_key(before, opening.asked.all()) == opening.content_key
