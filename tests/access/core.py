"""Who may open the addresses that belong to no business room?"""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.access.format import Row
from tests.cast import Cast


def a_picture(cast: Cast) -> dict[str, Any]:
    """A file that an editor published."""
    return {"path": default_storage.save("row.txt", ContentFile(b"published"))}


ROWS = {
    "healthz": Row(rest=200),
    "published_file": Row(rest=200, kwargs=a_picture),
}
