"""Django's registration of the room "accounts"."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room "accounts"."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
