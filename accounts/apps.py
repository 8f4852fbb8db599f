"""Django's registration of the room "accounts"."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room "accounts"."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let allauth say when a session set up a second factor."""
        from allauth.mfa.signals import authenticator_added

        from accounts.proof import note_new_factor

        authenticator_added.connect(note_new_factor, dispatch_uid="accounts.proof.note_new_factor")
