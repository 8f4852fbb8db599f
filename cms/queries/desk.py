"""What waits for an editor?"""

from wagtail.models import TaskState


def waiting_pages() -> int:
    """Return how many submitted pages wait for approval."""
    return TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count()
