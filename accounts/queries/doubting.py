"""What follows when a real name no longer counts as checked? Counted before the office decides."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import consequences
from accounts.models import NationalCertificate, RosterEntry, Trainee
from accounts.states import NationalState


def of_doubting(trainee: Trainee) -> list[str]:
    """Return the consequences of withdrawing a name check, in all rooms, who is told, and how to undo it."""
    count = NationalCertificate.objects.filter(trainee=trainee, state=NationalState.CLAIMED).count()
    waits = ngettext(
        "%(count)s national certificate of this person cannot be checked until the name is.",
        "%(count)s national certificates of this person cannot be checked until the name is.",
        count,
    )
    freed = (
        [_("The line on the school's roster is free again.")]
        if RosterEntry.objects.filter(trainee=trainee).exists()
        else []
    )
    return [
        *consequences.said_of(consequences.NAME, trainee),
        *freed,
        *([waits % {"count": count}] if count else []),
        _("The person is told at once and reads your reason."),
        _("You can check the name again at any time; past days in the figures stay as they were."),
    ]
