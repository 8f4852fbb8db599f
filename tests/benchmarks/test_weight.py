"""Does the benchmark of weight add up what came over the wire, and say what is too heavy?"""

import os

import pytest

from benchmarks import memory, weight
from bin import bench

PAGE = weight.WeighedPage("home", "/")


def line(*sent: tuple[str, float]) -> dict:
    return weight.line(PAGE, [{"kind": kind, "bytes": size} for kind, size in sent])


def test_a_line_adds_up_what_came():
    seen = line(("Document", 5000.4), ("Image", 12_000), ("Image", 9_000), ("Stylesheet", 6_000))
    assert (seen["bytes"], seen["requests"], seen["heaviest_picture"]) == (32_000, 4, 12_000)
    assert seen["of_which"] == {"document": 5000, "image": 21_000, "stylesheet": 6_000}
    assert seen["is_light"]


@pytest.mark.parametrize(
    "sent",
    [
        [("Document", 50_001)],
        [("Stylesheet", 14_001)],
        [("Image", 1)] * 9,
    ],
    ids=["bytes", "styles", "requests"],
)
def test_a_page_above_a_bar_is_not_light(sent):
    assert not line(*sent)["is_light"]


def test_a_process_that_holds_more_is_seen_to():
    before, held = memory.pss(os.getpid()), bytearray(64 * 1024 * 1024)
    held[::4096] = b"x" * len(held[::4096])
    assert memory.pss(os.getpid()) - before > 60
    assert memory.family(os.getpid())[0] == os.getpid()
    assert memory.threads(os.getpid()) >= 1


def test_make_bench_runs_both():
    assert {"weight", "memory"} <= set(bench.alone())
