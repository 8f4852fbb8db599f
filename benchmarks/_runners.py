"""Where are the parts of a batch computed? Two ways to run `batch.in_parts` on several processes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any


@contextmanager
def on_processes(workers: int) -> Iterator[Any]:
    """Run on joblib's local processes; large arrays are shared through memory-mapped files."""
    from joblib import Parallel, delayed

    with Parallel(n_jobs=workers) as pool:

        def run(function: Any, shared: Any, parts: Sequence[Any]) -> list[Any]:
            return pool(delayed(function)(shared, part) for part in parts)

        yield run


@contextmanager
def on_dask(workers: int, address: str = "") -> Iterator[Any]:
    """Run on the Dask scheduler at that address, or on this machine; the openings' side is sent to each worker once."""
    from distributed import Client, LocalCluster

    def run(function: Any, shared: Any, parts: Sequence[Any]) -> list[Any]:
        everywhere = client.scatter(shared, broadcast=True)
        return client.gather(
            [client.submit(function, everywhere, part, pure=False) for part in parts]
        )

    if address:
        with Client(address) as client:
            yield run
        return
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, scheduler_port=0
        ) as cluster,
        Client(cluster) as client,
    ):
        yield run
