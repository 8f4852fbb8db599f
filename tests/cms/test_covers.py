"""Is a cover drawn, always the same, and in the family of its track?"""

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from cms.cover_pieces import PIECES, Dice, inset, outline, running_stitch
from cms.cover_prints import PRINTS
from cms.covers import LAYOUTS, draw_cover

SMALL = (240, 135)


def picture(code: str, track: str) -> Image.Image:
    return Image.open(BytesIO(draw_cover(code, track, SMALL))).convert("RGB")


@pytest.mark.parametrize("track", [*PRINTS, "unheard-of"])
def test_each_track_has_a_cover_of_the_asked_size(track):
    cover = picture("LV-101", track)
    assert cover.size == SMALL
    assert len(cover.getcolors(SMALL[0] * SMALL[1])) > 50


def test_same_course_has_the_same_cover():
    assert draw_cover("LV-101", "live", SMALL) == draw_cover("LV-101", "live", SMALL)


def test_courses_of_one_track_differ():
    assert (
        len({draw_cover(code, "live", SMALL) for code in ("LV-101", "LV-110", "LV-201", "LV-220")})
        == 4
    )


def test_every_track_prints_something_of_its_own():
    assert len(set(PRINTS.values())) == len(PRINTS)


def test_colours_are_those_of_blue_calico():
    """No colour is green or yellow: hue is indigo, cotton or seal red everywhere."""
    red, green, blue = picture("GT-130", "production").split()
    greener = ImageChops.subtract(green, ImageChops.lighter(red, blue))
    assert greener.getextrema()[1] <= 6


def test_layouts_use_known_pieces_with_one_main_piece_each():
    for layout in LAYOUTS:
        assert {spot[0] for spot in layout} <= set(PIECES)
        assert sorted(spot[5] for spot in layout) == [0, 1, 2]


@pytest.mark.parametrize("name", PIECES)
def test_seam_runs_inside_its_piece(name):
    points = outline(PIECES[name], 400, 400)
    assert all(-1 <= x <= 410 and -1 <= y <= 410 for x, y in points)
    assert area(inset(points, 5)) < area(points)


def test_running_stitch_leaves_its_gaps():
    assert list(running_stitch([(0, 0), (10, 0)], 3, 2)) == [((0, 0), (3, 0)), ((5, 0), (8, 0))]


def test_dice_fall_the_same_way_for_the_same_text():
    assert [Dice("a").between(0, 1), Dice("a").pick("xyz")] == [
        Dice("a").between(0, 1),
        Dice("a").pick("xyz"),
    ]
    assert Dice("a").between(0, 1) != Dice("b").between(0, 1)


def area(points):
    pairs = zip(points, [*points[1:], points[0]])
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2
