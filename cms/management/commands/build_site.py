"""Build the editorial site: home, catalogue, course pages, news, texts; running it again adds what is missing."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.setup import build_site


class Command(BaseCommand):
    """Call `cms.setup.build_site`."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, and say what was made."""
        for name, count in build_site(by=None).items():
            self.stdout.write(f"cms: {count} {name} made")
