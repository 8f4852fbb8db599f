"""What do the measurements say today? Runs every benchmark and prints one JSON object a line, each with the seconds it took.

`make bench` measures small problems in minutes; `make bench ARGS=--full` measures each at its own size, which may take an
hour; `make bench ARGS="web seats"` runs the named ones alone. What cannot run on this machine says so in its line.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SMALL = {
    "city": ["--people", "1200", "--openings", "240"],
    "matching_batch": ["--people", "1500", "--openings", "1000"],
    "matching_speed": ["--people", "4000", "--openings", "3000"],
    "seats": ["--rounds", "2"],
    "memory": ["--requests", "10"],
    "web": ["--rounds", "3", "--requests", "20"],
}


def main(words: list[str]) -> int:
    """Run the benchmarks named on the command line, or all that can run by themselves."""
    is_full = "--full" in words
    wanted = [word for word in words if word != "--full"] or alone()
    lines = [measured(name, [] if is_full else SMALL.get(name, [])) for name in wanted]
    return 1 if any(line.get("failed") for line in lines) else 0


def alone() -> list[str]:
    """Return the commands that need no data of their own being named."""
    sources = {
        path.stem: path.read_text(encoding="utf-8")
        for path in (ROOT / "benchmarks").glob("[a-z]*.py")
    }
    return sorted(
        name for name, source in sources.items() if "__main__" in source and "--train" not in source
    )


def measured(name: str, options: list[str]) -> dict:
    """Run one benchmark and print its line; a failure is a line as well."""
    began = time.monotonic()
    command = [sys.executable, "-m", f"benchmarks.{name}", "--json", *options]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    line = {"benchmark": name, **(last_object(done.stdout) or {"failed": "it printed no JSON"})}
    if done.returncode:
        line["failed"] = line.get("failed") or f"exit code {done.returncode}"
    print(
        json.dumps({**line, "took_s": round(time.monotonic() - began, 1)}, ensure_ascii=False),
        flush=True,
    )
    return line


def last_object(printed: str) -> dict | None:
    """Return the JSON object on the last line, if there is one."""
    try:
        found = json.loads(printed.strip().rpartition("\n")[2])
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
