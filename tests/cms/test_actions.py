"""Does any action of an editor on any page break the admin, or a page for everybody? Each is tried on every type."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Page, Workflow

from cms.models import (
    CatalogueIndexPage,
    CoursePage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    StandardPage,
)
from cms.setup.editors import EDITORS, let_in
from cms.tasks import publish_scheduled
from core.clock import now
from tests.core.test_papers import drawn, pdf, with_place
from tests.factories.accounts import office_user
from tests.factories.cms import catalogue_of, course_page
from tests.factories.training import CourseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.no_cover]
TYPES = (HomePage, CatalogueIndexPage, CoursePage, NewsIndexPage, NewsPage, StandardPage)
PUBLIC = ("/", "/courses/", "/search/?q=%E8%AF%BE", "/sitemap.xml")


@pytest.fixture
def editor() -> Client:
    """A browser of an office person who may publish."""
    catalogue_of()
    person = office_user()
    let_in(person)
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def page_of(kind: type[Page]) -> Page:
    """A live page of a type."""
    if kind is CoursePage:
        return course_page()
    found = kind.objects.filter(locale__language_code="zh-hans").first()
    if found is None:
        parent = NewsIndexPage.objects.filter(locale__language_code="zh-hans").first()
        found = parent.add_child(
            instance=NewsPage(title="新闻", intro="简介", published_on=now().date())
        )
    return found


def admin(name: str, *args: object) -> str:
    """An address of the admin's pages."""
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def everybody(client: Client) -> dict[str, int]:
    """What everybody's pages answer with an error."""
    return {path: status for path in PUBLIC if (status := client.get(path).status_code) >= 500}


def actions(page: Page) -> Iterator[tuple[str, str, dict]]:
    """What an editor may ask of a page: said, address, what is sent."""
    parent = page.get_parent().pk
    copied = {"new_title": "副本", "new_slug": "fu-ben", "new_parent_page": str(parent)}
    for extra in (
        "",
        "publish_copies",
        "alias",
        "copy_subpages",
        "copy_subpages publish_copies",
        "copy_subpages alias",
    ):
        yield f"copy {extra}", admin("copy", page.pk), copied | dict.fromkeys(extra.split(), "on")
    yield "copy with a Chinese address", admin("copy", page.pk), copied | {"new_slug": "智能体电商"}
    yield (
        "copy below itself",
        admin("copy", page.pk),
        copied | {"new_parent_page": page.pk, "copy_subpages": "on"},
    )
    for junk in (
        {},
        {"new_parent_page": "x"},
        {"new_parent_page": "9" * 30},
        {"new_parent_page": "-1"},
    ):
        yield f"copy junk {junk}", admin("copy", page.pk), junk
    yield "unpublish", admin("unpublish", page.pk), {"include_descendants": "on"}
    yield "delete", admin("delete", page.pk), {}
    yield "move", admin("move", page.pk), {"new_parent_page": str(parent)}
    yield "move confirm", admin("move_confirm", page.pk, HomePage.objects.last().pk), {}
    yield "move below itself", admin("move_confirm", page.pk, page.pk), {}
    yield "lock", admin("lock", page.pk), {}
    yield "convert alias", admin("convert_alias", page.pk), {}
    yield (
        "privacy",
        reverse("wagtailadmin_pages:set_privacy", args=[page.pk]),
        {"restriction_type": "login"},
    )
    yield (
        "translate",
        reverse("simple_translation:submit_page_translation", args=[page.pk]),
        {"locales": ["2", "1"]},
    )
    yield "edit junk", admin("edit", page.pk), {"title": "", "slug": "a/b", "action-publish": "1"}
    revision = page.save_revision().pk
    yield "revert", admin("revisions_revert", page.pk, revision), {}
    yield "unschedule", admin("revisions_unschedule", page.pk, revision), {}


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_no_action_on_a_page_breaks_the_admin_or_a_page_for_everybody(
    editor: Client, kind: type[Page]
):
    page, wrong, stranger = page_of(kind), [], Client(raise_request_exception=False)
    for said, address, sent in list(actions(page)):
        with transaction.atomic():
            status = editor.post(address, sent).status_code
            wrong += [f"{said}: {status}"] if status >= 500 else []
            is_done = status == 302  # asked again or refused: nothing changed for anybody
            wrong += (
                [f"after {said}: {broken}"] if is_done and (broken := everybody(stranger)) else []
            )
            transaction.set_rollback(True)
    looked = (
        "edit",
        "view_draft",
        "history",
        "workflow_history",
        "usage",
        "delete",
        "move",
        "copy",
        "unpublish",
    )
    wrong += [
        f"look {name}" for name in looked if editor.get(admin(name, page.pk)).status_code >= 500
    ]

    assert wrong == []


