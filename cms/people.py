"""Where does Wagtail keep people and groups? Nowhere of its own: who may do what is decided by the office's own pages."""

from wagtail.admin.viewsets.base import ViewSet
from wagtail.users.apps import WagtailUsersAppConfig


class NoScreens(ViewSet):
    """A place in Wagtail's list of screens without a single page."""


class PeopleElsewhere(WagtailUsersAppConfig):
    """Wagtail's people (it keeps how each likes its screens) without pages to make, change or delete anybody."""

    default = False
    user_viewset = "cms.people.NoScreens"
    group_viewset = "cms.people.NoScreens"

    def ready(self) -> None:
        """Ask nobody on the account page for a first and a last name: nothing of ours keeps them, and none could be left out."""
        super().ready()
        from wagtail.admin.views.account import NameEmailSettingsPanel

        NameEmailSettingsPanel.is_active = lambda _panel: False  # type: ignore[method-assign]  # Wagtail has no setting for it
