"""Django's registration of the room "core"."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The room "core"."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Check every background task before it is queued; use the database's clock."""
        from django.db.backends.signals import connection_created
        from django_q.signals import pre_enqueue

        from core.background import refuse_foreign
        from core.clock import follow

        pre_enqueue.connect(refuse_foreign, dispatch_uid="core.background.refuse_foreign")
        connection_created.connect(follow, dispatch_uid="core.clock.follow")
