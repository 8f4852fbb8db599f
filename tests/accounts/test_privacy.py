"""Do people decide about their own data, and leave no trace when they go?"""

import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import translation

from accounts import personal_data
from accounts.actions.privacy import close_account, give_consent, record_access, withdraw_consent
from accounts.actions.profile import switch_recommendations
from accounts.models import AccessLog, Consent, HeldSkill, RosterEntry, Trainee, User, WorkSample
from accounts.templatetags.accounts_words import looked_at
from accounts.views import privacy
from core import clock
from core.denials import Refused
from core.models import AuditEntry, Notice
from core.notices import tell
from tests.factories.accounts import (
    HeldSkillFactory,
    RosterEntryFactory,
    TraineeFactory,
    UserFactory,
    VerifiedTraineeFactory,
    company_user,
    office_user,
)

pytestmark = pytest.mark.django_db


def test_a_consent_is_given_and_withdrawn_with_one_tap_each(client) -> None:
    trainee = TraineeFactory(uses_recommendations=False)
    client.force_login(trainee.user)
    url = reverse("accounts:change_consent", args=["recommendation"])
    client.post(url, {"answer": "yes"})
    trainee.refresh_from_db()
    assert trainee.uses_recommendations
    client.post(url, {"answer": "no"})
    trainee.refresh_from_db()
    assert not trainee.uses_recommendations
    assert Consent.objects.get(purpose="recommendation").withdrawn_at is not None
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["consent.give", "consent.withdraw"]


def test_giving_and_withdrawing_twice_notes_it_once() -> None:
    user = TraineeFactory().user
    for _time in range(2):
        give_consent(user=user, purpose="contact", by=user, now=clock.now())
    assert Consent.objects.filter(purpose="contact").count() == 1
    for _time in range(2):
        withdraw_consent(user=user, purpose="contact", by=user, now=clock.now())
    assert AuditEntry.objects.count() == 2


def test_a_new_version_asks_again(settings) -> None:
    user = TraineeFactory().user
    give_consent(user=user, purpose="terms", by=user, now=clock.now())
    settings.CONSENT_VERSIONS = {**settings.CONSENT_VERSIONS, "terms": "2027-01"}
    give_consent(user=user, purpose="terms", by=user, now=clock.now())
    live = Consent.objects.filter(purpose="terms", withdrawn_at=None)
    assert [consent.version for consent in live] == ["2027-01"]


def test_the_person_sees_who_looked(client) -> None:
    trainee = TraineeFactory()
    firm = company_user()
    record_access(trainee=trainee, what="contact", by=firm)
    record_access(trainee=trainee, what="profile", by=trainee.user)
    assert AccessLog.objects.count() == 1
    client.force_login(trainee.user)
    page = client.get("/my/privacy/").content.decode()
    assert firm.membership.company.name_zh in page
    assert "你的联系方式" in page


def test_the_copy_has_everything_of_the_person_and_nothing_of_others(client, skill) -> None:
    trainee = TraineeFactory(about="会打版", wanted_work="女装打版")
    HeldSkillFactory(trainee=trainee, skill=skill)
    other = TraineeFactory(about="别人的话", wanted_work="别人的愿望")
    client.force_login(trainee.user)
    response = client.get("/my/privacy/export/")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        text = archive.read("my-data.json").decode()
    data = json.loads(text)
    assert data["account"]["email"] == trainee.user.email
    assert (data["profile"]["about"], data["profile"]["wanted_work"]) == ("会打版", "女装打版")
    assert [held["skill__code"] for held in data["profile"]["held_skills"]] == ["live_pitch"]
    assert "password" not in data["account"]
    assert other.about not in text
    assert other.wanted_work not in text


