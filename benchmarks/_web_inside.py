"""How many queries does each page make, and which cookie opens it? Run inside a site's environment by benchmarks.web.

Reads `[[name, path, e-mail], …]` from the command line and prints one JSON object.
"""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
COUNTED = ("accounts.Trainee", "training.Enrolment", "training.Attendance", "training.Certificate", "matching.Opening",
           "matching.Application", "core.AuditEntry")  # fmt: skip


def main(pages: str) -> None:
    """Answer for every page."""
    import django

    django.setup()
    from django.apps import apps

    answer = {"pages": [look(*page) for page in json.loads(pages)]}
    answer["records"] = {label: apps.get_model(label).objects.count() for label in COUNTED}
    print(json.dumps(answer))


def look(name: str, path: str, email: str) -> dict:
    """Open one page twice as its person and count the second time, when caches are as warm as in daily work."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User

    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    if email:
        client.force_login(User.objects.get(email=email))
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    writes = [
        q
        for q in asked.captured_queries
        if q["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    return {
        "name": name,
        "path": path,
        "status": response.status_code,
        "queries": len(asked),
        "writes": len(writes),
        "bytes": len(response.content),
        "cookie": "; ".join(f"{key}={morsel.value}" for key, morsel in client.cookies.items()),
    }


if __name__ == "__main__":
    main(sys.argv[1])
