"""How does a test get the whole site running: web processes, a worker, a database with the demo city?

`Site` starts the same programs as production does, in the embedded shape (SQLite) or, where DATABASE_URL and REDIS_URL
say so, in production shape from `deploy/environment.example`. Processes can be killed and started again one by one.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.harness import redis_server, template

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {
    "web": ["-m", "gunicorn", "-c", "config/gunicorn.conf.py", "config.wsgi:application"],
    "worker": ["manage.py", "qcluster"],
}


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read_environment_file(path: Path) -> dict[str, str]:
    """NAME=value lines, without comments."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


class Site:
    """One running installation of its own: database, files, port, logs."""

    def __init__(self, folder: Path, *, production: bool, **extra: str) -> None:
        self.folder, self.production = folder, production
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.database = ""
        self.redis = redis_server.RedisServer() if production and redis_server.PROGRAM else None
        if self.redis:
            self.redis.start()
        self.environment = {**self._environment(), **extra}

    def _environment(self) -> dict[str, str]:
        keep = {
            k: v
            for k, v in os.environ.items()
            if not k.startswith(("DJANGO_", "ZHICAI_", "PYTEST_"))
        }
        shape = (
            read_environment_file(ROOT / "deploy" / "environment.example")
            if self.production
            else {}
        )
        return {
            **keep,
            **shape,
            "SECRET_KEY": "walk-" * 12,
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "SITE_URL": self.url,
            "CSRF_TRUSTED_ORIGINS": self.url,
            "SECURE_SSL_REDIRECT": "0",  # the proxy that would speak TLS is not part of the walk
            "ZHICAI_SECOND_FACTOR": "0",  # the walk logs in with passwords; the second factor has tests of its own
            "SMS_SENDER": "accounts.sms.ConsoleSender",
            "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend",
            "ZHICAI_VAR": str(self.folder),
            "STATIC_ROOT": str(self.folder / "static"),
            "MEDIA_ROOT": str(self.folder / "media"),
            "PRIVATE_ROOT": str(self.folder / "private"),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "2",
            "PYTHONUNBUFFERED": "1",
            "DATABASE_URL": self._make_database(),
            "REDIS_URL": self._redis_url() if self.production else "",
        }

    def _redis_url(self) -> str:
        return self.redis.url if self.redis else os.environ.get("REDIS_URL", "")

    def _make_database(self) -> str:
        server = os.environ.get("DATABASE_URL", "")
        if not server.startswith("postgres"):
            return f"sqlite:///{self.folder / 'db.sqlite3'}"
        self.database = f"site_{os.getpid()}_{self.port}"
        template.run(server, f'CREATE DATABASE "{self.database}"')
        return template.address(server, self.database)

    def migrate(self) -> None:
        """Give the site its tables, from the template."""
        if self.database:
            template.copy_postgres(os.environ["DATABASE_URL"], self.database)
        else:
            template.copy_sqlite(self.folder / "db.sqlite3")

    def manage(self, *arguments: str, check: bool = True) -> str:
        """Run one manage.py command on this site and return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert not check or done.returncode == 0, (
            f"manage.py {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
        )
        return done.stdout

    def prepare(self) -> None:
        """Fill the database with the demo city, as `make run` does."""
        self.migrate()
        done = subprocess.run(
            [sys.executable, "bin/prepare.py"],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        if self.production:
            self.manage("collectstatic", "--no-input", "-v", "0")

    def start(self, name: str) -> None:
        """Start the web processes or the worker, in a group of their own."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *COMMANDS[name]],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if name == "web":
            self.wait_until_healthy()

    def wait_until_healthy(self, seconds: float = 180) -> None:
        """Wait for the health address to say yes."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.status("/healthz") == 200:
                return
            time.sleep(0.2)
        raise AssertionError(f"not healthy after {seconds} s\n{self.log('web')[-3000:]}")

    def status(self, path: str) -> int:
        """The status of one GET; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def kill(self, name: str) -> None:
        """kill -9 of a program and all its processes."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def restart_database(self) -> None:
        """Cut every connection and let nobody in for a moment, as a server that is started anew does; others' are left alone."""
        server = os.environ["DATABASE_URL"]
        template.run(server, f'ALTER DATABASE "{self.database}" ALLOW_CONNECTIONS false')
        try:
            cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            template.run(server, cut, self.database)
            assert self.status("/") == 503
        finally:
            template.run(server, f'ALTER DATABASE "{self.database}" ALLOW_CONNECTIONS true')
        self.wait_until_healthy()

    def stop(self) -> None:
        """End everything; drop the database."""
        for process in self.processes.values():
            os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if self.redis:
            self.redis.stop()
        if self.database:
            template.run(
                os.environ["DATABASE_URL"],
                f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)',
            )

    def log(self, name: str) -> str:
        """What a program printed so far: messages to phones and mailboxes too."""
        path = self.folder / f"{name}.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def latest_code(self, seconds: float = 15) -> str:
        """The last six-digit code that went to a phone or, failing that, to a mailbox."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            printed = self.log("web") + self.log("worker")
            codes = re.findall(r"SMS to \S+ .*?\b(\d{6})\b", printed) or re.findall(
                r"^\s*(\d{6})\s*$", printed, re.M
            )
            if codes:
                return str(codes[-1])
            time.sleep(0.3)
        raise AssertionError(
            "no code was sent\n" + self.log("web")[-3000:] + self.log("worker")[-3000:]
        )
