"""What happens by itself, and only once."""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType

from core import clock
from core.clock import today as city_today
from core.models import AuditEntry, Notice
from matching import tasks
from matching.actions.lapsing import tell_endings
from matching.actions.openings import expire_openings
from matching.models import Application, Opening
from matching.queries import answer_figures
from matching.queries.openings import openings_past_their_date
from tests.factories.accounts import company_user
from tests.factories.matching import ApplicationFactory, OfferFactory, OpeningFactory

pytestmark = pytest.mark.django_db


def test_an_unanswered_application_lapses_once_and_counts_in_the_answer_rate(
    today: date, clock
) -> None:
    from core import clock as city

    opening = OpeningFactory()
    company_user(opening.company)
    silent = ApplicationFactory(opening=opening, lapses_at=city.now() + timedelta(days=14))
    soon, later = city.now() + timedelta(days=2), city.now() + timedelta(days=30)
    ApplicationFactory(opening=opening, state="shortlisted", answered_at=soon, lapses_at=later)
    assert tasks.lapse_applications() == 0
    clock.set(today + timedelta(days=15))
    assert (tasks.lapse_applications(), tasks.lapse_applications()) == (1, 0)
    silent.refresh_from_db()
    figures = answer_figures(opening.company_id, city.now())
    assert (silent.state, figures.answered, figures.due, figures.percent, figures.median_days) == (
        "lapsed",
        1,
        2,
        50,
        2.0,
    )
    assert (
        Notice.objects.filter(
            recipient=silent.trainee.user, code="matching.application.lapsed"
        ).count()
        == 1
    )


def test_an_offer_expires_the_day_after_its_date(today: date, clock) -> None:
    offer = OfferFactory(expires_on=today, start_on=today)
    assert tasks.expire_offers() == 0
    clock.set(today + timedelta(days=1))
    assert (tasks.expire_offers(), tasks.expire_offers()) == (1, 0)
    offer.application.refresh_from_db()
    assert offer.application.state == "expired"


def test_a_company_without_applications_has_no_rate(today: date) -> None:
    from core import clock as city

    figures = answer_figures(OpeningFactory().company_id, city.now())
    assert (figures.percent, figures.median_days) == (None, None)


def test_every_notice_of_the_room_has_words_in_both_languages() -> None:
    from django.utils import translation

    from core.notices import registered_codes, subject_of

    names = (
        "opening",
        "company",
        "day",
        "reason",
        "when",
        "place",
        "person",
        "answer",
        "count",
        "openings",
        "about",
    )
    params = {name: {"zh": "某", "en": "some"} for name in names}
    for code in (code for code in registered_codes() if code.startswith("matching.")):
        words = {}
        for language in ("zh-hans", "en"):
            with translation.override(language):
                words[language] = subject_of(Notice(code=code, params=params))
        assert words["zh-hans"] != words["en"], code


def run_out(kind: str) -> None:
    """One thing that has run out, of a person and a company of its own."""
    from core import clock as city

    moment, today = city.now() - timedelta(days=20), city.today()
    opening = OpeningFactory()
    company_user(opening.company)
    if kind == "opening":
        Opening.objects.filter(pk=opening.pk).update(valid_until=today - timedelta(days=1))
    elif kind == "offer":
        OfferFactory(
            application__opening=opening, expires_on=today - timedelta(days=1), start_on=today
        )
    elif kind == "silence":
        ApplicationFactory(opening=opening, lapses_at=moment)
    else:
        over = (
            {"state": "declined"}
            if kind == "no"
            else {"state": "rejected", "rejection_reason": "other"}
        )
        sent = ApplicationFactory(opening=opening)
        Application.objects.filter(pk=sent.pk).update(moved_at=moment, **over)


@pytest.mark.parametrize(
    ("kind", "task", "queries", "told"),
    [
        ("opening", tasks.expire_openings, 10, 1),
        ("offer", tasks.expire_offers, 16, 2),
        ("silence", tasks.lapse_applications, 15, 1),
        ("no", tasks.tell_refusals, 11, 1),
        ("refusal", tasks.tell_refusals, 11, 1),
    ],
)
def test_what_ran_out_costs_the_same_for_one_and_three(
    kind, task, queries, told, django_assert_num_queries
) -> None:
    ContentType.objects.get_for_models(Application, Opening)
    for number in (1, 3):
        for _ in range(number):
            run_out(kind)
        before = Notice.objects.count()
        with django_assert_num_queries(queries):
            assert task() == number
        assert Notice.objects.count() - before == told * number
        assert task() == 0


def test_who_was_faster_is_left_alone_and_the_others_go_on() -> None:
    """Three openings ran out; one was closed by its company after the task had read it."""
    for _ in range(3):
        run_out("opening")
    found = list(openings_past_their_date(city_today()))
    Opening.objects.filter(pk=found[1].pk).update(state="closed", closed_at=found[1].published_at)
    assert expire_openings(openings=found, now=clock.now()) == 2
    assert [each.state for each in Opening.objects.order_by("pk")] == [
        "expired",
        "closed",
        "expired",
    ]
    assert AuditEntry.objects.filter(verb="opening.expire").count() == 2
    assert Notice.objects.filter(code="matching.opening.expired").count() == 2


def test_a_refusal_that_was_taken_back_meanwhile_is_not_told() -> None:
    for _ in range(3):
        run_out("refusal")
    found = list(Application.objects.order_by("pk"))
    Application.objects.filter(pk=found[0].pk).update(state="reviewing", rejection_reason="")
    assert tell_endings(applications=found, now=clock.now()) == 2
    assert (
        list(Application.objects.order_by("pk").values_list("told_at", flat=True)).count(None) == 1
    )
