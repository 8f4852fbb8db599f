"""What did a person say that they worked in before?"""

from django.db.models import F, QuerySet

from accounts.models import EarlierKind, EarlierWork, Trainee, User


def earlier_work_of(trainee: Trainee) -> QuerySet[EarlierWork]:
    """Return what somebody said, our occupations first."""
    found = EarlierWork.objects.filter(trainee=trainee).select_related("occupation")
    return found.order_by(F("occupation__code").asc(nulls_last=True), "pk")


def earlier_work_for(user: User, earlier_id: int) -> EarlierWork | None:
    """Return one of the user's own kinds of earlier work, or None."""
    own = EarlierWork.objects.filter(trainee__user=user).select_related("trainee")
    return own.filter(pk=earlier_id).first()


def has_worked(trainee: Trainee) -> bool:
    """Tell whether somebody named work that they did."""
    return EarlierWork.objects.filter(trainee=trainee).exclude(kind=EarlierKind.NONE).exists()
