"""How many processes and threads serve the site, what do they share, and when does one of them give up?"""

import ctypes
import gc
import os
import signal
import sys
import time
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in manage.py: one pool of threads, ours

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
# Everything is loaded once: the processes share what none of them changes, and a new one serves at once.
preload_app = True
timeout = 60
graceful_timeout = 20
keepalive = 5
# A worker is replaced now and then, so that a slow leak never becomes an outage; the jitter keeps them apart.
max_requests = 5_000
max_requests_jitter = 500
# Only the proxy named here may say which address and scheme the visitor came with.
forwarded_allow_ips = os.environ.get("TRUSTED_PROXY_IPS", "127.0.0.1")
accesslog = os.environ.get("ACCESS_LOG") or None
errorlog = "-"
control_socket_disable = True

# Of glibc: what a page no longer needs goes back to the machine, not to a reserve of each thread.
FRUGAL = {
    "M_ARENA_MAX": (-8, 1),
    "M_MMAP_THRESHOLD": (-3, 131_072),
    "M_TRIM_THRESHOLD": (-1, 131_072),
}


def when_ready(server: Any) -> None:
    """Load everything before the first visitor comes and before processes part; be frugal with what they share."""
    if "config.settings" in sys.modules:  # benchmarks serve smaller applications, too
        load_pages()
    # Looking for waste would write to every object, and what is written to is no longer shared.
    gc.collect()
    gc.freeze()
    give_back()
    server.log.info("loaded")


def load_pages() -> None:
    """Load every address, view, form and template; leave no connection open that processes must not share."""
    from django.conf import settings
    from django.db import connections
    from django.template.loader import get_template
    from django.urls import reverse
    from django.utils import translation

    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            reverse(settings.LOGIN_URL)
    pages = settings.BASE_DIR / "templates"
    for path in pages.rglob("*.html"):
        get_template(str(path.relative_to(pages)))
    connections.close_all()


def give_back() -> None:
    """Ask the allocator to be frugal, where it is glibc's."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", lambda *_: 0)
        for option, value in FRUGAL.values():
            mallopt(option, value)


def on_reload(server: Any) -> None:
    """On HUP, become a new program with the code that lies there now; requests wait at the open socket meanwhile.

    Workers end their requests first. Gunicorn alone would start them again with the code it loaded once.
    """
    server.kill_workers(signal.SIGTERM)
    limit = time.monotonic() + graceful_timeout
    while server.WORKERS and time.monotonic() < limit:
        server.reap_workers()
        time.sleep(0.1)
    listeners = ",".join(str(each.fileno()) for each in server.LISTENERS)
    kept = {"GUNICORN_PID": str(os.getpid()), "GUNICORN_FD": listeners}
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until the new program listens to it
    os.chdir(server.START_CTX["cwd"])
    os.execve(sys.executable, sys.orig_argv, {**server.cfg.env_orig, **kept})
