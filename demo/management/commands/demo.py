"""Build the fictional city. Running it again changes nothing; the same seed and day give the same city."""

from datetime import date
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from core.clock import today
from demo import city
from demo.world import SCALES


class Command(BaseCommand):
    """`manage.py demo --scale small|city|sample --seed N --today DATE`."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Scale, seed, day."""
        parser.add_argument("--scale", choices=sorted(SCALES), default="small")
        parser.add_argument("--seed", type=int, default=20261123)
        parser.add_argument(
            "--today", type=date.fromisoformat, default=None, help="YYYY-MM-DD; default: today"
        )
        parser.add_argument(
            "--if-empty", action="store_true", help="say nothing when the city is there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load reference data, build, and say what there is."""
        if city.exists():
            if not options["if_empty"]:
                self.stdout.write("The demo city is there already; nothing was changed.")
            return
        call_command("createcachetable")
        call_command("load_reference", stdout=self.stdout)
        made = city.build(
            scale=options["scale"],
            seed=options["seed"],
            today=options["today"] or today(),
            quiet=options["verbosity"] == 0,
        )
        call_command("build_site", stdout=self.stdout)
        for name, count in made.items():
            self.stdout.write(f"{name}: {count}")
