"""Can people say in three taps what they worked in before, change it and take it back, and is nothing guessed?"""

import io
import json
import zipfile

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actions.earlier import forget_earlier_work, say_earlier_work
from accounts.actions.privacy import close_account, withdraw_consent
from accounts.models import EarlierWork, Trainee
from accounts.permissions.earlier import denies_earlier_work
from core import clock
from core.denials import Refused
from core.models import AuditEntry
from skills.models import Occupation
from tests.factories.accounts import TraineeFactory
from tests.factories.skills import OccupationFactory

pytestmark = pytest.mark.django_db
URL = "/my/profile/earlier/"
Rows = list[tuple[str, str | None, str]]


@pytest.fixture
def trainee(client: Client) -> Trainee:
    found = TraineeFactory()
    client.force_login(found.user)
    return found


@pytest.fixture
def sewing() -> Occupation:
    return OccupationFactory(code="sewing_worker", name_zh="缝纫工", name_en="Sewing worker")


@pytest.mark.parametrize("has_said", [False, True])
def test_the_profile_itself_leads_to_it_and_shows_what_was_said(
    client: Client, trainee: Trainee, sewing: Occupation, has_said: bool
):
    if has_said:
        say_earlier_work(
            trainee=trainee, kind="occupation", occupation=sewing, span="longer", by=trainee.user
        )
    line = (
        client.get("/my/profile/").content.decode().split('id="earlier"')[1].split("</section>")[0]
    )
    assert f'href="{URL}"' in line
    assert ("缝纫工" in line, "3 年以上" in line, "还没有填写" in line) == (
        has_said,
        has_said,
        not has_said,
    )


def said(trainee: Trainee) -> Rows:
    rows = EarlierWork.objects.filter(trainee=trainee).order_by("pk")
    return list(rows.values_list("kind", "occupation__code", "span"))


def tap(client: Client, work: object, span: str = "") -> int:
    return client.post(URL, {"work": str(work), "span": span}).status_code


def test_three_taps_keep_it_and_the_profile_is_a_new_one(client, trainee, sewing) -> None:
    page = client.get(URL).content.decode()
    assert ("缝纫工" in page, "还没有填写" in page, said(trainee)) == (True, True, [])
    before = trainee.changed_at
    assert tap(client, sewing.pk, "under_three_years") == 302
    assert said(trainee) == [("occupation", "sewing_worker", "under_three_years")]
    trainee.refresh_from_db()
    assert (trainee.profile_version, trainee.changed_at > before) == (2, True)
    entry = AuditEntry.objects.get(verb="earlier_work.say")
    assert (entry.actor, entry.data) == (trainee.user, {})
    after = client.get(URL).content.decode()
    assert ("1 到 3 年" in after, "选“还没有”时" in page, "选“还没有”时" in after) == (
        True,
        True,
        False,
    )


def test_said_again_it_takes_the_new_time_and_removed_it_is_not_said(
    client, trainee, sewing
) -> None:
    for span in ("under_year", "longer"):
        assert tap(client, sewing.pk, span) == 302
    assert said(trainee) == [("occupation", "sewing_worker", "longer")]
    assert (
        client.post(reverse("accounts:remove_earlier", args=[EarlierWork.objects.get().pk])).url
        == URL
    )
    trainee.refresh_from_db()
    assert (said(trainee), trainee.profile_version) == ([], 4)


def test_none_yet_is_an_answer_and_gives_way_to_any_work(client, trainee, sewing) -> None:
    assert tap(client, "none", "longer") == 302  # a time that was tapped before belongs to nothing
    assert said(trainee) == [("none", None, "")]
    assert tap(client, "other", "under_year") == 302
    assert said(trainee) == [("other", None, "under_year")]
    assert tap(client, "none") == 422  # not offered any more
    assert said(trainee) == [("other", None, "under_year")]


