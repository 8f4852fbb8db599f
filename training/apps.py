"""Django's registration of the room "training"."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The room "training"."""

    name = "training"
    default_auto_field = "django.db.models.BigAutoField"
