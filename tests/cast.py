"""Who are the people of the tests? One permanent small cast; each has a counterpart who must see nothing of theirs."""

from dataclasses import dataclass

from accounts.models import Company, Trainee, University, User
from tests.factories.accounts import (
    CompanyFactory,
    UniversityFactory,
    UserFactory,
    VerifiedTraineeFactory,
    company_user,
    coordinator_user,
    office_user,
    teacher_user,
)

ROLES = (
    "anonymous",
    "trainee",
    "other_trainee",
    "company",
    "other_company",
    "coordinator",
    "other_coordinator",
    "teacher",
    "other_teacher",
    "office",
)


@dataclass(frozen=True)
class Cast:
    """Logins by role (`cast.trainee`, `cast.other_company`, …) and what they stand for."""

    trainee: User
    other_trainee: User
    company: User
    other_company: User
    coordinator: User
    other_coordinator: User
    teacher: User
    other_teacher: User
    office: User
    person: Trainee
    other_person: Trainee
    firm: Company
    other_firm: Company
    school: University
    other_school: University

    def login(self, role: str) -> User | None:
        """The login of a role; nobody for "anonymous"."""
        return None if role == "anonymous" else getattr(self, role)


def assemble() -> Cast:
    """Make everybody."""
    trainee = UserFactory(email="xiuying@zhicai.example", real_name="示例李秀英")
    other_trainee = UserFactory(email="guilan@zhicai.example", real_name="示例王桂兰")
    firm = CompanyFactory(
        name_zh="示例云梭服饰有限公司（虚构）", name_en="Example Yunsuo Garments (fictional)"
    )
    other_firm = CompanyFactory(
        name_zh="示例锦帆服饰有限公司（虚构）", name_en="Example Jinfan Garments (fictional)"
    )
    school = UniversityFactory(
        name_zh="示例江汉学院（虚构）", name_en="Example Jianghan College (fictional)"
    )
    other_school = UniversityFactory(
        name_zh="示例汉水学院（虚构）", name_en="Example Hanshui College (fictional)"
    )
    return Cast(
        trainee=trainee,
        other_trainee=other_trainee,
        company=company_user(firm, email="yunsuo@zhicai.example", real_name="示例陈云"),
        other_company=company_user(other_firm, email="jinfan@zhicai.example", real_name="示例周帆"),
        coordinator=coordinator_user(
            school, email="jianghan@zhicai.example", real_name="示例赵老师"
        ),
        other_coordinator=coordinator_user(
            other_school, email="hanshui@zhicai.example", real_name="示例钱老师"
        ),
        teacher=teacher_user(email="teacher@zhicai.example", real_name="示例孙教师"),
        other_teacher=teacher_user(email="teacher2@zhicai.example", real_name="示例吴教师"),
        office=office_user(email="office@zhicai.example", real_name="示例郑主管"),
        person=VerifiedTraineeFactory(user=trainee, university=school),
        other_person=VerifiedTraineeFactory(user=other_trainee, university=other_school),
        firm=firm,
        other_firm=other_firm,
        school=school,
        other_school=other_school,
    )
