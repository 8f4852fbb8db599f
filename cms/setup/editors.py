"""Who edits? Office staff: editors write and translate, moderators approve and publish. Nobody else enters the admin."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

EDITORS, MODERATORS = "编辑", "审核员"
PAGE_RIGHTS = {
    EDITORS: ("add_page", "change_page"),
    MODERATORS: ("add_page", "change_page", "publish_page", "unlock_page", "lock_page"),
}
FILE_RIGHTS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
# App label and codename: the door, translating, and looking (only looking) at the office lists.
ADMIN_RIGHTS = (
    ("wagtailadmin", "access_admin"),
    ("simple_translation", "submit_translation"),
    ("training", "view_course"),
    ("outcomes", "view_indicator"),
    ("outcomes", "view_annualtarget"),
)
WORKFLOW = "编辑审核"


def make_editing_rights() -> int:
    """Make both groups with their rights and the approval workflow; return how many groups were new."""
    new = 0
    root = Page.get_first_root_node()
    for name, rights in PAGE_RIGHTS.items():
        group, created = Group.objects.get_or_create(name=name)
        new += created
        _grant(group, root, rights)
    _make_workflow(root)
    return new


def let_in(user: Any) -> None:
    """Make an active office person a moderator, unless they are an editor alone; put anybody else out of both groups."""
    held = user.groups.filter(name__in=PAGE_RIGHTS)
    if not (user.is_active and user.is_staff and user.kind == "office"):
        user.groups.remove(*held)
    elif not held.exists():
        user.groups.add(Group.objects.get_or_create(name=MODERATORS)[0])


def on_login(sender: Any, user: Any, **kwargs: Any) -> None:
    """Set the editing rights at each login: an invitation, a leaving person or a changed kind need no further step."""
    let_in(user)


def _grant(group: Group, root: Any, rights: tuple[str, ...]) -> None:
    """Give a group its rights on pages, files and the admin."""
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=rights
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=FILE_RIGHTS
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
    wanted = Q()
    for app, codename in ADMIN_RIGHTS:
        wanted |= Q(content_type__app_label=app, codename=codename)
    group.permissions.add(*Permission.objects.filter(wanted))


def _make_workflow(root: Any) -> None:
    """Make sure that a page submitted by an editor waits for a moderator."""
    task, _made = GroupApprovalTask.objects.get_or_create(name=WORKFLOW)
    task.groups.add(Group.objects.get(name=MODERATORS))
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
