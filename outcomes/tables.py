"""Which cells do the long lists of figures have?"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.tables import TableColumn
from core.templatetags.zhicai import NOTHING, authored, local_date
from outcomes.queries.listed import ListedPerson


def person_columns() -> list[TableColumn]:
    """Return the columns of the list of persons."""
    return [
        TableColumn(_("Name")),
        TableColumn(_("School")),
        TableColumn(_("Major")),
        TableColumn(_("Home place")),
        TableColumn(_("Entered on")),
        TableColumn(_("Completions"), "figures"),
    ]


def person_cells(rows: Iterable[ListedPerson], on: date, known: date) -> list[list[Any]]:
    """Return a person a row; the name leads to what stands behind it, on the days of the list."""
    before, _mark, after = reverse("outcomes:office_person", args=[0]).rpartition("0")
    days, closed = f"?on={on:%Y-%m-%d}&known_at={known:%Y-%m-%d}", _("Account closed")
    return [
        [
            format_html(
                '<a href="{}">{}</a>',
                f"{before}{row.pk}{after}{days}",
                authored(row.name) if row.name else closed,
            ),
            row.school or NOTHING,
            row.major or NOTHING,
            row.home or NOTHING,
            local_date(row.entered_on),
            row.completions,
        ]
        for row in rows
    ]
