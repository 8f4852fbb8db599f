"""Who lives in the fictional city? Trainees with profiles drawn by the shares of the data."""

from datetime import date, timedelta

from django.conf import settings

from accounts import names
from accounts.models import (
    Consent,
    EarlierKind,
    EarlierSpan,
    EarlierWork,
    Evidence,
    HeldSkill,
    RosterEntry,
    SkillProof,
    Trainee,
    TraineeSource,
    University,
    User,
    UserKind,
    VerifiedAgainst,
)
from core.clock import local_date
from demo.companies import account
from demo.draws import Draws, rows
from demo.names import person_names
from demo.world import ReferenceRows, World, add_all, at
from skills.models import Occupation, OccupationSkill

SOURCES = {
    "在校生（高职/本科）": TraineeSource.COLLEGE_STUDENT,
    "在校生（中职/技工）": TraineeSource.VOCATIONAL_STUDENT,
    "返乡人员": TraineeSource.RETURNEE,
    "本地待业与陪读人员": TraineeSource.LOCAL,
    "企业在职职工": TraineeSource.EMPLOYEE,
    "个体店主与创业者": TraineeSource.SHOP_OWNER,
}
EDUCATION = {
    "初中及以下": "71",
    "高中": "61",
    "中职（中专/职高/技工）": "44",
    "大专": "31",
    "本科": "21",
    "研究生": "14",
}
# Who says what of earlier work: shares, made up.
SAY_EARLIER, NEVER_WORKED, SAME_TRADE, SECOND_LINE = 0.75, 0.6, 0.5, 0.2
SPANS = {
    EarlierSpan.UNDER_HALF_YEAR: 0.15,
    EarlierSpan.UNDER_YEAR: 0.2,
    EarlierSpan.UNDER_THREE_YEARS: 0.3,
    EarlierSpan.LONGER: 0.35,
}
SAY_WISHES, MOST_WORDS = 0.7, 3  # who says in own words which work they want, and in how many
SHORT = {EarlierSpan.UNDER_HALF_YEAR: 0.75, EarlierSpan.UNDER_YEAR: 0.25}


def make_trainees(world: World, tables: ReferenceRows, count: int, verified: int) -> list[Trainee]:
    """Make `count` trainees, the first `verified` of them with a checked name; with consents, wishes and some skills."""
    draws = world.draws
    genders = draws.of("gender", count)
    names = person_names(draws, genders)
    users = add_all(_user(world, n, name) for n, name in enumerate(names))
    sources, ages = draws.of("trainee_source", count), draws.of("age_band", count)
    education, homes = draws.of("education", count), draws.of("home_division", count)
    towns = [d for d in tables.divisions.values() if d.kind != "city"]
    schools: list[University] = world.universities
    trainees = []
    for n, user in enumerate(users):
        source = SOURCES.get(sources[n], TraineeSource.LOCAL)
        is_student = source in {TraineeSource.COLLEGE_STUDENT, TraineeSource.VOCATIONAL_STUDENT}
        trainees.append(
            Trainee(
                user=user,
                real_name=names[n],
                birth_on=_birthday(draws, ages[n], world.today),
                gender="female" if genders[n] == "女" else "male",
                source=source,
                education=tables.education[EDUCATION[education[n]]],
                university=schools[n % len(schools)] if is_student else None,
                major=tables.majors[n % len(tables.majors)] if is_student else None,
                graduation_year=world.today.year + n % 2 if is_student else None,
                home_division=tables.divisions.get(homes[n])
                or (towns[n % len(towns)] if "其他" in homes[n] else None),
                wanted_pay_min=draws.number(32, 70) * 100,
                is_open_to_contact=n % 3 == 0,
                **(_checked(world, is_student) if n < verified else {}),
            )
        )
    add_all(trainees)
    world.places = {trainee.pk: n for n, trainee in enumerate(trainees, 1)}
    _extras(world, tables, trainees)
    world.trainees = trainees
    return trainees


def _user(world: World, n: int, name: str) -> User:
    has_phone = n % 10 < 8
    phone = f"+8613{n % 10}{n:08d}" if has_phone else None
    email = f"trainee{n}@zhicai.example" if not has_phone or n % 4 == 0 else ""
    return account(UserKind.TRAINEE, email, name, world, phone)


def _birthday(draws: Draws, band: str, today: date) -> date:
    low, high = (int(part) for part in band.split("-"))
    return today - timedelta(days=draws.number(low, high) * 365 + draws.number(5, 360))


def _checked(world: World, is_student: bool) -> dict[str, object]:
    moment = at(world.began_on(10))
    if is_student:
        return {"verified_at": moment, "verified_against": VerifiedAgainst.ROSTER}
    return {
        "verified_at": moment,
        "verified_against": VerifiedAgainst.OFFICE,
        "verified_by": world.office,
    }


