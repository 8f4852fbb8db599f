"""Can a young person note that a guardian agrees to internships, and does nobody else see more than they should?"""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actions.guardians import record_guardian_consent, withdraw_guardian_consent
from accounts.actions.privacy import close_account
from accounts.models import GuardianConsent, Trainee
from core import clock
from core.denials import Refused
from core.models import AuditEntry
from tests.factories.accounts import TraineeFactory, office_user, years_before

pytestmark = pytest.mark.django_db
GIVEN = {"guardian_name": "示例李大山", "guardian_phone": "138 1111 2222", "agrees": "on"}


@pytest.fixture
def today() -> date:
    return clock.today()


@pytest.fixture
def young(client, today) -> Trainee:
    """Somebody of 17, logged in."""
    trainee = TraineeFactory(birth_on=years_before(today, 17), user__phone="+8613900000001")
    client.force_login(trainee.user)
    return trainee


def given(day: date, **changed: str) -> dict[str, str]:
    return {**GIVEN, "given_on": day.isoformat(), **changed}


def test_a_consent_is_noted_with_name_phone_and_day(client, young, today) -> None:
    url = reverse("accounts:guardian")
    assert client.post(url, given(today)).url == url
    consent = GuardianConsent.objects.get()
    assert (
        consent.trainee,
        consent.guardian_name,
        consent.guardian_phone,
        consent.given_on,
        consent.withdrawn_at,
    ) == (
        young,
        "示例李大山",
        "+8613811112222",
        today,
        None,
    )
    page = client.get(url).content.decode()
    assert "示例李大山" in page
    young.refresh_from_db()
    assert young.profile_version == 2  # recommendations follow


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"guardian_name": ""}, "guardian_name"),
        ({"guardian_phone": "12"}, "guardian_phone"),
        ({"guardian_phone": ""}, "guardian_phone"),
        ({"given_on": "gestern"}, "given_on"),
        ({"given_on": "2099-01-01"}, "given_on"),
        ({"given_on": "2020-01-01"}, "given_on"),
        ({"agrees": ""}, "agrees"),
    ],
)
def test_a_half_filled_note_is_shown_again(client, young, today, changed, field) -> None:
    response = client.post(reverse("accounts:guardian"), given(today, **changed))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not GuardianConsent.objects.exists()


@pytest.mark.parametrize(
    ("years", "phone", "days", "code"),
    [
        (17, "13811112222", 0, None),
        (17, "13900000001", 0, "guardian.own_phone"),
        (18, "13811112222", 0, "guardian.adult"),
    ],
)
def test_what_cannot_be_noted_says_why(client, young, today, years, phone, days, code) -> None:
    Trainee.objects.filter(pk=young.pk).update(birth_on=years_before(today, years))
    data = given(today + timedelta(days=days), guardian_phone=phone)
    response = client.post(reverse("accounts:guardian"), data)
    assert (response.context["denial"].code if response.context else None) == code
    assert GuardianConsent.objects.count() == (code is None)


def test_noting_it_again_ends_the_note_before_and_withdrawing_ends_both(
    client, young, today
) -> None:
    for name in ("示例李大山", "示例王秀兰"):
        client.post(reverse("accounts:guardian"), given(today, guardian_name=name))
    live = GuardianConsent.objects.filter(withdrawn_at=None)
    assert [consent.guardian_name for consent in live] == ["示例王秀兰"]
    for _time in range(2):
        assert client.post(reverse("accounts:withdraw_guardian")).status_code == 302
    assert not live.all().exists()
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["guardian_consent.record"] * 2 + ["guardian_consent.withdraw"]
    assert not [
        row for row in AuditEntry.objects.values() if "示例" in str(row) or "1381111" in str(row)
    ]


def test_nobody_notes_it_for_somebody_else(young, today) -> None:
    other = TraineeFactory().user
    with pytest.raises(Refused):
        record_guardian_consent(
            trainee=young,
            guardian_name="示例",
            guardian_phone="+8613811112222",
            given_on=today,
            by=other,
            now=clock.now(),
        )
    with pytest.raises(Refused):
        withdraw_guardian_consent(trainee=young, by=other, now=clock.now())


