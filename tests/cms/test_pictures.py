"""Are covers small on a phone, and does a page know their place before they come?"""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Opened
from wagtail.images import get_image_model

from cms.covers import draw_cover
from tests.factories.cms import course_page
from tests.factories.training import CourseFactory

# Wagtail leaves the files open in which it scales a picture.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Unclosed file:ResourceWarning", "ignore:Exception ignored in.*Spooled"
)

PHONE_MAX = 15_000
TAG = re.compile(r"<picture.*?</picture>", re.S)


@pytest.fixture
def covers(db, settings, tmp_path: Path) -> Path:
    """Three courses with a cover each; returns where files lie."""
    settings.MEDIA_ROOT = tmp_path
    for number in range(3):
        page = course_page(CourseFactory())
        drawn = draw_cover(f"LV-10{number}", "live", (960, 540))
        file = ContentFile(drawn, name=f"cover-{number}.png")
        page.cover = get_image_model().objects.create(title="cover", file=file)
        page.save_revision().publish()
    return tmp_path


def pictures(client: Client, address: str) -> list[str]:
    return TAG.findall(client.get(address).content.decode())


def test_the_first_cover_of_a_list_does_not_wait_and_the_others_do(client: Client, covers: Path):
    first, *others = pictures(client, "/courses/")

    assert 'fetchpriority="high"' in first and "loading=" not in first
    assert len(others) == 2
    assert all('loading="lazy"' in each and "fetchpriority" not in each for each in others)
    for each in (first, *others):
        assert 'width="480"' in each and 'height="270"' in each


def test_a_phone_loads_small_covers(client: Client, covers: Path):
    for each in pictures(client, "/courses/"):
        address, kind = re.search(r'<source srcset="/media/([^"]+)" type="([^"]+)"', each).groups()
        assert kind == "image/avif"
        with Opened.open(covers / address) as cover:
            assert cover.size == (480, 270)
        assert (covers / address).stat().st_size <= PHONE_MAX
