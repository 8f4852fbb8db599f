"""How long does one request for recommendations take in a city, with and without the shared snapshot (index)?

`python -m benchmarks.matching_request --json` writes 30,000 people and 20,000 live openings into a SQLite file, then measures,
each in a process of its own: everything read from the rows, writing the snapshot, requests with the snapshot, the request
after another process edited an opening or a person, and the memory of each process (`--keep DIR` keeps the city).
With --learned the people have applied, the product trains on it and serves the model, and requests right after an own
application are measured too; --database URL uses an empty PostgreSQL database instead of the file.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
ASKED = 200  # people, one request each
EDITS = 30
BAR, SPARSE_BAR = 100, 1  # milliseconds of CPU, which a busy machine leaves as they are


def main() -> int:
    """Run the parts and print one JSON object; exit 1 if a bar is missed."""
    args = arguments()
    if args.part:
        print(json.dumps(PARTS[args.part](args)), flush=True)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        home = args.keep or Path(folder)
        if not (home / "filled").exists():
            part("fill", args, home)
            (home / "filled").touch()
        rows = None if args.index_only else part("rows", args, home)
        made = part("refresh", args, home)
        trained = part("train", args, home) if args.learned else None
        shared = part("shared", args, home)
    edited = shared["openings_after_edit"]
    ratio = rows and round(edited["cpu_ms_p95"] / rows["openings_after_edit"]["cpu_ms"], 4)
    print(json.dumps({
        "benchmark": "matching_request", "people": args.people, "openings": args.openings, "load": os.getloadavg()[0],
        "from_rows": rows, "refresh": made, "train": trained, "from_index": shared, "after_edit_cpu_ratio": ratio,
    }))  # fmt: skip
    return 1 if edited["cpu_ms_p95"] > BAR or shared["sparse"]["cpu_ms_p50"] > SPARSE_BAR else 0


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=30_000)
    parser.add_argument("--openings", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--learned",
        action="store_true",
        help="with what the training learns of made-up applications",
    )
    parser.add_argument(
        "--index-only", action="store_true", help="without asking from the rows, which is slow"
    )
    parser.add_argument(
        "--database", default="", help="the address of an empty PostgreSQL database"
    )
    parser.add_argument(
        "--keep", type=Path, help="a folder for the city, used again when it is there"
    )
    parser.add_argument(
        "--json", action="store_true", help="always printed as JSON; kept for uniformity"
    )
    parser.add_argument("--part", help=argparse.SUPPRESS)
    return parser.parse_args()


def part(name: str, args: argparse.Namespace, home: Path) -> dict:
    """Run one part in a process of its own and return what it found."""
    home.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        command(name, args),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=surroundings(name, args, home),
    )
    return json.loads(done.stdout.splitlines()[-1])


def command(name: str, args: argparse.Namespace) -> list[str]:
    """The command line of a part."""
    sizes = [
        "--people",
        str(args.people),
        "--openings",
        str(args.openings),
        "--seed",
        str(args.seed),
    ]
    more = ["--database", args.database, *(["--learned"] if args.learned else [])]
    return [sys.executable, "-m", "benchmarks.matching_request", *sizes, *more, "--part", name]


def surroundings(name: str, args: argparse.Namespace, home: Path) -> dict[str, str]:
    """The environment of a part; the part "rows" finds no index."""
    matcher = home / ("no-matcher" if name == "rows" else "matcher")
    database = args.database or f"sqlite:///{home / 'db.sqlite3'}"
    return {
        **os.environ,
        "ZHICAI_VAR": str(home),
        "DATABASE_URL": database,
        "MATCHER_ROOT": str(matcher),
    }


def start() -> None:
    """Let Django come up."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()


def fill(args: argparse.Namespace) -> dict:
    """Write the city."""
    start()
    from django.core.management import call_command

    from benchmarks import _market

    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)
    _market.fill(args.people, args.openings, args.seed, applied=args.learned)
    return {}


