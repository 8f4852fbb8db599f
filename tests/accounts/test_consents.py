"""Does each consent allow what the table says, in both directions, and does giving it again restore it?"""

import itertools

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.consents import give_consent, withdraw_consent
from accounts.actions.guardians import record_guardian_consent, withdraw_guardian_consent
from accounts.models import Consent, ConsentPurpose, Trainee
from accounts.permissions import consents
from accounts.permissions.consents import NEEDS, Use
from core import clock
from core.models import Notice
from matching.actions.lapsing import tell_endings
from matching.models import Application
from matching.permissions import denies_apply
from matching.permissions.holding import denies_going_on
from matching.queries.matches import people_who_may_be_shown
from matching.recommendations.request.lists import openings_for
from matching.tasks import lapse_applications
from tests.access.matching import interview, offer_terms, sample
from tests.cast import Cast
from tests.factories.accounts import NationalCertificateFactory, agree, years_before
from tests.factories.matching import (
    ApplicationFactory,
    InternshipFactory,
    OfferFactory,
    OpeningFactory,
)
from tests.factories.skills import SkillFactory
from tests.factories.training import CourseRunFactory, EnrolmentFactory
from training.models import Enrolment
from training.permissions import denies_accept, denies_enrol, denies_offer

pytestmark = pytest.mark.django_db
ALL = tuple(ConsentPurpose.values)


@pytest.fixture
def person(cast: Cast) -> Trainee:
    """Somebody who agreed to everything."""
    for purpose in ALL:
        give_consent(user=cast.trainee, purpose=purpose, by=cast.trainee, now=clock.now())
    cast.person.refresh_from_db()
    return cast.person


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def adds(cast: Cast) -> bool:
    answer = logged_in(cast.trainee).post(
        reverse("accounts:samples"), {"title": "直播截图", "link": "https://example.com/a"}
    )
    skill = logged_in(cast.trainee).post(
        reverse("accounts:profile_skills"),
        {"skill": SkillFactory(code="live_pitch").pk, "level": 2},
    )
    named = logged_in(cast.trainee).post(
        reverse("accounts:profile"), {"real_name": cast.person.real_name}
    )
    assert len({each.status_code for each in (answer, skill, named)}) == 1
    return answer.status_code == 302


def enrols(cast: Cast) -> bool:
    address = reverse("training:enrol", args=[CourseRunFactory(state="open").pk])
    answer = logged_in(cast.trainee).post(address, {"key": "k"})
    assert (answer.status_code == 302) == Enrolment.objects.filter(trainee=cast.person).exists()
    return answer.status_code == 302


def applies(cast: Cast) -> bool:
    return (
        logged_in(cast.trainee)
        .post(reverse("matching:apply", args=[OpeningFactory().pk]))
        .status_code
        == 302
    )


def moves(cast: Cast) -> bool:
    """The company offers, invites and reports; the person accepts and answers: all of it or nothing."""
    sent = ApplicationFactory(
        opening=OpeningFactory(company=cast.firm), trainee=cast.person, state="reviewing"
    )
    offered = OfferFactory(
        application__opening=OpeningFactory(company=cast.firm), application__trainee=cast.person
    )
    meeting = interview(cast)["interview_id"]
    company, own = logged_in(cast.company), logged_in(cast.trainee)
    answers = [
        own.post(reverse("matching:answer_interview", args=[meeting]), {"answer": "yes"}),
        own.post(reverse("matching:my_accept", args=[offered.application_id])),
        company.post(reverse("matching:company_offer", args=[sent.pk]), offer_terms(cast)),
    ]
    assert len({each.status_code == 302 for each in answers}) == 1
    return answers[0].status_code == 302


def is_checked(cast: Cast) -> bool:
    """Office and own school read a national certificate: list, page and paper, or nothing of it."""
    claim = NationalCertificateFactory(trainee=cast.person)
    office = logged_in(cast.office)
    paper = office.get(reverse("accounts:national_paper", args=[claim.pk]))
    seen = {
        office.get(reverse("accounts:national_queue")).context["rows"].paginator.count > 0,
        office.get(reverse("accounts:national_review", args=[claim.pk])).status_code == 200,
        paper.status_code == 200 and bool(paper.getvalue()),
    }
    assert len(seen) == 1
    return seen.pop()


