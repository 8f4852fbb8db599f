"""Django's registration of the room "demo"."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The room "demo"."""

    name = "demo"
    default_auto_field = "django.db.models.BigAutoField"
