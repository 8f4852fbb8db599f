"""Who is in the synthetic market of matching_request? People, companies and openings, bulk-inserted into an empty database."""

from datetime import datetime, timedelta

import numpy as np
from stdnum.cn import uscc

from accounts.models import Company, Consent, ConsentPurpose, Division, HeldSkill, Trainee, User
from core import clock
from matching.models import Application, Opening, OpeningSkill
from skills.models import Occupation, Skill

LONG_AGO = datetime(2026, 1, 5, tzinfo=clock.CITY_TIME)
AT_ONCE, SKILLS_EACH, WORDS, FIRMS, APPLIED_EACH = 2000, 8, 800, 500, 4.8


def fill(people: int, openings: int, seed: int, *, applied: bool = False) -> None:
    """Write the market; everybody may be found, every opening is live, no recent changes; with applications if asked."""
    rng = np.random.default_rng(seed)
    words = [
        "".join(chr(one) for one in pair) for pair in rng.integers(0x4E00, 0x6600, size=(WORDS, 2))
    ]
    write_people(people, rng, words)
    write_openings(openings, rng, words)
    if applied:
        write_applications(rng)


def write_people(count: int, rng: np.random.Generator, words: list[str]) -> None:
    """Write people with a profile, wishes, skills and the consent to be found."""
    places, occupations = ids_of(Division), ids_of(Occupation)
    users = add(
        User,
        (
            User(email=f"p{n}@market.example", real_name=f"示例{n}", password="!")
            for n in range(count)
        ),
    )
    people = add(Trainee, (
        Trainee(
            user=user, about=text(rng, words, 20), home_division_id=int(rng.choice(places)), is_open_to_contact=True,
            wanted_pay_min=int(rng.integers(30, 120)) * 100, changed_at=LONG_AGO,
        )
        for user in users
    ))  # fmt: skip
    add(
        Consent,
        (
            Consent(user=user, purpose=purpose, version="1")
            for user in users
            for purpose in ConsentPurpose
        ),
    )
    add(HeldSkill, (
        HeldSkill(trainee=person, skill_id=skill, level=level) for person in people for skill, level in some_skills(rng)
    ))  # fmt: skip
    for through, name, choices in (
        (Trainee.wanted_divisions.through, "division_id", places),
        (Trainee.wanted_occupations.through, "occupation_id", occupations),
    ):
        add(
            through,
            (through(trainee=person, **{name: int(rng.choice(choices))}) for person in people),
        )


def write_openings(count: int, rng: np.random.Generator, words: list[str]) -> None:
    """Write companies and their openings with what they ask for."""
    places, occupations = ids_of(Division), ids_of(Occupation)
    bodies = [f"91429099MKT{n:06d}" for n in range(FIRMS)]
    until = clock.today() + timedelta(days=300)
    firms = add(Company, (
        Company(
            uscc=body + uscc.calc_check_digit(body), name_zh=f"示例市场{n}有限公司（虚构）", kind="factory", size="10-49",
            state="verified", verified_until=until, is_fictional=True, changed_at=LONG_AGO,
        )
        for n, body in enumerate(bodies)
    ))  # fmt: skip
    openings = add(Opening, (
        Opening(
            company=firms[n % FIRMS], occupation_id=int(rng.choice(occupations)), division_id=int(rng.choice(places)),
            title=text(rng, words, 4), duties=text(rng, words, 40), conditions=text(rng, words, 20), headcount=3,
            address="示例路1号", shift="早八晚五", contract_type="full_time", pay_min=(low := int(rng.integers(30, 120)) * 100),
            pay_max=low + 2000, pay_base=3000, valid_until=until, state="published", submitted_at=LONG_AGO,
            published_at=LONG_AGO, changed_at=LONG_AGO,
        )
        for n in range(count)
    ))  # fmt: skip
    add(OpeningSkill, (
        OpeningSkill(opening=one, skill_id=skill, level=level, importance=int(rng.integers(1, 4)))
        for one in openings for skill, level in some_skills(rng)
    ))  # fmt: skip


def write_applications(rng: np.random.Generator) -> None:
    """Write the applications: a few openings are popular, most are not (Zipf)."""
    people, openings = ids_of(Trainee), rng.permutation(ids_of(Opening))
    who = np.repeat(people, rng.poisson(APPLIED_EACH, people.size))
    fame = 1 / (10.0 + np.arange(openings.size))
    pairs = np.unique(
        np.column_stack([who, rng.choice(openings, who.size, p=fame / fame.sum())]), axis=0
    )
    add(Application, (
        Application(trainee_id=person, opening_id=opening, submitted_at=LONG_AGO, moved_at=LONG_AGO)
        for person, opening in pairs.tolist()
    ))  # fmt: skip


def some_skills(rng: np.random.Generator) -> list[tuple[int, int]]:
    """A few skills, each with a level."""
    known = ids_of(Skill)
    return [
        (int(pk), int(rng.integers(1, 6)))
        for pk in rng.choice(known, size=min(SKILLS_EACH, known.size), replace=False)
    ]


def text(rng: np.random.Generator, words: list[str], count: int) -> str:
    """Some words; few are common, most are rare."""
    return "".join(
        words[min(WORDS - 1, int(one))] for one in rng.exponential(WORDS / 5, size=count)
    )


_ids: dict = {}


def ids_of(model) -> np.ndarray:
    """The ids of a reference table, read once."""
    if model not in _ids:
        _ids[model] = np.array(list(model.objects.order_by("pk").values_list("pk", flat=True)))
    return _ids[model]


def add(model, things) -> list:
    """Write the rows in bulk and return them."""
    return model._default_manager.bulk_create(list(things), batch_size=AT_ONCE)
