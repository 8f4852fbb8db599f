"""What can be chosen when a run is planned?"""

from typing import Any

from django.db.models import QuerySet

from accounts.models import Division, University, User, UserKind
from training.models import Course


def run_choices() -> dict[str, QuerySet[Any]]:
    """Return the courses, places, schools and teachers to choose from."""
    return {
        "course": Course.objects.filter(is_active=True).order_by("code"),
        "division": Division.objects.order_by("code"),
        "university": University.objects.order_by("code"),
        "teachers": User.objects.filter(kind=UserKind.TEACHER, is_active=True).order_by(
            "real_name", "pk"
        ),
    }
