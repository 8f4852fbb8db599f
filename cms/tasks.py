"""What runs in the background for the site? Pages go live and come down at the time that their editor set."""

from django.core.management import call_command

SCHEDULES = [("cms.tasks.publish_scheduled", 5)]


def publish_scheduled() -> None:
    """Publish what is due and take down what has expired."""
    call_command("publish_scheduled")
