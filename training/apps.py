"""Django's registration of the room "training"."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The room "training"."""

    name = "training"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what this room keeps about a person, and by which names its courses are known."""
        from accounts import consequences, personal_data
        from skills.queries import register_names
        from training.actions.erasing import erase
        from training.queries.consequences import of_doubting
        from training.queries.courses import course_names, track_names
        from training.queries.own_data import own_data

        register_names(course_names)
        register_names(track_names)
        consequences.register_sayer(consequences.NAME, of_doubting)
        personal_data.register("training", copy=own_data, erase=erase)
