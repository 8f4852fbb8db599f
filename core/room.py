"""Where are PDFs and large pictures decoded? In a sandbox: a process of its own with limits on memory and time.

`python -m core.room paper|picture` reads the file from its input and answers with one line of JSON; the stored form of the
file follows the line. It uses no database, no settings and no network, and a crash affects this process alone.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path

MEMORY_BYTES = (
    400 * 1024 * 1024
)  # address space, not resident memory: about half of it is the interpreter's
CPU_SECONDS = 4
WAIT_SECONDS = 30


def judged_apart(what: str, content: bytes) -> tuple[str, bytes, str]:
    """Return (fault, stored form, extension) for a file, computed in the sandbox process."""
    try:
        done = subprocess.run(  # noqa: S603  # our own module; the file goes in as input
            [sys.executable, "-m", "core.room", what],
            cwd=Path(__file__).resolve().parent.parent,
            input=content,
            capture_output=True,
            timeout=WAIT_SECONDS,
            check=True,
        )
        line, kept = done.stdout.split(b"\n", 1)
    except (subprocess.SubprocessError, ValueError):  # out of memory, out of time, or crashed
        return "heavy", b"", ""
    said = json.loads(line)
    return said["fault"], kept, said["ending"]


def main(what: str) -> None:
    """Check the file on the input under the limits."""
    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    fault, kept, ending = _judge(what, content)
    sys.stdout.buffer.write(json.dumps({"fault": fault, "ending": ending}).encode() + b"\n" + kept)


def _judge(what: str, content: bytes) -> tuple[str, bytes, str]:
    if what == "paper":
        from core.papers import kept_of

        _limit_memory()
        return *kept_of(content), "pdf"
    from core.pictures import redrawn

    _limit_memory()
    try:
        return "", *redrawn(content)
    except (OSError, ValueError, SyntaxError):
        return "broken", b"", ""


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    main(sys.argv[1])
