"""Does a national certificate stand apart, checked by the right people, with every step on record?"""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.actions.consents import withdraw_consent
from accounts.actions.national import Claim, claim_national
from accounts.actions.privacy import close_account
from accounts.export import archive_of
from accounts.models import NationalCertificate
from accounts.national import issuer_key, read_number
from accounts.permissions.national import MOST
from accounts.states import NATIONAL, NationalState
from core import clock
from core.denials import Refused
from core.models import AuditEntry
from core.workflow import advance
from tests.accounts.test_profile import picture
from tests.cast import Cast
from tests.factories.accounts import NationalCertificateFactory, office_user
from tests.factories.matching import PDF
from tests.harness.buttons import said_before

pytestmark = pytest.mark.django_db
MINE, QUEUE = "/my/profile/national/", "/national/"
SAID = {
    "kind": "skill_level",
    "occupation": "互联网营销师",
    "grade": "3",
    "number": "证书编号：Ｓ0000 4200-0126 0000123",
    "issuer": "示例职业技能鉴定中心（虚构）",
    "issued_on": "2026-05-06",
}
ALL = [(state, move) for state in NationalState.values for move in NATIONAL.moves]


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def person(cast: Cast) -> Client:
    return logged_in(cast.trainee)


class TestNumbers:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("S000042000126000123", "S000042000126000123"),
            ("证书编号：Ｓ0000 4200-0126 000123。", "S000042000126000123"),
            ("證書編號:s000042000126000123", "S000042000126000123"),
            ("No. 1917\u200b0030\u202a00500123", "1917003000500123"),
            ("certificate number 1917003000500123", "1917003000500123"),
            ("编号1917003000500123", "1917003000500123"),
            ("NO19170030005001", "NO19170030005001"),
            ("鄂1917003000", ""),
            ("1234567", ""),
            ("ABCDEFGHIJ", ""),
            ("1" * 31, ""),
            ("", ""),
        ],
    )
    def test_a_number_is_read_however_it_is_typed(self, typed: str, kept: str) -> None:
        assert read_number(typed) == kept

    def test_two_spellings_of_an_issuer_are_one(self) -> None:
        assert issuer_key("示例 職業技能鑒定中心（虚构）") == issuer_key(
            "示例职业技能鉴定中心(虚构)"
        )


class TestCertificateMoves:
    @pytest.mark.parametrize(
        ("state", "move"), ALL, ids=lambda value: getattr(value, "verb", value)
    )
    def test_moves_are_those_of_the_table(self, state: str, move) -> None:
        office = office_user()
        checked = {"checked_at": clock.now(), "checked_by": office}
        changes = {
            "correct": {"why_not": ""},
            "check": checked,
            "refuse": {"why_not": "因为"},
            "take_back": {"why_not": "因为", "ended_at": clock.now()},
            "withdraw": {"why_not": "", "ended_at": clock.now()},
            "retract": {"why_not": "", "ended_at": None},
        }[move.verb]
        found = NationalCertificateFactory(
            state=state,
            why_not="因为" if state in ("refused", "taken_back") else "",
            ended_at=clock.now() if state in ("taken_back", "withdrawn") else None,
            **(checked if state in ("checked", "taken_back") else {}),
        )
        if state in move.source:
            advance(found, NATIONAL, move.verb, by=office, reason="因为", **changes)
            assert found.state == move.target
            assert (
                AuditEntry.objects.filter(verb=f"national.{move.verb}", before=state).count() == 1
            )
        else:
            with pytest.raises(Refused):
                advance(found, NATIONAL, move.verb, by=office, reason="因为", **changes)

    @pytest.mark.parametrize(
        "broken",
        [
            {"grade": 6},
            {"grade": 0},
            {"kind": "driving"},
            {"state": "lost"},
            {"number": ""},
            {"state": "checked"},
            {"state": "withdrawn"},
            {"state": "refused"},
            {"why_not": "因为"},
            {"ended_at": "2026-11-03T00:00:00Z"},
            {"checked_at": "2026-11-03T00:00:00Z"},
        ],
    )
    def test_the_database_refuses_what_cannot_be(self, broken: dict) -> None:
        found = NationalCertificateFactory()
        with pytest.raises(IntegrityError), transaction.atomic():
            NationalCertificate.objects.filter(pk=found.pk).update(**broken)


