"""Does each field that is filled in wrongly say so at its own place, keep everything that was typed, and write nothing?"""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from core.clock import CITY_TIME
from matching.models import (
    Application,
    Interview,
    Offer,
    Opening,
    OpeningReport,
    Placement,
    PlacementEvidence,
)
from tests.cast import Cast
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OfferFactory,
    OpeningFactory,
    OpeningReportFactory,
    PlacementFactory,
)
from tests.harness.pages import sent_wrong, signed_in_as
from tests.matching.test_posting import form_data, new_url

pytestmark = pytest.mark.django_db
TODAY, DAY = date(2026, 11, 23), timedelta(days=1)
ASSURANCES = {"has_three_party_agreement", "excludes_first_years", "asks_guardian_consent"}


@pytest.fixture(autouse=True)
def _moment(clock) -> None:
    """Everything happens at one moment."""
    clock.set(datetime.combine(TODAY, time(10), CITY_TIME))


def iso(days: int) -> str:
    return (TODAY + days * DAY).isoformat()


# What is typed otherwise, and which fields say what is wrong.
OPENING: list[tuple[dict[str, Any], set[str]]] = [
    *(({name: ""}, {name}) for name in ("title", "duties", "conditions", "address", "shift")),
    *(({name: ""}, {name}) for name in ("pay_min", "pay_max", "pay_base", "headcount")),
    ({"title": "岗" * 200}, {"title"}),
    ({"headcount": "0"}, {"headcount"}),
    ({"headcount": "501"}, {"headcount"}),
    ({"headcount": "两个"}, {"headcount"}),
    ({"pay_min": "0"}, {"pay_min"}),
    ({"pay_max": "1000001"}, {"pay_max"}),
    ({"pay_min": "8001"}, {"pay_max"}),
    ({"pay_base": "5001"}, {"pay_base"}),
    ({"valid_until": ""}, {"valid_until"}),
    ({"valid_until": iso(-1)}, {"valid_until"}),
    ({"valid_until": iso(367)}, {"valid_until"}),
    ({"valid_until": "2026-02-30"}, {"valid_until"}),
    ({"division": ""}, {"division"}),
    ({"division": "987654"}, {"division"}),
    ({"contract_type": "internship"}, ASSURANCES),
    (
        {"contract_type": "internship", "excludes_first_years": "on"},
        ASSURANCES - {"excludes_first_years"},
    ),
    ({"contract_type": "slavery"}, {"contract_type"}),
    ({"pay_unit": "year"}, {"pay_unit"}),
    ({"conditions": "限女性。"}, {"conditions"}),
    ({"asked-0-level": "9"}, {"level"}),
    ({"asked-0-importance": "0"}, {"importance"}),
    ({"asked-0-skill_id": "987654"}, {"skill_id"}),
]
LISTS = {"division", "contract_type", "pay_unit", "asked-0-level", "asked-0-importance"}


def chosen_otherwise(changes: dict[str, Any]) -> set[str]:
    """What is no choice of a list cannot stand chosen in it."""
    return {str(changes[name]) for name in changes if name in LISTS or "skill_id" in name}


def test_every_field_of_an_opening_says_what_is_wrong_with_it(cast: Cast) -> None:
    company, url, valid = signed_in_as(cast.company), new_url(), form_data()
    for changes, fields in OPENING:
        status, found, lost = sent_wrong(company, url, {**valid, **changes})
        assert (changes, status, found) == (changes, 422, fields)
        assert (changes, set(lost) - chosen_otherwise(changes)) == (changes, set())
    assert not Opening.objects.exists()
    assert company.post(url, valid).status_code == 302


@pytest.mark.parametrize(
    "changes",
    [
        {"asked-0-skill_id": ""},
        {"asked-0-leave_out": "on"},
        {"asked-TOTAL_FORMS": 2, "asked-1-level": 2, "asked-1-importance": 1},
    ],
)
def test_an_opening_asks_for_skills_each_of_them_once(cast: Cast, changes: dict) -> None:
    valid = form_data()
    if "asked-TOTAL_FORMS" in changes:
        changes = {**changes, "asked-1-skill_id": valid["asked-0-skill_id"]}
    answer = signed_in_as(cast.company).post(new_url(), {**valid, **changes})

    said = answer.context["formset"].non_form_errors()
    assert (answer.status_code, len(said), Opening.objects.count()) == (422, 1, 0)
    assert said[0] in answer.content.decode()


