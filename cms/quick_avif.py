"""How is a cover written as AVIF within the request that asks for it first?

With the quickest of libavif's speeds: .02 s and as many bytes instead of .4 s.
"""

from typing import Any, BinaryIO

from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage
from willow.registry import registry

QUICKEST = 10


def register() -> None:
    """Let pictures be written by `save_quickly`."""
    registry.register_operation(PillowImage, "save_as_avif", save_quickly)


def save_quickly(image: Any, file: BinaryIO, quality: int = 61, **ignored: Any) -> AvifImageFile:
    """Write the picture as AVIF."""
    image.image.save(file, "AVIF", quality=quality, speed=QUICKEST)
    return AvifImageFile(file)
