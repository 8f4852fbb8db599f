"""A program for test_versions: write and serve one version, and die by SIGKILL at the nth thing done to the disk.

Prints one line for each n: what it was doing, or "done" for the first n that is beyond the end.
"""

import os
import signal
import sys
from pathlib import Path

import django

TOUCHES = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "fcntl.flock")


def attempt(nth: int, root: str) -> int:
    """Fork, write in the child with a killer at the nth touch, and return how the child ended."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    count = 0

    def killer(event: str, args: tuple) -> None:
        nonlocal count
        if event in TOUCHES and root in str(args[0] if event != "fcntl.flock" else root):
            count += 1
            if count == nth:
                os.write(1, f"{event}\n".encode())
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(killer)
    versions.serve(
        versions.write("model", "try", {"numbers": np.arange(1000), "b": np.ones(7)}, {"nth": nth})
    )
    os._exit(0)


def main() -> None:
    """Try every point until one attempt comes through."""
    for nth in range(1, 200):
        if attempt(nth, os.environ["MATCHER_ROOT"]) == 0:
            print("done", flush=True)
            return
        found = versions.serving("model")
        whole = found is not None and versions.arrays(found)["numbers"].tolist() == list(
            range(1000)
        )
        print("serving", "whole" if whole else "broken", versions.fault("model") or "-", flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    import numpy as np

    from matching.recommendations import versions

    main()
