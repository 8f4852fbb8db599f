"""Who is it, and what is there to show about them?"""

from accounts.models import Company, Trainee, University, User


def trainee_of(user: User) -> Trainee | None:
    """Return the trainee behind a user, or None."""
    if not user.is_authenticated:
        return None
    return Trainee.objects.filter(user=user).select_related("user", "university", "education", "major").first()


def company_of(user: User) -> Company | None:
    """Return the company that a user acts for (as an active member), or None."""
    if not user.is_authenticated:
        return None
    return Company.objects.filter(members__user=user, members__is_active=True).select_related("division").first()


def university_of(user: User) -> University | None:
    """Return the school that a user coordinates (while active), or None."""
    if not user.is_authenticated:
        return None
    return University.objects.filter(coordinators__user=user, coordinators__is_active=True).first()
