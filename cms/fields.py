"""How do page bodies keep their block definitions out of migrations? A migration records the column, not the blocks."""

from typing import Any

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField whose migrations stay one line long: changing a block never asks for a migration."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the column alone; the blocks live in cms/blocks.py."""
        name, path, _blocks, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [[]], options
