"""Which lines of our templates did the tests reach? Django's coverage plugin, asked once for each part of a template.

The plugin works out the lines of a tag or a text again at each line of Python that renders it. A part that was measured
has nothing to add, so it is not measured again; parts of other houses' templates are never measured.
"""

import re
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from coverage.plugin_support import Plugins
from django_coverage_plugin.plugin import DjangoTemplatePlugin

OURS = str(Path(__file__).resolve().parents[2] / "templates")
RENDERS = re.compile(rb"\bdef render(?:_annotated)?\(")


@cache
def renders(filename: str) -> bool:
    """Tell whether a file of Django has anything that renders a part of a template."""
    path = Path(filename)
    return path.suffix == ".py" and RENDERS.search(path.read_bytes()) is not None


class MeasuredTemplates(DjangoTemplatePlugin):
    """Measures each part of a template of ours until its lines are known."""

    def file_tracer(self, filename: str) -> Any:
        """Follow only what renders."""
        tracer = super().file_tracer(filename)
        return tracer if tracer and renders(filename) else None

    def dynamic_source_filename(self, filename: str, frame: FrameType) -> str | None:
        """Name the template that is rendered here, unless this part of it was measured before."""
        if frame.f_code.co_name not in self.RENDER_METHODS:
            return None
        if getattr(frame.f_locals.get("self"), "is_measured", False):
            return None
        found: str | None = super().dynamic_source_filename(filename, frame)
        return found if found and found.startswith(OURS) else None

    def line_number_range(self, frame: FrameType) -> tuple[int, int]:
        """Return the lines of a part, which are recorded with this answer."""
        lines: tuple[int, int] = super().line_number_range(frame)
        frame.f_locals["self"].is_measured = True
        return lines


def coverage_init(reg: Plugins, options: dict[str, str]) -> None:
    """Enter the plugin, as coverage asks for."""
    plugin = MeasuredTemplates(options)
    reg.add_file_tracer(plugin)
    reg.add_configurer(plugin)
