"""How do the vendored browser library and font get here? For maintainers, and never at run time.

Each package is fetched by name and version with npm, checked against the integrity written below, and the few files
that we need are copied with their licence. The manifest names versions, licences and SHA-256 of every file.
"""

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "static/vendor/MANIFEST.json"

PACKAGES = (
    {
        "name": "echarts",
        "version": "6.1.0",
        "licence": "Apache-2.0",
        "integrity": "sha512-q0yaFPggC9FUdsWH4blavRWFmxdrIodbkoKNAjJudAI6CA9gNPxHtV2RcZNEepZVlk4yvBYkOkbk6HIVpIyHZA==",
        "files": {
            "dist/echarts.simple.min.js": "static/vendor/echarts/echarts.simple.min.js",
            "LICENSE": "static/vendor/echarts/LICENSE",
            "NOTICE": "static/vendor/echarts/NOTICE",
        },
    },
    {
        "name": "@expo-google-fonts/noto-sans-sc",
        "version": "0.4.3",
        "licence": "OFL-1.1",
        "integrity": "sha512-9rAwdFTFHbO/u6Cs0gj2jZbW74TGIiaFNQnXYH2s5wA1bzVkwbaviL4t8YUV642eGYjg86eH6DkAEQmfNHDncQ==",
        "files": {
            "400Regular/NotoSansSC_400Regular.ttf": "assets/fonts/NotoSansSC-Regular.ttf",
            "LICENSE_FONT": "assets/fonts/OFL.txt",
        },
    },
)


def main() -> int:
    """Fetch every package, copy its files, write the manifest."""
    entries = []
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            archive = fetch(package, Path(folder))
            copy(archive, package["files"])
            entries.append(entry(package))
    MANIFEST.write_text(json.dumps({"packages": entries}, indent=2) + "\n", encoding="utf-8")
    print(
        f"{len(entries)} packages, {sum(len(each['files']) for each in entries)} files; {MANIFEST.relative_to(ROOT)}"
    )
    return 0


def fetch(package: dict, folder: Path) -> Path:
    """Return the package's archive, or stop when it is not the one that was locked."""
    wanted = f"{package['name']}@{package['version']}"
    packed = subprocess.run(
        ["npm", "pack", "--silent", wanted], cwd=folder, check=True, capture_output=True, text=True
    ).stdout
    archive = folder / packed.split()[-1]
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != package["integrity"]:
        sys.exit(f"{wanted} is not the package that was locked: sha512-{digest}")
    return archive


def copy(archive: Path, files: dict[str, str]) -> None:
    """Copy the named files out of the archive."""
    with tarfile.open(archive) as packed:
        for source, target in files.items():
            content = packed.extractfile(f"package/{source}")
            (ROOT / target).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / target).write_bytes(content.read())


def entry(package: dict) -> dict:
    """Return what the manifest says about a package."""
    return {
        "name": package["name"],
        "version": package["version"],
        "licence": package["licence"],
        "integrity": package["integrity"],
        "files": {
            target: {
                "from": source,
                "sha256": hashlib.sha256((ROOT / target).read_bytes()).hexdigest(),
            }
            for source, target in package["files"].items()
        },
    }


if __name__ == "__main__":
    sys.exit(main())