# The state, the step, what is rightly typed, then each fault with its fields.
INVITE = {"at": f"{iso(3)}T09:00", "place": "示例楼三层", "note": "带作品"}
OFFER = {"pay": "6000", "pay_reason": "", "start_on": iso(7), "expires_on": iso(5), "note": "包住"}
CLAIM = {
    "start_on": iso(0),
    "early_reason": "",
    "contract_type": "full_time",
    "pay": "6000",
    "pay_reason": "",
    "destination_code": "11",
}
COMPANY_STEPS: dict[str, tuple[str, dict[str, str], list[tuple[dict[str, str], set[str]]]]] = {
    "invite": (
        "reviewing",
        INVITE,
        [
            ({"at": ""}, {"at"}),
            ({"at": f"{iso(-1)}T09:00"}, {"at"}),
            ({"at": f"{iso(181)}T09:00"}, {"at"}),
            ({"at": "明天"}, {"at"}),
            ({"place": ""}, {"place"}),
            ({"place": "楼" * 201}, {"place"}),
            ({"note": "只招女生。"}, {"note"}),
        ],
    ),
    "offer": (
        "interview",
        OFFER,
        [
            ({"pay": ""}, {"pay"}),
            ({"pay": "0"}, {"pay"}),
            ({"pay": "1000001"}, {"pay"}),
            ({"start_on": iso(-1)}, {"start_on"}),
            ({"start_on": iso(367)}, {"start_on"}),
            ({"expires_on": iso(61), "start_on": iso(70)}, {"expires_on"}),
            ({"expires_on": ""}, {"expires_on"}),
            ({"note": "话" * 301}, {"note"}),
        ],
    ),
    "reject": (
        "reviewing",
        {"reason_code": "other", "text": "这次名额满了"},
        [
            ({"reason_code": ""}, {"reason_code"}),
            ({"reason_code": "filled"}, {"reason_code"}),
            ({"text": "话" * 501}, {"text"}),
            ({"text": "我们只招女生。"}, {"text"}),
        ],
    ),
    "claim_hire": (
        "accepted",
        CLAIM,
        [
            ({"start_on": iso(1)}, {"start_on"}),
            ({"start_on": iso(-733)}, {"start_on"}),
            ({"contract_type": ""}, {"contract_type"}),
            ({"destination_code": "75"}, {"destination_code"}),
            ({"pay": "六千"}, {"pay"}),
            ({"early_reason": "话" * 301}, {"early_reason"}),
        ],
    ),
    "breach_by_person": ("accepted", {"reason": "没有来"}, [({"reason": " "}, {"reason"})]),
}
CHOSEN = {"reason_code", "contract_type", "destination_code"}


@pytest.mark.parametrize("verb", COMPANY_STEPS)
def test_every_field_of_a_companys_step_says_what_is_wrong_with_it(cast: Cast, verb: str) -> None:
    state, valid, faults = COMPANY_STEPS[verb]
    hires = 1 if state == "accepted" else 0
    sent = ApplicationFactory(
        opening__company=cast.firm, opening__hires=hires, trainee=cast.person, state=state
    )
    url = reverse("matching:company_application", args=[sent.pk]) + f"{verb}/"
    company = signed_in_as(cast.company)

    def prefixed(data: dict[str, str]) -> dict[str, str]:
        return {f"{verb}-{name}": value for name, value in data.items()}

    for changes, fields in faults:
        status, found, lost = sent_wrong(company, url, prefixed({**valid, **changes}))
        gone = set(lost) - {changes[name] for name in changes if name in CHOSEN}
        assert (changes, status, found, {each for each in gone if each.strip()}) == (
            changes,
            422,
            fields,
            set(),
        )
    assert Application.objects.get().state == state
    assert [model.objects.count() for model in (Interview, Offer, Placement)] == [0, 0, 0]
    assert company.post(url, prefixed(valid)).status_code == 302
    assert Application.objects.get().state != state


