"""Can people say what they can do, and only about themselves?"""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.actions.skills import declare_skill, grant_skill, withdraw_skill
from accounts.models import HeldSkill, Trainee, WorkSample
from core import clock
from core.denials import Refused
from core.models import AuditEntry
from tests.factories.accounts import (
    HeldSkillFactory,
    RosterEntryFactory,
    TraineeFactory,
    VerifiedTraineeFactory,
)

pytestmark = pytest.mark.django_db


def picture(kind: str = "PNG", name: str = "sample.png") -> SimpleUploadedFile:
    """A small picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(buffer, kind)
    return SimpleUploadedFile(name, buffer.getvalue())


@pytest.fixture
def trainee(client) -> Trainee:
    found = TraineeFactory()
    client.force_login(found.user)
    return found


def test_a_profile_is_saved_and_its_version_counts_up(client, trainee) -> None:
    given = {
        "real_name": "示例李秀英",
        "graduation_year": "2026",
        "wanted_pay_min": "5000",
        "about": "会打版",
    }
    assert client.post("/my/profile/", given).url == "/my/profile/"
    trainee.refresh_from_db()
    assert (trainee.real_name, trainee.graduation_year, trainee.wanted_pay_min) == (
        "示例李秀英",
        2026,
        5000,
    )
    assert trainee.profile_version == 2
    trainee.user.refresh_from_db()
    assert trainee.user.real_name == "示例李秀英"
    entry = AuditEntry.objects.get(verb="trainee.change_profile")
    assert entry.actor == trainee.user
    assert "about" in entry.data["fields"]


def test_a_wish_in_own_words_is_kept_as_typed_and_can_be_taken_back(client, trainee) -> None:
    given = {"real_name": "示例李秀英", "wanted_work": " 女装打版、放码，小单快反 "}
    assert client.post("/my/profile/", given).status_code == 302
    trainee.refresh_from_db()
    assert trainee.wanted_work == "女装打版、放码，小单快反"
    page = client.get("/my/profile/").content.decode()
    assert "女装打版、放码，小单快反" in page
    assert "企业看不到" in page
    assert client.post("/my/profile/", {**given, "wanted_work": ""}).status_code == 302
    trainee.refresh_from_db()
    assert trainee.wanted_work == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("real_name", ""),
        ("wanted_work", "版" * 201),
        ("graduation_year", "2090"),
        ("graduation_year", "1066"),
        ("wanted_pay_min", "-1"),
        ("major", "999"),
        ("gender", "x"),
    ],
)
def test_a_refused_profile_keeps_what_was_typed(client, trainee, field, value) -> None:
    response = client.post(
        "/my/profile/", {"real_name": "示例李秀英", "about": "会打版", field: value}
    )
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "会打版" in response.content.decode()
    trainee.refresh_from_db()
    assert (trainee.about, trainee.profile_version) == ("", 1)


def test_fields_that_the_form_does_not_offer_stay(client, trainee) -> None:
    client.post(
        "/my/profile/",
        {
            "real_name": "示例李秀英",
            "verified_at": "2026-01-01",
            "profile_version": "99",
            "merged_into": "1",
        },
    )
    trainee.refresh_from_db()
    assert (trainee.verified_at, trainee.profile_version, trainee.merged_into) == (None, 2, None)


def test_a_checked_name_stays(client) -> None:
    checked = VerifiedTraineeFactory()
    client.force_login(checked.user)
    response = client.post("/my/profile/", {"real_name": "别的名字"})
    assert response.status_code == 422
    assert response.context["denial"].code == "profile.name_checked"
    assert Trainee.objects.get().real_name == checked.real_name


def test_a_name_on_the_roster_is_checked_when_it_is_corrected(client, trainee) -> None:
    trainee.user.phone, trainee.user.phone_verified = "+8613800000000", True
    trainee.user.save()
    entry = RosterEntryFactory(real_name="示例李秀英", phone="+8613800000000", graduation_year=2026)
    client.post("/my/profile/", {"real_name": "示例李秀英"})
    trainee.refresh_from_db()
    entry.refresh_from_db()
    assert (trainee.verified_against, trainee.university, trainee.graduation_year) == (
        "roster",
        entry.university,
        2026,
    )
    assert entry.trainee == trainee


@pytest.mark.parametrize(
    "other", [{"real_name": "示例李秀梅"}, {"phone": "+8613900000000"}, {"phone": ""}], ids=str
)
def test_a_roster_entry_that_differs_in_one_fact_checks_nothing(client, trainee, other) -> None:
    trainee.user.phone, trainee.user.phone_verified = "+8613800000000", True
    trainee.user.save()
    RosterEntryFactory(**{"real_name": "示例李秀英", "phone": "+8613800000000", **other})
    client.post("/my/profile/", {"real_name": "示例李秀英"})
    trainee.refresh_from_db()
    assert trainee.verified_at is None


def test_an_unconfirmed_phone_checks_nothing(client, trainee) -> None:
    trainee.user.phone = "+8613800000000"
    trainee.user.save()
    RosterEntryFactory(real_name="示例李秀英", phone="+8613800000000")
    client.post("/my/profile/", {"real_name": "示例李秀英"})
    trainee.refresh_from_db()
    assert trainee.verified_at is None


def test_a_skill_is_declared_changed_and_removed(client, trainee, skill) -> None:
    assert client.post("/my/profile/skills/", {"skill": skill.pk, "level": 2}).status_code == 302
    assert client.post("/my/profile/skills/", {"skill": skill.pk, "level": 3}).status_code == 302
    held = HeldSkill.objects.get()
    assert (held.level, held.evidence) == (3, "self_declared")
    assert client.post(reverse("accounts:remove_skill", args=[held.pk])).status_code == 302
    trainee.refresh_from_db()
    assert (HeldSkill.objects.count(), trainee.profile_version) == (0, 4)
    assert AuditEntry.objects.filter(verb__startswith="held_skill").count() == 3


@pytest.mark.parametrize("data", [{"level": 2}, {"skill": "x", "level": 2}, {"level": 9}])
def test_a_refused_skill_says_why(client, trainee, skill, data) -> None:
    assert client.post("/my/profile/skills/", data).status_code == 422


def test_a_proven_skill_stays(client, trainee, skill) -> None:
    held = grant_skill(
        trainee=trainee,
        skill=skill,
        level=3,
        evidence="certificate",
        reference="ZC-1",
        by=trainee.user,
        now=clock.now(),
    )
    response = client.post(reverse("accounts:remove_skill", args=[held.pk]))
    assert response.status_code == 422
    assert response.context["denial"].code == "skill.proven"
    assert client.post("/my/profile/skills/", {"skill": skill.pk, "level": 5}).status_code == 422
    with pytest.raises(Refused):
        declare_skill(trainee=trainee, skill=skill, level=5, by=trainee.user, now=clock.now())
    with pytest.raises(Refused):
        withdraw_skill(held=held, by=trainee.user)
    assert HeldSkill.objects.get().level == 3


@pytest.mark.parametrize(
    ("held", "granted", "result"),
    [
        ((2, "self_declared"), (3, "certificate"), (3, "certificate")),
        ((2, "self_declared"), (2, "certificate"), (2, "certificate")),
        ((4, "self_declared"), (2, "certificate"), (4, "self_declared")),
        ((3, "certificate"), (3, "employer"), (3, "certificate")),
        ((3, "certificate"), (4, "employer"), (4, "employer")),
    ],
)
def test_a_grant_only_ever_raises(skill, held, granted, result) -> None:
    trainee = TraineeFactory()
    HeldSkillFactory(trainee=trainee, skill=skill, level=held[0], evidence=held[1])
    level, evidence = granted
    grant_skill(
        trainee=trainee,
        skill=skill,
        level=level,
        evidence=evidence,
        reference="ref",
        by=trainee.user,
        now=clock.now(),
    )
    found = HeldSkill.objects.get()
    assert (found.level, found.evidence) == result


def test_somebody_else_changes_nothing(skill) -> None:
    with pytest.raises(Refused):
        declare_skill(
            trainee=TraineeFactory(),
            skill=skill,
            level=2,
            by=TraineeFactory().user,
            now=clock.now(),
        )


def test_a_work_sample_is_kept_shown_and_removed(client, trainee, commits) -> None:
    given = {"title": "女装打版", "description": "", "link": "", "picture": picture()}
    assert client.post("/my/profile/samples/", given).status_code == 302
    sample = WorkSample.objects.get()
    shown = client.get(reverse("accounts:sample_picture", args=[sample.pk]))
    assert (shown["Content-Type"], shown["Cache-Control"]) == ("image/png", "private, no-store")
    assert shown.getvalue()
    storage, name = sample.picture.storage, sample.picture.name
    assert "图片会永久删除" in client.get("/my/profile/samples/").content.decode()
    with commits():
        client.post(reverse("accounts:remove_sample", args=[sample.pk]))
    assert (WorkSample.objects.count(), storage.exists(name)) == (0, False)


@pytest.mark.parametrize(
    "change",
    [
        {"picture": SimpleUploadedFile("x.png", b"<svg onload=alert(1)>")},
        {"picture": SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\nbroken")},
        {"picture": SimpleUploadedFile("x.png", b"%PDF-1.4")},
        {"picture": ""},
        {"title": ""},
        {"link": "javascript:alert(1)"},
    ],
    ids=["svg", "broken", "pdf", "nothing", "untitled", "script"],
)
def test_a_refused_sample_keeps_nothing(client, trainee, change) -> None:
    given = {
        "title": "女装打版",
        "description": "连衣裙",
        "link": "",
        "picture": picture(),
        **change,
    }
    response = client.post("/my/profile/samples/", given)
    assert response.status_code == 422
    assert "连衣裙" in response.content.decode()
    assert not WorkSample.objects.exists()


def test_lists_cost_the_same_for_one_and_three(
    client, trainee, skill, assert_query_count_constant
) -> None:
    assert_query_count_constant(
        client,
        "/my/profile/samples/",
        lambda: WorkSample.objects.create(trainee=trainee, title="打版", link="https://a.example/"),
        4,
    )
