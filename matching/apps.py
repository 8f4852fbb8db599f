"""Django's registration of the room "matching"."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """The room "matching"."""

    name = "matching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what this room keeps about a person."""
        from accounts import personal_data
        from matching.actions.erasing import erase
        from matching.queries.own_data import own_data, own_files

        personal_data.register("matching", copy=own_data, erase=erase, files=own_files)