def test_a_closed_account_leaves_no_trace_but_the_count(client, skill, commits) -> None:
    name = "示例独一无二"
    user = UserFactory(real_name=name, email="only@zhicai.example", phone="+8613811112222")
    trainee = VerifiedTraineeFactory(
        user=user, about=f"{name}会打版", wanted_work=f"{name}想打版", school_name="示例学校"
    )
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    RosterEntryFactory(real_name=name, phone=user.phone, trainee=trainee)
    HeldSkillFactory(
        trainee=trainee, skill=skill, evidence="certificate", evidence_reference="ZC-1"
    )
    WorkSample.objects.create(trainee=trainee, title=name, link="https://zhicai.example/")
    tell(user, "accounts.name_checked")
    client.force_login(user)
    with commits():
        assert client.post("/my/privacy/close/", {"understands": "on"}).url == "/"
    user.refresh_from_db()
    trainee.refresh_from_db()
    assert (user.email, user.phone, user.real_name, user.is_active) == (None, None, "", False)
    assert (trainee.real_name, trainee.about, trainee.wanted_work) == ("", "", "")
    assert trainee.is_verified
    assert HeldSkill.objects.get().evidence_reference == ""
    assert not (
        EmailAddress.objects.exists() or WorkSample.objects.exists() or Notice.objects.exists()
    )
    for model in (User, Trainee, RosterEntry, AuditEntry):
        assert not [
            row
            for row in model.objects.values()
            if name in str(row) or "13811112222" in str(row) or "only@" in str(row)
        ]
    assert client.get("/my/privacy/").status_code == 302


def test_closing_needs_a_clear_yes(client) -> None:
    client.force_login(TraineeFactory().user)
    assert client.post("/my/privacy/close/", {}).status_code == 422
    assert not User.objects.exclude(anonymised_at=None).exists()


def test_the_last_owner_cannot_leave(client) -> None:
    owner = company_user()
    client.force_login(owner)
    response = client.post("/my/privacy/close/", {"understands": "on"})
    assert response.status_code == 422
    assert response.context["denial"].code == "member.last_owner"
    with pytest.raises(Refused):
        close_account(user=owner, by=owner, now=clock.now())


def test_other_rooms_copy_and_erase_their_part(monkeypatch) -> None:
    monkeypatch.setattr(personal_data, "_PARTS", {})
    erased: list[User] = []
    personal_data.register(
        "training",
        copy=lambda user: {"certificates": [user.pk]},
        erase=lambda *, user, now: erased.append(user),
    )
    user = TraineeFactory().user
    assert personal_data.copies(user) == {"training": {"certificates": [user.pk]}}
    close_account(user=user, by=user, now=clock.now())
    assert erased == [user]


def test_notices_are_listed_and_marked_read(client, assert_query_count_constant) -> None:
    user = TraineeFactory().user
    client.force_login(user)
    tell(
        user,
        "accounts.company_returned",
        url="/company/licence/",
        company={"zh": "甲公司", "en": "Firm A"},
        reason="不清楚",
    )
    assert "主管部门退回了甲公司的材料：不清楚" in client.get("/notices/").content.decode()
    assert "Firm A" in client.get("/en/notices/").content.decode()
    assert_query_count_constant(client, "/notices/", lambda: tell(user, "accounts.name_checked"), 4)
    client.post("/notices/read/")
    assert not Notice.objects.filter(read_at=None).exists()


def test_everybody_who_looked_is_listed(client, monkeypatch) -> None:
    monkeypatch.setattr(privacy, "LOOKS_ON_A_PAGE", 2)
    trainee = TraineeFactory()
    looks = [
        AccessLog.objects.create(trainee=trainee, by=office_user(), what="contact")
        for _ in range(3)
    ]
    client.force_login(trainee.user)
    pages = [client.get("/my/privacy/", {"page": number}).context["looks"] for number in (1, 2)]
    assert [[look.pk for look in page] for page in pages] == [
        [looks[2].pk, looks[1].pk],
        [looks[0].pk],
    ]


def test_the_pages_are_everybodys(client) -> None:
    for user in (TraineeFactory().user, company_user(), office_user()):
        client.force_login(user)
        assert [
            client.get(p).status_code for p in ("/my/privacy/", "/notices/", "/my/privacy/close/")
        ] == [200] * 3


def test_the_switch_and_the_consent_are_one() -> None:
    trainee = TraineeFactory(uses_recommendations=False)
    switch_recommendations(trainee=trainee, on=True, by=trainee.user, now=clock.now())
    assert Consent.objects.get(purpose="recommendation").withdrawn_at is None
    switch_recommendations(trainee=trainee, on=False, by=trainee.user, now=clock.now())
    trainee.refresh_from_db()
    assert not trainee.uses_recommendations
    assert Consent.objects.get(purpose="recommendation").withdrawn_at is not None


@pytest.mark.parametrize("what", ["contact", "work_sample", "evidence", "export", "office_person"])
def test_every_look_has_its_words_in_both_languages(what) -> None:
    with translation.override("zh-hans"):
        chinese = str(looked_at(what))
    with translation.override("en"):
        english = str(looked_at(what))
    assert what not in (chinese, english)
    assert english.isascii()
    assert not chinese.isascii()
