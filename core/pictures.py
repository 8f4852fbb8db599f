"""What is stored of a picture? The re-encoded pixels alone: no location, no camera data, no appended file."""

import io
import warnings
import zipfile

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ["PNG", "JPEG", "WEBP"]
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 3000
# Larger ones are decoded in a separate process (core/room.py), so that a web process never holds their pixels.
SMALL_PIXELS = 2_000_000


def header_fault(content: bytes) -> tuple[str, int]:
    """Return the fault by the header alone (pixels, broken, moving or ""), and the number of pixels it claims."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                pixels = image.size[0] * image.size[1]
                is_moving = image.format in {"PNG", "WEBP"} and getattr(image, "is_animated", False)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "pixels", 0
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return "broken", 0
    if pixels > MOST_PIXELS:
        return "pixels", pixels
    if zipfile.is_zipfile(io.BytesIO(content)):
        return "broken", pixels
    return ("moving" if is_moving else ""), pixels


def redrawn(content: bytes) -> tuple[bytes, str]:
    """Return the re-encoded picture and its extension; raise OSError or ValueError if it cannot be decoded completely."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            is_drawing = image.format == "PNG"
            image.load()
            turned = ImageOps.exif_transpose(image)
            turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            plain = _plain(turned)
    drawn = io.BytesIO()
    if is_drawing or plain.mode == "RGBA":
        plain.save(drawn, "PNG")
        return drawn.getvalue(), "png"
    plain.save(drawn, "JPEG", quality=88)
    return drawn.getvalue(), "jpg"


def _plain(image: Image.Image) -> Image.Image:
    """Return the pixels alone, in colours that every browser shows."""
    if image.mode.startswith("I"):
        image = (
            image.point(lambda value: value / 256).convert("L")
            if image.mode != "I"
            else image.convert("L")
        )
    has_holes = "A" in image.getbands() or "transparency" in image.info
    bare = image.convert("RGBA" if has_holes else "RGB")
    bare.info = {}
    return bare
