"""Django's registration of the room "skills"."""

from django.apps import AppConfig


class SkillsConfig(AppConfig):
    """The room "skills"."""

    name = "skills"
    default_auto_field = "django.db.models.BigAutoField"
