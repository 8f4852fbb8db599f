"""Does the office check names, and is everybody told?"""

import pytest
from django.urls import reverse

from accounts.actions.people import create_person
from accounts.actions.verification import verify_real_name
from accounts.models import AccessLog, RosterEntry
from core.clock import now
from core.denials import Refused
from core.models import AuditEntry
from tests.factories.accounts import (
    CompanyFactory,
    NationalCertificateFactory,
    RosterEntryFactory,
    TraineeFactory,
    UniversityFactory,
    VerifiedTraineeFactory,
    office_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    found = office_user()
    client.force_login(found)
    return found


def test_a_name_is_checked_by_the_office(client, office) -> None:
    person = TraineeFactory()
    given = {"verb": "verify", "against": "office", "reason": "看过毕业证"}
    assert client.post(reverse("accounts:decide_name", args=[person.pk]), given).status_code == 302
    person.refresh_from_db()
    assert (person.verified_against, person.verified_by) == ("office", office)
    assert person.user.notices.get().code == "accounts.name_checked"
    assert AuditEntry.objects.get(verb="trainee.verify_name").reason == "看过毕业证"


def test_a_check_is_taken_back_with_a_reason(client, office) -> None:
    person = VerifiedTraineeFactory()
    RosterEntryFactory(trainee=person, real_name=person.real_name)
    url = reverse("accounts:decide_name", args=[person.pk])
    refused = client.post(url, {"verb": "doubt", "reason": " "})
    assert (refused.status_code, "reason" in refused.context["form"].errors) == (422, True)
    assert not refused.context["form"].fields["reason"].label == "备注或原因"
    given = {"verb": "doubt", "reason": "名字不一致"}
    asked = client.post(url, given)
    person.refresh_from_db()
    assert (asked.status_code, person.verified_at is not None) == (200, True)
    assert asked.context["consequences"] == [
        "这个人没有计入任何年度，数字不变。",
        "学校名册上的那一行重新空出来。",
        "立即通知本人，并附上你写的原因。",
        "姓名随时可以重新核验；过去日期的数字保持不变。",
    ]
    assert client.post(url, {**given, "asked": "yes"}).status_code == 302
    person.refresh_from_db()
    assert (person.verified_at, RosterEntry.objects.get().trainee) == (None, None)
    assert person.user.notices.get().params["reason"] == "名字不一致"


def test_a_nameless_person_cannot_be_checked(client, office) -> None:
    person = TraineeFactory(real_name="")
    response = client.post(
        reverse("accounts:decide_name", args=[person.pk]), {"verb": "verify", "against": "office"}
    )
    assert response.status_code == 422
    assert response.context["denial"].code == "person.nameless"


def test_nobody_checks_their_own_name() -> None:
    person = TraineeFactory()
    with pytest.raises(Refused):
        verify_real_name(trainee=person, by=person.user, now=now())


def test_opening_a_person_is_noted_for_them(client, office) -> None:
    person = TraineeFactory()
    RosterEntryFactory(real_name=person.real_name, phone="+8613800000000")
    page = client.get(reverse("accounts:office_person", args=[person.pk])).content.decode()
    assert "138****0000" in page
    assert [(look.by, look.what) for look in AccessLog.objects.all()] == [(office, "office_person")]


def test_the_list_shows_unchecked_first_filters_and_costs_the_same(
    client, office, assert_query_count_constant
) -> None:
    checked = VerifiedTraineeFactory(real_name="示例甲")
    unchecked = TraineeFactory(real_name="示例乙")
    assert list(client.get("/office/people/").context["rows"]) == [unchecked, checked]
    assert list(client.get("/office/people/", {"checked": "yes"}).context["rows"]) == [checked]
    assert list(client.get("/office/people/", {"checked": "no"}).context["rows"]) == [unchecked]
    assert list(client.get("/office/people/", {"q": "示例甲"}).context["rows"]) == [checked]
    assert list(client.get("/office/people/", {"q": "没有"}).context["rows"]) == []
    assert_query_count_constant(client, "/office/people/", TraineeFactory, 4)


def test_every_kind_of_person_can_be_made() -> None:
    firm, school = CompanyFactory(), UniversityFactory()
    made = {
        "trainee": create_person(
            kind="trainee",
            real_name="甲",
            email="a@zhicai.example",
            confirmed_at=now(),
            about="你好",
        ),
        "company": create_person(
            kind="company", real_name="乙", phone="+8613800000001", company=firm, role="owner"
        ),
        "university": create_person(
            kind="university", real_name="丙", email="c@zhicai.example", university=school
        ),
        "teacher": create_person(kind="teacher", real_name="丁", email="d@zhicai.example"),
        "office": create_person(kind="office", real_name="戊", email="e@zhicai.example"),
    }
    assert made["trainee"].trainee.about == "你好"
    assert made["company"].membership.company == firm
    assert made["university"].coordinator.university == school
    assert [user.is_staff for user in made.values()] == [False, False, False, False, True]
    assert AuditEntry.objects.filter(verb="user.create").count() == 5


def test_the_page_of_a_person_shows_national_certificates_and_who_is_on_the_rosters(
    client, office
) -> None:
    person = TraineeFactory(real_name="示例张三")
    row = RosterEntryFactory(real_name="示例张三", university=UniversityFactory(name_zh="示例大学"))
    NationalCertificateFactory(trainee=person, occupation="缝纫工")
    page = client.get(reverse("accounts:office_person", args=[person.pk]))
    shown = page.content.decode()

    assert list(page.context["lookalikes"]) == [row]
    assert ("缝纫工" in shown, "示例大学" in shown) == (True, True)
