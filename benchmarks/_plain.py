"""What is the least that taking a seat costs over HTTP? A bare Django view for gunicorn: insert and conditional update.

No middleware, no session, no rules, no history, nobody told: the person's number comes with the form, and is believed.
"""

import time

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import models, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from config.settings import DATABASES

if not settings.configured:
    settings.configure(
        SECRET_KEY="plain",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        DATABASES=DATABASES,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        MIDDLEWARE=[],
        INSTALLED_APPS=[],
        USE_TZ=True,
    )
    django.setup()


class PlainRun(models.Model):
    """The run's seats, in the product's own table."""

    capacity = models.PositiveSmallIntegerField()
    seats_taken = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "plain"
        managed = False
        db_table = "training_courserun"


class PlainSeat(models.Model):
    """An enrolment, in the product's own table."""

    trainee_id = models.BigIntegerField()
    run_id = models.BigIntegerField()
    state = models.CharField(max_length=24)
    idempotency_key = models.CharField(max_length=64)
    applied_at = models.DateTimeField(default=timezone.now)
    waitlisted_at = models.DateTimeField(default=timezone.now)
    seated_at = models.DateTimeField(default=timezone.now)
    end_reason = models.CharField(max_length=300, default="")
    is_counted = models.BooleanField(default=False)
    hours_completed = models.DecimalField(max_digits=6, decimal_places=1, default=0)

    class Meta:
        app_label = "plain"
        managed = False
        db_table = "training_enrolment"


def enrol(request: HttpRequest, run: int) -> HttpResponse:
    """Take a seat, or the next place behind it."""
    with transaction.atomic():
        free = PlainRun.objects.filter(pk=run, capacity__gt=F("seats_taken"))
        seated = free.update(seats_taken=F("seats_taken") + 1) == 1
        PlainSeat.objects.create(
            trainee_id=int(request.POST["person"]),
            run_id=run,
            state="seated" if seated else "waitlisted",
            idempotency_key=f"{time.time_ns()}:{request.POST['person']}",
        )
    return HttpResponse(status=302, headers={"Location": "/"})


urlpatterns = [
    path("runs/<int:run>/enrol/", enrol),
    path("", lambda _request: HttpResponse("hello")),
]
application = get_wsgi_application()
