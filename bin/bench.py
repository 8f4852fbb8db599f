"""What do the measurements say today? Runs every benchmark and prints one JSON object a line."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the benchmarks named on the command line, or all that can run by themselves."""
    wanted = sys.argv[1:] or sorted(path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py") if is_alone(path))
    commands = {name: [sys.executable, "-m", f"benchmarks.{name}", "--json"] for name in wanted}
    failed = [name for name, command in commands.items() if subprocess.run(command, cwd=ROOT).returncode]
    return 1 if failed else 0


def is_alone(path: Path) -> bool:
    """Is it a command, and can it run without data of its own being named?"""
    source = path.read_text(encoding="utf-8")
    return "__main__" in source and "--train" not in source


if __name__ == "__main__":
    sys.exit(main())
