"""How is a placement round exported as a workbook? Every person of the cohort, the openings, and the definitions."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from core.clock import CITY_TIME
from core.i18n import localized
from matching.models import PlacementRound
from matching.queries.rounds import LeftOutRow, ProposalRow, SeatsRow
from outcomes import exports


def round_workbook(
    name: str,
    kept: PlacementRound,
    proposals: list[ProposalRow],
    left_out: list[LeftOutRow],
    seats: list[SeatsRow],
    by: Any,
    at: datetime,
) -> bytes:
    """Return a round as .xlsx."""
    return exports.workbook(
        _("Placement round"),
        _person_columns(),
        [*map(_proposal_cells, proposals), *map(_left_out_cells, left_out)],
        [],
        by=by,
        at=at,
        unit=_("persons"),
        further=[(_("Openings"), _opening_columns(), map(_opening_cells, seats))],
        words=_words(name, kept),
    )


def _person_columns() -> list[str]:
    return [
        _("Name"),
        _("School"),
        _("Proposed opening"),
        _("Company"),
        _("Place on their own list"),
        _("Skills asked for, today"),
        _("State"),
        _("Without a proposal, because"),
        _("What fits better, and why not"),
    ]


def _proposal_cells(row: ProposalRow) -> list[Any]:
    return [
        row.person.real_name,
        localized(row.person.university, "name")
        if row.person.university
        else row.person.school_name,
        localized(row.opening, "title"),
        localized(row.opening.company, "name"),
        row.proposal.wish,
        row.coverage.words,
        row.proposal.get_state_display(),
        "",
        _lines(row.sentences),
    ]


def _left_out_cells(row: LeftOutRow) -> list[Any]:
    school = (
        localized(row.person.university, "name")
        if row.person.university
        else row.person.school_name
    )
    return [row.person.real_name, school, *[""] * 5, str(row.reason.label), _lines(row.sentences)]


def _opening_columns() -> list[str]:
    return [_("Opening"), _("Company"), _("Proposed"), _("Free positions")]


def _opening_cells(row: SeatsRow) -> list[Any]:
    return [
        localized(row.opening, "title"),
        localized(row.opening.company, "name"),
        row.filled,
        row.free,
    ]


def _lines(sentences: Iterable[Any]) -> str:
    return "\n".join(str(sentence) for sentence in sentences)


def _words(name: str, kept: PlacementRound) -> list[tuple[str, str]]:
    unknown = "—"
    return [
        (_("For whom"), name),
        (_("Kept on"), f"{kept.created_at.astimezone(CITY_TIME):%Y-%m-%d %H:%M}"),
        (_("Model version"), kept.model_version),
        (_("Input"), kept.input_hash),
        (
            _("Place on their own list"),
            _(
                "The place of the opening on the person's own list of recommendations; 1 is the first."
            ),
        ),
        (
            _("Skills asked for, today"),
            _(
                "How many of the skills that the opening asks for the person holds at the level asked for, and which are missing."
            ),
        ),
        (
            _("Free positions"),
            _("Positions that were free and proposed to nobody else when the round was kept."),
        ),
        (
            _("Blocking pairs"),
            _(
                "Pairs of a person and an opening that would both rather have each other: %(number)s."
            )
            % {"number": kept.blocking_pairs},
        ),
        (
            _("Expected hires with the round"),
            unknown if kept.expected_with is None else f"{kept.expected_with:.1f}",
        ),
        (
            _("Expected hires without it"),
            unknown if kept.expected_without is None else f"{kept.expected_without:.1f}",
        ),
        (_("What this is"), _("A proposal. It sends no application and hires nobody.")),
    ]
