"""Which texts of companies wait for the office?"""

from django.db.models import QuerySet

from matching.models import WrittenText


def texts_to_see() -> QuerySet[WrittenText]:
    """Return what nobody has looked at, oldest first."""
    return (
        WrittenText.objects.filter(seen_at=None)
        .select_related("company", "application__opening")
        .order_by("created_at", "pk")
    )


def text_for_office(text_id: int) -> WrittenText | None:
    """Return one text."""
    return WrittenText.objects.filter(pk=text_id).first()
