"""How do the moments of one row stay in order although clocks differ? A later step is never written as earlier."""

from datetime import datetime

from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce, Greatest


def not_before(column: str, *, now: datetime) -> Greatest:
    """Return the moment of an action for an UPDATE, or the value in `column` if another machine wrote a later one."""
    moment = Value(now, output_field=DateTimeField())
    return Greatest(moment, Coalesce(column, moment))
