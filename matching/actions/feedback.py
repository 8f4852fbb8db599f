"""What happens when a person says "not for me", or takes it back?"""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Trainee
from core import audit
from core.denials import require
from matching.actions.rounds import answer_proposals
from matching.models import NotForMe, Opening
from matching.permissions.feedback import denies_feedback


def say_not_for_me(
    *, trainee: Trainee, opening: Opening, reason: str, by: Any, now: datetime
) -> NotForMe:
    """Keep an opening off a person's list from the next request on; saying it twice changes nothing."""
    require(denies_feedback(by, trainee))
    with transaction.atomic():
        said, is_new = NotForMe.objects.get_or_create(
            trainee=trainee, opening=opening, defaults={"reason": reason}
        )
        if is_new:
            audit.record(said, "not_for_me.say", by=by, reason=reason)
            answer_proposals(trainee=trainee, opening=opening, verb="decline", by=by, now=now)
    return said


def take_back(*, said: NotForMe, by: Any) -> None:
    """Let an opening be recommended again."""
    require(denies_feedback(by, said.trainee))
    with transaction.atomic():
        audit.record(said.opening, "not_for_me.take_back", by=by, before=said.reason)
        said.delete()
