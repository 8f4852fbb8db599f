"""What does a random day look like to a trainee, a teacher, a company and a school?"""

from datetime import timedelta
from random import Random

from core import clock
from core.notices import tell
from matching.models import Application, WrittenText
from matching.states import WrittenTextState
from tests.cast import Cast
from tests.factories.accounts import DivisionFactory, NationalCertificateFactory, TraineeFactory
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OfferFactory,
    OpeningFactory,
    PlacementFactory,
)
from tests.factories.skills import OccupationFactory
from tests.factories.training import (
    CourseFactory,
    CourseRunFactory,
    EnrolmentFactory,
    MeetingFactory,
    completed,
)
from training.models import Course

LETTERS = "ABCDEFGHKMNPQRSTUVWXYZ"
PLAIN = ("submitted", "reviewing", "shortlisted", "interview", "rejected", "withdrawn", "lapsed")


def anything(draw: Random, cast: Cast) -> None:
    """Make it all; nobody's numbers are the same twice."""
    openings(draw, cast)
    own_applications(draw, cast)
    texts(draw, cast)
    runs(draw, cast)
    for _ in range(draw.randint(1, 4)):
        NationalCertificateFactory(trainee__university=cast.school)
        ConfirmedPlacementFactory(application__trainee__university=cast.school)
    for user in (cast.trainee, cast.company, cast.teacher, cast.coordinator, cast.office):
        for _ in range(draw.randint(0, 9)):
            tell(user, "accounts.name_checked")
        user.notices.filter(
            pk__in=[one.pk for one in user.notices.all() if draw.random() < 0.4]
        ).update(read_at=clock.now())


def openings(draw: Random, cast: Cast) -> None:
    """Openings of both firms, some of them copies, each with applications in any state."""
    towns = [DivisionFactory() for _ in range(3)]
    trades = [
        OccupationFactory(code=code, name_zh=name)
        for code, name in (("anchor", "主播"), ("sewer", "缝纫工"))
    ]
    for _ in range(draw.randint(5, 7)):
        fields = {
            "company": draw.choice([cast.firm, cast.firm, cast.other_firm]),
            "title": draw.choice(["女装主播", "平缝工"]),
            "division": draw.choice(towns),
            "occupation": draw.choice(trades),
            "contract_type": draw.choice(["full_time", "part_time"]),
            "pay_max": draw.choice([5500, 7000, 12000]),
            "has_room": draw.random() < 0.5,
            "has_meals": draw.random() < 0.5,
        }
        for _copy in range(draw.choice([1, 1, 3])):
            opening = OpeningFactory(**fields)
        for _person in range(draw.randint(0, 6)):
            applied(draw, opening=opening)


def applied(draw: Random, **fields: object) -> Application:
    """An application in any state, with what belongs to the state."""
    days = timedelta(days=draw.randint(-5, 5))
    state = draw.choice([*PLAIN, "offered", "accepted", "hire_claimed", "placed"])
    kept = {f"application__{name}": value for name, value in fields.items()}
    if state == "offered":
        return OfferFactory(**kept).application
    if state == "accepted":
        today = clock.today()
        return OfferFactory(
            **kept, application__state=state, start_on=today + days, expires_on=today + days
        ).application
    if state in ("hire_claimed", "placed"):
        return {"hire_claimed": PlacementFactory, "placed": ConfirmedPlacementFactory}[state](
            **kept
        ).application
    return ApplicationFactory(**fields, state=state)


def texts(draw: Random, cast: Cast) -> None:
    """Words of companies, some of which were looked at or decided."""
    for number in range(draw.randint(4, 8)):
        state = draw.choice(list(WrittenTextState))
        seen = {} if state == "waiting" else {"seen_at": clock.now(), "seen_by": cast.office}
        decided = (
            {"reason": "客户指定。", "decision": "可以。"} if state in ("passed", "stopped") else {}
        )
        WrittenText.objects.create(
            company=cast.firm, field="accounts.Company.about", text="只招女生。", key=str(number), state=state,
            **seen, **decided,
        )  # fmt: skip


def own_applications(draw: Random, cast: Cast) -> None:
    """What one person has sent, learns and holds."""
    for _ in range(draw.randint(3, 12)):
        applied(draw, trainee=cast.person)
    for _ in range(draw.randint(0, 3)):
        completed(trainee=cast.person)
    for state in draw.sample(
        ["applied", "waitlisted", "offered", "seated", "attending", "failed", "withdrawn"], 4
    ):
        EnrolmentFactory(trainee=cast.person, state=state)
    run = EnrolmentFactory(trainee=cast.person).run
    for hour in range(draw.randint(0, 8)):
        MeetingFactory(run=run, starts_at=clock.now() + timedelta(hours=1 + hour))


def course(draw: Random) -> Course:
    """A course without a number in its name."""
    return CourseFactory(
        code=f"TT-{draw.choice(LETTERS)}{draw.choice(LETTERS)}{draw.choice(LETTERS)}",
        title_zh=draw.choice(["缝纫入门", "直播带货"]),
        mode=draw.choice(["offline", "online"]),
    )


def runs(draw: Random, cast: Cast) -> None:
    """A teacher's runs, going on, coming and ended, with people and classes; and the courses on offer."""
    for _ in range(draw.randint(5, 11)):
        first = clock.today() + timedelta(days=draw.randint(-200, 30))
        state = draw.choice(["open", "running", "finished", "cancelled", "draft"])
        run = CourseRunFactory(
            course=course(draw),
            starts_on=first,
            ends_on=first + timedelta(days=30),
            state=state,
            capacity=20,
        )
        run.teachers.add(draw.choice([cast.teacher, cast.teacher, cast.other_teacher]))
        for _person in range(draw.randint(0, 4)):
            EnrolmentFactory(
                run=run,
                state=draw.choice(["applied", "waitlisted", "seated", "attending"]),
                trainee=TraineeFactory(),
            )
        for hour in range(draw.randint(0, 2)):
            MeetingFactory(run=run, starts_at=clock.now() + timedelta(hours=hour))


def course_on_offer(draw: Random) -> Course:
    """A course with one session or several that people can come into."""
    found = course(draw)
    for _ in range(draw.randint(0, 3)):
        CourseRunFactory(course=found, capacity=draw.randint(1, 3), seats_taken=draw.randint(0, 1))
    return found
