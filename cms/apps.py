"""Django's registration of the room "cms"."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The room "cms"."""

    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what pages show live, and let office staff in when they log in."""
        from django.contrib.auth.signals import user_logged_in

        from cms import quick_avif, screens
        from cms.names import give_names
        from cms.setup.editors import on_login

        assert screens  # importing it registers the screens
        quick_avif.register()
        give_names()
        user_logged_in.connect(on_login, dispatch_uid="cms.editors")
