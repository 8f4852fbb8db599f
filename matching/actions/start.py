"""What happens when somebody says in one go what they can do?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actions.skills import declare_skill
from accounts.models import Trainee
from skills.models import Skill

CAN_DO = 2  # "can do" on our scale: what somebody says who ticks a skill; the profile takes it up or down


@transaction.atomic
def declare_some(*, trainee: Trainee, skills: Iterable[Skill], by: Any, now: datetime) -> None:
    """Keep each as self-declared, all or none."""
    for skill in skills:
        declare_skill(trainee=trainee, skill=skill, level=CAN_DO, by=by, now=now)
