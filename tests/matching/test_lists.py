"""What do the lists of openings, a person's own and the public one, show, and at what cost?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.notices import tell
from matching.queries import applications
from matching.views import company_desk
from tests.cast import Cast
from tests.factories.accounts import HeldSkillFactory, VerifiedTraineeFactory
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OfferFactory,
    OpeningFactory,
    OpeningReportFactory,
)
from tests.factories.skills import OccupationFactory, SkillFactory
from tests.factories.training import EnrolmentFactory, MeetingFactory
from tests.harness.tight import tight
from tests.matching.test_views import signed_in

pytestmark = pytest.mark.django_db


class TestOpeningList:
    def test_the_public_list(self, client: Client, assert_query_count_constant: Any) -> None:
        assert_query_count_constant(client, reverse("matching:opening_list"), OpeningFactory, 4)

    def test_an_opening_page(
        self, client: Client, cast: Cast, django_assert_num_queries: Any
    ) -> None:
        opening = OpeningFactory(asks={"live_pitch": 3, "ad_law": 2})
        client.get(opening.get_absolute_url())
        with django_assert_num_queries(3):
            client.get(opening.get_absolute_url())

    def test_my_applications(self, cast: Cast, assert_query_count_constant: Any) -> None:
        client = signed_in(cast.trainee)
        url = reverse("matching:my_applications")
        assert_query_count_constant(client, url, lambda: ApplicationFactory(trainee=cast.person), 3)

    def test_my_desk(self, cast: Cast, assert_query_count_constant: Any) -> None:
        client, url = signed_in(cast.trainee), reverse("matching:my_desk")
        assert_query_count_constant(client, url, lambda: ApplicationFactory(trainee=cast.person), 6)

    def test_my_desk_asks_for_classes_and_messages_where_there_are_some(
        self, cast: Cast, django_assert_num_queries: Any
    ) -> None:
        client, url = signed_in(cast.trainee), reverse("matching:my_desk")
        client.get(url)
        class_of_run = MeetingFactory(run=EnrolmentFactory(trainee=cast.person).run)
        with django_assert_num_queries(7):
            assert client.get(url).context["desk"].classes == [class_of_run]
        tell(cast.trainee, "accounts.name_checked")
        with django_assert_num_queries(8):
            assert len(client.get(url).context["desk"].notices) == 1

    def test_the_desk_shows_its_best_matches_apart(self, cast: Cast) -> None:
        HeldSkillFactory(trainee=cast.person, skill=SkillFactory(code="live_pitch"), level=3)
        opening = OpeningFactory(asks={"live_pitch": 3})
        response = signed_in(cast.trainee).get(
            reverse("matching:top_matches"), headers={"HX-Request": "true"}
        )
        assert [match.thing for match in response.context["matches"]] == [opening]
        assert "<html" not in response.content.decode()

    def test_the_company_desk(self, cast: Cast, assert_query_count_constant: Any) -> None:
        client, opening = (
            signed_in(cast.company),
            OpeningFactory(company=cast.firm, asks={"live_pitch": 2}),
        )
        url = reverse("matching:company_desk")
        assert_query_count_constant(client, url, lambda: ApplicationFactory(opening=opening), 8)

    def test_the_company_desk_counts_all_who_wait_and_shows_the_first(
        self, cast: Cast, today: date
    ) -> None:
        opening = OpeningFactory(company=cast.firm)
        ApplicationFactory.create_batch(9, opening=opening)
        due = OfferFactory(
            application__opening=opening, application__state="accepted", start_on=today
        )
        OfferFactory(
            application__opening=opening,
            application__state="accepted",
            start_on=today + timedelta(days=1),
        )
        board = signed_in(cast.company).get(reverse("matching:company_desk")).context["board"]
        assert (len(board.waiting), board.waiting_count) == (8, 10)
        assert due.application.state == "accepted"

    def test_finished_applications(self, cast: Cast, assert_query_count_constant: Any) -> None:
        client, opening = signed_in(cast.company), OpeningFactory(company=cast.firm)
        url = reverse("matching:company_ended")
        assert_query_count_constant(
            client, url, lambda: ApplicationFactory(opening=opening, state="withdrawn"), 5
        )

    def test_no_finished_application_is_cut_off(self, cast: Cast, size: Any) -> None:
        size(company_desk, "LISTED_ON_A_PAGE", 2)
        opening = OpeningFactory(company=cast.firm)
        ended = {ApplicationFactory(opening=opening, state="withdrawn").pk for _ in range(5)}
        client, seen = signed_in(cast.company), []
        for number in (1, 2, 3):
            page = client.get(reverse("matching:company_ended"), {"page": number}).context["page"]
            seen += [application.pk for application in page]
        assert (len(seen), set(seen), page.paginator.count) == (5, ended, 5)
        assert client.get(reverse("matching:company_desk")).context["board"].ended_count == 5

    def test_a_full_board_leads_to_all_of_a_column(self, cast: Cast, size: Any) -> None:
        size(applications, "CARDS", 2)
        opening = OpeningFactory(company=cast.firm)
        for state in ("shortlisted", "interview", "interview", "interview"):
            ApplicationFactory(opening=opening, state=state)
        client = signed_in(cast.company)
        shown = client.get(reverse("matching:company_desk")).content.decode()
        for column, count in (("shortlisted", 1), ("interview", 3)):
            address = f"{reverse('matching:company_ended')}?column={column}"
            assert address in shown
            assert client.get(address).context["page"].paginator.count == count
        assert "?column=offered" not in shown
        assert (
            client.get(reverse("matching:company_ended"), {"column": "x"})
            .context["page"]
            .paginator.count
            == 0
        )

    def test_new_messages_are_counted_whole(self, cast: Cast) -> None:
        for _ in range(7):
            tell(cast.trainee, "accounts.name_checked")
        shown = signed_in(cast.trainee).get(reverse("matching:my_desk"))
        assert (len(shown.context["desk"].notices), shown.context["ways"]["unread"]) == (5, 7)
        assert '新消息<span class="quiet">7</span>' in tight(shown.content.decode())

    def test_the_companys_openings(self, cast: Cast, assert_query_count_constant: Any) -> None:
        client = signed_in(cast.company)
        url = reverse("matching:company_openings")
        assert_query_count_constant(client, url, lambda: OpeningFactory(company=cast.firm), 4)

    def test_the_offices_openings(self, cast: Cast, assert_query_count_constant: Any) -> None:
        def waiting() -> None:
            OpeningFactory(state="submitted")
            OpeningReportFactory()

        assert_query_count_constant(
            signed_in(cast.office), reverse("matching:office_openings"), waiting, 7
        )

    def test_evidence_to_verify(self, cast: Cast, assert_query_count_constant: Any) -> None:
        def waiting() -> None:
            person = VerifiedTraineeFactory(university=cast.school)
            ConfirmedPlacementFactory(
                application=ApplicationFactory(trainee=person, state="placed")
            )

        client = signed_in(cast.coordinator)
        assert_query_count_constant(client, reverse("matching:university_evidence"), waiting, 7)


class TestPublicList:
    def test_facets_count_what_each_choice_would_leave(self, client: Client) -> None:
        live, cut = OccupationFactory(), OccupationFactory(code="cutter", name_zh="裁剪工")
        OpeningFactory(occupation=live, has_room=True, pay_max=9000)
        OpeningFactory(occupation=cut, contract_type="piecework")
        listed = client.get(reverse("matching:opening_list"), {"occupation": "cutter"}).context[
            "listed"
        ]
        assert (listed.count, [(f.value, f.count, f.is_chosen) for f in listed.occupations]) == (
            1,
            [("cutter", 1, True), ("live_anchor", 1, False)],
        )
        assert (
            listed.contract_types["piecework"],
            listed.contract_types["full_time"],
            listed.with_room,
        ) == (1, 0, 0)

    @pytest.mark.parametrize("word", ["女装", "主播", "直播", "stream", "live_pitch", "技能live"])
    def test_search_finds_titles_occupations_and_skills(self, client: Client, word: str) -> None:
        OpeningFactory(asks={"live_pitch": 3})
        other = OccupationFactory(
            code="cutter", name_zh="裁剪工", name_en="Cutter", family_zh="生产", titles_zh="裁剪"
        )
        OpeningFactory(occupation=other, title="裁剪工")
        listed = client.get(reverse("matching:opening_list"), {"q": word}).context["listed"]
        assert [opening.title for opening in listed.rows] == ["女装主播"]

    def test_pages_follow_each_other_without_loss(self, client: Client) -> None:
        for number in range(23):
            OpeningFactory(title=f"岗位{number}")
        first = client.get(reverse("matching:opening_list")).context["listed"]
        second = client.get(
            reverse("matching:opening_list"), {"before": first.next_before}
        ).context["listed"]
        assert (len(first.rows), len(second.rows), second.next_before) == (20, 3, "")
        assert len({row.pk for row in first.rows + second.rows}) == 23

    @pytest.mark.parametrize(
        "query", ["pay_from=many", "before=x|y", "before=2026-01-01|1", "contract_type=favour"]
    )
    def test_nonsense_in_the_address_is_ignored(self, client: Client, query: str) -> None:
        OpeningFactory()
        response = client.get(reverse("matching:opening_list") + "?" + query)
        assert (response.status_code, response.context["listed"].count) == (200, 1)

    def test_a_paused_opening_is_missing_for_visitors_and_there_for_its_company(
        self, client: Client, cast: Cast
    ) -> None:
        opening = OpeningFactory(company=cast.firm, state="paused")
        assert client.get(opening.get_absolute_url()).status_code == 404
        assert signed_in(cast.company).get(opening.get_absolute_url()).status_code == 200
