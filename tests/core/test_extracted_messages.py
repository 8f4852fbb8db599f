"""Are texts extracted for one room at a time, from its code and its templates, and documents written as the code says?"""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def house(tmp_path: Path, settings, monkeypatch) -> Path:
    """Two rooms, one of them with a template."""
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "skills" / "locale", tmp_path / "training" / "locale"]
    monkeypatch.chdir(tmp_path)
    texts = {
        "skills/words.py": 'from django.utils.translation import gettext as _\n\nA = _("Sewing")\n',
        "training/words.py": 'from django.utils.translation import gettext as _\n\nA = _("Run")\n',
        "templates/skills/list.html": '{% load i18n %}{% translate "Level" %}\n',
        "templates/base.html": '{% load i18n %}{% translate "Skip" %}\n',
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(
    shutil.which("xgettext") is None, reason="gettext is not installed (apt-get install gettext)"
)
def test_a_room_gets_its_own_texts_and_no_other_room_is_touched(house: Path) -> None:
    call_command("makemessages", rooms=["skills"], verbosity=0)
    catalogue = house / "skills" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    text = catalogue.read_text(encoding="utf-8")

    found = [word in text for word in ('"Sewing"', '"Level"', '"Run"', '"Skip"')]
    assert found == [True, True, False, False]
    assert not (house / "training" / "locale" / "zh_Hans").exists()


def test_documents_are_written_and_a_change_by_hand_is_found(house: Path) -> None:
    (house / "docs").mkdir()
    with pytest.raises(CommandError, match="write_docs"):
        call_command("write_docs", check=True)
    call_command("write_docs")
    call_command("write_docs", check=True)
    states = house / "docs" / "states.md"
    states.write_text(states.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    with pytest.raises(CommandError, match=r"states\.md"):
        call_command("write_docs", check=True)
