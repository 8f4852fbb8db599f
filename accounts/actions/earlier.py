"""How does a person say what they worked in before, and take it back?"""

from typing import Any

from django.db import transaction

from accounts import permissions
from accounts.actions.skills import bump
from accounts.models import EarlierKind, EarlierWork, Trainee
from accounts.permissions.consents import Use, denies_use
from accounts.permissions.earlier import denies_earlier_work
from core import audit
from core.denials import require
from skills.models import Occupation


@transaction.atomic
def say_earlier_work(
    *, trainee: Trainee, kind: str, occupation: Occupation | None, span: str, by: Any
) -> EarlierWork:
    """Keep one kind of work with how long; said again it takes the new time, and "none yet" gives way to any."""
    require(permissions.denies_profile_change(by, trainee))
    require(denies_use(trainee.user, Use.ADD))
    Trainee.objects.select_for_update(of=("self",)).get(pk=trainee.pk)
    said = EarlierWork.objects.filter(trainee=trainee)
    known = list(said.order_by("pk").values_list("kind", "occupation"))
    require(denies_earlier_work(known, (kind, occupation.pk if occupation else None)))
    said.filter(kind=EarlierKind.NONE).exclude(kind=kind).delete()
    work, _is_new = EarlierWork.objects.update_or_create(
        trainee=trainee, kind=kind, occupation=occupation, defaults={"span": span}
    )
    _note(trainee, "earlier_work.say", by)
    return work


@transaction.atomic
def forget_earlier_work(*, work: EarlierWork, by: Any) -> None:
    """Take it out of the profile; then it is not said."""
    require(permissions.denies_profile_change(by, work.trainee))
    trainee = work.trainee
    work.delete()
    _note(trainee, "earlier_work.forget", by)


def _note(trainee: Trainee, verb: str, by: Any) -> None:
    """Count up the profile; the history says that it changed, not what the person did."""
    bump(trainee=trainee)
    audit.record(trainee, verb, by=by)
