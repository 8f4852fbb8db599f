"""An address stands behind its place, and says it once."""

import pytest
from django.utils.translation import override

from core.templatetags.zhicai import placed


@pytest.mark.parametrize(
    ("place", "address", "shown"),
    [
        ("黄潭镇", "黄潭镇示例路1号", "黄潭镇示例路1号"),
        ("天门市", "天门示例路1号", "天门示例路1号"),
        ("天门市", "湖北省天门市示例路1号", "湖北省天门市示例路1号"),
        ("竟陵街道", "竟陵大道1号", "竟陵街道 · 竟陵大道1号"),
        ("岳口镇", "示例路1号", "岳口镇 · 示例路1号"),
        ("岳口镇", "", "岳口镇"),
        ("", "示例路1号", "示例路1号"),
    ],
)
def test_a_place_is_said_once(place: str, address: str, shown: str) -> None:
    with override("zh-hans"):
        assert placed(place, address) == shown


def test_in_english_a_chinese_address_keeps_the_english_place_and_says_its_language() -> None:
    with override("en"):
        assert (
            placed("Huangtan Town", "1 Example Road, Huangtan Town")
            == "1 Example Road, Huangtan Town"
        )
        assert placed("Huangtan Town", "Huangtan, 1 Example Road") == "Huangtan, 1 Example Road"
        shown = placed("Huangtan Town", "黄潭镇示例路1号")
        assert shown == 'Huangtan Town · <span lang="zh-Hans">黄潭镇示例路1号</span>'
        assert placed("Huangtan Town", "<b>") == "Huangtan Town · &lt;b&gt;"