def refresh(args: argparse.Namespace) -> dict:
    """Make the index."""
    start()
    from matching.recommendations.night import refreshing

    spent, written = timed(refreshing.refresh)
    size = sum(path.stat().st_size for version in written for path in version.folder.iterdir())
    return {**spent, "disk_mb": round(size / 2**20, 1), "memory_mb": memory()}


def train(args: argparse.Namespace) -> dict:
    """Train once on everything, as the night does, and let the model serve with the weights of the small demo city."""
    start()
    from dataclasses import asdict

    from benchmarks._city import SERVED
    from core import clock
    from matching.recommendations.kept.model import KIND
    from matching.recommendations.kept.store import store
    from matching.recommendations.night import fitting

    spent, arrays = timed(lambda: fitting.arrays_of(fitting.material_of(clock.today())))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    card = {"is_learned": True, "weights": asdict(SERVED), "trained_at": clock.now().isoformat()}
    store(KIND).serve(store(KIND).write("learned", arrays, card))
    return {
        "cpu_s": round(spent["cpu_ms"] / 1000, 1),
        "peak_rss_mb": peak,
        "width": arrays["people"].shape[1],
    }


def after_applying(people: list) -> dict:
    """The request of a person who applied an instant ago, with fold-in of all own outcomes."""
    from core import clock
    from matching.models import Application
    from matching.recommendations.request.lists import openings_for

    times = []
    for person in people[:EDITS]:
        liked = openings_for(person)[0].thing
        now = clock.now()
        Application.objects.create(trainee=person, opening=liked, submitted_at=now, moved_at=now)
        times.append(timed(lambda p=person: openings_for(p))[0])
    return spread(times)


def from_rows(args: argparse.Namespace) -> dict:
    """Ask without an index: the first request, the next one, and the one after an edit."""
    start()
    from matching.recommendations.request.lists import openings_for, people_for

    people, openings, editor = some("people"), some("openings"), Editor(args)
    found = {"openings_first": timed(lambda: openings_for(people[0]))[0]}
    found["openings"] = spread([timed(lambda p=p: openings_for(p))[0] for p in people[:20]])
    editor.edit("opening", openings[0].pk)
    found["openings_after_edit"] = timed(lambda: openings_for(people[0]))[0]
    found["people_first"] = timed(lambda: people_for(openings[0]))[0]
    found["people"] = spread([timed(lambda o=o: people_for(o))[0] for o in openings[:20]])
    editor.edit("person", people[0].pk)
    found["people_after_edit"] = timed(lambda: people_for(openings[0]))[0]
    editor.stop()
    return {**found, "memory_mb": memory()}


def shared(args: argparse.Namespace) -> dict:
    """Ask with the index."""
    start()
    from matching.recommendations.request.lists import openings_for, people_for

    bare = memory()
    people, openings, editor = some("people"), some("openings"), Editor(args)
    ask_openings, ask_people = openings_for, people_for
    found = {
        "openings_first": timed(lambda: ask_openings(people[0]))[0],
        "openings": spread([timed(lambda p=p: ask_openings(p))[0] for p in people]),
        "openings_queries": queries(lambda: ask_openings(people[1])),
        "openings_after_edit": after_edits(
            editor, "opening", openings, lambda n: ask_openings(people[n])
        ),
        **arithmetic(people),
        "people_first": timed(lambda: ask_people(openings[0]))[0],
        "people": spread([timed(lambda o=o: ask_people(o))[0] for o in openings]),
        "people_queries": queries(lambda: ask_people(openings[1])),
        "people_after_edit": after_edits(
            editor, "person", people, lambda n: ask_people(openings[n])
        ),
        **({"openings_after_applying": after_applying(people[EDITS:])} if args.learned else {}),
        "memory_before_mb": bare,
        "memory_mb": memory(),
    }
    editor.stop()
    return found


