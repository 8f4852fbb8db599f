"""Four people and everything that can become of what is known about them, through the actions that people use."""

from datetime import date

from accounts.actions.privacy import close_account
from accounts.actions.verification import doubt_real_name, verify_real_name
from accounts.models import Trainee
from core import clock
from core.denials import Refused
from matching.actions import applications, hires
from matching.models import Application
from outcomes import actions
from tests.factories.accounts import CompanyFactory, TraineeFactory, company_user, office_user
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.factories.outcomes import SEASON
from tests.factories.training import completed
from training.actions.certificates import reissue, revoke


class LivedCity:
    """People, a company and an office; each step is refused or done, as the rules have it."""

    def __init__(self) -> None:
        self.office, self.completions = office_user(), 0
        self.company = CompanyFactory()
        self.owner = company_user(self.company)
        self.people = [TraineeFactory() for _ in range(4)]
        opening = OpeningFactory(company=self.company, headcount=9, hires=4)
        self.work = [
            ApplicationFactory(trainee=one, opening=opening, state="accepted")
            for one in self.people
        ]

    def step(self, verb: str, who: int, day: date) -> None:
        person = Trainee.objects.select_related("user").get(pk=self.people[who].pk)
        application = Application.objects.select_related("opening__company", "trainee__user").get(
            pk=self.work[who].pk
        )
        try:
            getattr(self, f"do_{verb}")(person, application, day)
        except Refused:
            return

    def do_complete(self, person: Trainee, application: Application, day: date) -> None:
        completed(trainee=person, on=day)
        self.completions += 1

    def do_check(self, person: Trainee, application: Application, day: date) -> None:
        verify_real_name(trainee=person, by=self.office, now=clock.now())

    def do_doubt(self, person: Trainee, application: Application, day: date) -> None:
        doubt_real_name(trainee=person, by=self.office, reason="名册有误", now=clock.now())

    def do_merge(self, person: Trainee, application: Application, day: date) -> None:
        first = self.people[0]
        if person.pk != first.pk and person.merged_into_id is None:
            Trainee.objects.filter(pk=person.pk).update(merged_into=first.pk, merged_at=clock.now())

    def do_revoke(self, person: Trainee, application: Application, day: date) -> None:
        certificate = person.certificates.filter(revoked_at=None).order_by("pk").first()
        if certificate is not None:
            revoke(certificate=certificate, by=self.office, reason="成绩录错", now=clock.now())

    def do_reissue(self, person: Trainee, application: Application, day: date) -> None:
        certificate = person.certificates.filter(replaced_by=None).order_by("pk").first()
        if certificate is not None:
            name = f"张晓{day.day}"
            reissue(
                certificate=certificate,
                real_name=name,
                by=self.office,
                reason="改名",
                now=clock.now(),
            )

    def do_claim(self, person: Trainee, application: Application, day: date) -> None:
        self._claim(application, day)

    def do_correct(self, person: Trainee, application: Application, day: date) -> None:
        self._claim(application, day.replace(day=max(1, day.day - 2)))

    def _claim(self, application: Application, start_on: date) -> None:
        hires.claim_hire(
            application=application, start_on=start_on, contract_type="full_time", pay=6000, destination_code="11",
            by=self.owner, now=clock.now(),
        )  # fmt: skip

    def do_contest(self, person: Trainee, application: Application, day: date) -> None:
        if hasattr(application, "placement"):
            applications.contest_start(
                application=application, reason="日期不对", by=person.user, now=clock.now()
            )

    def do_confirm(self, person: Trainee, application: Application, day: date) -> None:
        if hasattr(application, "placement"):
            applications.confirm_start(application=application, by=person.user, now=clock.now())

    def do_goal(self, person: Trainee, application: Application, day: date) -> None:
        actions.set_target(
            year=day.year,
            persons=3000 + day.day,
            season_weights=SEASON,
            by=self.office,
            now=clock.now(),
        )

    def do_close(self, person: Trainee, application: Application, day: date) -> None:
        if person.user.is_active:
            close_account(user=person.user, by=person.user, now=clock.now())
