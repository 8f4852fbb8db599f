"""Does every page of the editor say what may run on it, and are only Wagtail's own lines let in?"""

import pytest
from django.core.cache import cache
from django.template import engines
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow

from cms.policy import INLINE, hashes_of, is_known
from cms.setup.editors import WORKFLOW, make_editing_rights
from tests.cast import Cast
from tests.factories.accounts import office_user
from tests.factories.cms import course_page, site

KNOWN = [
    'new ImageChooser("id_cover", {"modalUrl": "/cms/images/chooser/"});',
    'initDateTimeChooser("id_go_live_at", {"format": "Y-m-d H:i"});',
    'createTaskChooser("id_workflow_tasks-0-task");',
    '\n  (function() {\n  var panel = new InlinePanel(JSON.parse("\\u007B\\u007D"));\n })();\n',
]
FOREIGN = [
    "alert(1)",
    'new ImageChooser("id_cover", {}); alert(1);',
    'new ImageChooser("id_cover", alert(1));',
    'initDateChooser("a", {}); initDateChooser("b", {});',
    'new ImageChooser("id", {"title": "x',
    "new Function(alert(1))();",
    "createTaskChooser(alert(1));",
]


@pytest.mark.parametrize("script", KNOWN)
def test_lines_that_wagtail_writes_are_let_in(script: str) -> None:
    assert is_known(script)


@pytest.mark.parametrize("script", FOREIGN)
def test_every_other_line_is_not(script: str) -> None:
    assert not is_known(script)
    assert hashes_of(f"<script>{script}</script>") == []


@pytest.mark.django_db
def test_the_editor_lets_its_pickers_in_by_their_hashes(client: Client, cast: Cast) -> None:
    site()
    make_editing_rights()
    cache.clear()
    client.force_login(cast.office)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[course_page().pk]))

    policy = dict(
        part.strip().partition(" ")[::2] for part in page["Content-Security-Policy"].split(";")
    )

    assert policy["default-src"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert set(hashes_of(page.content.decode())) <= set(policy["script-src"].split())
    assert len(hashes_of(page.content.decode())) >= 3
    assert page["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_the_steps_of_a_workflow_have_their_pickers_those_of_new_rows_too(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        engines["django"].engine, "string_if_invalid", ""
    )  # Wagtail's own templates count on that
    site()
    make_editing_rights()
    client.force_login(office_user(is_superuser=True))
    page = client.get(
        reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.get(name=WORKFLOW).pk])
    )
    script = 'createTaskChooser("id_workflow_tasks-{}-task");'
    allowed = page["Content-Security-Policy"].split()
    expected = [hashes_of(f"<script>{script.format(number)}</script>")[0] for number in (0, 1, 19)]
    assert [each for each in expected if each not in allowed] == []
    unknown = [each for each in INLINE.findall(page.content.decode()) if not is_known(each)]
    assert unknown == []
    assert (
        len(page["Content-Security-Policy"]) < 4000
    )  # servers in front of us read no more than 4 kB at once


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/my/", "/my/privacy/", "/openings/", "/accounts/login/"])
def test_what_a_session_sees_is_kept_in_no_cache(client: Client, cast: Cast, url: str) -> None:
    site()
    client.force_login(cast.trainee)
    assert client.get(url)["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_a_visitor_without_a_session_may_be_served_from_a_cache(client: Client) -> None:
    site()
    assert "no-store" not in client.get("/").get("Cache-Control", "")
