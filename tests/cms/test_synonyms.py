"""The office says what words mean: from its screen to the next search, with an entry in the audit."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.queries.search import search
from core.clock import now
from core.models import AuditEntry
from skills.models import Synonym
from tests.cast import Cast
from tests.factories.matching import OpeningFactory
from tests.factories.skills import OccupationFactory
from tests.harness.tight import tight

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast: Cast) -> Client:
    """A browser of the programme office; one opening for a machinist."""
    sewer = OccupationFactory(
        code="sewing_worker",
        name_zh="缝纫工",
        name_en="Sewing worker",
        family_zh="生产",
        titles_zh="车工",
    )
    OpeningFactory(occupation=sewer, title="平车工", has_room=True)
    browser = Client()
    browser.force_login(cast.office)
    return browser


def found(query: str) -> list[str]:
    """Return the titles that a search finds."""
    return [opening.title for opening in search("zh-hans", query, now()).openings]


def test_a_new_synonym_is_known_to_the_next_search_and_written_down(
    office: Client, cast: Cast
) -> None:
    before = found("裁缝")
    answer = office.post(
        reverse("cms:new_synonym"), {"typed": "裁縫，踩機器", "means": "缝纫", "is_active": "on"}
    )
    row, entry = Synonym.objects.get(), AuditEntry.objects.get(verb="synonym.add")
    assert office.get(reverse("cms:office_synonym", args=[row.pk])).status_code == 200
    assert (answer.status_code, row.typed, row.means) == (302, "裁缝|踩机器", "缝纫")
    assert (before, found("裁缝"), found("踩机器")) == ([], ["平车工"], ["平车工"])
    assert (entry.actor, entry.data["after"]["typed"], entry.data["after"]["means"]) == (
        cast.office,
        "裁缝|踩机器",
        "缝纫",
    )


def test_a_synonym_taken_out_of_use_finds_nothing_any_more(office: Client) -> None:
    row = Synonym.objects.create(typed="裁缝", means="缝纫")
    before = found("裁缝")
    office.post(reverse("cms:office_synonym", args=[row.pk]), {"typed": "裁缝", "means": "缝纫"})
    row.refresh_from_db()
    assert (before, found("裁缝"), row.is_active) == (["平车工"], [], False)
    assert AuditEntry.objects.get(verb="synonym.change").data["before"]["is_active"] is True


def test_a_word_can_ask_for_a_field(office: Client) -> None:
    office.post(
        reverse("cms:new_synonym"), {"typed": "有床位", "condition": "room", "is_active": "on"}
    )
    OpeningFactory(title="客服", has_room=False)
    assert found("有床位") == ["平车工"]


@pytest.mark.parametrize(
    ("typed", "fields", "field"),
    [
        ("的", {"means": "缝纫"}, "typed"),
        ("，，", {"means": "缝纫"}, "typed"),
        ("裁缝", {"means": "缝纫"}, "typed"),
        ("新词", {}, "__all__"),
        ("新词", {"means": "缝纫", "condition": "room"}, "__all__"),
        ("新词", {"condition": "moon"}, "condition"),
        ("|".join(f"w{n}" for n in range(41)), {"means": "缝纫"}, "typed"),
    ],
)
def test_what_makes_no_sense_is_told_and_kept_in_the_form(
    office: Client, typed: str, fields: dict, field: str
) -> None:
    Synonym.objects.create(typed="裁缝", means="车工")
    answer = office.post(reverse("cms:new_synonym"), {"typed": typed, "is_active": "on", **fields})
    assert (answer.status_code, list(answer.context["form"].errors), Synonym.objects.count()) == (
        422,
        [field],
        1,
    )
    assert typed in answer.content.decode()


def test_reference_data_leaves_what_the_office_changed(office: Client) -> None:
    from skills.reference import load

    load()
    row = Synonym.objects.get(code="tailor")
    office.post(reverse("cms:office_synonym", args=[row.pk]), {"typed": "裁缝", "means": "制版"})
    load()
    row.refresh_from_db()
    assert (row.typed, row.means, row.is_active) == ("裁缝", "制版", False)


def test_the_list_says_what_each_word_means_and_which_are_out_of_use(office: Client) -> None:
    Synonym.objects.create(typed="裁缝|踩机器", means="缝纫")
    Synonym.objects.create(typed="打版", means="制版", is_mutual=True, is_active=False)
    listed = office.get(reverse("cms:office_synonyms"))
    shown = tight(listed.content.decode())

    assert [row.means for row in listed.context["rows"]] == ["缝纫", "制版"]
    assert (shown.count("互为同义"), shown.count("单向"), shown.count("已停用")) == (1, 1, 1)
