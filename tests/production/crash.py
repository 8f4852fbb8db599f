"""What does a site's database know about a crowd that clicks while processes die? Run as a program of its own.

`python -m tests.production.crash`, with the site's environment, reads questions, a JSON list a line, and answers each with
a line of JSON; the program is loaded once for all of them:
["prepare", PEOPLE]      make a run with a seat for everybody and signed-in trainees; their sessions
["count", RUN]           capacity, counter, rows with a seat, their audit entries, notices, notices that were mailed
"""

import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def main() -> None:
    """Answer until nobody asks any more; what else is printed goes elsewhere."""
    import django
    from django.db import connections

    answers, sys.stdout = sys.stdout, sys.stderr
    django.setup()
    for line in sys.stdin:
        verb, *arguments = json.loads(line)
        answer = {"prepare": prepare, "count": count}[verb](*arguments)
        connections.close_all()
        print(json.dumps(answer), file=answers, flush=True)


def prepare(people: str) -> dict:
    """A run with as many seats as people, and a session for each of them."""
    from tests.concurrency.crowd import prepare as crowd

    made = crowd(people, people)
    return {"run": made["run"], "sessions": [session_of(pk) for pk in made["trainees"]]}


def session_of(trainee_id: int) -> str:
    """A session in which the trainee is logged in."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(get_user_model().objects.get(trainee__pk=trainee_id))
    return client.session.session_key


def count(run: str) -> dict:
    """What the tables say."""
    from core.models import Notice
    from tests.concurrency.crowd import count as crowd
    from training.models import Enrolment

    ids = list(Enrolment.objects.filter(run=run).values_list("pk", flat=True))
    urls = [f"/my/courses/{pk}/" for pk in ids]
    notices = Notice.objects.filter(url__in=urls)
    return {
        **crowd(run),
        "enrolments": sorted(ids),
        "notices": notices.count(),
        "mailed": notices.filter(emailed_at__isnull=False).count(),
        "asked_at": time.time(),
    }


if __name__ == "__main__":
    main()
