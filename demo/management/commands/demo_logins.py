"""Print the demo city's logins, one a role."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from demo import city
from demo.cast import LOGINS, PASSWORD


class Command(BaseCommand):
    """A small table: role, e-mail, password, where it leads."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The address that the server listens on."""
        parser.add_argument("--url", default=settings.SITE_URL)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table when there is a demo city."""
        if not city.exists():
            return
        self.stdout.write(f"\n  {options['url']}/   (English: {options['url']}/en/)\n")
        for login in LOGINS:
            self.stdout.write(
                f"  {login.role_zh:<6} {login.role_en:<24} {login.email:<28} {PASSWORD}"
            )
        self.stdout.write("")
