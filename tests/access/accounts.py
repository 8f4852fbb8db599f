"""Who may open the pages of people and companies?"""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actions.earlier import say_earlier_work
from accounts.actions.members import invite
from accounts.actions.national import take_back_national
from accounts.actions.skills import declare_skill
from accounts.models import Invitation, WorkSample
from core import clock
from skills.models import Skill, SkillGroup
from tests.access.format import Row
from tests.cast import Cast
from tests.factories.accounts import CompanyMemberFactory, NationalCertificateFactory
from tests.factories.matching import PNG


def held_skill(cast: Cast) -> dict[str, Any]:
    """A skill that the trainee declared."""
    group, _ = SkillGroup.objects.get_or_create(
        code="live", defaults={"name_zh": "直播", "name_en": "Live"}
    )
    skill, _ = Skill.objects.get_or_create(
        code="live_pitch", defaults={"name_zh": "直播话术", "name_en": "Live pitch", "group": group}
    )
    held = declare_skill(
        trainee=cast.person, skill=skill, level=2, by=cast.trainee, now=clock.now()
    )
    assert held is not None
    return {"held_id": held.pk}


def earlier(cast: Cast) -> dict[str, Any]:
    """Work that the trainee did before."""
    return {
        "earlier_id": say_earlier_work(
            trainee=cast.person, kind="other", occupation=None, span="longer", by=cast.trainee
        ).pk
    }


def sample(cast: Cast) -> dict[str, Any]:
    """A work sample of the trainee, with a picture."""
    picture = SimpleUploadedFile("sample.png", PNG)
    return {
        "sample_id": WorkSample.objects.create(
            trainee=cast.person, title="打版作业", picture=picture
        ).pk
    }


def member(cast: Cast) -> dict[str, Any]:
    """A second member of the company."""
    return {"member_id": CompanyMemberFactory(company=cast.firm, role="recruiter").pk}


def company_invitation(cast: Cast) -> dict[str, Any]:
    """An open invitation of the company."""
    return {"invitation_id": _company_invitation(cast)[0].pk}


def _company_invitation(cast: Cast) -> tuple[Invitation, str]:
    return invite(
        kind="company",
        company=cast.firm,
        email="new@zhicai.example",
        by=cast.company,
        now=clock.now(),
    )


def staff_invitation(cast: Cast) -> dict[str, Any]:
    """An open invitation of the office."""
    return {
        "invitation_id": invite(
            kind="teacher", email="new-teacher@zhicai.example", by=cast.office, now=clock.now()
        )[0].pk
    }


def token(cast: Cast) -> dict[str, Any]:
    """The token of an invitation."""
    return {"token": _company_invitation(cast)[1]}


def licence(cast: Cast) -> dict[str, Any]:
    """The company with a licence."""
    cast.firm.licence.save("licence.png", SimpleUploadedFile("licence.png", PNG))
    return {"company_id": cast.firm.pk}


def own_licence(cast: Cast) -> dict[str, Any]:
    """Nothing in the address; the licence is the company's own."""
    licence(cast)
    return {}


def firm(cast: Cast) -> dict[str, Any]:
    """The company."""
    return {"company_id": cast.firm.pk}


def person(cast: Cast) -> dict[str, Any]:
    """The trainee."""
    return {"trainee_id": cast.person.pk}


def national(cast: Cast) -> dict[str, Any]:
    """A national certificate of the trainee that waits for the check."""
    return {"national_id": NationalCertificateFactory(trainee=cast.person).pk}


def national_taken_back(cast: Cast) -> dict[str, Any]:
    """A national certificate whose check was taken back a moment ago."""
    found = NationalCertificateFactory(trainee=cast.person, checked_by=cast.office)
    take_back_national(certificate=found, reason="已注销", by=cast.office, now=clock.now())
    return {"national_id": found.pk}


NATIONAL_READERS = {"anonymous": 302, "coordinator": 200, "office": 200}
EVERYBODY_INSIDE = {"anonymous": 302, "rest": 200}
TRAINEES = {"anonymous": 302, "trainee": 200, "other_trainee": 200, "rest": 403}
COMPANIES = {"anonymous": 302, "company": 200, "other_company": 200, "rest": 403}
OFFICE = {"anonymous": 302, "office": 200, "rest": 403}

