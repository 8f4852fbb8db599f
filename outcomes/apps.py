"""Django's registration of the room "outcomes"."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """The room "outcomes"."""

    name = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"