def is_read(cast: Cast) -> bool:
    """The company reads name and profile on every page, keeps a note and looks at a sample: all of it or nothing."""
    kwargs = sample(cast)
    sent = Application.objects.get(pk=kwargs["application_id"])
    company = logged_in(cast.company)
    pages = [
        company.get(reverse("matching:company_application", args=[sent.pk])),
        company.get(reverse("matching:company_desk")),
        company.get(reverse("matching:company_opening", args=[sent.opening_id])),
    ]
    named = {cast.person.real_name in page.content.decode() for page in pages}
    picture = company.get(reverse("matching:company_sample", kwargs=kwargs))
    look, _bytes = (
        picture.status_code,
        b"".join(picture.streaming_content) if picture.streaming else b"",
    )
    note = company.post(
        reverse("matching:company_note", args=[sent.pk]), {"note-note": "可以约谈"}
    ).status_code
    assert (len(named), (look, note) in {(200, 302), (403, 403)}) == (1, True)
    assert named == {look == 200}
    return look == 200


def is_reached(cast: Cast) -> bool:
    sent = ApplicationFactory(
        opening=OpeningFactory(company=cast.firm), trainee=cast.person, state="reviewing"
    )
    answer = logged_in(cast.company).post(reverse("matching:company_contact", args=[sent.pk]))
    assert (answer.status_code == 200) == (cast.trainee.email in answer.content.decode())
    return answer.status_code == 200


def is_advised(cast: Cast) -> bool:
    OpeningFactory()
    return bool(openings_for(Trainee.objects.get(pk=cast.person.pk)))


def is_found(cast: Cast) -> bool:
    return people_who_may_be_shown(clock.today()).filter(pk=cast.person.pk).exists()


WAYS = {
    Use.ADD: adds,
    Use.ENROL: enrols,
    Use.APPLY: applies,
    Use.GO_ON: moves,
    Use.BE_READ: is_read,
    Use.BE_REACHED: is_reached,
    Use.BE_CHECKED: is_checked,
    Use.BE_ADVISED: is_advised,
    Use.BE_FOUND: is_found,
}


@pytest.mark.parametrize("use", Use)
def test_every_use_is_there_exactly_while_its_consents_stand(use, cast, person) -> None:
    """Before, without each purpose in turn, and again after giving it back."""
    way = WAYS[use]
    found = []
    for purpose in ALL:
        withdraw_consent(user=cast.trainee, purpose=purpose, by=cast.trainee, now=clock.now())
        found.append((purpose, rolled_back(way, cast)))
        give_consent(user=cast.trainee, purpose=purpose, by=cast.trainee, now=clock.now())
    assert found == [(purpose, purpose not in NEEDS[use]) for purpose in ALL]
    assert rolled_back(way, cast)


def rolled_back(way, cast: Cast) -> bool:
    from django.db import transaction

    with transaction.atomic():
        found = way(cast)
        transaction.set_rollback(True)
    return found


def test_with_all_four_withdrawn_nothing_goes_in_or_out(cast, person) -> None:
    for purpose in ALL:
        withdraw_consent(user=cast.trainee, purpose=purpose, by=cast.trainee, now=clock.now())
    assert {use: rolled_back(way, cast) for use, way in WAYS.items()} == dict.fromkeys(WAYS, False)


@pytest.mark.parametrize("count", range(len(ALL) + 1))
def test_the_switches_and_the_lists_follow_the_table(count, cast, person) -> None:
    """Whatever is withdrawn, in whatever order."""
    for gone in itertools.combinations(ALL, count):
        for purpose in gone:
            withdraw_consent(user=cast.trainee, purpose=purpose, by=cast.trainee, now=clock.now())
        person.refresh_from_db()
        left = set(ALL) - set(gone)
        assert person.uses_recommendations == consents.is_allowed(Use.BE_ADVISED, left)
        assert (
            person.is_open_to_contact == is_found(cast) == consents.is_allowed(Use.BE_FOUND, left)
        )
        for purpose in gone:
            give_consent(user=cast.trainee, purpose=purpose, by=cast.trainee, now=clock.now())