# What no field alone is to blame for stands above the form, in the words of the rule.
@pytest.mark.parametrize(
    ("verb", "changes", "code"),
    [
        ("offer", {"expires_on": iso(8)}, "offer.order"),
        ("offer", {"pay": "9000"}, "pay.differs"),
        ("reject", {"reason_code": "lacking_skills"}, "application.reject.skills"),
        ("claim_hire", {"destination_code": ""}, "placement.destination"),
        ("claim_hire", {"start_on": iso(-2)}, "placement.before_application"),
    ],
)
def test_what_a_rule_refuses_is_said_and_nothing_typed_is_lost(cast, verb, changes, code) -> None:
    state, valid, _faults = COMPANY_STEPS[verb]
    sent = ApplicationFactory(
        opening__company=cast.firm, opening__hires=1 if state == "accepted" else 0, state=state
    )
    url = reverse("matching:company_application", args=[sent.pk]) + f"{verb}/"
    data = {f"{verb}-{name}": value for name, value in {**valid, **changes}.items()}
    answer = signed_in_as(cast.company).post(url, data)

    html = answer.content.decode()
    assert (answer.status_code, answer.context["denial"].code) == (422, code)
    assert str(answer.context["denial"].sentence) in html
    assert [value for value in data.values() if value not in html] == []
    assert Application.objects.get().state == state


class TestWhatApplicantsType:
    @pytest.mark.parametrize(
        ("verb", "state"), [("contest", "hire_claimed"), ("breach_by_company", "accepted")]
    )
    def test_an_objection_says_why(self, cast: Cast, verb: str, state: str) -> None:
        sent = ApplicationFactory(trainee=cast.person, state=state, opening__hires=1)
        OfferFactory(application=sent)
        if state == "hire_claimed":
            PlacementFactory(application=sent)
        url = reverse(f"matching:my_{verb}", args=[sent.pk])
        for reason in ("", "  ", "话" * 501):
            status, found, lost = sent_wrong(
                signed_in_as(cast.trainee), url, {f"{verb}-reason": reason}
            )
            gone = [each for each in lost if each.strip()]
            assert (status, found, gone) == (422, {"reason"}, [])
        assert Application.objects.get().state == state

    def test_a_sentence_to_the_company_has_an_end(self, cast: Cast) -> None:
        opening = OpeningFactory()
        url = reverse("matching:apply", args=[opening.pk])
        answer = sent_wrong(signed_in_as(cast.trainee), url, {"note": "我" * 501})

        assert (answer, Application.objects.count()) == ((422, {"note"}, []), 0)

    @pytest.mark.parametrize(
        ("data", "fields"),
        [
            ({"text": "收押金"}, {"reason"}),
            ({"reason": "boring", "text": "收押金"}, {"reason"}),
            ({"reason": "fee", "text": "收" * 1001}, {"text"}),
        ],
    )
    def test_a_report_says_what_is_wrong(self, client, data: dict, fields: set[str]) -> None:
        opening = OpeningFactory()
        url = reverse("matching:report", args=[opening.pk])
        status, found, lost = sent_wrong(client, url, data)

        assert (status, found, OpeningReport.objects.count()) == (422, fields, 0)
        assert set(lost) <= {"boring"}

    @pytest.mark.parametrize("kind", ["", "shop_proof", "labour_contract"])
    def test_a_paper_without_a_kind_or_a_file_is_not_kept(self, cast: Cast, kind: str) -> None:
        placement = ConfirmedPlacementFactory(application__trainee=cast.person)
        url = reverse("matching:upload_evidence", args=[placement.pk])
        answer = signed_in_as(cast.trainee).post(url, {"kind": kind}, follow=True)

        assert "请选择材料类型" in answer.content.decode()
        assert not PlacementEvidence.objects.exists()


class TestReasonsOfTheOffice:
    @pytest.mark.parametrize("reason", ["", " ", "话" * 501])
    def test_an_opening_goes_back_with_a_reason(self, cast: Cast, reason: str) -> None:
        opening = OpeningFactory(state="submitted")
        url = reverse("matching:return_opening", args=[opening.pk])
        status, found, lost = sent_wrong(signed_in_as(cast.office), url, {"reason": reason})

        gone = [each for each in lost if each.strip()]
        assert (status, found, gone) == (422, {"reason"}, [])
        assert Opening.objects.get().state == "submitted"

    @pytest.mark.parametrize(
        ("data", "fields"),
        [
            ({"decision": "uphold", "reason": ""}, {"reason"}),
            ({"decision": "shrug", "reason": "已核实"}, {"decision"}),
            ({"decision": "dismiss", "reason": "话" * 501}, {"reason"}),
        ],
    )
    def test_a_report_is_decided_with_a_reason(self, cast: Cast, data, fields) -> None:
        report = OpeningReportFactory()
        url = reverse("matching:handle_report", args=[report.pk])
        status, found, lost = sent_wrong(signed_in_as(cast.office), url, data)

        assert (status, found, set(lost) - set(data["decision"].split())) == (422, fields, set())
        report.refresh_from_db()
        assert (report.state, report.opening.state) == ("waiting", "published")
