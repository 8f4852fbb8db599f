"""Compile every room's catalogue with Babel: a bare machine needs no gettext tools."""

from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Write the .mo beside each .po that is newer."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile what changed and say how many."""
        count = 0
        # config/wording: our words for the texts of third parties, kept by hand.
        rooms = settings.BASE_DIR.glob("*/locale/*/LC_MESSAGES/*.po")
        for source in sorted(
            [*rooms, *settings.BASE_DIR.glob("config/wording/*/LC_MESSAGES/*.po")]
        ):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            with source.open("rb") as stream:
                catalogue = read_po(stream, locale="zh_Hans")
            # An empty "Language:" header makes Babel forget the locale, and with it the plural rule.
            catalogue.locale = "zh_Hans"
            with target.open("wb") as stream:
                write_mo(stream, catalogue)
            count += 1
        self.stdout.write(f"compiled {count} catalogue(s)")