class TestWhatFollows:
    """One application under way; its clocks, and who is told."""

    @pytest.fixture
    def sent(self, cast: Cast, person: Trainee) -> Application:
        return ApplicationFactory(
            opening=OpeningFactory(company=cast.firm), trainee=person, state="reviewing"
        )

    @pytest.mark.parametrize("purpose", ["terms", "privacy"])
    def test_both_sides_are_told_and_the_clock_waits(self, purpose, cast, sent) -> None:
        withdraw_consent(user=cast.trainee, purpose=purpose, by=cast.trainee, now=clock.now())
        Application.objects.update(lapses_at=clock.now())
        assert lapse_applications() == 0
        told = Notice.objects.filter(code__contains=".paused").order_by("pk")
        assert [(each.recipient, each.code) for each in told] == [
            (cast.trainee, "matching.application.paused"),
            (cast.company, "matching.candidate.paused"),
        ]
        assert told[0].params["why"]["zh"] != told[0].params["why"]["en"]
        assert cast.person.real_name not in str(told[1].params)
        give_consent(user=cast.trainee, purpose=purpose, by=cast.trainee, now=clock.now())
        sent.refresh_from_db()
        assert (sent.held_at, denies_going_on(sent, clock.today())) == (None, None)
        assert Notice.objects.filter(code__contains=".goes_on").count() == 2

    def test_who_leaves_without_the_consent_is_not_named(self, cast, sent) -> None:
        withdraw_consent(user=cast.trainee, purpose="privacy", by=cast.trainee, now=clock.now())
        assert (
            logged_in(cast.trainee)
            .post(reverse("matching:my_withdraw", args=[sent.pk]))
            .status_code
            == 302
        )
        tell_endings(
            applications=[Application.objects.get(pk=sent.pk)], now=clock.now()
        )  # told once it can no longer be undone
        told = Notice.objects.get(recipient=cast.company, code="matching.candidate.withdrawn")
        assert told.params["person"] == {"zh": "一位应聘者", "en": "An applicant"}

    def test_contact_taken_back_ends_it_for_what_was_sent_before(self, cast, sent) -> None:
        withdraw_consent(user=cast.trainee, purpose="contact", by=cast.trainee, now=clock.now())
        address = reverse("matching:company_contact", args=[sent.pk])
        assert logged_in(cast.company).post(address).status_code == 403
        assert Notice.objects.get(recipient=cast.company).code == "matching.candidate.contact_ended"
        later = ApplicationFactory(opening=OpeningFactory(company=cast.firm), trainee=cast.person)
        assert (
            logged_in(cast.company)
            .post(reverse("matching:company_contact", args=[later.pk]))
            .status_code
            == 200
        )
        give_consent(user=cast.trainee, purpose="contact", by=cast.trainee, now=clock.now())
        assert logged_in(cast.company).post(address).status_code == 200

    def test_a_waiting_person_is_offered_no_seat_and_takes_none(self, cast, person) -> None:
        moment = clock.now()
        run = CourseRunFactory(state="open")
        waiting = EnrolmentFactory(trainee=person, run=run, state="waitlisted")
        assert (denies_offer(waiting, moment), denies_enrol(cast.other_trainee, run, moment)) == (
            None,
            None,
        )
        withdraw_consent(user=cast.trainee, purpose="privacy", by=cast.trainee, now=clock.now())
        assert denies_offer(waiting, moment).code == "consent.privacy"
        assert denies_accept(cast.trainee, waiting, moment).code == "consent.privacy"

    def test_a_new_version_asks_before_the_next_step_and_stops_nothing_else(
        self, cast, sent, settings
    ) -> None:
        settings.CONSENT_VERSIONS = {**settings.CONSENT_VERSIONS, "privacy": "2027-01"}
        opening = OpeningFactory()
        assert (
            denies_apply(cast.trainee, opening, clock.today(), cast.person).code
            == "consent.privacy.version"
        )
        assert (denies_going_on(sent, clock.today()), is_found(cast)) == (None, True)
        page = logged_in(cast.trainee).get("/en/my/privacy/").content.decode()
        assert "There is a new version. Please read it and agree again." in page
        give_consent(user=cast.trainee, purpose="privacy", by=cast.trainee, now=clock.now())
        assert denies_apply(cast.trainee, opening, clock.today(), cast.person) is None
        assert (
            Consent.objects.filter(purpose="privacy", user=cast.trainee, withdrawn_at=None)
            .get()
            .version
            == "2027-01"
        )

    def test_the_page_says_what_each_purpose_allows(self, cast, person) -> None:
        page = logged_in(cast.trainee).get("/en/my/privacy/")
        said = {row["purpose"]: len(row["stops"]) for row in page.context["consents"]}
        assert said == {"terms": 6, "privacy": 9, "recommendation": 2, "contact": 2}
        assert "Companies that you applied to see your phone and e-mail." in page.content.decode()


