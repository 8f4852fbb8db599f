"""A program for test_versions: write and serve one version, and die by SIGKILL at the nth thing done to the disk.

Prints one line for each n: what it was doing, or "done" for the first n that is beyond the end.
"""

import os
import signal
import sys
from pathlib import Path

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
    store = Store(Path(root), "model", 5)
    arrays = {"numbers": np.arange(1000), "b": np.ones(7)}
    store.serve(store.write("try", arrays, {"nth": nth}))
    os._exit(0)


def main() -> None:
    """Try every point until one attempt comes through."""
    store = Store(Path(os.environ["MATCHER_ROOT"]), "model", 5)
    for nth in range(1, 200):
        if attempt(nth, os.environ["MATCHER_ROOT"]) == 0:
            print("done", flush=True)
            return
        found = store.serving()
        whole = found is not None and arrays_of(found)["numbers"].tolist() == list(range(1000))
        print("serving", "whole" if whole else "broken", store.fault() or "-", flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import numpy as np

    from core.versions import Store
    from core.versions import arrays as arrays_of

    main()
