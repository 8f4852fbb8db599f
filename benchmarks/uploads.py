"""How much time and memory does checking a malformed file take? `python -m benchmarks.uploads --files 10000 --json`.

The files are those of `tests/core/test_malformed_uploads.py`: valid ones with bytes flipped, removed, repeated, truncated or
spliced. Each is checked as an upload is. Exit 1 if one took longer than two seconds or over 200 MB were used.
"""

import argparse
import json
import os
import random
import tracemalloc

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
SECONDS, BYTES = 2.0, 200 * 1024 * 1024


def main() -> int:
    """Judge the files one after the other and print one JSON object."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument(
        "--json", action="store_true", help="always printed as JSON; kept for uniformity"
    )
    count = parser.parse_args().files

    import django

    django.setup()
    from tests.core.test_malformed_uploads import judged, malformed

    files = malformed(random.Random(20261123))  # the same files each time
    tracemalloc.start()
    seconds = sorted(judged(next(files))[1] for _ in range(count))
    peak = tracemalloc.get_traced_memory()[1]
    print(json.dumps({"benchmark": "uploads", "files": count, "median_s": seconds[count // 2],
                      "slowest_s": seconds[-1], "peak_bytes": peak}))  # fmt: skip
    return int(seconds[-1] > SECONDS or peak > BYTES)


if __name__ == "__main__":
    raise SystemExit(main())
