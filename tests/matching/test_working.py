"""Who may work, and who may be an intern? One truth table; the page, the action and the query say the same."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import Consent, GuardianConsent, Trainee
from accounts.study import Study, academic_year
from core import clock
from core.denials import Refused
from matching.actions.applications import apply
from matching.models import Application, Opening
from matching.permissions import denies_apply
from matching.permissions.working import Facts, bar, denies_working, facts_by_id
from matching.queries.everybody import free_positions
from matching.queries.matches import newest_live
from matching.recommendations.market.everybody import problem_of
from matching.recommendations.request.lists import openings_for, people_for, why_not
from recommender.batch.lists import openings_for_all
from tests.cast import Cast
from tests.factories.accounts import (
    HeldSkillFactory,
    TraineeFactory,
    UniversityFactory,
    VerifiedTraineeFactory,
    years_before,
)
from tests.factories.matching import InternshipFactory, OpeningFactory
from tests.factories.skills import SkillFactory

DAY = date(2026, 11, 23)
FIRST, SECOND, OPEN = Study(started_in=2026), Study(started_in=2025), Study()


@pytest.mark.parametrize(
    ("years", "study", "consent", "job", "internship"),
    [
        (None, SECOND, True, "", "apply.birth"),
        (15, SECOND, True, "apply.age", "apply.age"),
        (16, SECOND, True, "", ""),
        (16, SECOND, False, "", "apply.guardian"),
        (17, SECOND, False, "", "apply.guardian"),
        (18, SECOND, False, "", ""),
        (17, FIRST, True, "", "apply.first_year"),
        (18, FIRST, False, "", "apply.first_year"),
        (30, FIRST, False, "", "apply.first_year"),
        (18, OPEN, False, "", "apply.study"),
        (45, OPEN, True, "", "apply.study"),
    ],
)
def test_the_rule(years, study, consent, job, internship) -> None:
    facts = Facts(years and years_before(DAY, years), study, consent)
    assert (bar(facts, DAY, is_internship=False), bar(facts, DAY, is_internship=True)) == (
        job,
        internship,
    )


@pytest.mark.django_db
def test_one_query_gathers_what_the_rule_needs_of_many_people(django_assert_num_queries) -> None:
    school = UniversityFactory(level="university")
    today = clock.today()
    with_consent = VerifiedTraineeFactory(
        university=school, graduation_year=2028, birth_on=years_before(today, 17)
    )
    withdrawn = VerifiedTraineeFactory(study_start_year=2024)
    for trainee in (with_consent, withdrawn):
        GuardianConsent.objects.create(
            trainee=trainee, guardian_name="示例", guardian_phone="+8613811112222", given_on=today
        )
    GuardianConsent.objects.filter(trainee=withdrawn).update(withdrawn_at=clock.now())
    with django_assert_num_queries(1):
        found = facts_by_id(Trainee.objects.all())
    assert found == {
        with_consent.pk: Facts(
            with_consent.birth_on, Study(None, 2028, frozenset({4}), has_school=True), True
        ),
        withdrawn.pk: Facts(None, Study(2024, None, frozenset()), False),
    }


@pytest.mark.django_db
class TestApplyingUnderAge:
    """The same person meets the sentences one after the other, and each says what changes it."""

    @pytest.fixture
    def seventeen(self, cast: Cast) -> Trainee:
        today = clock.today()
        cast.person.birth_on, cast.person.study_start_year = years_before(today, 17), today.year - 2
        cast.person.save()
        return cast.person

    def consents(self, trainee: Trainee) -> None:
        GuardianConsent.objects.create(
            trainee=trainee,
            guardian_name="示例",
            guardian_phone="+8613811112222",
            given_on=clock.today(),
        )

    def test_without_a_guardians_yes_the_page_leads_to_the_form(
        self, cast: Cast, client, seventeen
    ) -> None:
        opening = InternshipFactory()
        client.force_login(seventeen.user)
        page = client.get(reverse("matching:apply", args=[opening.pk]))
        assert page.context["denial"].code == "apply.guardian"
        assert reverse("accounts:guardian") in page.content.decode()
        answer = client.post(reverse("matching:apply", args=[opening.pk]))
        assert (answer.status_code, Application.objects.count()) == (422, 0)

    def test_with_it_the_application_is_sent(self, cast: Cast, client, seventeen) -> None:
        self.consents(seventeen)
        client.force_login(seventeen.user)
        assert (
            client.post(reverse("matching:apply", args=[InternshipFactory().pk])).status_code == 302
        )
        assert Application.objects.get().trainee == seventeen

    def test_a_withdrawn_yes_is_none(self, cast: Cast, seventeen) -> None:
        self.consents(seventeen)
        GuardianConsent.objects.update(withdrawn_at=clock.now())
        with pytest.raises(Refused) as refusal:
            apply(
                trainee=seventeen, opening=InternshipFactory(), by=seventeen.user, now=clock.now()
            )
        assert refusal.value.denial.code == "apply.guardian"

    def test_an_ordinary_job_asks_for_none_of_it_and_costs_no_query(
        self, cast: Cast, seventeen, django_assert_num_queries
    ) -> None:
        assert denies_apply(seventeen.user, OpeningFactory(), clock.today(), seventeen) is None
        with django_assert_num_queries(0):
            assert denies_working(seventeen, clock.today(), is_internship=False) is None

    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    @pytest.mark.parametrize(
        ("age", "years_ago", "code"),
        [
            (None, 2, "apply.birth"),
            (15, 2, "apply.age"),
            (18, 0, "apply.first_year"),
            (18, None, "apply.study"),
            (17, 2, "apply.guardian"),
        ],
    )
    def test_every_no_says_what_would_change_it(self, age, years_ago, code, language) -> None:
        today = clock.today()
        trainee = TraineeFactory(
            birth_on=age and years_before(today, age),
            study_start_year=None if years_ago is None else academic_year(today) - years_ago,
        )
        with translation.override(language):
            denial = denies_working(trainee, today, is_internship=True)
            assert denial
            assert (denial.code, bool(str(denial.sentence)), bool(str(denial.remedy))) == (
                code,
                True,
                True,
            )
            assert str(denial.sentence).isascii() == (language == "en")


@pytest.mark.django_db
class TestRecommending:
    """What nobody may start is not put before them, nor they before the company, in the request after it changed."""

    @pytest.fixture
    def internship(self) -> Opening:
        return InternshipFactory(asks={"lockstitch": 3})

    @pytest.fixture
    def job(self) -> Opening:
        return OpeningFactory(asks={"lockstitch": 3})

    def student(self, **profile: Any) -> Trainee:
        trainee = TraineeFactory(is_open_to_contact=True, **profile)
        Consent.objects.create(user=trainee.user, purpose="contact", version="1")
        HeldSkillFactory(trainee=trainee, skill=SkillFactory(code="lockstitch"), level=3)
        return trainee

    def shown(self, trainee: Trainee, opening: Opening) -> tuple[bool, bool]:
        """Does the person find the opening, and the company the person?"""
        trainee = Trainee.objects.get(pk=trainee.pk)
        return (
            opening.pk in [match.thing.pk for match in openings_for(trainee)],
            trainee.pk in [match.thing.pk for match in people_for(opening)],
        )

    def test_an_internship_is_kept_from_the_first_year_and_a_job_is_not(
        self, internship, job
    ) -> None:
        year = academic_year(clock.today())
        freshman = self.student(birth_on=years_before(clock.today(), 19), study_start_year=year)
        assert (self.shown(freshman, internship), self.shown(freshman, job)) == (
            (False, False),
            (True, True),
        )
        assert why_not(freshman, internship).rules == ("internship",)
        Trainee.objects.filter(pk=freshman.pk).update(study_start_year=year - 1)
        assert self.shown(freshman, internship) == (True, True)

    def test_under_18_it_waits_for_a_guardian(self, internship) -> None:
        young = self.student(
            birth_on=years_before(clock.today(), 17),
            study_start_year=academic_year(clock.today()) - 2,
        )
        assert self.shown(young, internship) == (False, False)
        consent = GuardianConsent.objects.create(
            trainee=young,
            guardian_name="示例",
            guardian_phone="+8613811112222",
            given_on=clock.today(),
        )
        assert self.shown(young, internship) == (True, True)
        consent.withdrawn_at = clock.now()
        consent.save()
        assert self.shown(young, internship) == (False, False)

    def test_what_the_profile_of_a_student_leaves_open_is_asked_on_applying(
        self, internship
    ) -> None:
        assert self.shown(self.student(university=UniversityFactory()), internship) == (True, True)

    def test_who_does_not_study_is_shown_none(self, internship, job) -> None:
        """A seamstress of 45 once got three internships as her first three."""
        year = academic_year(clock.today())
        seamstress = self.student(birth_on=years_before(clock.today(), 45))
        graduate = self.student(university=UniversityFactory(), graduation_year=year)
        long_ago = self.student(study_start_year=year - 10)
        for person in (seamstress, graduate, long_ago):
            assert (self.shown(person, internship), self.shown(person, job)) == (
                (False, False),
                (True, True),
            )
            assert why_not(person, internship).rules == ("internship",)

    def test_all_at_once_says_the_same_as_one_by_one(self, internship, job) -> None:
        today, year = clock.today(), academic_year(clock.today())
        self.student(birth_on=years_before(today, 19), study_start_year=year)
        self.student(birth_on=years_before(today, 19), study_start_year=year - 1)
        self.student(birth_on=years_before(today, 15), study_start_year=year)
        people = Trainee.objects.order_by("pk")
        problem = problem_of(people, free_positions(today), today)
        table = openings_for_all(problem, problem.people.ids, 5)
        together = [[pk for pk in row if pk >= 0] for row in table.ids.tolist()]
        assert together == [[match.thing.pk for match in openings_for(each)] for each in people]
        assert [internship.pk in row for row in together] == [False, True, False]


def listed(client: Any, **query: str) -> tuple[list[str], int, str]:
    answer = client.get(reverse("matching:opening_list"), query)
    found = answer.context["listed"]
    return [row.contract_type for row in found.rows], found.left_out, answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("profile", "is_kept"),
    [
        ({}, True),
        ({"study_start_year": 2026}, True),
        ({"study_start_year": 2025, "graduation_year": 2028}, False),
        ({"study_start_year": 2020, "graduation_year": 2024}, True),
    ],
    ids=["no study", "first year", "second year", "finished"],
)
def test_the_public_list_leaves_internships_out_for_who_may_not_start_one(
    client, cast: Cast, profile, is_kept
) -> None:
    OpeningFactory()
    InternshipFactory()
    Trainee.objects.filter(pk=cast.person.pk).update(
        **{
            "university": None,
            "birth_on": date(2005, 1, 1),
            "study_start_year": None,
            "graduation_year": None,
            **profile,
        }
    )
    client.force_login(cast.trainee)
    kinds, left_out, page = listed(client)
    assert (sorted(kinds), left_out) == (
        (["full_time"], 1) if is_kept else (["full_time", "internship"], 0)
    )
    assert ("有 1 个实习岗位" in page) == is_kept
    assert ("internships=1" in page) == is_kept
    kinds, left_out, page = listed(client, internships="1")
    assert (sorted(kinds), left_out, "不显示" in page) == (["full_time", "internship"], 0, is_kept)
    assert listed(client, contract_type="internship")[:2] == (["internship"], 0)
    cast.person.refresh_from_db()
    newest = [row.contract_type for row in newest_live(clock.today(), 9, cast.person)]
    assert sorted(newest) == (["full_time"] if is_kept else ["full_time", "internship"])


@pytest.mark.django_db
def test_visitors_and_companies_see_internships_marked(client, cast: Cast) -> None:
    InternshipFactory()
    for user in (None, cast.company):
        if user:
            client.force_login(user)
        kinds, left_out, page = listed(client)
        assert (kinds, left_out, "实习 · 面向在读学生" in page) == (["internship"], 0, True)
