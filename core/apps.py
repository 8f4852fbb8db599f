"""Django's registration of the room "core"."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The room "core"."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"
