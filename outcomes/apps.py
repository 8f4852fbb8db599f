"""Django's registration of the room "outcomes"."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """The room "outcomes"."""

    name = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the comparison of groups for the nightly training, which may not know the groups."""
        from matching.recommendations.night import limits
        from outcomes.figures.fair_learned import GroupComparer

        limits.register(GroupComparer())