def test_the_office_sees_whom_to_call(client, young, today) -> None:
    GuardianConsent.objects.create(
        trainee=young, guardian_name="示例李大山", guardian_phone="+8613811112222", given_on=today
    )
    client.force_login(office_user())
    page = client.get(reverse("accounts:office_person", args=[young.pk])).content.decode()
    assert "示例李大山" in page
    assert "13811112222" in page.replace(" ", "")


def test_the_copy_has_it_and_a_closed_account_has_not(client, young, today) -> None:
    GuardianConsent.objects.create(
        trainee=young, guardian_name="示例李大山", guardian_phone="+8613811112222", given_on=today
    )
    with zipfile.ZipFile(io.BytesIO(client.get("/my/privacy/export/").content)) as archive:
        copied = json.loads(archive.read("my-data.json"))["profile"]["guardian_consents"]
    assert [(each["guardian_name"], each["given_on"]) for each in copied] == [
        ("示例李大山", today.isoformat())
    ]
    close_account(user=young.user, by=young.user, now=clock.now())
    assert not GuardianConsent.objects.exists()


def test_the_privacy_page_leads_there_under_age_only(client, young, today) -> None:
    address = reverse("accounts:guardian")
    assert address in client.get("/my/privacy/").content.decode()
    Trainee.objects.filter(pk=young.pk).update(birth_on=years_before(today, 18))
    assert address not in client.get("/my/privacy/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"guardian_name": ""}, {"guardian_phone": ""}, {"withdrawn_at": "before"}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_database_keeps_a_consent_whole(young, today, wrong) -> None:
    fields = {
        "guardian_name": "示例",
        "guardian_phone": "+8613811112222",
        "given_on": today,
        **wrong,
    }
    if "withdrawn_at" in fields:
        fields["withdrawn_at"] = clock.now() - timedelta(days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuardianConsent.objects.create(trainee=young, **fields)


def test_the_database_keeps_one_live_consent(young, today) -> None:
    fields = {"guardian_name": "示例", "guardian_phone": "+8613811112222", "given_on": today}
    GuardianConsent.objects.create(trainee=young, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuardianConsent.objects.create(trainee=young, **fields)


class TestTheDateOfBirth:
    """Who came in without one can give it in the profile, once."""

    def test_it_is_asked_for_while_it_is_missing(self, client, today) -> None:
        trainee = TraineeFactory(birth_on=None)
        client.force_login(trainee.user)
        birth_on = years_before(today, 20)
        client.post("/my/profile/", {"real_name": "示例李秀英", "birth_on": birth_on.isoformat()})
        trainee.refresh_from_db()
        assert trainee.birth_on == birth_on
        assert "birth_on" not in client.get("/my/profile/").context["form"].fields
        client.post("/my/profile/", {"real_name": "示例李秀英", "birth_on": "1990-01-01"})
        trainee.refresh_from_db()
        assert trainee.birth_on == birth_on

    @pytest.mark.parametrize(
        ("years", "knows", "field"),
        [(13, True, "birth_on"), (17, False, "guardian_knows"), (17, True, None)],
    )
    def test_children_stay_out_and_guardians_know(self, client, today, years, knows, field) -> None:
        trainee = TraineeFactory(birth_on=None)
        client.force_login(trainee.user)
        data = {"real_name": "示例李秀英", "birth_on": years_before(today, years).isoformat()}
        response = client.post(
            "/my/profile/", {**data, **({"guardian_knows": "on"} if knows else {})}
        )
        assert (list(response.context["form"].errors) if response.context else []) == (
            [field] if field else []
        )
        trainee.refresh_from_db()
        assert (trainee.birth_on is None, trainee.guardian_informed_at is None) == (
            bool(field),
            bool(field),
        )


@pytest.mark.parametrize(
    ("started", "status"), [("2024", 302), ("2028", 422), ("1066", 422), ("2090", 422)]
)
def test_the_year_of_starting_lies_before_graduation(client, young, started, status) -> None:
    data = {"real_name": "示例李秀英", "study_start_year": started, "graduation_year": "2027"}
    assert client.post("/my/profile/", data).status_code == status
