"""What happens to an application long after its end? The person's identity is removed, the events stay."""

from core import audit
from core.contention import patiently
from matching import notifications
from matching.models import Application
from matching.queries.profiles import faded_profile


@patiently
def fade(*, application: Application) -> None:
    """Empty the frozen copy of everything that leads to the person; state, dates, skills and counts stay."""
    profile = faded_profile(application.profile)
    Application.objects.filter(pk=application.pk).update(profile=profile, note="", internal_note="")
    notifications.forget_applicant(application)
    audit.record(application, "application.fade", by=None)