class TestThePerson:
    def test_adds_one_and_reads_it_as_waiting(self, person: Client, cast: Cast) -> None:
        assert person.post(MINE, {**SAID, "paper": picture()}).status_code == 302
        found = NationalCertificate.objects.get()
        assert (found.trainee, found.number, found.grade, found.state) == (
            cast.person, "S0000420001260000123", 3, "claimed",
        )  # fmt: skip
        assert found.paper.name.startswith("national/")
        page = person.get(MINE).content.decode()
        assert ("等待核实" in page, "三级／高级工" in page, "3 熟练" in page) == (True, True, False)
        assert AuditEntry.objects.filter(verb="national.claim", actor=cast.trainee).count() == 1

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"number": "12"}, "number"),
            ({"number": "看不清"}, "number"),
            ({"occupation": "\u200b\u200b"}, "occupation"),
            ({"issuer": "——"}, "issuer"),
            ({"grade": "6"}, "grade"),
            ({"kind": "x"}, "kind"),
            ({"issued_on": "1993-12-31"}, "issued_on"),
            ({"issued_on": (clock.today() + timedelta(days=400)).isoformat()}, "issued_on"),
            ({"paper": SimpleUploadedFile("p.pdf", PDF[:400])}, "paper"),
            ({"paper": ""}, "paper"),
        ],
    )
    def test_bad_input_is_told_and_kept(self, person: Client, wrong: dict, field: str) -> None:
        response = person.post(MINE, {**SAID, "paper": picture(), **wrong})

        assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
        assert "示例职业技能鉴定中心" in response.content.decode() or field == "issuer"
        assert NationalCertificate.objects.count() == 0

    def test_nobody_holds_one_before_working_age(self, person: Client, cast: Cast) -> None:
        cast.person.birth_on = date(2010, 5, 7)
        cast.person.save()
        too_young = person.post(MINE, {**SAID, "paper": picture()})
        assert list(too_young.context["form"].errors) == ["issued_on"]
        assert (
            person.post(MINE, {**SAID, "issued_on": "2026-05-07", "paper": picture()}).status_code
            == 302
        )

    def test_a_number_of_one_issuer_is_claimed_once(self, person: Client, cast: Cast) -> None:
        NationalCertificateFactory(
            trainee=cast.other_person, number="S0000420001260000123", issuer=SAID["issuer"]
        )
        taken = person.post(
            MINE, {**SAID, "issuer": "示例職業技能鉴定中心 (虚构)", "paper": picture()}
        )
        assert (taken.status_code, list(taken.context["form"].errors)) == (422, ["number"])
        assert (
            person.post(
                MINE, {**SAID, "issuer": "示例另一家（虚构）", "paper": picture()}
            ).status_code
            == 302
        )

    def test_a_race_for_one_number_is_refused_in_words(self, cast: Cast, monkeypatch) -> None:
        NationalCertificateFactory(trainee=cast.other_person, number="S0000420001260000123")
        monkeypatch.setattr("accounts.permissions.national.denies_taken", lambda *args: None)
        claim = Claim(
            "skill_level", "缝纫工", 4, "S0000420001260000123", SAID["issuer"], date(2026, 3, 2)
        )
        with pytest.raises(Refused) as refusal:
            claim_national(
                trainee=cast.person, claim=claim, paper=picture(), by=cast.trainee, now=clock.now()
            )
        assert refusal.value.denial.code == "national.taken"

    def test_a_profile_holds_so_many(self, person: Client, cast: Cast) -> None:
        for _n in range(MOST):
            NationalCertificateFactory(trainee=cast.person)
        response = person.post(MINE, {**SAID, "paper": picture()})
        assert (response.status_code, response.context["denial"].code) == (422, "national.many")

    def test_reads_why_and_corrects_it(self, person: Client, cast: Cast, commits) -> None:
        found = NationalCertificateFactory(trainee=cast.person, why_not="编号与照片不一致")
        url = f"{MINE}{found.pk}/"
        assert "编号与照片不一致" in person.get(url).content.decode()
        with commits():
            assert person.post(url, {**SAID, "paper": picture()}).status_code == 302
        old = found.paper
        found.refresh_from_db()
        assert (found.state, found.why_not, found.number) == ("claimed", "", "S0000420001260000123")
        assert (old.storage.exists(old.name), found.paper.storage.exists(found.paper.name)) == (
            False,
            True,
        )

    def test_corrects_it_and_keeps_the_paper(self, person: Client, cast: Cast) -> None:
        found = NationalCertificateFactory(trainee=cast.person)
        name = found.paper.name
        assert person.post(f"{MINE}{found.pk}/", SAID).status_code == 302
        found.refresh_from_db()
        assert (found.paper.name, found.grade) == (name, 3)

    def test_what_is_checked_cannot_be_changed_but_removed(
        self, person: Client, cast: Cast, commits
    ) -> None:
        found = NationalCertificateFactory(trainee=cast.person, checked_by=cast.office)
        assert person.post(f"{MINE}{found.pk}/", SAID).status_code == 422
        with commits():
            assert person.post(f"{MINE}{found.pk}/remove/").status_code == 302
        paper = found.paper
        found.refresh_from_db()
        assert (found.state, found.number, found.issuer, bool(found.paper)) == (
            "withdrawn",
            "",
            "",
            False,
        )
        assert paper.storage.exists(paper.name) is False
        assert person.post(f"{MINE}{found.pk}/remove/").status_code == 404
        assert "缝纫工" not in person.get(MINE).content.decode()

    def test_removing_says_what_is_lost_and_it_can_be_added_again(
        self, person: Client, cast: Cast
    ) -> None:
        person.post(MINE, {**SAID, "paper": picture()})
        found = NationalCertificate.objects.get()
        assert said_before(person.get(f"{MINE}{found.pk}/"), "withdraw") == [
            "编号、发证机构和照片会永久删除，不能恢复。",
            "随时可以带照片重新添加，再像新添加的一样等待核验。",
        ]
        person.post(f"{MINE}{found.pk}/remove/")
        assert person.post(MINE, {**SAID, "paper": picture()}).status_code == 302
        assert list(NationalCertificate.objects.order_by("pk").values_list("state", flat=True)) == [
            "withdrawn",
            "claimed",
        ]

    def test_without_the_consent_nothing_is_added(self, person: Client, cast: Cast) -> None:
        withdraw_consent(user=cast.trainee, purpose="privacy", by=cast.trainee, now=clock.now())
        response = person.post(MINE, {**SAID, "paper": picture()})
        assert (response.status_code, response.context["denial"].code) == (422, "consent.privacy")

    def test_the_copy_has_it_and_leaving_erases_it(self, cast: Cast, commits) -> None:
        waits = NationalCertificateFactory(trainee=cast.person, number="S00001111")
        counts = NationalCertificateFactory(
            trainee=cast.person, number="S00002222", checked_by=cast.office
        )
        copy = archive_of(cast.trainee)
        assert f"national_certificates/{waits.pk}.png".encode() in copy
        with commits():
            close_account(user=cast.trainee, by=cast.trainee, now=clock.now())
        kept = NationalCertificate.objects.order_by("pk").values_list(
            "pk", "state", "number", "issuer", "paper"
        )
        assert list(kept) == [
            (waits.pk, "withdrawn", "", "", ""),
            (counts.pk, "checked", "", "", ""),
        ]
        assert counts.paper.storage.exists(counts.paper.name) is False
