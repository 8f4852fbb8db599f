"""What stands in rows before and after an undo, and who was told?"""

from datetime import timedelta
from typing import Any

from django.test import Client

from core.models import Notice

TEN = timedelta(minutes=10)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def picture(*rows: Any) -> list[dict[str, Any]]:
    """Everything that stands in the rows, but how often they were counted anew."""
    fresh = [type(row).objects.get(pk=row.pk) for row in rows]
    return [
        {
            name: value
            for name, value in vars(row).items()
            if name not in {"_state", "version", "changed_at"}
        }
        for row in fresh
    ]


def notices(code: str) -> int:
    return Notice.objects.filter(code=f"matching.{code}").count()