def arithmetic(people: list) -> dict:
    """One changed person without the database: the sparse product alone, and the full scores with reasons."""
    import recommender
    from core import clock
    from matching.recommendations.request.serving import Serving
    from recommender.ranking.order import top
    from recommender.score.scores import skill_score

    def search(problem) -> None:
        everything = np.arange(problem.openings.ids.size)
        top(
            skill_score(problem, np.zeros(1, dtype=np.int64), everything)[0],
            problem.openings.ids,
            20,
            0,
        )

    problems = [Serving(clock.today()).person_problems(person)[0] for person in people[:100]]
    sparse = [timed(lambda p=problem: search(p))[0] for problem in problems]
    whole = [
        timed(lambda p=p: recommender.recommend_openings(p, [p.people.ids[0]], 20))[0]
        for p in problems
    ]
    return {"sparse": spread(sparse), "scores": spread(whole)}


def after_edits(editor: "Editor", what: str, things: list, ask) -> dict:
    """The request after another process has edited something, again and again."""
    times = []
    for n in range(EDITS):
        editor.edit(what, things[n].pk)
        times.append(timed(lambda n=n: ask(n))[0])
    return spread(times)


class Editor:
    """Another process that edits one row at a time."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.process = subprocess.Popen(
            command("edit", args), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def edit(self, what: str, pk: int) -> None:
        """Trigger an edit and wait for it."""
        print(what, pk, file=self.process.stdin, flush=True)
        self.process.stdout.readline()

    def stop(self) -> None:
        """Stop the process."""
        self.process.communicate()


def edit(args: argparse.Namespace) -> dict:
    """Edit what is named line by line."""
    start()
    from accounts.models import Trainee
    from matching.models import Opening

    for line in sys.stdin:
        what, pk = line.split()
        thing = (Opening if what == "opening" else Trainee).objects.get(pk=pk)
        if what == "opening":
            thing.duties, thing.version = f"{thing.duties}改", thing.version + 1
            thing.save(update_fields=["duties", "version"])
        else:
            thing.about, thing.profile_version = f"{thing.about}改", thing.profile_version + 1
            thing.save(update_fields=["about", "profile_version"])
        print("done", flush=True)
    return {}


def some(what: str) -> list:
    """People or openings spread over all."""
    from accounts.models import Trainee
    from matching.models import Opening

    model = (
        Trainee.objects.select_related("education") if what == "people" else Opening.objects.all()
    )
    ids = list(model.order_by("pk").values_list("pk", flat=True))
    return list(model.filter(pk__in=ids[:: max(1, len(ids) // ASKED)][:ASKED]).order_by("pk"))


def queries(action) -> int:
    """How many queries a call makes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


def timed(action) -> tuple[dict, object]:
    """Return the milliseconds of a call, on the clock and of this process's CPU, and what it returned."""
    began, spent = time.perf_counter(), time.process_time()
    result = action()
    return {
        "ms": milli(time.perf_counter() - began),
        "cpu_ms": milli(time.process_time() - spent),
    }, result


def milli(seconds: float) -> float:
    """Seconds as milliseconds."""
    return round(1000 * seconds, 2)


def spread(times: list[dict]) -> dict:
    """Return median and 95th percentile, by the clock and of CPU."""
    return {
        f"{what}_{name}": round(float(np.percentile([each[what] for each in times], share)), 2)
        for what in ("ms", "cpu_ms")
        for name, share in (("p50", 50), ("p95", 95))
    }


def memory() -> dict:
    """This process's memory in MB: all of it, and what no other process shares with it (Linux; elsewhere nothing)."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return {}
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
    return {"all": round(sizes["Rss"] / 1024), "own": round(sizes["Anonymous"] / 1024)}


PARTS = {
    "fill": fill,
    "refresh": refresh,
    "train": train,
    "rows": from_rows,
    "shared": shared,
    "edit": edit,
}

if __name__ == "__main__":
    raise SystemExit(main())
