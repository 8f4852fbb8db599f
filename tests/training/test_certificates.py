"""Certificates do not move: frozen, hashed, revoked with a reason, and anybody can check them."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.audit import history
from core.denials import Refused
from core.models import Notice
from tests.factories.accounts import (
    UniversityFactory,
    VerifiedTraineeFactory,
    office_user,
    teacher_user,
)
from tests.factories.training import (
    NOW,
    CourseFactory,
    CourseRunFactory,
    CourseSkillFactory,
    completed,
    ready_to_complete,
)
from training import queries
from training.actions import certificates, records
from training.documents.payload import fingerprint
from training.models import Certificate
from training.models.certificates import holder_digest
from training.numbers import read
from training.permissions import denies_paper

pytestmark = pytest.mark.django_db


def revoke(certificate: Certificate, by=None, reason: str = "登记有误") -> Certificate:
    """Revoke as the office does."""
    return certificates.revoke(
        certificate=certificate, by=by or office_user(), reason=reason, now=NOW
    )


def test_the_payload_holds_everything_but_the_name():
    school = UniversityFactory(name_zh="示例学院（虚构）", name_en="Example college (fictional)")
    run = CourseRunFactory(course=CourseFactory(code="ZZ-777"), state="running", university=school)
    CourseSkillFactory(
        course=run.course,
        skill__code="s",
        skill__name_zh="打版",
        skill__name_en="Patterns",
        level=3,
    )
    enrolment = ready_to_complete(
        run=run, trainee=VerifiedTraineeFactory(user__real_name="示例李秀英")
    )
    certificate = records.complete(enrolment=enrolment, by=run.teachers.get(), now=NOW)
    number = certificate.number
    assert (number[:19], read(number).fitting) == ("TIANMEN-2026-ZZ777-", (number,))
    assert certificate.payload == {
        "number": number,
        "holder_name": "示****",
        "holder_digest": holder_digest(number, "示例李秀英"),
        "course_code": "ZZ-777",
        "course_title_zh": run.course.title_zh,
        "course_title_en": run.course.title_en,
        "hours": 10,
        "level": 2,
        "skills": [{"code": "s", "name_zh": "打版", "name_en": "Patterns", "level": 3}],
        "completed_on": "2026-11-23",
        "issued_on": "2026-11-23",
        "organiser_zh": "示例学院（虚构）",
        "organiser_en": "Example college (fictional)",
        "operator_zh": "示例市人力资源培训中心（虚构）",
        "operator_en": "Example City Training Office (fictional)",
    }
    assert certificate.payload_hash == fingerprint(certificate.payload)
    assert "李秀英" not in str(certificate.payload)


def test_no_certificate_without_a_completion():
    enrolment = ready_to_complete()
    with pytest.raises(Refused) as refusal:
        certificates.draft(enrolment=enrolment, number="X-1", now=NOW, taught=[])
    assert refusal.value.denial.code == "certificate.incomplete"


def status(number: str) -> str:
    """What the public page says."""
    return queries.verification_of(number).status


def test_a_certificate_is_valid_until_it_is_revoked():
    certificate = completed()
    assert status(certificate.number) == "valid"
    revoke(certificate)
    assert status(certificate.number) == "revoked"
    assert status("NOBODY-1") == "malformed"


@pytest.mark.parametrize("key", ["holder_name", "course_title_zh", "level", "skills", "number"])
def test_a_changed_payload_is_seen(key: str):
    certificate = completed()
    payload = {**certificate.payload, key: "changed"}
    Certificate.objects.update(payload=payload)
    assert status(certificate.number) == "tampered"


def test_a_payload_with_its_own_right_hash_under_another_number_is_seen():
    first, second = completed(), completed()
    Certificate.objects.filter(pk=first.pk).update(
        payload=second.payload, payload_hash=second.payload_hash
    )
    assert status(first.number) == "tampered"


def test_a_payload_that_cannot_be_hashed_is_seen():
    certificate = completed()
    Certificate.objects.update(payload={"number": certificate.number, "hours": 1.5})
    assert status(certificate.number) == "tampered"


def test_a_revocation_is_final_told_and_traced():
    certificate, office = completed(), office_user()
    revoke(certificate, by=office)
    certificate.refresh_from_db()
    assert (certificate.revoked_at, certificate.revoked_by, certificate.revoked_reason) == (
        NOW,
        office,
        "登记有误",
    )
    assert [(e.verb, e.reason) for e in history(certificate)] == [
        ("certificate.revoke", "登记有误")
    ]
    assert Notice.objects.get().code == "training.revoked"
    with pytest.raises(Refused) as refusal:
        revoke(certificate, by=office)
    assert refusal.value.denial.code == "certificate.revoked"


@pytest.mark.parametrize(
    ("reason", "make", "code"),
    [("  ", office_user, "certificate.reason"), ("x", teacher_user, "office.only")],
)
def test_only_the_office_revokes_and_says_why(reason: str, make, code: str):
    certificate = completed()
    with pytest.raises(Refused) as refusal:
        revoke(certificate, by=make(), reason=reason)
    assert (refusal.value.denial.code, Certificate.objects.get().is_revoked) == (code, False)


def test_the_paper_needs_the_name_that_was_certified():
    certificate = completed()
    assert denies_paper(certificate) is None
    certificate.trainee.real_name = "示例别人"
    assert denies_paper(certificate).code == "certificate.name_changed"


def test_a_name_that_no_font_can_write_is_said_instead_of_drawn_as_boxes():
    certificate = completed(trainee=VerifiedTraineeFactory(user__real_name="示例\U000e0fff"))
    assert denies_paper(certificate).code == "certificate.glyphs"


def test_the_holder_downloads_a_pdf(client: Client):
    certificate = completed()
    client.force_login(certificate.trainee.user)
    response = client.get(reverse("training:certificate_pdf", args=[certificate.number]))
    assert (response.status_code, response["Content-Type"], response.content[:5]) == (
        200,
        "application/pdf",
        b"%PDF-",
    )
    assert response["Cache-Control"] == "private, no-store"


def test_after_a_change_of_name_the_reason_is_shown_instead(client: Client):
    certificate = completed()
    certificate.trainee.real_name = "示例别人"
    certificate.trainee.save(update_fields=["real_name"])
    client.force_login(certificate.trainee.user)
    assert (
        client.get(reverse("training:certificate_pdf", args=[certificate.number])).status_code
        == 403
    )


@pytest.mark.parametrize(
    ("make", "code", "words"),
    [
        (lambda c: None, 200, "这张证书有效"),
        (revoke, 200, "这张证书已被撤销"),
        (lambda c: Certificate.objects.update(payload_hash="0"), 200, "内容被改动过"),
        (lambda c: Certificate.objects.all().delete(), 404, "没有这个编号的证书"),
    ],
)
def test_the_public_page_says_the_status_first(client: Client, make, code: int, words: str):
    certificate = completed(trainee=VerifiedTraineeFactory(user__real_name="示例李秀英"))
    make(certificate)
    response = client.get(reverse("training:verify_number", args=[certificate.number]))
    text = response.content.decode()
    assert (response.status_code, words in text, "李秀英" in text) == (code, True, False)
    assert response["X-Robots-Tag"] == "noindex"


def test_a_typed_number_leads_to_its_page(client: Client):
    response = client.get(reverse("training:verify"), {"number": "ab-1"})
    assert (response.status_code, 'value="ab-1"' in response.content.decode()) == (422, True)
    assert client.get(reverse("training:verify"), {"number": "  "}).status_code == 422
    assert client.get(reverse("training:verify"), {"number": "x" * 2001}).status_code == 422


def test_counting_stops_on_the_day_of_the_revocation():
    certificate = completed(on=date(2026, 11, 2))
    assert queries.counted_completions(2026).count() == 1
    revoke(certificate)
    assert queries.counted_completions(2026).count() == 0
    assert queries.counted_completions(2026, date(2026, 11, 22)).count() == 1
    assert queries.counted_completions(2026, date(2026, 11, 23)).count() == 0


def test_what_counts_is_of_the_year_and_knows_its_verified_person():
    main = VerifiedTraineeFactory()
    twin = VerifiedTraineeFactory(merged_into=main)
    unchecked = VerifiedTraineeFactory(verified_at=None, verified_against="")
    unconfirmed = VerifiedTraineeFactory(user__contact_confirmed_at=None)
    for person in (main, twin, unchecked, unconfirmed):
        completed(trainee=person, on=date(2026, 12, 31))
    completed(trainee=main, on=date(2027, 1, 1))
    completed(trainee=main, on=date(2026, 5, 1), is_counted=False)
    found = (
        queries.counted_completions(2026).order_by("pk").values_list("person", "is_verified_person")
    )
    assert list(found) == [
        (main.pk, True),
        (main.pk, True),
        (unchecked.pk, False),
        (unconfirmed.pk, False),
    ]
    assert queries.counted_completions(2026, date(2026, 12, 30)).count() == 0
    assert queries.counted_completions(2027).count() == 1


def test_later_days_see_a_revocation_from_its_own_day_on():
    certificate = completed(on=date(2026, 1, 2))
    certificates.revoke(
        certificate=certificate, by=office_user(), reason="x", now=NOW + timedelta(hours=14)
    )
    assert queries.counted_completions(2026, date(2026, 11, 23)).count() == 1
    assert queries.counted_completions(2026, date(2026, 11, 24)).count() == 0


def test_many_numbers_are_answered_in_their_order_each_once(
    client: Client, django_assert_num_queries
):
    first, second = completed(), completed()
    revoke(second)
    typed = f"{first.number.lower()}\n没有这个号，{second.number}；{first.number}\n\n"
    response = client.get("/verify/many/", {"numbers": typed})
    found = response.context["found"]
    assert [(each.number, each.status) for each in found] == [
        (first.number, "valid"),
        ("没有这个号", "malformed"),
        (second.number, "revoked"),
    ]
    assert "共 3 张，1 张有效" in response.content.decode()
    with django_assert_num_queries(1):
        queries.verifications_of([first.number, "X", second.number])


def test_more_numbers_than_a_page_holds_are_refused_with_what_was_typed(client: Client):
    typed = "\n".join(f"TM-{number}" for number in range(51))
    response = client.get("/verify/many/", {"numbers": typed})
    assert (response.status_code, response.context["found"]) == (422, [])
    assert "TM-50" in response.content.decode()


def test_no_number_at_all_is_said(client: Client):
    assert client.get("/verify/many/", {"numbers": ""}).status_code == 422