def sent_course(course, **fields: str) -> dict[str, str]:
    """The form of a course page."""
    return {
        "title": "智能体电商",
        "slug": "智能体电商",
        "course": str(course.pk),
        "intro": "简介",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **fields,
    }


@pytest.mark.parametrize("slug", ["智能体电商", "my-own-words", "", "a b", "ü"])
def test_a_course_page_stands_at_the_code_of_its_course_whatever_was_typed(
    editor: Client, slug: str
):
    course = CourseFactory()
    address = admin("add", "cms", "coursepage", catalogue_of().pk)
    editor.post(address, sent_course(course, slug=slug, **{"action-publish": "1"}))

    found = CoursePage.objects.filter(course=course).first()
    assert everybody(Client()) == {}
    if slug not in ("", "a b"):  # no address at all is asked for again
        assert (found.slug, found.live) == (course.code.lower(), True)
        assert Client().get(reverse("cms:course", args=[course.code.lower()])).status_code == 200


def test_an_address_that_is_there_already_breaks_nothing(client):
    page = course_page()
    CoursePage.objects.filter(pk=page.pk).update(
        slug="智能体电商", url_path="/home/courses/智能体电商/"
    )
    assert everybody(Client()) == {}
    assert [
        client.get(reverse("cms:course", args=[each])).status_code
        for each in (page.course.code.lower(), "智能体电商")
    ] == [200, 200]


def test_a_second_page_of_a_course_is_refused_when_it_is_approved(editor: Client):
    page = course_page()
    draft = CoursePage(
        title="另一页", course=page.course, intro="简介", locale=page.locale, live=False
    )
    catalogue_of().add_child(instance=draft)
    workflow = Workflow.objects.first()
    state = workflow.start(
        draft.save_revision(clean=False).as_object(), office_user()
    ).current_task_state
    approved = editor.post(admin("workflow_action", draft.pk, "approve", state.pk), {})

    assert approved.status_code == 302
    assert (draft.slug, CoursePage.objects.get(pk=draft.pk).live) == (f"{page.slug}-2", False)


def test_a_page_that_may_not_go_live_at_its_time_holds_up_no_other(editor: Client):
    first, later = course_page(), now() - timedelta(minutes=1)
    draft = CoursePage(
        title="另一页", course=first.course, intro="简介", locale=first.locale, live=False
    )
    catalogue_of().add_child(instance=draft)
    other = course_page()
    other.title = "到点发布"
    for each in (draft, other):
        each.go_live_at = later
        each.save_revision(approved_go_live_at=later, clean=False)
    publish_scheduled()

    assert (
        CoursePage.objects.get(pk=draft.pk).live,
        CoursePage.objects.get(pk=other.pk).title,
    ) == (False, "到点发布")


def test_pictures_of_editors_are_drawn_again_and_documents_are_judged(editor: Client):
    add_picture, add_document = reverse("wagtailimages:add"), reverse("wagtaildocs:add")
    collection = {"collection": "1", "title": "图"}
    photo = SimpleUploadedFile("地点.jpg", with_place(), content_type="image/jpeg")
    assert editor.post(add_picture, {**collection, "file": photo}).status_code == 302
    kept = get_image_model().objects.get()
    with kept.file.open("rb") as stream:
        assert b"Phone X" not in stream.read()
    broken = {
        "a.png": drawn("PNG", size=(300, 300))[:4000],
        "b.gif": b"GIF89a",
        "c.pdf": pdf()[:300],
        "d.docx": b"PK\x03\x04",
        "e.txt": b"a\x00b",
        "f.zip": b"PK\x05\x06" + b"\0" * 18,
    }
    told = {}
    for name, content in broken.items():
        address = add_picture if name.endswith(("png", "gif")) else add_document
        told[name] = editor.post(
            address, {**collection, "file": SimpleUploadedFile(name, content)}
        ).status_code
    assert told == dict.fromkeys(broken, 200)
    assert (
        editor.post(
            add_document, {**collection, "file": SimpleUploadedFile("g.pdf", pdf())}
        ).status_code
        == 302
    )


def test_editors_without_the_right_to_publish_may_try_everything(editor: Client):
    person = office_user()
    person.groups.add(Group.objects.get(name=EDITORS))
    client = Client(raise_request_exception=False)
    client.force_login(person)
    page = course_page()
    assert [
        client.post(address, sent).status_code // 100
        for _, address, sent in list(actions(page))[:8]
    ] != [5] * 8