class TestGuardian:
    """Somebody of seventeen past the first year."""

    @pytest.fixture
    def young(self, cast: Cast, person: Trainee) -> Trainee:
        today = clock.today()
        Trainee.objects.filter(pk=person.pk).update(
            birth_on=years_before(today, 17), study_start_year=today.year - 2
        )
        person.refresh_from_db()
        return person

    def agrees(self, young: Trainee) -> None:
        record_guardian_consent(
            trainee=young, guardian_name="示例", guardian_phone="+8613811112222", given_on=clock.today(), by=young.user,
            now=clock.now(),
        )  # fmt: skip

    @pytest.mark.parametrize("opening", [InternshipFactory, OpeningFactory])
    def test_a_yes_taken_back_stops_both_sides_and_given_again_lets_go_on(
        self, opening, cast, young
    ) -> None:
        self.agrees(young)
        posted = opening(company=cast.firm)
        offer = OfferFactory(application__opening=posted, application__trainee=young)
        company, own = logged_in(cast.company), logged_in(cast.trainee)
        contact = reverse("matching:company_contact", args=[offer.application_id])
        accept = reverse("matching:my_accept", args=[offer.application_id])
        assert (company.post(contact).status_code, is_found(cast)) == (200, True)
        withdraw_guardian_consent(trainee=young, by=young.user, now=clock.now())
        reject = company.post(
            reverse("matching:company_reject", args=[offer.application_id]),
            {"reject-reason_code": "other"},
        )
        assert (
            company.post(contact).status_code,
            own.post(accept).status_code,
            reject.status_code,
        ) == (403, 422, 422)
        assert (reject.context["denial"].code, is_found(cast)) == ("consent.guardian", False)
        assert Notice.objects.filter(code__contains=".paused").count() == 2
        self.agrees(young)
        assert (
            company.post(contact).status_code,
            own.post(accept).status_code,
            is_found(cast),
        ) == (200, 302, True)

    @pytest.mark.parametrize(
        ("years", "has_yes", "shown"),
        [(16, False, False), (16, True, True), (17, False, False), (18, False, True)],
    )
    def test_on_which_lists_the_young_stand(self, years, has_yes, shown, cast, person) -> None:
        Trainee.objects.filter(pk=person.pk).update(birth_on=years_before(clock.today(), years))
        if has_yes:
            self.agrees(Trainee.objects.get(pk=person.pk))
        assert is_found(cast) == shown

    def test_an_ordinary_job_can_be_applied_for_at_seventeen(self, cast, young) -> None:
        assert denies_apply(cast.trainee, OpeningFactory(), clock.today(), young) is None
        assert (
            denies_apply(cast.trainee, InternshipFactory(), clock.today(), young).code
            == "apply.guardian"
        )


def test_who_never_agreed_may_do_nothing_yet(cast) -> None:
    Consent.objects.filter(user=cast.trainee).delete()
    assert (
        denies_apply(cast.trainee, OpeningFactory(), clock.today(), cast.person).code
        == "consent.terms"
    )
    agree(cast.person, "terms", "privacy")
    assert denies_apply(cast.trainee, OpeningFactory(), clock.today(), cast.person) is None
