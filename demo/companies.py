"""Which fictional companies are there? The forty with a name of their own, and as many more as the scale asks for."""

from datetime import timedelta

from stdnum.cn import uscc

from accounts.models import (
    Company,
    CompanyMember,
    CompanyRole,
    Coordinator,
    Division,
    University,
    User,
    UserKind,
)
from accounts.states import COMPANY, CompanyState
from demo.draws import rows
from demo.names import company_name
from demo.paths import MadeMove, steps_along
from demo.world import AuditedStep, ReferenceRows, World, add_all, at, note_all

KINDS = {
    "电商店铺/运营公司": "shop_operator",
    "服装加工厂（卫星工厂）": "factory",
    "一体化企业（核心工厂）": "integrated",
    "直播机构": "live_agency",
    "跨境电商公司": "cross_border",
    "面辅料/供应链": "supplier",
    "仓配物流": "logistics",
    "设计/摄影工作室": "studio",
}
SIZES = {"1-9人": "1-9", "10-49人": "10-49", "50-299人": "50-299", "300人以上": "300+"}
LEVELS = {
    "高职": "vocational_college",
    "本科": "university",
    "技工": "technician",
    "中职": "vocational_school",
    "民办培训": "private_training",
    "产业学院": "industry_college",
}
SCHOOLS_EN = {
    "demo-sch-1": "Demo Yunshang Vocational College (fictional)",
    "demo-sch-2": "Demo Jianghan Yidao University (fictional)",
    "demo-sch-3": "Demo Yangui Technician School (fictional)",
    "demo-sch-4": "Demo Jingling Vocational School (fictional)",
    "demo-sch-5": "Demo Jinsuo Training School (fictional)",
    "demo-sch-6": "Demo Yunyi Industry College (fictional)",
}
DECISIONS: dict[str, tuple[str, str]] = {
    CompanyState.VERIFIED: ("verify", ""),
    CompanyState.RETURNED: ("return", "营业执照照片不清楚，请重新拍照上传。"),
    CompanyState.SUSPENDED: ("suspend", "被举报收取押金，正在核实。"),
}


def make_universities(world: World) -> list[University]:
    """Make the six fictional schools, each with a coordinator."""
    schools = add_all(
        University(
            code=row["id"],
            name_zh=row["name_zh"],
            name_en=SCHOOLS_EN[row["id"]],
            level=LEVELS[row["level"]],
            note=row["note"],
            is_fictional=True,
        )
        for row in rows("demo_schools_fictional.csv")
    )
    people = add_all(
        account(UserKind.UNIVERSITY, f"coordinator{n}@zhicai.example", f"示例协调员{n}", world)
        for n in range(2, len(schools) + 1)
    )
    add_all(coordinator_of(school, user) for user, school in zip(people, schools[1:], strict=True))
    world.universities = schools
    return schools


def account(kind: str, email: str, name: str, world: World, phone: str | None = None) -> User:
    """Return an unsaved account that is confirmed and has no usable password."""
    joined = at(world.began_on())
    return User(
        kind=kind,
        email=email or None,
        phone=phone,
        phone_verified=bool(phone),
        contact_confirmed_at=joined,
        real_name=name,
        password="!demo",
        date_joined=joined,
    )


def member_of(company: Company, user: User, role: str = CompanyRole.OWNER) -> CompanyMember:
    """Return the unsaved place of an account in a company."""
    return CompanyMember(company=company, user=user, role=role)


def coordinator_of(school: University, user: User) -> Coordinator:
    """Return the unsaved place of an account in a school."""
    return Coordinator(user=user, university=school)


def code_of(index: int) -> str:
    """Return a well-formed code of a region that no administration uses, for company number `index`."""
    body = f"91429099DEM{index:06d}"
    return body + uscc.calc_check_digit(body)


def _state(index: int, small: bool) -> str:
    """Return the state of company `index`: nearly all verified, and one of each other kind."""
    mess = {
        36: CompanyState.RETURNED,
        37: CompanyState.DOCUMENTS_SUBMITTED,
        38: CompanyState.SUSPENDED,
    }
    if small or index < 40:
        return mess.get(index, CompanyState.VERIFIED)
    return CompanyState.DOCUMENTS_SUBMITTED if index % 100 == 0 else CompanyState.VERIFIED


def _address(town: Division, n: int) -> tuple[str, str]:
    """Return where company number `n` is, in Chinese and English."""
    number = n % 90 + 1
    return (
        f"{town.name_zh}示例路{number}号（虚构）",
        f"{number} Example Road, {town.name_en} (fictional)",
    )


def make_companies(world: World, tables: ReferenceRows) -> list[Company]:
    """Make companies with an owner each, and the record of how each was checked."""
    own, about = (
        rows("demo_companies_fictional.csv"),
        {row["kind"]: row for row in rows("about_companies.csv")},
    )
    count = world.scale.companies
    kinds, sizes = world.draws.of("company_kind", count), world.draws.of("company_size", count)
    towns = [d for d in tables.divisions.values() if d.kind != "city"]
    companies = []
    for n in range(count):
        row = own[n] if n < len(own) else None
        kind = KINDS[row["kind"] if row else kinds[n]]
        state = _state(n, world.scale.name == "small")
        town = tables.divisions[row["town"]] if row else towns[n % len(towns)]
        address, address_en = _address(town, n)
        companies.append(
            Company(
                uscc=row["uscc_demo_unassigned_region_429099"] if row else code_of(n + 1000),
                name_zh=row["name_zh"] if row else company_name(n, kind),
                name_en=f"Demo garment firm {n + 1} (fictional)",
                kind=kind,
                size=SIZES[row["size"] if row else sizes[n]],
                division=town,
                address=address,
                address_en=address_en,
                about=about[kind]["about_zh"],
                about_en=about[kind]["about_en"],
                state=state,
                verified_until=world.today + timedelta(days=30 + n % 140)
                if state == CompanyState.VERIFIED
                else None,
                licence="demo/licence.png",
                is_fictional=True,
                created_at=at(world.today - timedelta(days=380 - n % 150)),
            )
        )
    add_all(companies)
    world.companies = companies
    _give_owners(world, companies)
    return companies


def _give_owners(world: World, companies: list[Company]) -> None:
    owners = add_all(
        account(UserKind.COMPANY, f"company{n}@zhicai.example", f"示例经理{n}", world)
        for n in range(2, len(companies) + 1)
    )
    members = list(zip(companies[1:], owners, strict=True))
    add_all(member_of(company, user) for company, user in members)
    world.owners = {company.pk: user for company, user in members}


def note_decisions(world: World) -> None:
    """Write the record of how each company was checked."""
    note_all(step for company in world.companies for step in _decisions(world, company))


def _decisions(world: World, company: Company) -> list[AuditedStep]:
    day, (decided, reason) = company.created_at, DECISIONS.get(company.state, ("", ""))
    moves = [MadeMove("submit_documents", day, world.owners[company.pk])]
    if decided:
        moves.append(MadeMove(decided, day + timedelta(days=2), world.office, reason))
    return steps_along(company, COMPANY, moves)
