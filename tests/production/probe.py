"""What does a web process hold? The site's own WSGI application, with one more address that tells."""

import json
import os
import sys
import time
from pathlib import Path

from config.wsgi import application as site

LOADED_AT = time.time()


def application(environ: dict, start_response) -> list[bytes]:
    """Answer /probe with what is loaded here; everything else is the site's."""
    if environ["PATH_INFO"] != "/probe":
        return site(environ, start_response)
    told = {
        "modules": sorted(sys.modules),
        "files": [str(each.resolve()) for each in Path("/proc/self/fd").iterdir()],
        "loaded_at": LOADED_AT,
        "pid": os.getpid(),
        "main": os.getppid(),
    }
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(told).encode()]
