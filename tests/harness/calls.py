"""Which files of the product does something pass?"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings


@contextmanager
def files_passed() -> Iterator[set[str]]:
    """Collect the product's own files, tests left out, of which a function is called while the block runs."""
    root = Path(settings.BASE_DIR)
    called: set[str] = set()

    def seen(frame: FrameType, event: str, _arg: Any) -> None:
        if event == "call":
            called.add(frame.f_code.co_filename)

    passed: set[str] = set()
    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        yield passed
    finally:
        sys.setprofile(before)
        own = (Path(name) for name in called if Path(name).is_relative_to(root))
        passed |= {
            name
            for path in own
            if not (name := path.relative_to(root).as_posix()).startswith(("tests/", "."))
        }
