"""How many processes and threads serve the site, and when does one of them give up?"""

import os
from typing import Any

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
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


def post_worker_init(worker: Any) -> None:
    """Load every address, view and form before the first visitor comes, not while that visitor waits."""
    from django.urls import get_resolver

    worker.log.info("%d groups of addresses loaded", len(get_resolver().url_patterns))