def _extras(world: World, tables: ReferenceRows, trainees: list[Trainee]) -> None:
    """Add consents, wishes, rosters and a few declared skills."""
    draws, given = world.draws, at(world.began_on(5))
    purposes = ("terms", "privacy", "recommendation")
    add_all(
        Consent(
            user_id=t.user_id,
            purpose=purpose,
            version=settings.CONSENT_VERSIONS[purpose],
            given_at=given,
        )
        for t in trainees
        for purpose in (*purposes, *(("contact",) if t.is_open_to_contact else ()))
    )
    occupations = list(tables.occupations.values())
    wishes = draws.rng.integers(0, len(occupations), size=len(trainees))
    add_all(
        Trainee.wanted_occupations.through(trainee_id=t.pk, occupation_id=occupations[w].pk)
        for t, w in zip(trainees, wishes, strict=True)
    )
    add_all(
        Trainee.wanted_divisions.through(trainee_id=t.pk, division_id=t.home_division_id)
        for t in trainees
        if t.home_division_id
    )
    add_all(_roster_entry(n, t) for n, t in enumerate(trainees) if t.university_id)
    _declared_skills(world, trainees, [occupations[w].pk for w in wishes])
    _earlier_work(draws.apart(), trainees, occupations, wishes.tolist())
    _wanted_work(draws.apart(), trainees, [occupations[w].code for w in wishes])


def _roster_entry(n: int, trainee: Trainee) -> RosterEntry:
    is_found = trainee.verified_against == VerifiedAgainst.ROSTER
    return RosterEntry(
        university=trainee.university,
        real_name=trainee.real_name,
        name_key=names.key(trainee.real_name),
        student_number=f"S{n:07d}",
        phone=trainee.user.phone or "",
        email=trainee.user.email or "",
        major_id=trainee.major_id,
        graduation_year=trainee.graduation_year,
        trainee=trainee if is_found else None,
    )


def _declared_skills(world: World, trainees: list[Trainee], wanted: list[int]) -> None:
    needs: dict[int, list[OccupationSkill]] = {}
    for need in OccupationSkill.objects.order_by("occupation_id", "skill_id"):
        needs.setdefault(need.occupation_id, []).append(need)
    held = []
    for trainee, occupation in zip(trainees, wanted, strict=True):
        for need in world.draws.some(needs[occupation], world.draws.number(1, 5)):
            level = max(1, need.level - world.draws.number(0, 2))
            held.append(held_skill(trainee.pk, need.skill_id, level, Evidence.SELF_DECLARED))
    add_all(held)
    joined = {trainee.pk: local_date(trainee.user.date_joined) for trainee in trainees}
    add_all(proof_of(each, joined[each.trainee_id]) for each in held)


def held_skill(
    trainee_id: int, skill_id: int, level: int, evidence: Evidence, reference: str = ""
) -> HeldSkill:
    """Return an unsaved skill of a person, as far as it is proven."""
    return HeldSkill(
        trainee_id=trainee_id,
        skill_id=skill_id,
        level=level,
        evidence=evidence,
        evidence_reference=reference,
    )


def proof_of(held: HeldSkill, day: date) -> SkillProof:
    """Return the unsaved entry of the day on which a skill was proven in this way."""
    return SkillProof(
        trainee_id=held.trainee_id,
        skill_id=held.skill_id,
        level=held.level,
        evidence=held.evidence,
        reference=held.evidence_reference,
        proven_on=day,
    )


def _wanted_work(draws: Draws, trainees: list[Trainee], wanted: list[str]) -> None:
    """Let most say which work they want in a few words of its trade."""
    words = {row["occupation_id"]: row["words_zh"].split("|") for row in rows("wanted_work.csv")}
    for trainee, wish in zip(trainees, wanted, strict=True):
        if draws.chance(SAY_WISHES):
            trainee.wanted_work = "，".join(draws.some(words[wish], draws.number(1, MOST_WORDS)))
    Trainee.objects.bulk_update(trainees, ["wanted_work"], batch_size=500)


def _earlier_work(
    draws: Draws, trainees: list[Trainee], occupations: list[Occupation], wanted: list[int]
) -> None:
    """Let most say what they worked in before: students rarely anything, half of the others in the trade that they want."""
    said: list[EarlierWork] = []
    for trainee, wish in zip(trainees, wanted, strict=True):
        if not draws.chance(SAY_EARLIER):
            continue
        if draws.chance(NEVER_WORKED if trainee.university_id else NEVER_WORKED / 10):
            said.append(EarlierWork(trainee=trainee, kind=EarlierKind.NONE))
            continue
        spans = SHORT if trainee.university_id else SPANS
        if draws.chance(SAME_TRADE):
            said.append(
                _worked(trainee, occupations[wish], draws.one(list(spans), list(spans.values())))
            )
        if not said or said[-1].trainee is not trainee or draws.chance(SECOND_LINE):
            at = draws.below(len(occupations) + 4)
            done = occupations[at] if at < len(occupations) and at != wish else None
            said.append(_worked(trainee, done, draws.one(list(spans), list(spans.values()))))
    add_all(said)


def _worked(trainee: Trainee, occupation: Occupation | None, span: str) -> EarlierWork:
    kind = EarlierKind.OCCUPATION if occupation else EarlierKind.OTHER
    return EarlierWork(trainee=trainee, kind=kind, occupation=occupation, span=span)
