"""What do the screens answer, and at what cost?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core import clock
from matching.models import Application, Interview, OpeningReport, PlacementEvidence
from tests.cast import Cast
from tests.factories.accounts import HeldSkillFactory
from tests.factories.matching import (
    PNG,
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OfferFactory,
    OpeningFactory,
)
from tests.factories.skills import SkillFactory
from tests.harness.buttons import buttons_of
from tests.harness.tight import tight

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


class TestApplyPage:
    def test_one_tap_sends_and_a_second_tap_leads_to_the_same(self, cast: Cast) -> None:
        opening, client = OpeningFactory(), signed_in(cast.trainee)
        url = reverse("matching:apply", args=[opening.pk])
        first, second = client.post(url), client.post(url)
        application = Application.objects.get()
        assert [r.headers["Location"] for r in (first, second)] == [
            application.get_absolute_url()
        ] * 2

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"state": "paused"}, "apply.paused"),
            ({"valid_until": date(2020, 1, 1)}, "apply.closed"),
            ({"state": "filled", "hires": 2}, "apply.filled"),
        ],
    )
    def test_a_refusal_says_why(self, cast: Cast, fields: dict[str, Any], code: str) -> None:
        from core import clock
        from matching.permissions import denies_apply

        opening = OpeningFactory(**fields)
        denial = denies_apply(cast.trainee, opening, clock.today())
        assert denial is not None
        assert denial.code == code

    def test_what_is_sent_is_shown_before(self, cast: Cast) -> None:
        HeldSkillFactory(trainee=cast.person, skill=SkillFactory(code="live_pitch"), level=3)
        response = signed_in(cast.trainee).get(
            reverse("matching:apply", args=[OpeningFactory().pk])
        )
        assert [skill["name"] for skill in response.context["profile"]["skills"]] == [
            "技能live_pitch"
        ]

    def test_a_report_of_a_visitor_is_taken_and_the_sixth_in_an_hour_is_not(
        self, client: Client, cast: Cast
    ) -> None:
        url = reverse("matching:report", args=[OpeningFactory().pk])
        statuses = [client.post(url, {"reason": "fee", "text": ""}).status_code for _ in range(6)]
        assert (statuses, OpeningReport.objects.count()) == ([302] * 5 + [429], 5)
        assert client.post(url, {"reason": "mood"}).status_code == 422


class TestMoving:
    def test_the_company_offers_and_the_trainee_accepts(self, cast: Cast, today: date) -> None:
        application = ApplicationFactory(
            opening=OpeningFactory(company=cast.firm), trainee=cast.person, state="reviewing"
        )
        day = today.isoformat()
        offer = {"offer-pay": 6000, "offer-start_on": day, "offer-expires_on": day}
        signed_in(cast.company).post(
            reverse("matching:company_offer", args=[application.pk]), offer
        )
        page = signed_in(cast.trainee).get(application.get_absolute_url())
        assert {"accept", "decline", "withdraw"} <= set(buttons_of(page))
        signed_in(cast.trainee).post(reverse("matching:my_accept", args=[application.pk]))
        application.refresh_from_db()
        assert application.state == "accepted"
        agreed = (
            signed_in(cast.trainee).get("/en" + application.get_absolute_url()).content.decode()
        )
        assert "You have accepted" in agreed
        assert "¥6,000" in agreed

    def test_an_incomplete_offer_is_shown_again_with_422(self, cast: Cast) -> None:
        application = ApplicationFactory(
            opening=OpeningFactory(company=cast.firm), state="reviewing"
        )
        response = signed_in(cast.company).post(
            reverse("matching:company_offer", args=[application.pk]), {"offer-pay": 6100}
        )
        assert (
            response.status_code,
            buttons_of(response)["offer"].is_opened,
            'value="6100"' in response.content.decode(),
        ) == (
            422,
            True,
            True,
        )

    def test_a_stale_button_says_that_it_has_moved_on(self, cast: Cast) -> None:
        application = ApplicationFactory(
            opening=OpeningFactory(company=cast.firm), trainee=cast.person, state="withdrawn"
        )
        company = signed_in(cast.company).post(
            reverse("matching:company_shortlist", args=[application.pk])
        )
        person = signed_in(cast.trainee).post(
            reverse("matching:my_withdraw", args=[application.pk])
        )
        codes = [response.context["denial"].code for response in (company, person)]
        assert ([company.status_code, person.status_code], codes) == (
            [422, 422],
            ["application.shortlist.state", "application.withdraw.state"],
        )

    def test_every_move_is_there_with_its_reason_when_it_is_not_possible(self, cast: Cast) -> None:
        application = ApplicationFactory(opening=OpeningFactory(company=cast.firm))
        page = signed_in(cast.company).get(
            reverse("matching:company_application", args=[application.pk])
        )
        assert [(verb, button.denial is None) for verb, button in buttons_of(page).items()] == [
            ("review", True),
            ("shortlist", True),
            ("invite", True),
            ("reject", True),
            ("offer", False),
            ("claim_hire", False),
            ("correct_claim", False),
            ("end", False),
            ("breach_by_person", False),
        ]

    def test_the_trainee_never_sees_notes_or_an_untold_refusal(self, cast: Cast) -> None:
        application = ApplicationFactory(
            opening=OpeningFactory(company=cast.firm),
            trainee=cast.person,
            state="rejected",
            internal_note="话太多",
        )
        body = signed_in(cast.trainee).get(application.get_absolute_url()).content.decode()
        assert ("话太多" in body, "这次没有录用" in body) == (False, False)

    def test_contact_is_not_on_the_page_until_it_is_asked_for(self, cast: Cast) -> None:
        application = ApplicationFactory(
            opening=OpeningFactory(company=cast.firm), trainee=cast.person
        )
        client = signed_in(cast.company)
        page = client.get(
            reverse("matching:company_application", args=[application.pk])
        ).content.decode()
        shown = client.post(
            reverse("matching:company_contact", args=[application.pk])
        ).content.decode()
        assert ("xiuying@" in page, "xiuying@" in shown) == (False, True)

    def test_an_expired_offer_is_refused_on_the_screen(self, cast: Cast, today: date) -> None:
        application = ApplicationFactory(trainee=cast.person, state="offered")
        OfferFactory(application=application, expires_on=today - timedelta(days=1))
        response = signed_in(cast.trainee).post(
            reverse("matching:my_accept", args=[application.pk])
        )
        assert (response.status_code, response.context["denial"].code) == (422, "offer.expired")


class TestEvidence:
    def test_upload_decide_verify(self, cast: Cast) -> None:
        application = ApplicationFactory(
            opening=OpeningFactory(company=cast.firm), trainee=cast.person, state="placed"
        )
        placement = ConfirmedPlacementFactory(application=application)
        upload = SimpleUploadedFile("a.png", PNG)
        url = reverse("matching:upload_evidence", args=[placement.pk])
        signed_in(cast.trainee).post(url, {"kind": "labour_contract", "file": upload})
        paper = PlacementEvidence.objects.get()
        client = signed_in(cast.coordinator)
        decide = reverse("matching:decide_paper", args=[placement.pk, paper.pk])
        early = client.post(reverse("matching:verify_placement", args=[placement.pk]))
        unreasoned = client.post(decide, {"decision": "return", "reason": ""})
        client.post(decide, {"decision": "accept"})
        client.post(reverse("matching:verify_placement", args=[placement.pk]))
        placement.refresh_from_db()
        assert (early.status_code, unreasoned.status_code, placement.grade.value) == (
            422,
            422,
            "verified",
        )

    def test_a_bad_file_is_refused_politely(self, cast: Cast) -> None:
        application = ApplicationFactory(
            opening=OpeningFactory(company=cast.firm), trainee=cast.person, state="placed"
        )
        placement = ConfirmedPlacementFactory(application=application)
        url, client = (
            reverse("matching:upload_evidence", args=[placement.pk]),
            signed_in(cast.company),
        )
        upload = SimpleUploadedFile("a.png", b"<svg onload=alert(1)>")
        for data in (
            {"kind": "labour_contract", "file": upload},
            {"kind": "internship_agreement"},
            {},
        ):
            assert client.post(url, data).status_code == 302
        assert PlacementEvidence.objects.count() == 0

    def test_the_office_sees_those_without_a_school(self, cast: Cast) -> None:
        alone = ConfirmedPlacementFactory()
        seen = signed_in(cast.office).get(reverse("matching:university_evidence")).context["queue"]
        unseen = (
            signed_in(cast.coordinator)
            .get(reverse("matching:university_evidence"))
            .context["queue"]
        )
        assert (list(seen), list(unseen)) == ([alone], [])


def test_a_candidates_card_says_how_many_of_the_asked_skills_were_sent(cast: Cast) -> None:
    opening = OpeningFactory(company=cast.firm, asks={"live_pitch": 3, "on_camera": 2})
    codes = {row.skill.code: row.level for row in opening.asked.all()}
    sent = [
        {"code": code, "level": level if level == 2 else level - 1} for code, level in codes.items()
    ]
    application = ApplicationFactory(opening=opening, profile={"name": "示例", "skills": sent})
    assert [
        [word.skill.code for word in words]
        for words in (application.coverage().held, application.coverage().missing)
    ] == [
        ["on_camera"],
        ["live_pitch"],
    ]
    assert (
        "会 1 项 / 差 1 项：技能live_pitch"
        in signed_in(cast.company).get(reverse("matching:company_desk")).content.decode()
    )


def test_what_waits_for_the_trainee_stands_first_with_its_day(cast: Cast, today: date) -> None:
    until = today + timedelta(days=2)
    offer = OfferFactory(
        application__trainee=cast.person, application__state="offered", expires_on=until
    )
    invited = ApplicationFactory(trainee=cast.person, state="interview")
    Interview.objects.create(
        application=invited, at=clock.now() + timedelta(days=1), place="示例路1号"
    )
    response = signed_in(cast.trainee).get(reverse("matching:my_desk"))
    assert [(task.thing, task.until) for task in response.context["desk"].answers] == [
        (offer.application.opening.title, until),
        (invited.opening.title, None),
    ]
    page = tight(response.content.decode())
    assert page.index('id="answers"') < page.index('id="today"')
    for opening in (
        offer.application.opening,
        invited.opening,
    ):  # two of the same title can be told apart
        assert opening.company.name_zh in page
        assert f"{opening.division.name_zh} · 岗位 {opening.pk}" in page


def test_what_no_longer_waits_for_an_answer_does_not_say_so(cast: Cast) -> None:
    now = clock.now()
    answered, past, held = (
        ApplicationFactory(trainee=cast.person, state="interview") for _ in range(3)
    )
    Interview.objects.create(
        application=answered, at=now + timedelta(days=1), answer="yes", answered_at=now, place="x"
    )
    Interview.objects.create(application=past, at=now - timedelta(hours=1), place="x")
    Interview.objects.create(application=held, at=now + timedelta(days=1), place="x")
    offered = OfferFactory(
        application__trainee=cast.person, application__state="offered"
    ).application
    client = signed_in(cast.trainee)
    assert len(client.get(reverse("matching:my_desk")).context["desk"].answers) == 2
    Application.objects.filter(pk__in=[held.pk, offered.pk]).update(held_at=clock.now())
    assert client.get(reverse("matching:my_desk")).context["desk"].answers == []
    assert "等你答复" not in client.get(reverse("matching:my_applications")).content.decode()


def test_the_stages_that_were_passed_are_ticked(cast: Cast) -> None:
    application = ApplicationFactory(trainee=cast.person, state="interview")
    page = tight(signed_in(cast.trainee).get(application.get_absolute_url()).content.decode())
    assert (page.count('<li class="done">'), page.count('aria-current="step"')) == (2, 1)


def test_an_application_that_came_to_nothing_ticks_no_stage_it_never_reached(cast: Cast) -> None:
    application = ApplicationFactory(trainee=cast.person, state="lapsed")
    page = tight(signed_in(cast.trainee).get(application.get_absolute_url()).content.decode())
    assert (page.count('<li class="done">'), page.count('aria-current="step"')) == (0, 1)
