"""Who may open the addresses of openings, applications and placements?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import WorkSample
from core import clock
from matching.actions import hires, openings
from matching.models import Application, WrittenText
from skills.models import Occupation
from tests.access.format import Row
from tests.access.matching_matches import ROWS as MATCHES
from tests.access.matching_rounds import ROWS as ROUNDS
from tests.cast import Cast
from tests.factories.matching import (
    PNG,
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OfferFactory,
    OpeningFactory,
    OpeningReportFactory,
    PlacementEvidenceFactory,
    PlacementFactory,
)
from tests.factories.skills import OccupationFactory

Kwargs = Callable[[Cast], dict[str, Any]]

DAY = "2026-11-30"


def live_opening(cast: Cast) -> dict[str, Any]:
    return {"opening_id": OpeningFactory(company=cast.firm).pk}


def own_opening(state: str, **fields: Any) -> Kwargs:
    return lambda cast: {"opening_id": OpeningFactory(company=cast.firm, state=state, **fields).pk}


def application(cast: Cast, state: str = "reviewing", **fields: Any) -> Application:
    opening = OpeningFactory(company=cast.firm, hires=fields.pop("hires", 0))
    found: Application = ApplicationFactory(
        opening=opening, trainee=cast.person, state=state, **fields
    )
    if state in {"offered", "accepted"}:
        OfferFactory(application=found)
    if state in {"hire_claimed", "contested"}:
        PlacementFactory(application=found)
    if state == "placed":
        ConfirmedPlacementFactory(application=found)
    return found


def own_application(state: str = "reviewing", **fields: Any) -> Kwargs:
    return lambda cast: {"application_id": application(cast, state, **fields).pk}


def placement(cast: Cast) -> dict[str, Any]:
    return {"placement_id": ConfirmedPlacementFactory(application=application(cast, "accepted")).pk}


def provable_placement(cast: Cast) -> dict[str, Any]:
    found = ConfirmedPlacementFactory(
        application=ApplicationFactory(
            opening=OpeningFactory(company=cast.firm), trainee=cast.person, state="placed"
        )
    )
    PlacementEvidenceFactory(
        placement=found, state="accepted", decided_at=clock.now(), decided_by=cast.coordinator
    )
    return {"placement_id": found.pk}


def paper(cast: Cast) -> dict[str, Any]:
    found = PlacementEvidenceFactory(
        placement_id=placement(cast)["placement_id"], uploaded_by=cast.company
    )
    return {"placement_id": found.placement_id, "paper_id": found.pk}


def contract(cast: Cast) -> dict[str, Any]:
    """Send a signed contract."""
    return {"kind": "labour_contract", "file": SimpleUploadedFile("contract.png", PNG, "image/png")}


def sample(cast: Cast) -> dict[str, Any]:
    sent = WorkSample.objects.create(
        trainee=cast.person, title="直播截图", picture=ContentFile(PNG, name="sample.png")
    )
    found = application(cast, "reviewing")
    found.profile = {**found.profile, "samples": [{"id": sent.pk, "title": sent.title, "link": ""}]}
    found.save(update_fields=["profile"])
    return {"application_id": found.pk, "sample_id": sent.pk}


def interview(cast: Cast) -> dict[str, Any]:
    found = application(cast, "interview").interviews.create(
        at=clock.now() + timedelta(days=1), place="示例路1号"
    )
    return {"interview_id": found.pk}


def report(cast: Cast) -> dict[str, Any]:
    return {"report_id": OpeningReportFactory(opening=OpeningFactory(company=cast.firm)).pk}


def text_in_doubt(cast: Cast) -> dict[str, Any]:
    text = WrittenText.objects.create(
        company=cast.firm, field="accounts.Company.about", text="缝纫女工，熟手"
    )
    return {"text_id": text.pk}


def explained_text(cast: Cast) -> dict[str, Any]:
    text = WrittenText.objects.create(
        company=cast.firm,
        field="accounts.Company.about",
        text="只招女生。",
        reason="给女子学校做校服。",
    )
    return {"text_id": text.pk}


def given(**fields: Any) -> Kwargs:
    return lambda cast: fields


def offer_terms(cast: Cast) -> dict[str, Any]:
    day = clock.today() + timedelta(days=3)
    return {
        "offer-pay": 6000,
        "offer-start_on": day.isoformat(),
        "offer-expires_on": day.isoformat(),
    }


def claim_terms(prefix: str) -> Kwargs:
    return lambda cast: {
        f"{prefix}-start_on": clock.today().isoformat(),
        f"{prefix}-contract_type": "full_time",
        f"{prefix}-pay": 6000,
        f"{prefix}-destination_code": "11",
    }


def invitation(cast: Cast) -> dict[str, Any]:
    moment = clock.now() + timedelta(days=2)
    return {"invite-at": f"{moment:%Y-%m-%dT%H:%M}", "invite-place": "示例路1号"}


def occupation(cast: Cast) -> dict[str, Any]:
    found: Occupation = OccupationFactory()
    assert found.code == "live_anchor"
    return {}


def trainees(**said: Any) -> Row:
    return Row(**{"rest": 403, "anonymous": 302, "trainee": 200, "other_trainee": 200, **said})


def companies(**said: Any) -> Row:
    return Row(**{"rest": 403, "anonymous": 302, "company": 200, "other_company": 200, **said})


def verifiers(**said: Any) -> Row:
    allowed = {"coordinator": 200, "other_coordinator": 200, "office": 200}
    return Row(**{"rest": 403, "anonymous": 302, **allowed, **said})


def office(**said: Any) -> Row:
    return Row(**{"rest": 403, "anonymous": 302, "office": 200, **said})


def my_step(state: str, data: Kwargs = given(), **fields: Any) -> Row:
    kwargs = own_application(state, **fields)
    return trainees(trainee=302, other_trainee=404, methods="POST", kwargs=kwargs, data=data)


def company_step(state: str, data: Kwargs = given(), **fields: Any) -> Row:
    kwargs = own_application(state, **fields)
    return companies(company=302, other_company=404, methods="POST", kwargs=kwargs, data=data)


def opening_step(state: str, **fields: Any) -> Row:
    kwargs = own_opening(state, **fields)
    return companies(company=302, other_company=404, methods="POST", kwargs=kwargs)


def asked_step(state: str) -> Row:
    return companies(other_company=404, methods="GET POST", kwargs=own_opening(state))


def just_broken(side: str) -> Kwargs:
    """An agreement whose breach this side reported a moment ago."""
    return lambda cast: own_application("breached", breached_by=side, moved_at=clock.now())(cast)


def just_ended(cast: Cast) -> dict[str, Any]:
    """A job whose end the company recorded a moment ago."""
    found = ConfirmedPlacementFactory(application__opening__company=cast.firm)
    hires.end_placement(
        placement=found, ended_on=clock.today(), reason="合同到期", by=cast.company, now=clock.now()
    )
    return {"application_id": found.application_id}


def just_stopped(cast: Cast) -> dict[str, Any]:
    """A report that stopped an opening a moment ago."""
    found = OpeningReportFactory(opening=OpeningFactory(company=cast.firm))
    openings.uphold_report(report=found, reason="收押金", by=cast.office, now=clock.now())
    return {"report_id": found.pk}


def just_closed(cast: Cast) -> dict[str, Any]:
    return {
        "opening_id": OpeningFactory(company=cast.firm, state="closed", closed_at=clock.now()).pk
    }


ROWS = {
    **MATCHES,
    **ROUNDS,
    "matching:opening_list": Row(rest=200),
    "matching:opening": Row(rest=200, kwargs=live_opening),
    "matching:report": Row(
        rest=200, methods="GET POST", kwargs=live_opening, data=given(reason="fee", text="要押金")
    ),
    "matching:apply": trainees(methods="GET POST", kwargs=live_opening),
    "matching:my_desk": trainees(),
    "matching:top_matches": trainees(),
    "matching:my_applications": trainees(),
    "matching:my_application": trainees(other_trainee=404, kwargs=own_application()),
    "matching:my_withdraw": my_step("reviewing"),
    "matching:my_accept": my_step("offered"),
    "matching:my_decline": my_step("offered"),
    "matching:my_resume": my_step("withdrawn"),
    "matching:my_confirm": my_step("hire_claimed"),
    "matching:my_contest": my_step("hire_claimed", given(**{"contest-reason": "工资不对"})),
    "matching:my_breach_by_company": my_step(
        "accepted", given(**{"breach_by_company-reason": "岗位取消"}), hires=1
    ),
    "matching:my_retract_breach": trainees(
        trainee=302, other_trainee=404, methods="POST", kwargs=just_broken("company")
    ),
    "matching:answer_interview": trainees(
        trainee=302, other_trainee=404, methods="POST", kwargs=interview, data=given(answer="yes")
    ),
    "matching:company_desk": companies(),
    "matching:company_ended": companies(),
    "matching:company_application": companies(other_company=404, kwargs=own_application()),
    "matching:company_note": company_step("reviewing", given(**{"note-note": "可以约谈"})),
    "matching:company_contact": companies(
        other_company=404, methods="POST", kwargs=own_application()
    ),
    "matching:company_sample": companies(other_company=404, kwargs=sample),
    "matching:company_review": company_step("submitted"),
    "matching:company_shortlist": company_step("reviewing"),
    "matching:company_invite": company_step("reviewing", invitation),
    "matching:company_offer": company_step("reviewing", offer_terms),
    "matching:company_claim_hire": company_step("accepted", claim_terms("claim_hire")),
    "matching:company_correct_claim": company_step("contested", claim_terms("correct_claim")),
    "matching:company_end": company_step(
        "placed", lambda cast: {"end-ended_on": clock.today().isoformat(), "end-reason": "合同到期"}
    ),
    "matching:company_reject": company_step("reviewing", given(**{"reject-reason_code": "other"})),
    "matching:company_reconsider": company_step("rejected"),
    "matching:company_breach_by_person": company_step(
        "accepted", given(**{"breach_by_person-reason": "没有来"}), hires=1
    ),
    "matching:company_retract_breach": companies(
        company=302, other_company=404, methods="POST", kwargs=just_broken("person")
    ),
    "matching:company_retract_end": companies(
        company=302, other_company=404, methods="POST", kwargs=just_ended
    ),
    "matching:company_openings": companies(),
    "matching:new_opening": companies(
        methods="GET POST", kwargs=occupation, query="?occupation=live_anchor"
    ),
    "matching:company_opening": companies(other_company=404, kwargs=live_opening),
    "matching:edit_opening": companies(
        other_company=404, methods="GET POST", kwargs=own_opening("draft")
    ),
    "matching:copy_opening": companies(
        company=302, other_company=404, methods="POST", kwargs=live_opening
    ),
    "matching:submit_opening": opening_step("draft"),
    "matching:revise_opening": asked_step("published"),
    "matching:pause_opening": asked_step("published"),
    "matching:resume_opening": opening_step("paused"),
    "matching:close_opening": asked_step("published"),
    "matching:restore_opening": companies(
        company=302, other_company=404, methods="POST", kwargs=just_closed
    ),
    "matching:office_openings": office(),
    "matching:office_opening": office(kwargs=own_opening("submitted")),
    "matching:approve_opening": office(office=302, methods="POST", kwargs=own_opening("submitted")),
    "matching:return_opening": office(
        office=302, methods="POST", kwargs=own_opening("submitted"), data=given(reason="地址不清楚")
    ),
    "matching:handle_report": office(methods="GET POST", kwargs=report),
    "matching:retract_report": office(office=302, methods="POST", kwargs=just_stopped),
    "matching:office_texts": office(),
    "matching:see_text": office(office=302, methods="POST", kwargs=text_in_doubt),
    "matching:decide_text": office(
        office=302,
        methods="POST",
        kwargs=explained_text,
        data=given(decision="let_pass", reason="校服试身"),
    ),
    "matching:university_evidence": verifiers(),
    "matching:evidence_review": verifiers(other_coordinator=404, kwargs=placement),
    "matching:verify_placement": verifiers(
        coordinator=302,
        other_coordinator=404,
        office=302,
        methods="POST",
        kwargs=provable_placement,
    ),
    "matching:decide_paper": verifiers(
        coordinator=302,
        other_coordinator=404,
        office=302,
        methods="POST",
        kwargs=paper,
        data=given(decision="accept"),
    ),
    "matching:upload_evidence": Row(
        rest=404,
        anonymous=302,
        trainee=302,
        company=302,
        coordinator=302,
        office=302,
        methods="POST",
        kwargs=placement,
        data=contract,
    ),
    "matching:evidence_file": Row(
        rest=404, anonymous=302, trainee=200, company=200, coordinator=200, office=200, kwargs=paper
    ),
}
