"""Django's registration of the room "matching"."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """The room "matching"."""

    name = "matching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what this room keeps about a person, who reads what companies write, and what follows a missing yes."""
        from accounts import consequences, personal_data
        from core import words
        from matching.actions.erasing import erase
        from matching.actions.holding import settle_company, settle_person, tell_contact_ended
        from matching.actions.texts import file_texts
        from matching.permissions.texts import unlawful_words
        from matching.queries.consequences import (
            of_certificate,
            of_holding,
            of_revoking,
            of_taking_out,
        )
        from matching.queries.own_data import own_data, own_files
        from matching.queries.texts import kept_words

        words.register(unlawful_words)
        words.register_filer(file_texts)
        words.register_teller(kept_words)
        personal_data.register("matching", copy=own_data, erase=erase, files=own_files)
        consequences.register(consequences.COMPANY, settle_company)
        consequences.register(consequences.PERSON, settle_person)
        consequences.register(consequences.CONTACT, tell_contact_ended)
        consequences.register_sayer(consequences.MEMBER, of_taking_out)
        consequences.register_sayer(consequences.COMPANY, of_holding)
        consequences.register_sayer(consequences.CERTIFICATE, of_certificate)
        consequences.register_sayer(consequences.PROOF, of_revoking)
