"""Are catalogues compiled where they are newer, with our plural rule, and left alone where they are not?"""

import gettext
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

PO = """
msgid ""
msgstr ""
"Language: \\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Seat"
msgstr "座位"

msgid "%(count)s seat"
msgid_plural "%(count)s seats"
msgstr[0] "%(count)s 个座位"
"""


@pytest.fixture
def source(tmp_path: Path, settings) -> Path:
    """A room with one catalogue that was never compiled."""
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "room" / "locale" / "zh_Hans" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(PO, encoding="utf-8")
    return folder / "django.po"


def compiled() -> str:
    said = StringIO()
    call_command("compile_messages", stdout=said)
    return said.getvalue().strip()


def test_a_catalogue_is_compiled_once_and_again_when_it_changes(source: Path) -> None:
    first, second = compiled(), compiled()
    later = source.stat().st_mtime + 5
    os.utime(source, (later, later))
    third = compiled()

    assert (first, second, third) == (
        "compiled 1 catalogue(s)",
        "compiled 0 catalogue(s)",
        "compiled 1 catalogue(s)",
    )
    with source.with_suffix(".mo").open("rb") as stream:
        words = gettext.GNUTranslations(stream)
    assert (words.gettext("Seat"), words.ngettext("%(count)s seat", "%(count)s seats", 3)) == (
        "座位",
        "%(count)s 个座位",
    )
