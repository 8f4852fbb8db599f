"""Which of two moments of one row came first? What is known to follow is never written as earlier, whatever clocks say."""

from datetime import datetime

from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce, Greatest


def not_before(column: str, *, now: datetime) -> Greatest:
    """Return the moment of an action for an UPDATE; where another machine wrote a later one into `column`, that one."""
    moment = Value(now, output_field=DateTimeField())
    return Greatest(moment, Coalesce(column, moment))
