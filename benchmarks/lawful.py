"""How good is the screening of company texts? Verdicts by kind on the hand-written lines, with every miss; JSON.

python -m benchmarks.lawful [--style last]     default: the last hold-out set
"""

import argparse
import json
import os
import time
from collections import Counter
from typing import Any

STYLES = (
    "tuned",
    "poster",
    "office",
    "board",
    "gate",
    "fresh",
    "voices",
    "kinds",
    "street",
    "winks",
    "messages",
    "ordinary",
    "trade",
    "fourth",
    "everyday",
    "owners",
    "town",
    "sixth",
    "eleventh",
    "burdens",
    "veiled",
    "halfway",
    "counter",
    "seams",
    "last",
)


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--style", choices=STYLES, default="last")
    style = parser.parse_args().style
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    print(
        json.dumps(
            {label: reached(label, style) for label in ("unlawful", "lawful")},
            ensure_ascii=False,
            indent=1,
        )
    )


def reached(label: str, style: str) -> dict[str, Any]:
    """Return the verdicts on one file: shares, by kind, the misses, and the time a line takes."""
    from matching.lawful import screen
    from tests.matching.lawful.corpus import lines

    rows = lines(label, style) if (label, style) != ("unlawful", "trade") else []
    start = time.process_time()
    judged = [(kind, text, screen(text).verdict) for kind, text in rows]
    spent = time.process_time() - start
    wanted = "stop" if label == "unlawful" else "pass"
    kinds: dict[str, Counter[str]] = {}
    for kind, _text, verdict in judged:
        kinds.setdefault(kind, Counter())[verdict] += 1
    return {
        "lines": len(rows),
        "shares": {
            v: round(n / len(rows), 4) for v, n in Counter(v for _k, _t, v in judged).items()
        },
        "ms_a_line": round(1000 * spent / max(len(rows), 1), 2),
        "kinds": kinds,
        "misses": [[kind, verdict, text] for kind, text, verdict in judged if verdict != wanted],
    }


if __name__ == "__main__":
    main()