@pytest.mark.parametrize(
    ("work", "span", "fields"),
    [
        ("", "longer", ["work"]),
        ("sewing", "", ["span"]),
        ("sewing", "ever", ["span"]),
        ("999999", "longer", ["work"]),
    ],
)
def test_half_an_answer_is_asked_again_and_nothing_kept(
    client, trainee, sewing, work, span, fields
) -> None:
    answer = client.post(URL, {"work": sewing.pk if work == "sewing" else work, "span": span})
    assert (answer.status_code, list(answer.context["form"].errors), said(trainee)) == (
        422,
        fields,
        [],
    )


def test_three_kinds_are_the_most(client, trainee) -> None:
    trades = [OccupationFactory(code=f"trade_{n}") for n in range(4)]
    assert [tap(client, trade.pk, "longer") for trade in trades] == [302, 302, 302, 422]
    assert tap(client, trades[0].pk, "under_year") == 302
    assert [span for _kind, _code, span in said(trainee)] == ["under_year", "longer", "longer"]


@pytest.mark.parametrize(
    ("known", "more", "code"),
    [
        ([], ("none", None), ""),
        ([("none", None)], ("none", None), ""),
        ([("none", None)], ("occupation", 1), ""),
        ([("other", None)], ("none", None), "earlier.some"),
        ([("occupation", 1), ("occupation", 2)], ("other", None), ""),
        (
            [("occupation", 1), ("occupation", 2), ("other", None)],
            ("occupation", 3),
            "earlier.many",
        ),
        ([("occupation", 1), ("occupation", 2), ("other", None)], ("occupation", 2), ""),
    ],
)
def test_how_much_may_be_said(known, more, code) -> None:
    denial = denies_earlier_work(known, more)
    assert (denial.code if denial else "") == code


def test_only_the_person_says_it(trainee, sewing) -> None:
    other = TraineeFactory()
    with pytest.raises(Refused):
        say_earlier_work(
            trainee=trainee, kind="occupation", occupation=sewing, span="longer", by=other.user
        )
    work = say_earlier_work(
        trainee=trainee, kind="occupation", occupation=sewing, span="longer", by=trainee.user
    )
    with pytest.raises(Refused):
        forget_earlier_work(work=work, by=other.user)
    assert said(trainee) == [("occupation", "sewing_worker", "longer")]


def test_without_consent_nothing_is_added_but_all_can_be_removed(client, trainee, sewing) -> None:
    tap(client, sewing.pk, "longer")
    withdraw_consent(user=trainee.user, purpose="privacy", by=trainee.user, now=clock.now())
    withdraw_consent(user=trainee.user, purpose="terms", by=trainee.user, now=clock.now())
    with pytest.raises(Refused):
        say_earlier_work(
            trainee=trainee, kind="other", occupation=None, span="longer", by=trainee.user
        )
    forget_earlier_work(work=EarlierWork.objects.select_related("trainee").get(), by=trainee.user)
    assert said(trainee) == []


def test_the_own_copy_has_it_and_who_leaves_takes_it_along(client, trainee, sewing) -> None:
    tap(client, sewing.pk, "longer")
    with zipfile.ZipFile(io.BytesIO(client.get("/my/privacy/export/").content)) as archive:
        data = json.loads(archive.read("my-data.json"))
    assert data["profile"]["earlier_work"] == [
        {"kind": "occupation", "occupation__name_zh": "缝纫工", "span": "longer"}
    ]
    close_account(user=trainee.user, by=trainee.user, now=clock.now())
    assert not EarlierWork.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "other"},
        {"kind": "none", "occupation": None},
        {"occupation": None},
        {"span": ""},
        {"span": "ever"},
        {"kind": "hobby"},
    ],
    ids=str,
)
def test_the_database_keeps_it_whole(trainee, sewing, values) -> None:
    work = EarlierWork.objects.create(
        trainee=trainee, kind="occupation", occupation=sewing, span="longer"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        EarlierWork.objects.filter(pk=work.pk).update(**values)


@pytest.mark.parametrize("kind", ["occupation", "other", "none"])
def test_the_database_keeps_each_kind_once(trainee, sewing, kind) -> None:
    row = {
        "trainee": trainee,
        "kind": kind,
        "occupation": sewing if kind == "occupation" else None,
        "span": "" if kind == "none" else "longer",
    }
    EarlierWork.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        EarlierWork.objects.create(**row)
