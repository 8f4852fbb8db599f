"""Does the office see words in doubt beside openings, and can a company say that stopped words are meant otherwise?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.companies import change_company
from core import clock
from core.audit import history
from core.denials import Refused
from matching.actions import desk, hires
from matching.actions.texts import see_text
from matching.lawful import screen
from matching.lawful.fields import READ
from matching.models import Application, Interview, WrittenText
from tests.cast import Cast
from tests.factories.matching import ApplicationFactory, PlacementFactory
from tests.harness.buttons import forms_of
from tests.harness.tight import tight

pytestmark = pytest.mark.django_db

DOUBT, STOPPED = "缝纫女工，熟手", "只招女生。"
REASON = "这是给女子学校的校服试身，学校指定。"
SOON = timedelta(days=3)


def waiting() -> list[tuple[str, str, str]]:
    """What the office is to look at."""
    return list(
        WrittenText.objects.filter(seen_at=None)
        .order_by("pk")
        .values_list("field", "text", "reason")
    )


def asked(cast: Cast) -> Application:
    return ApplicationFactory(opening__company=cast.firm, state="reviewing")


def step(application: Application, verb: str, **typed: Any) -> tuple[str, dict[str, Any]]:
    url = reverse("matching:company_application", args=[application.pk]) + f"{verb}/"
    return url, {f"{verb}-{name}": value for name, value in typed.items()}


def write(cast: Cast, field: str) -> None:
    """Write the doubtful words where a company may."""
    day, by = clock.today(), cast.company
    if field.startswith("accounts."):
        change_company(company=cast.firm, values={field.rpartition(".")[2]: DOUBT}, by=by)
    elif field == "matching.Interview.note":
        desk.invite(
            application=asked(cast),
            at=clock.now() + SOON,
            place="办公室",
            note=DOUBT,
            by=by,
            now=clock.now(),
        )
    elif field == "matching.Interview.place":
        desk.invite(
            application=asked(cast),
            at=clock.now() + SOON,
            place=DOUBT,
            note="",
            by=by,
            now=clock.now(),
        )
    elif field == "matching.Application.rejection_text":
        desk.reject(
            application=asked(cast),
            reason_code="other",
            text=DOUBT,
            lacking=[],
            by=by,
            now=clock.now(),
        )
    elif field == "matching.Offer.note":
        application = asked(cast)
        terms = {
            "pay": application.opening.pay_min,
            "start_on": day + SOON,
            "expires_on": day + SOON,
        }
        desk.make_offer(application=application, note=DOUBT, by=by, **terms, now=clock.now())
    elif field == "matching.Placement.end_reason":
        placement = PlacementFactory(
            application__opening__company=cast.firm, application__state="placed"
        )
        hires.end_placement(placement=placement, ended_on=day, reason=DOUBT, by=by, now=clock.now())
    elif field == "notice.application.broken":
        application = ApplicationFactory(opening__company=cast.firm, state="accepted")
        hires.report_broken_by_person(application=application, reason=DOUBT, by=by, now=clock.now())


@pytest.mark.parametrize(
    "field",
    [
        "accounts.Company.about",
        "accounts.Company.about_en",
        "accounts.Company.address",
        "accounts.Company.address_en",
        "matching.Application.rejection_text",
        "matching.Interview.note",
        "matching.Interview.place",
        "matching.Offer.note",
        "matching.Placement.end_reason",
        "notice.application.broken",
    ],
)
def test_words_in_doubt_are_sent_and_wait_for_the_office(cast: Cast, field: str) -> None:
    assert (screen(DOUBT).verdict, field in READ) == ("doubt", True)
    write(cast, field)
    assert waiting() == [(field, DOUBT, "")]


def test_the_office_looks_at_each_once_and_it_is_written_down(client: Client, cast: Cast) -> None:
    write(cast, "matching.Interview.note")
    text = WrittenText.objects.get()
    client.force_login(cast.office)
    page = tight(client.get(reverse("matching:office_texts")).content.decode())
    company = reverse("accounts:office_company", args=[cast.firm.pk])
    assert ('<mark class="mark-doubt">女工</mark>' in page, company in page) == (True, True)
    assert client.post(reverse("matching:see_text", args=[text.pk])).status_code == 302
    assert (waiting(), [entry.verb for entry in history(text)]) == ([], ["text.see"])
    assert client.post(reverse("matching:see_text", args=[text.pk])).status_code == 422
    write(cast, "matching.Interview.note")
    assert waiting() == []
    with pytest.raises(Refused):
        see_text(text=text, by=cast.company, now=clock.now())


class TestMeantOtherwise:
    @pytest.mark.parametrize(
        ("verb", "typed", "field", "kept"),
        [
            ("invite", {"place": "办公室", "note": STOPPED}, "note", "matching.Interview.note"),
            (
                "reject",
                {"reason_code": "other", "text": STOPPED},
                "text",
                "matching.Application.rejection_text",
            ),
        ],
    )
    def test_with_a_reason_they_reach_the_office_and_not_the_person(
        self, client: Client, cast: Cast, verb: str, typed: dict[str, str], field: str, kept: str
    ) -> None:
        application = asked(cast)
        client.force_login(cast.company)
        at = {"at": (clock.now() + SOON).strftime("%Y-%m-%dT09:00")} if verb == "invite" else {}
        url, data = step(application, verb, **typed, **at)
        shown = client.post(url, data)
        assert (shown.status_code, waiting()) == (422, [])
        assert f'name="{verb}-words_reason"' in shown.content.decode()

        shown = client.post(url, {**data, f"{verb}-words_reason": REASON})

        assert (shown.status_code, waiting()) == (422, [(kept, STOPPED, REASON)])
        form = forms_of(shown)[verb]
        assert form[field].value() == STOPPED
        application.refresh_from_db()
        assert (application.state, Interview.objects.count()) == ("reviewing", 0)
        client.post(url, {**data, f"{verb}-words_reason": REASON})
        assert len(waiting()) == 1
        client.force_login(cast.office)
        page = tight(client.get(reverse("matching:office_texts")).content.decode())
        assert ('<mark class="mark-stop">只招女生</mark>' in page, REASON in page) == (True, True)

    def test_lawful_words_with_a_reason_are_just_sent(self, client: Client, cast: Cast) -> None:
        application = asked(cast)
        client.force_login(cast.company)
        url, data = step(
            application, "reject", reason_code="other", text="谢谢。", words_reason=REASON
        )
        assert (client.post(url, data).status_code, waiting()) == (302, [])

    def test_the_companys_page_stays_as_it_was(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.company)
        before = cast.firm.about
        data = {
            "kind": cast.firm.kind,
            "size": cast.firm.size,
            "about": STOPPED,
            "words_reason": REASON,
        }
        shown = client.post(reverse("accounts:company_profile"), data)
        assert (shown.status_code, waiting()) == (
            422,
            [("accounts.Company.about", STOPPED, REASON)],
        )
        assert STOPPED in shown.content.decode()
        cast.firm.refresh_from_db()
        assert cast.firm.about == before
