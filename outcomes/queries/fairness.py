"""On whom did companies decide, and whom did they shortlist? And which people are compared?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from accounts.models import Trainee
from core.models import AuditEntry
from matching.models import Application
from outcomes.groups import Person
from outcomes.models import FairnessReport
from training.queries.figures import end_of, person_of

LOOKED_BACK_DAYS = 365
SHORTLISTING = ("application.shortlist", "application.invite", "application.offer")
REFUSAL = "application.reject"


@dataclass(frozen=True, slots=True)
class Decision:
    """One application that a company decided on, and its person (of a merged duplicate: the person merged into)."""

    person_id: int
    occupation_id: int
    is_shortlisted: bool


def decisions(on: date) -> list[Decision]:
    """Return the applications of the year up to the end of a day that a company shortlisted or refused by then.

    What nobody decided (unread, being read, withdrawn, lapsed, ended with the opening) is no decision about a person.
    """
    end = end_of(on)
    entries = AuditEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Application), at__lt=end
    )
    shortlisted = set(
        entries.filter(verb__in=SHORTLISTING).order_by().values_list("object_id", flat=True)
    )
    steps = entries.exclude(after="").order_by("at", "pk").values_list("object_id", "verb")
    last = dict(
        steps.iterator()
    )  # one pass: a subquery per application takes minutes on a fresh table
    sent = Application.objects.filter(
        submitted_at__lt=end, submitted_at__gte=end_of(on - timedelta(days=LOOKED_BACK_DAYS))
    )
    return [
        Decision(person, occupation, pk in shortlisted)
        for pk, person, occupation in sent.order_by("pk").values_list(
            "pk", person_of(end), "opening__occupation_id"
        )
        if pk in shortlisted or last.get(pk) == REFUSAL
    ]


def people(ids: Iterable[int]) -> list[Person]:
    """Return the characteristics of the people of some ids, in the order of the ids."""
    columns = ("gender", "birth_on", "education__rank", "source")
    found = {
        row[0]: Person(*row[1:])
        for row in Trainee.objects.order_by("pk").values_list("pk", *columns)
    }
    return [found[pk] for pk in ids]


def reports() -> QuerySet[FairnessReport]:
    """Return the frozen reports, the newest first."""
    return FairnessReport.objects.order_by("-on", "-pk")


def report_on(on: date | None = None) -> FairnessReport | None:
    """Return the report of a day, or the newest."""
    found = reports() if on is None else reports().filter(on=on)
    return found.first()


def last_report_before(on: date) -> FairnessReport | None:
    """Return the newest report of a day before another."""
    return reports().filter(on__lt=on).first()
