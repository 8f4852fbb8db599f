"""Which environment do the settings read when tests run? Loaded before them (pyproject: `-p`)."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("SECRET_KEY", "tests-only")
os.environ.setdefault("EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
os.environ.setdefault("EVEN_SECONDS", "0")  # tests of it set their own
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in manage.py
# Playwright drives its browser from an event loop in the main thread; Django's own calls there stay synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
for name in ("DJANGO_DEBUG", "ZHICAI_PRODUCTION"):
    os.environ.pop(name, None)
# Each process keeps its private files for itself: what one test leaves or counts there is no other's.
os.environ["PRIVATE_ROOT"] = tempfile.mkdtemp(prefix="zhicai-private-")
atexit.register(shutil.rmtree, os.environ["PRIVATE_ROOT"], ignore_errors=True)
