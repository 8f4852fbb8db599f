"""What runs in the background for the site? Pages go live and come down at the time that their editor set."""

import logging

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Revision

from core.clock import now

SCHEDULES = [("cms.tasks.publish_scheduled", 5)]
logger = logging.getLogger(__name__)


def publish_scheduled() -> None:
    """Publish what is due and take down what has expired; a page that may not go live holds up no other."""
    for revision in Revision.objects.filter(approved_go_live_at__lte=now()).order_by("pk"):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except ValidationError as refusal:
            logger.warning("Revision %s stays a draft: %s", revision.pk, refusal)
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    call_command("publish_scheduled")
