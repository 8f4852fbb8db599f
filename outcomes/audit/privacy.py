"""Does every row belong to one company, one school and one person only (I12)?

Who may read what is decided by the queries of each room and proven by the access matrix; this looks for rows that
belong to two owners at once, through which a right query would show one's data to the other.
"""

from datetime import datetime

from django.db.models import F, Q

from accounts.models import CompanyMember, Coordinator, Trainee, User, UserKind
from matching.models import Placement
from outcomes.audit.findings import Breach, rows
from training.models import Certificate


def rows_have_one_owner(now: datetime) -> list[Breach]:
    """I12: copies of an owner agree with their source, and an account is of one kind."""
    belongings = (
        (UserKind.TRAINEE, Q(trainee__isnull=False)),
        (UserKind.COMPANY, Q(membership__isnull=False)),
        (UserKind.UNIVERSITY, Q(coordinator__isnull=False)),
    )
    strangers = [
        problem
        for kind, belongs in belongings
        for problem in rows(
            f"an account of another kind acts as {kind}",
            User.objects.filter(belongs).exclude(kind=kind),
        )
    ]
    placements = Placement.objects.all()
    certificates = Certificate.objects.filter(enrolment__isnull=False)
    return [
        *strangers,
        *rows("a placement of another company", placements.exclude(company=F("opening__company"))),
        *rows(
            "a placement of another opening", placements.exclude(opening=F("application__opening"))
        ),
        *rows(
            "a placement of another person", placements.exclude(trainee=F("application__trainee"))
        ),
        *rows(
            "a certificate of another person", certificates.exclude(trainee=F("enrolment__trainee"))
        ),
        *rows(
            "a certificate of another course",
            certificates.exclude(course=F("enrolment__run__course")),
        ),
        *rows("a closed account still acts for a company", CompanyMember.objects.filter(_CLOSED)),
        *rows("a closed account still acts for a school", Coordinator.objects.filter(_CLOSED)),
        *rows(
            "a closed account kept its name",
            Trainee.objects.filter(user__anonymised_at__isnull=False).exclude(real_name=""),
        ),
    ]


_CLOSED = Q(is_active=True, user__anonymised_at__isnull=False)
