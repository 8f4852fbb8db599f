"""What does the Wagtail admin show besides pages? Read-only office lists, and the way back to the office board."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import yesno
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from cms.permissions import denies_live_copy
from cms.queries.desk import waiting_pages
from cms.queries.pages import page_exists
from outcomes.models import AnnualTarget, Indicator
from training.models import Course


class LookOnly(ModelPermissionPolicy):
    """Whatever a person's rights, operational rows change through their own desks, which check and record."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Allow looking alone."""
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Allow what is looking."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Allow looking at one row."""
        return self.user_has_permission(user, action)


# Labels of the figures' fields in read-only views.
LABELS = {
    "name_zh": _("name in Chinese"),
    "name_en": _("name in English"),
    "definition_zh": _("definition in Chinese"),
    "definition_en": _("definition in English"),
    "formula_zh": _("formula in Chinese"),
    "formula_en": _("formula in English"),
    "rules_zh": _("rules in Chinese"),
    "rules_en": _("rules in English"),
}


class OfficeRow(InspectView):
    """One operational row."""

    def get_field_label(self, field_name: str, field: Any) -> Any:
        """Call a field what editors call it."""
        return LABELS.get(field_name) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Say yes, no and nothing in words."""
        value = super().get_field_display_value(field_name, field)
        if value is None:
            return "–"
        return yesno(value) if isinstance(value, bool) else value


class OfficeList(ModelViewSet):
    """A list of operational rows: search, filter, export, inspect; nothing else."""

    inspect_view_enabled = True
    inspect_view_class = OfficeRow
    copy_view_enabled = False
    exclude_form_fields: tuple[str, ...] = ()

    @property
    def permission_policy(self) -> LookOnly:
        """Return the policy that allows looking."""
        return LookOnly(self.model)


class CourseList(OfficeList):
    """Courses with the facts that their pages show."""

    model = Course
    icon = "list-ul"
    menu_label = _("Courses")
    list_display = (
        *("code", "title_zh", "track", "mode", "hours", "exit_level"),
        *(
            BooleanColumn(field.name, label=capfirst(field.verbose_name), sort_key=field.name)
            for field in (Course.counts_to_goal.field, Course.is_active.field)
        ),
    )
    list_filter = ("track", "mode", "is_active")
    search_fields = ("code", "title_zh", "title_en")
    list_export = (
        "code",
        "title_zh",
        "title_en",
        "track",
        "mode",
        "hours",
        "weeks",
        "exit_level",
        "is_active",
    )
    inspect_view_fields = (
        *list_export,
        *(
            "theory_hours",
            "practice_hours",
            "min_hours",
            "min_age",
            "default_capacity",
            "fee",
            "subsidy",
            "counts_to_goal",
        ),
    )


class IndicatorList(OfficeList):
    """Figures and how they are counted."""

    model = Indicator
    icon = "info-circle"
    menu_label = _("Figures")
    list_display = (
        "code",
        Column("name_zh", label=LABELS["name_zh"], sort_key="name_zh"),
        "version",
        "valid_from",
    )
    inspect_view_fields = ("code", "version", "valid_from", *LABELS)
    search_fields = ("code", "name_zh", "name_en")


class AnnualTargetList(OfficeList):
    """The goal of each year."""

    model = AnnualTarget
    icon = "success"
    menu_label = _("Annual goals")
    list_display = ("year", "persons")
    inspect_view_fields = ("year", "persons", "set_at")


class OfficeLists(ModelViewSetGroup):
    """The office lists in the admin's menu."""

    menu_label = _("Office lists")
    menu_icon = "folder-open-inverse"
    menu_order = 300
    items = (CourseList, IndicatorList, AnnualTargetList)


class BoardPanel(Component):
    """The first thing on the admin's home: what waits for approval, and the way to the board."""

    name = "board"
    order = 10
    template_name = "cms/admin/board_panel.html"

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the address of the board and how many pages wait."""
        return {"board": _board(), "waiting": waiting_pages()}


@hooks.register("register_admin_viewset")
def office_lists() -> OfficeLists:
    """Register the office lists."""
    return OfficeLists()


@hooks.register("construct_homepage_panels")
def board_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put the board first."""
    panels.append(BoardPanel())


@hooks.register("insert_global_admin_css")
def our_colours() -> str:
    """Show the editor in the colours of the house."""
    return format_html('<link rel="stylesheet" href="{}">', static("editor/brand.css"))


@hooks.register("construct_help_menu")
def our_help_alone(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out Wagtail's own news and guide: they are in English, and about another house."""
    items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]


@hooks.register("register_admin_menu_item")
def board_menu_item() -> MenuItem:
    """Offer the way back to the office board."""
    return MenuItem(_("Office board"), _board(), icon_name="home", order=10)


@hooks.register("before_copy_page")
def refuse_second_live_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say before copying what the copy could not become, and where it could not go."""
    sent = request.POST
    if request.method != "POST":
        return None
    if not sent.get("new_parent_page", "").isdecimal() or not page_exists(sent["new_parent_page"]):
        said: Any = _("Choose where the copy goes.")
    elif "publish_copies" in sent or "alias" in sent:
        said = denies_live_copy(page, with_subpages="copy_subpages" in sent)
    else:
        return None
    if said is None:
        return None
    messages.error(request, str(said))
    return redirect("wagtailadmin_pages:copy", page.pk)


def _board() -> str:
    """Return the address of the office board; the site's front while it has none."""
    try:
        return reverse("outcomes:office_board")
    except NoReverseMatch:
        return reverse("cms:catalogue")
