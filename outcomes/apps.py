"""Django's registration of the room "outcomes"."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """The room "outcomes"."""

    name = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare that this room compares groups for the night's training, which may not know them."""
        from matching.recommendations.night import limits
        from outcomes.figures.fair_learned import GroupComparer

        limits.register(GroupComparer())
