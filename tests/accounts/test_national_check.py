"""Is a national certificate checked by the right people, and taken back with every step on record?"""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from accounts.actions.consents import withdraw_consent
from accounts.actions.national import check_national, retract_national, take_back_national
from accounts.models import AccessLog, NationalCertificate
from core import clock
from core.clock import CITY_TIME
from core.denials import Refused
from core.models import Notice
from tests.audited import new_problems, problems
from tests.cast import Cast
from tests.factories.accounts import NationalCertificateFactory
from tests.factories.matching import ApplicationFactory

pytestmark = pytest.mark.django_db
MINE, QUEUE = "/my/profile/national/", "/national/"


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


class TestTheCheck:
    @pytest.mark.parametrize("who", ["office", "coordinator"])
    def test_office_and_own_school_see_it_with_its_paper_and_check_it(
        self, cast: Cast, who: str
    ) -> None:
        found = NationalCertificateFactory(trainee=cast.person)
        verifier = logged_in(cast.login(who))
        assert verifier.get(QUEUE).context["rows"].paginator.count == 1
        page = verifier.get(f"{QUEUE}{found.pk}/").content.decode()
        assert (f"{QUEUE}{found.pk}/paper/" in page, found.number in page) == (True, True)
        paper = verifier.get(f"{QUEUE}{found.pk}/paper/")
        assert (paper["Content-Type"], bool(paper.getvalue())) == ("image/png", True)
        assert AccessLog.objects.filter(trainee=cast.person, what="national").count() == 1
        assert verifier.post(f"{QUEUE}{found.pk}/decide/", {"verb": "check"}).status_code == 302
        found.refresh_from_db()
        assert (found.state, found.checked_by) == ("checked", cast.login(who))
        assert verifier.get(QUEUE).context["rows"].paginator.count == 0
        told = Notice.objects.get(recipient=cast.trainee)
        assert told.code == "accounts.national_checked"

    def test_another_school_sees_nothing(self, cast: Cast) -> None:
        found = NationalCertificateFactory(trainee=cast.person)
        other = logged_in(cast.other_coordinator)
        assert other.get(QUEUE).context["rows"].paginator.count == 0
        assert other.post(f"{QUEUE}{found.pk}/decide/", {"verb": "check"}).status_code == 404
        with pytest.raises(Refused) as refusal:
            check_national(certificate=found, by=cast.other_coordinator, now=clock.now())
        assert refusal.value.denial.code == "national.verifier"

    def test_sent_back_with_the_reason_that_the_person_reads(self, cast: Cast) -> None:
        found = NationalCertificateFactory(trainee=cast.person)
        office = logged_in(cast.office)
        assert (
            office.post(f"{QUEUE}{found.pk}/decide/", {"verb": "refuse", "reason": " "}).status_code
            == 422
        )
        office.post(f"{QUEUE}{found.pk}/decide/", {"verb": "refuse", "reason": "照片看不清编号"})
        found.refresh_from_db()
        assert (found.state, found.why_not, found.checked_at) == ("refused", "照片看不清编号", None)
        assert Notice.objects.get(recipient=cast.trainee).params["reason"] == "照片看不清编号"

    def test_a_check_is_taken_back_and_the_day_of_it_stays(self, cast: Cast) -> None:
        found = NationalCertificateFactory(trainee=cast.person, checked_by=cast.office)
        office = logged_in(cast.office)
        office.post(
            f"{QUEUE}{found.pk}/decide/",
            {"verb": "take_back", "reason": "证书已被注销", "asked": "yes"},
        )
        found.refresh_from_db()
        assert (found.state, found.checked_by, found.ended_at is None) == (
            "taken_back",
            cast.office,
            False,
        )
        assert "证书已被注销" in logged_in(cast.trainee).get(MINE).content.decode()

    def test_taking_back_asks_first_and_is_undone(self, cast: Cast) -> None:
        found = NationalCertificateFactory(trainee=cast.person, checked_by=cast.office)
        ApplicationFactory(trainee=cast.person, profile={"national": [{"id": found.pk}]})
        before, known, office = (
            vars(NationalCertificate.objects.get()),
            problems(),
            logged_in(cast.office),
        )
        typed = {"verb": "take_back", "reason": "证书已被注销"}
        assert office.post(f"{QUEUE}{found.pk}/decide/", typed).context["consequences"] == [
            "不再显示为“已核实”，从今天起不再计入。",
            "1 份进行中的投递附有这个证书，企业不再能看到。",
            "立即通知本人，并附上你写的原因。",
            "10 分钟内可以撤销，最晚到当天午夜。",
        ]
        assert NationalCertificate.objects.get().state == "checked"
        office.post(f"{QUEUE}{found.pk}/decide/", {**typed, "asked": "yes"})
        assert office.post(f"{QUEUE}{found.pk}/retract/").status_code == 302
        after = vars(NationalCertificate.objects.get())
        assert {**after, "_state": None} == {**before, "_state": None}
        assert Notice.objects.filter(code="accounts.national_kept").count() == 1
        assert new_problems(known) == {}

    @pytest.mark.parametrize(
        ("hour", "later"), [(10, timedelta(minutes=10)), (23, timedelta(minutes=9))]
    )
    def test_not_late_and_not_over_midnight(
        self, cast: Cast, clock, hour: int, later: timedelta
    ) -> None:
        moment = clock.set(datetime(2026, 11, 23, hour, 55, tzinfo=CITY_TIME))
        found = NationalCertificateFactory(trainee=cast.person, checked_by=cast.office)
        take_back_national(certificate=found, reason="已注销", by=cast.office, now=clock.now())
        clock.set(moment + later)
        with pytest.raises(Refused) as refusal:
            retract_national(certificate=found, by=cast.office, now=clock.now())
        assert refusal.value.denial.code == "national.retract.late"

    def test_not_when_the_number_was_claimed_again(self, cast: Cast) -> None:
        found = NationalCertificateFactory(
            trainee=cast.person, checked_by=cast.office, number="S00003333"
        )
        take_back_national(certificate=found, reason="已注销", by=cast.office, now=clock.now())
        NationalCertificateFactory(
            number="S00003333", issuer=found.issuer, issuer_key=found.issuer_key
        )
        with pytest.raises(Refused) as refusal:
            retract_national(certificate=found, by=cast.office, now=clock.now())
        assert refusal.value.denial.code == "national.taken"

    def test_nobody_says_whose_paper_it_is_before_the_name_is_checked(self, cast: Cast) -> None:
        cast.person.verified_at, cast.person.verified_against = None, ""
        cast.person.save()
        found = NationalCertificateFactory(trainee=cast.person)
        response = logged_in(cast.office).post(f"{QUEUE}{found.pk}/decide/", {"verb": "check"})
        assert (response.status_code, response.context["denial"].code) == (422, "national.name")

    def test_a_paper_that_nobody_can_open_is_not_checked(self, cast: Cast) -> None:
        found = NationalCertificateFactory(trainee=cast.person)
        found.paper.storage.delete(found.paper.name)
        response = logged_in(cast.office).post(f"{QUEUE}{found.pk}/decide/", {"verb": "check"})
        assert (response.status_code, response.context["denial"].code) == (422, "upload.unreadable")

    def test_without_the_consent_it_is_not_read(self, cast: Cast) -> None:
        found = NationalCertificateFactory(trainee=cast.person)
        withdraw_consent(user=cast.trainee, purpose="privacy", by=cast.trainee, now=clock.now())
        assert logged_in(cast.office).get(QUEUE).context["rows"].paginator.count == 0
        assert logged_in(cast.office).get(f"{QUEUE}{found.pk}/").status_code == 404
        assert logged_in(cast.trainee).get(f"{QUEUE}{found.pk}/paper/").getvalue()

    def test_the_same_number_under_another_issuer_is_shown(self, cast: Cast) -> None:
        found = NationalCertificateFactory(trainee=cast.person, number="S00003333")
        other = NationalCertificateFactory(
            trainee=cast.other_person,
            number="S00003333",
            issuer="示例别家（虚构）",
        )
        page = logged_in(cast.office).get(f"{QUEUE}{found.pk}/").content.decode()
        assert f'href="{QUEUE}{other.pk}/"' in page

    def test_the_list_costs_the_same_for_one_and_three(
        self, cast: Cast, assert_query_count_constant
    ) -> None:
        office = logged_in(cast.office)
        assert_query_count_constant(office, QUEUE, lambda: NationalCertificateFactory(), 5)

    def test_ones_own_list_costs_the_same_for_one_and_three(
        self, cast: Cast, assert_query_count_constant
    ) -> None:
        person = logged_in(cast.trainee)
        assert_query_count_constant(
            person, MINE, lambda: NationalCertificateFactory(trainee=cast.person), 5
        )
