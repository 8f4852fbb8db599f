"""Let somebody of the office write without publishing, or publish again."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User, UserKind
from cms.setup.editors import EDITORS, MODERATORS, make_editing_rights


class Command(BaseCommand):
    """`manage.py editor ADDRESS --alone | --publishes`."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and what."""
        parser.add_argument("email")
        group = parser.add_mutually_exclusive_group(required=True)
        group.add_argument(
            "--alone",
            action="store_const",
            const=EDITORS,
            dest="group",
            help="writes, does not publish",
        )
        group.add_argument(
            "--publishes",
            action="store_const",
            const=MODERATORS,
            dest="group",
            help="publishes, too",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Move the person into the one group of the two."""
        person = User.objects.filter(
            email=options["email"].lower(), kind=UserKind.OFFICE, is_active=True
        ).first()
        if person is None:
            raise CommandError("There is nobody of the office with this address.")
        make_editing_rights()
        person.groups.remove(*Group.objects.filter(name__in=(EDITORS, MODERATORS)))
        person.groups.add(Group.objects.get(name=options["group"]))
        self.stdout.write(f"{person.email}: {options['group']}")
