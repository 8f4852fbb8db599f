"""What does the work of an occupation look like? Duties, hours and terms that go together, in both languages."""

from dataclasses import dataclass
from functools import cache
from itertools import combinations

from demo.draws import rows

WORKSHOP = frozenset({"sewing_worker", "qc_finisher", "patternmaker"})
BY_THE_HOUR = frozenset(
    {"live_anchor", "video_creator", "photographer", "service_agent", "visual_designer"}
)
PIECEWORK = (
    "计件结算，白班 8:00–18:00，旺季加班自愿",
    "Paid by the piece, day shift 8:00–18:00, overtime by choice",
)
PART_TIME = (
    "每周 3 天，每天 5 小时，时间提前一周商定",
    "Three days a week, five hours each, agreed a week ahead",
)
INTERNSHIP = (
    "实习白班 9:00–17:00，做五休二，不排夜班",
    "Internship 9:00–17:00, five days on, two off, no nights",
)
CONDITIONS = {
    "internship": (
        "在校二年级及以上，学校、学生、公司签三方协议。有带教师傅，每周一次小结。",
        "Second year of study or later, with a three-party agreement. A mentor and a weekly review.",
    ),
    "taught": (
        "结业学员可以投递。标为必备的技能要会，其余的入职后由师傅带教。",
        "Graduates of a course may apply. Skills marked as a must are needed, the others are taught at work.",
    ),
    "skilled": (
        "列出的技能能独立完成，面试时现场做一次。",
        "You do the listed skills on your own; at the interview you show one.",
    ),
    "steady": (
        "标为必备的技能要熟练，做事细致，按时交接。",
        "You are practised in the skills marked as a must, careful and on time.",
    ),
}


@dataclass(frozen=True, slots=True)
class Work:
    """The texts of one opening, each in Chinese and English, and what comes with them."""

    contract: str
    duties: tuple[str, str]
    conditions: tuple[str, str]
    shift: tuple[str, str]
    has_room: bool
    has_meals: bool

    @property
    def texts(self) -> dict[str, str]:
        """Return the texts by the names of their columns."""
        pairs = {"duties": self.duties, "conditions": self.conditions, "shift": self.shift}
        return {
            f"{name}{end}": pair[n]
            for name, pair in pairs.items()
            for n, end in enumerate(("", "_en"))
        }


@cache
def _texts(occupation: str, kind: str) -> list[tuple[str, str]]:
    found = [
        row
        for row in rows("work_by_occupation.csv")
        if (row["occupation_id"], row["kind"]) == (occupation, kind)
    ]
    return [(row["text_zh"], row["text_en"]) for row in found]


@cache
def english_titles() -> dict[str, str]:
    """Return what each usual job title is called in English."""
    return {row["title_zh"]: row["title_en"] for row in rows("titles.csv")}


def work_of(occupation: str, contract: str, n: int) -> Work:
    """Return the work of the n-th opening: what an occupation is not done as (a part-time machinist) becomes full time."""
    contract = _plausible(occupation, contract)
    return Work(
        contract=contract,
        duties=_duties(occupation, n),
        conditions=_conditions(contract, n),
        shift=_shift(occupation, contract, n),
        has_room=n % 3 != 0 if occupation in WORKSHOP else n % 5 == 0,
        has_meals=n % 4 != 0 if occupation in WORKSHOP else n % 3 == 0,
    )


def _plausible(occupation: str, contract: str) -> str:
    is_odd = (contract == "piecework" and occupation not in WORKSHOP) or (
        contract == "part_time" and occupation not in BY_THE_HOUR
    )
    return "full_time" if is_odd else contract


def _duties(occupation: str, n: int) -> tuple[str, str]:
    """Combine three of an occupation's duties, another three for each opening in turn."""
    choices = list(combinations(_texts(occupation, "duty"), 3))
    chosen = choices[(n * 7 + n // 16) % len(choices)]
    return "；".join(zh for zh, _en in chosen) + "。", ". ".join(en for _zh, en in chosen) + "."


def _conditions(contract: str, n: int) -> tuple[str, str]:
    if contract == "internship":
        return CONDITIONS["internship"]
    return CONDITIONS[("taught", "skilled", "steady", "taught")[n // 3 % 4]]


def _shift(occupation: str, contract: str, n: int) -> tuple[str, str]:
    fixed = {"piecework": PIECEWORK, "part_time": PART_TIME, "internship": INTERNSHIP}
    hours = _texts(occupation, "shift")
    return fixed.get(contract) or hours[n // 5 % len(hours)]
