"""Django's registration of the room "accounts"."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room "accounts"."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let allauth say when a session set up a second factor; make places known by their names."""
        from allauth.mfa.signals import authenticator_added

        from accounts.proof import note_new_factor
        from accounts.queries import division_names
        from skills.queries import register_names

        register_names(division_names)

        authenticator_added.connect(note_new_factor, dispatch_uid="accounts.proof.note_new_factor")
