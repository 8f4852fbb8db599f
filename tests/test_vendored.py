"""Are the vendored files those that the manifest names, each with its licence?"""

import hashlib
import json
from pathlib import Path

from bin import vendor

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = json.loads((ROOT / "static/vendor/MANIFEST.json").read_text(encoding="utf-8"))[
    "packages"
]


def test_every_file_has_the_checksum_of_the_manifest():
    for package in PACKAGES:
        for name, file in package["files"].items():
            assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == file["sha256"], name


def test_every_package_brings_its_licence():
    for package in PACKAGES:
        assert package["licence"]
        assert any(Path(name).name in {"LICENSE", "OFL.txt"} for name in package["files"]), package[
            "name"
        ]


def test_manifest_says_what_the_script_fetches():
    assert [(each["name"], each["version"], each["integrity"]) for each in PACKAGES] == [
        (each["name"], each["version"], each["integrity"]) for each in vendor.PACKAGES
    ]


def test_nothing_lies_there_that_the_manifest_does_not_name():
    named = {name for package in PACKAGES for name in package["files"]} | {
        "static/vendor/MANIFEST.json"
    }
    lying = (
        each for folder in ("static/vendor", "assets/fonts") for each in (ROOT / folder).rglob("*")
    )
    assert {each.relative_to(ROOT).as_posix() for each in lying if each.is_file()} == named
