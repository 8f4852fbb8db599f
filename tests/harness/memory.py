"""How often is memory looked through for what nobody needs? Seldom: a test process is large and does not live long."""

import gc

import pytest


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was imported stays for good; the rest is looked at after 50,000 new objects instead of 700."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
