"""Who can one log in as? One account a role, with the same password, for looking around."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import CompanyRole, Trainee, User, UserKind
from demo.companies import account, coordinator_of, member_of
from demo.world import World, add_all

PASSWORD = "zhicai-demo-2026"  # noqa: S105  # the demo city's public password, printed by `make run`


@dataclass(frozen=True, slots=True)
class Login:
    """One line of the table that `make run` prints."""

    role_zh: str
    role_en: str
    email: str


LOGINS = (
    Login("学员", "Trainee", "trainee@zhicai.example"),
    Login("企业", "Company", "company@zhicai.example"),
    Login("院校协调员", "University coordinator", "coordinator@zhicai.example"),
    Login("教师", "Teacher", "teacher@zhicai.example"),
    Login("主管部门", "Programme office", "office@zhicai.example"),
)


def make_office(world_email: str = "office@zhicai.example") -> User:
    """Make the office account that is the actor of all office decisions in the demo."""
    return User.objects.create_superuser(world_email, PASSWORD, real_name="示例办公室（虚构）")


def make_teachers(world: World) -> list[User]:
    """Make eight teachers; the first has a login."""
    teachers = add_all(
        account(
            UserKind.TEACHER,
            "teacher@zhicai.example" if n == 1 else f"teacher{n}@zhicai.example",
            f"示例老师{n}",
            world,
        )
        for n in range(1, 9)
    )
    _open_door([teachers[0]])
    world.teachers = teachers
    return teachers


def make_first_company_and_school(world: World) -> None:
    """Give the first company an owner and a recruiter with logins, and the first school its coordinator."""
    company, school = world.companies[0], world.universities[0]
    owner = account(UserKind.COMPANY, "company@zhicai.example", "示例经理1", world)
    recruiter = account(UserKind.COMPANY, "recruiter@zhicai.example", "示例招聘1", world)
    coordinator = account(UserKind.UNIVERSITY, "coordinator@zhicai.example", "示例协调员1", world)
    add_all([owner, recruiter, coordinator])
    add_all(
        [
            member_of(company, owner),
            member_of(company, recruiter, CompanyRole.RECRUITER),
        ]
    )
    add_all([coordinator_of(school, coordinator)])
    world.owners[company.pk] = owner
    _open_door([owner, recruiter, coordinator])


def open_door_for(trainee: Trainee) -> None:
    """Give one trainee of the story a login."""
    trainee.user.email = "trainee@zhicai.example"
    trainee.user.save(update_fields=["email"])
    _open_door([trainee.user])


def confirm_addresses(users: list[User]) -> None:
    """Tell allauth that the addresses of these accounts are confirmed."""
    add_all(
        EmailAddress(user=user, email=user.email, verified=True, primary=True)
        for user in users
        if user.email
    )


def _open_door(users: list[User]) -> None:
    secret = make_password(PASSWORD)
    for user in users:
        user.password = secret
        user.save(update_fields=["password"])
    EmailAddress.objects.filter(user__in=users).delete()
    confirm_addresses(users)