ROWS = {
    "accounts:door": Row(rest=200),
    "accounts:join_trainee": Row(
        rest=302,
        anonymous=200,
        methods="GET POST",
        company=200,
        other_company=200,
        coordinator=200,
        other_coordinator=200,
        teacher=200,
        other_teacher=200,
        office=200,
    ),
    "accounts:join_company": Row(
        rest=200,
        company=302,
        other_company=302,
        methods="GET POST",
    ),
    "accounts:check_uscc": Row(rest=200, query="?uscc=91429099DEM000014K"),
    "accounts:after_login": Row(rest=302),
    "accounts:invitation": Row(rest=200, methods="GET POST", kwargs=token),
    "accounts:profile": Row(**TRAINEES, methods="GET POST"),
    "accounts:profile_skills": Row(**TRAINEES, methods="GET POST"),
    "accounts:remove_skill": Row(
        anonymous=302, trainee=302, other_trainee=404, rest=403, methods="POST", kwargs=held_skill
    ),
    "accounts:earlier_work": Row(**TRAINEES, methods="GET POST"),
    "accounts:remove_earlier": Row(
        anonymous=302, trainee=302, other_trainee=404, rest=403, methods="POST", kwargs=earlier
    ),
    "accounts:samples": Row(**TRAINEES, methods="GET POST"),
    "accounts:remove_sample": Row(
        anonymous=302, trainee=302, other_trainee=404, rest=403, methods="POST", kwargs=sample
    ),
    "accounts:sample_picture": Row(
        anonymous=302, trainee=200, coordinator=200, office=200, rest=404, kwargs=sample
    ),
    "accounts:national": Row(**TRAINEES, methods="GET POST"),
    "accounts:change_national": Row(
        anonymous=302, trainee=200, other_trainee=404, rest=403, methods="GET POST", kwargs=national
    ),
    "accounts:remove_national": Row(
        anonymous=302, trainee=302, other_trainee=404, rest=403, methods="POST", kwargs=national
    ),
    "accounts:national_paper": Row(**NATIONAL_READERS, trainee=200, rest=404, kwargs=national),
    "accounts:national_queue": Row(**NATIONAL_READERS, other_coordinator=200, rest=403),
    "accounts:national_review": Row(
        **NATIONAL_READERS, other_coordinator=404, rest=403, kwargs=national
    ),
    "accounts:decide_national": Row(
        anonymous=302,
        coordinator=302,
        office=302,
        other_coordinator=404,
        rest=403,
        methods="POST",
        kwargs=national,
        data=lambda cast: {"verb": "refuse", "reason": "看不清编号"},
    ),
    "accounts:privacy": Row(**EVERYBODY_INSIDE),
    "accounts:change_consent": Row(
        rest=302,
        methods="POST",
        kwargs=lambda cast: {"purpose": "privacy"},
        missing=lambda cast: {"purpose": "none"},
    ),
    "accounts:export_data": Row(**EVERYBODY_INSIDE),
    "accounts:guardian": Row(**TRAINEES, methods="GET POST"),
    "accounts:withdraw_guardian": Row(
        anonymous=302, trainee=302, other_trainee=302, rest=403, methods="POST"
    ),
    "accounts:close_account": Row(**EVERYBODY_INSIDE, methods="GET POST"),
    "accounts:notices": Row(**EVERYBODY_INSIDE),
    "accounts:read_notices": Row(rest=302, methods="POST"),
    "accounts:company_profile": Row(**COMPANIES, methods="GET POST"),
    "accounts:company_licence": Row(**COMPANIES, methods="GET POST"),
    "accounts:licence_file": Row(
        anonymous=302, company=200, other_company=404, rest=403, kwargs=own_licence
    ),
    "accounts:company_members": Row(**COMPANIES, methods="GET POST"),
    "accounts:switch_member": Row(
        anonymous=302, company=200, other_company=404, rest=403, methods="GET POST", kwargs=member
    ),
    "accounts:retract_national": Row(
        anonymous=302,
        office=302,
        coordinator=302,
        other_coordinator=404,
        rest=403,
        methods="POST",
        kwargs=national_taken_back,
    ),
    "accounts:revoke_invitation": Row(
        anonymous=302,
        company=200,
        other_company=404,
        rest=403,
        methods="GET POST",
        kwargs=company_invitation,
    ),
    "accounts:office_companies": Row(**OFFICE),
    "accounts:office_company": Row(**OFFICE, kwargs=firm),
    "accounts:decide_company": Row(
        anonymous=302,
        office=302,
        rest=403,
        methods="POST",
        kwargs=firm,
        data=lambda cast: {"verb": "return", "reason": "执照不清楚"},
    ),
    "accounts:office_licence": Row(**OFFICE, kwargs=licence),
    "accounts:office_people": Row(**OFFICE),
    "accounts:office_person": Row(**OFFICE, kwargs=person),
    "accounts:decide_name": Row(
        anonymous=302,
        office=302,
        rest=403,
        methods="POST",
        kwargs=person,
        data=lambda cast: {"verb": "doubt", "reason": "名字不一致", "asked": "yes"},
    ),
    "accounts:office_invite": Row(**OFFICE, methods="GET POST"),
    "accounts:office_revoke": Row(**OFFICE, methods="GET POST", kwargs=staff_invitation),
}
