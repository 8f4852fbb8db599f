"""Where does a course's first cover come from? It is drawn, and stored as a Wagtail image that editors may replace."""

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from training.models import Course

SIZE = (960, 540)


def cover_of(course: Course) -> tuple[AbstractImage | None, bool]:
    """Return the cover of a course and whether it was drawn just now."""
    title = f"{course.code} {course.title_zh}"
    found = get_image_model().objects.filter(title=title).first()
    if found is not None:
        return found, False
    from cms.covers import (
        draw_cover,
    )  # the drawing loads Pillow's heavier parts: only when something is drawn

    picture = ContentFile(
        draw_cover(course.code, course.track.code, SIZE), name=f"cover-{course.code.lower()}.png"
    )
    width, height = SIZE
    return get_image_model().objects.create(
        title=title, file=picture, width=width, height=height
    ), True
