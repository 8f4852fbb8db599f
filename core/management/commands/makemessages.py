"""Extract texts for one room: `makemessages --room training` reads training/ and templates/training/."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands import makemessages

ROOMS = ("core", "skills", "accounts", "training", "matching", "outcomes", "cms")


def room_of(path: Path) -> str:
    """Return the room whose catalogue holds the texts of a file; "" for files that have none."""
    parts = path.parts
    if parts[0] == "templates":
        return parts[1] if len(parts) > 2 and parts[1] in ROOMS else "core"
    if parts[0] == "config":
        return "core"
    return parts[0] if parts[0] in ROOMS else ""


class Command(makemessages.Command):
    """Django's makemessages with one catalogue a room."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --room to Django's own options."""
        super().add_arguments(parser)
        parser.add_argument("--room", choices=ROOMS, action="append", dest="rooms")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run once a room, so that two people can work on two rooms."""
        os.chdir(settings.BASE_DIR)
        for room in options.pop("rooms") or ROOMS:
            self.room = room
            catalogue = settings.BASE_DIR / room / "locale"
            catalogue.mkdir(exist_ok=True)
            super().handle(
                *args,
                **{
                    **options,
                    "locale": ["zh_Hans"],
                    "no_location": True,
                    "no_wrap": True,
                    "no_obsolete": True,
                },
            )

    def find_files(self, root: str) -> list[makemessages.TranslatableFile]:
        """Keep the files of the room, and point them at its catalogue."""
        found = []
        catalogue = str(settings.BASE_DIR / self.room / "locale")
        for file in super().find_files(root):
            if room_of(Path(os.path.normpath(file.path))) == self.room:
                file.locale_dir = catalogue
                found.append(file)
        self.locale_paths[:] = [catalogue]
        self.default_locale_path = catalogue
        return found
