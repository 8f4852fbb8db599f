"""Which checks are there? The table of invariants, in the order of the product's list."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from outcomes.audit import figures, history, matching, privacy, recommendations, records, seats
from outcomes.audit.findings import AuditFinding, Invariant, Report

CHECKS = (
    Invariant(
        "I1",
        _("Seats taken and reserved stay within the capacity of the course run"),
        seats.within_capacity,
    ),
    Invariant(
        "I2",
        _("At most one active enrolment per person and course run"),
        seats.one_active_enrolment,
    ),
    Invariant(
        "I3",
        _("No free seat stays unoffered while somebody waits"),
        seats.nobody_waits_beside_a_free_seat,
    ),
    Invariant("I4", _("No expired offer is live"), seats.no_expired_offer),
    Invariant(
        "I5",
        _("Every certificate has a passed, attended enrolment and matches its hash"),
        records.certificates_hold,
    ),
    Invariant(
        "I6",
        _("The persons counted are distinct, verified and have their evidence"),
        figures.persons_have_evidence,
    ),
    Invariant("I7", _("Nobody sits in two overlapping meetings"), seats.no_overlapping_meetings),
    Invariant(
        "I8",
        _("Reserved seats stay within the capacity of the course run"),
        seats.reserved_within_capacity,
    ),
    Invariant(
        "I9",
        _("One application per person and opening; hires within the positions"),
        matching.hires_within_positions,
    ),
    Invariant(
        "I10",
        _("Every change of state has its entry with actor, time and reason"),
        history.changes_are_recorded,
    ),
    Invariant(
        "I11",
        _("Placements are confirmed by the person and verified by the right papers"),
        matching.placements_attested,
    ),
    Invariant(
        "I12",
        _("Every row belongs to one company, school and person only"),
        privacy.rows_have_one_owner,
    ),
    Invariant(
        "I13",
        _("Every published opening is complete and of a verified company"),
        matching.openings_are_lawful,
    ),
    Invariant(
        "I14",
        _("Every recommendation names its model, and its parts make its score"),
        recommendations.add_up,
    ),
)


def run(now: datetime) -> Report:
    """Run every check."""
    return Report(
        now,
        tuple(AuditFinding(check.code, check.title, tuple(check.look(now))) for check in CHECKS),
    )
