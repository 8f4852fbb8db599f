"""Django's registration of the room "accounts"."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room "accounts"."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let allauth say when a session set up a second factor; register what is copied and erased, and the places' names."""
        from allauth.mfa.signals import authenticator_added

        from accounts import personal_data
        from accounts.actions.national import erase_nationals
        from accounts.proof import note_new_factor
        from accounts.queries import division_names
        from accounts.queries.national import copy_of, papers_of
        from skills.queries import register_names

        register_names(division_names)
        personal_data.register(
            "national_certificates", copy=copy_of, erase=erase_nationals, files=papers_of
        )

        authenticator_added.connect(note_new_factor, dispatch_uid="accounts.proof.note_new_factor")
