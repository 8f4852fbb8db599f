"""Django's registration of the room "training"."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The room "training"."""

    name = "training"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what this room keeps about a person."""
        from accounts import personal_data
        from training.actions.erasing import erase
        from training.queries.own_data import own_data

        personal_data.register("training", copy=own_data, erase=erase)
