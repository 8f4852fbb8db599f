"""Does the editor speak Chinese, start at the site, and wear our name? Found by reading every page of it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.urls import URLPattern, URLResolver
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupApprovalTask, Locale, Page, Site, Workflow

from accounts.models import User
from cms.setup.editors import WORKFLOW, make_editing_rights
from cms.urls_wagtail import DOORS, admin
from outcomes.models import AnnualTarget, Indicator
from tests.cast import Cast
from tests.factories.accounts import office_user
from tests.factories.cms import course_page
from tests.factories.training import CourseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

WORD = re.compile("[A-Za-z]{3,}")
# Our name, addresses, files and codes; what a language is called in itself; and the languages of the site, to which Wagtail
# gives no name in the plural (the operator's pages).
LET_PASS = re.compile(
    r"Zhicai|JavaScript|English|(?<![A-Za-z])[A-Z]{2,5}(?![A-Za-z])|https?:\S+|localhost|/\w+|\w+\.\w+|[0-9] locales|Locales"
)
UNSEEN = {"script", "style", "svg", "template", "code"}
# What the scripts of the editor write on the page stands in its data under these names.
WRITTEN_BY_SCRIPTS = re.compile(
    r'"(?:label|title|text|help_?[tT]ext|description|heading)": ?("(?:[^"\\]|\\.)*")'
)
# Pages of the site as visitors see them, and a picture.
SHOWN_ELSEWHERE = {
    *(
        "wagtailadmin_pages:view_draft",
        "wagtailadmin_pages:preview_on_edit",
        "wagtailadmin_pages:preview_on_add",
    ),
    *(
        "wagtailadmin_pages:revisions_view",
        "wagtailadmin_pages:workflow_preview",
        "wagtailimages:preview",
    ),
}
# Actions on several things at once: their addresses name them after the question mark.
BULK = {
    "wagtailcore/page": ("delete", "move", "publish", "unpublish"),
    "wagtailimages/image": ("delete", "add_tags", "add_to_collection"),
    "wagtaildocs/document": ("delete", "add_tags", "add_to_collection"),
}


class WordsRead(HTMLParser):
    """Collects what is read on a page, labels for the ear and texts for its scripts included."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden, self.is_data, self.is_empty = 0, False, False
        self.read: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in UNSEEN
        self.is_data, self.is_empty = (
            ("type", "application/json") in attrs,
            ("hidden", None) in attrs,
        )
        for name, value in attrs:
            self.read |= (
                {value or ""} if name in ("title", "aria-label", "placeholder", "alt") else set()
            )
            self.read_data(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if self.is_data:
            self.read_data(data)
        elif not self.hidden and not self.is_empty:
            self.read.add(" ".join(data.split()))

    def read_data(self, data: str) -> None:
        self.read |= {json.loads(text) for text in WRITTEN_BY_SCRIPTS.findall(data)}


def english(response: HttpResponse) -> list[str]:
    """What stands in English on a page of the editor; titles of English pages are what an editor wrote."""
    page = response.content.decode()
    if response["Content-Type"] == "application/json":
        found = json.loads(page)
        page = found.get("html", "") if isinstance(found, dict) else ""
    reader = WordsRead()
    reader.feed(page)
    written = set(Page.objects.filter(locale__language_code="en").values_list("title", flat=True))
    return sorted(
        text
        for text in reader.read
        if WORD.search(LET_PASS.sub("", text)) and not any(one in text for one in written)
    )


def routes(patterns: Any = tuple(admin), space: str = "") -> Iterator[tuple[str, str]]:
    """Every address below /cms/, with its name."""
    for each in patterns:
        if isinstance(each, URLResolver):
            for name, route in routes(
                each.url_patterns, f"{each.namespace}:" if each.namespace else space
            ):
                yield name, (str(each.pattern) + route).replace("^", "")
        elif isinstance(each, URLPattern) and each.name and each.name not in DOORS:
            yield space + each.name, str(each.pattern)


def things(boss: User) -> dict[str, Any]:
    """One of everything that an address of the editor can name, by the name that it has there."""
    make_editing_rights()
    page = course_page(CourseFactory(title_en="英文名称"))
    waiting = page.get_parent().specific
    for each in (page, waiting):
        each.save_revision(user=boss).publish()
        each.save_revision(user=boss)
    workflow = Workflow.objects.get(name=WORKFLOW)
    state = workflow.start(waiting, boss)
    task = GroupApprovalTask.objects.get(name=WORKFLOW)
    picture = Image.objects.create(title="图", file=get_test_image_file(), uploaded_by_user=boss)
    paper = Document.objects.create(
        title="课件", file=ContentFile(b"x", name="a.pdf"), uploaded_by_user=boss
    )
    folder = Collection.get_first_root_node().add_child(name="图片集")
    redirect = Redirect.objects.create(old_path="/old", redirect_link="/new")
    said = {
        f"{field}_{language}": "人数"
        for field in ("name", "definition", "formula")
        for language in ("zh", "en")
    }
    figure = {"code": "1", "version": "1", **said}
    model = {
        "content_type_app_name": "cms",
        "content_type_model_name": "coursepage",
        "app_label": "cms",
    }
    return {
        **model,
        "model_name": "coursepage",
        "page_id": page.pk,
        "parent_page_id": waiting.pk,
        "page_to_move_id": page.pk,
        "destination_id": waiting.pk,
        "revision_id": page.revisions.order_by("pk")[0].pk,
        "workflow_state_id": state.pk,
        "task_state_id": state.current_task_state_id,
        "action_name": "approve",
        "images pk": picture.pk,
        "documents pk": paper.pk,
        "pages pk": page.pk,
        "image_id": picture.pk,
        "document_id": paper.pk,
        "redirect_id": redirect.pk,
        "collection_id": folder.pk,
        "task_id": task.pk,
        "wagtailadmin_collections pk": folder.pk,
        "wagtailadmin_workflows pk": workflow.pk,
        "wagtailadmin_workflows:edit_task pk": task.pk,
        "wagtailadmin_workflows:disable_task pk": task.pk,
        "wagtailadmin_workflows:add_task app_label": "wagtailcore",
        "wagtailadmin_workflows:add_task model_name": "groupapprovaltask",
        "wagtailadmin_pages:workflow_action page_id": waiting.pk,
        "wagtailadmin_pages:collect_workflow_action_data page_id": waiting.pk,
        "wagtailadmin_pages:confirm_workflow_cancellation page_id": waiting.pk,
        "wagtailadmin_pages:workflow_history page_id": waiting.pk,
        "wagtailadmin_pages:workflow_history_detail page_id": waiting.pk,
        "wagtailsites pk": Site.objects.get().pk,
        "wagtaillocales pk": Locale.objects.get(language_code="en").pk,
        "wagtaildocs_chooser pk": paper.pk,
        "wagtailimages_chooser pk": picture.pk,
        "course pk": page.course_id,
        "indicator pk": Indicator.objects.create(valid_from="2026-01-01", **figure).pk,
        "annualtarget pk": AnnualTarget.objects.create(
            year=2026, persons=3000, season_weights=[8] * 8 + [9] * 4
        ).pk,
    }


def addresses(known: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every page of the editor with its name, about one thing of each kind."""
    for name, route in routes():
        space = name.split(":")[0]

        def filled(part: re.Match[str], name: str = name, space: str = space) -> str:
            keys = (f"{name} {part[1]}", f"{space} {part[1]}", part[1])
            return str(next((known[key] for key in keys if key in known), 1))

        if name not in SHOWN_ELSEWHERE and "results" not in name:
            url = re.sub(r"<(?:\w+:)?(\w+)>", filled, route).replace("$", "")
            url = url.replace(r"(\d+)", str(known["page_id"])).replace(r"\.", ".")
            yield (
                name,
                "/cms/"
                + url.replace(r"(live|earliest|\d+)", "earliest").replace(
                    r"(live|latest|\d+)", "latest"
                ),
            )
    ids = {"page": known["page_id"], "image": known["image_id"], "document": known["document_id"]}
    for model, actions in BULK.items():
        for action in actions:
            yield (
                "wagtail_bulk_action",
                f"/cms/bulk/{model}/{action}/?next=/cms/&id={ids[model.split('/')[1]]}",
            )


@pytest.mark.no_cover
# Wagtail leaves the files open in which it scales a picture.
@pytest.mark.filterwarnings(
    "ignore:Unclosed file:ResourceWarning", "ignore:Exception ignored in.*Spooled"
)
def test_every_page_of_the_editor_speaks_chinese(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The operator sees most: every menu, button and report."""
    monkeypatch.setattr(
        engines["django"].engine, "string_if_invalid", ""
    )  # Wagtail's own templates count on that
    boss = office_user(is_superuser=True)
    client.force_login(boss)
    read, found = set(), defaultdict(list)
    for name, url in addresses(things(boss)):
        response = client.get(url)
        if response.status_code == 200 and response["Content-Type"].startswith(
            ("text/html", "application/json")
        ):
            read.add(name)
            for text in english(response):
                found[text].append(url)
    assert (dict(found), len(read)) == ({}, 113)


def test_the_scripts_of_the_editor_get_our_words(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    said = json.loads(
        re.search(
            r"newcatalog = (\{.*?\n  \});", client.get("/cms/jsi18n/").content.decode(), re.S
        )[1]
    )
    assert (said["Insert a block"], said["%(num)s error"], said["Cancel"]) == (
        "插入内容块",
        ["%(num)s 个错误"],
        "取消",
    )


def test_the_editor_starts_at_the_site_and_wears_our_name(client: Client, cast: Cast) -> None:
    course_page()
    client.force_login(cast.office)
    assert (
        client.get("/cms/pages/").url
        == f"/cms/pages/{Site.objects.get(is_default_site=True).root_page_id}/"
    )
    body = client.get("/cms/").content.decode()
    assert (
        "<title>控制面板 - 织才</title>"
        in " ".join(body.split()).replace("> ", ">").replace(" <", "<")
    ) is True
    assert ('href="/static/editor/brand.css"' in body, 'class="zhicai-brand"' in body) == (
        True,
        True,
    )
