"""Load every room's reference data (occupations, places, courses, indicators); running it again changes nothing."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.core.management.base import BaseCommand

from core.background import install_schedules

ROOMS = ("skills", "accounts", "training", "outcomes")


class Command(BaseCommand):
    """Call `<room>.reference.load()` of each room, bottom up, and install the schedules."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and report what is there."""
        for room in ROOMS:
            if find_spec(f"{room}.reference") is None:
                continue
            for name, count in import_module(f"{room}.reference").load().items():
                self.stdout.write(f"{room}: {count} {name}")
        self.stdout.write(f"schedules: {len(install_schedules())}")
