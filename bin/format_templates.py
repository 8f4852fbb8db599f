"""Do the templates stand one part a line? Breaks and indents them, and never where a space would appear or go on a page."""

import sys
from pathlib import Path

from template_format.drawing import settled

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Write the templates (all, or those named) anew; with `--check` only say which would change."""
    named = [Path(each) for each in sys.argv[1:] if each != "--check"]
    stale = []
    for path in named or sorted((ROOT / "templates").rglob("*.html")):
        source = path.read_text(encoding="utf-8")
        fresh = settled(source)
        if fresh != source:
            stale.append(path)
            if "--check" not in sys.argv:
                path.write_text(fresh, encoding="utf-8")
    what = "would change" if "--check" in sys.argv else "changed"
    print("\n".join(f"{what}: {path}" for path in stale) or "every template is formatted")
    return int("--check" in sys.argv and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
