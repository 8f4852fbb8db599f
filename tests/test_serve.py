"""Does `make run` say where it really listens?"""

import importlib.util
import socket
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.factories.accounts import office_user

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def serve():
    """bin/serve.py as a module."""
    spec = importlib.util.spec_from_file_location("serve", ROOT / "bin" / "serve.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_port_asked_for_is_in_every_address(serve):
    environment = serve.local_environment({"PORT": "8123"})

    assert (environment["PORT"], environment["SITE_URL"]) == ("8123", "http://localhost:8123")


def test_a_taken_port_is_passed_over_and_the_free_one_named(serve, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(serve, "FIRST_PORT", taken.getsockname()[1])
        environment = serve.local_environment({})

    assert int(environment["PORT"]) > serve.FIRST_PORT
    assert environment["SITE_URL"] == f"http://localhost:{environment['PORT']}"


def test_an_address_that_somebody_set_stays(serve):
    assert serve.local_environment({"PORT": "8123", "SITE_URL": "https://zhicai.example"})[
        "SITE_URL"
    ] == ("https://zhicai.example")


@pytest.mark.django_db
def test_the_logins_are_printed_with_that_address(settings):
    settings.SITE_URL = "http://localhost:8123"
    office_user(email="office@zhicai.example")
    out = StringIO()

    call_command("demo_logins", stdout=out)

    assert "http://localhost:8123/" in out.getvalue()
    assert "teacher@zhicai.example" in out.getvalue()
