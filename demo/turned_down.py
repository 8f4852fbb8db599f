"""Who else applied to the filled openings, and with which result? A lower fit was turned down more often."""

from collections.abc import Iterator

import numpy as np

from accounts.models import Trainee
from demo.draws import Draws
from demo.fit import chances
from demo.work import AT_A_TIME, application_of, scored, steps_of
from demo.world import World, add_all, note_all
from matching.models import Application, Opening, Placement
from matching.recommendations.request.applying import scores_of

Pair = tuple[Trainee, Opening]
PATHS: dict[tuple[str, ...], float] = {
    ("review", "reject"): 55,
    ("review", "shortlist", "reject"): 17,
    ("review", "shortlist", "invite", "reject"): 12,
    ("withdraw",): 6,
    ("lapse",): 10,
}
FOR_EACH_HIRE = 4  # people turned down for each one hired
CONSIDERED = 3  # people among whom those who fit less are turned down
HARDNESS = 6.0  # how much a lower fit raises the odds of being turned down
DECIDED = 15  # days ago at least: by then all of it has ended


def make_turned_down(world: World, placements: list[Placement]) -> list[Application]:
    """Make the unsuccessful applications to the filled openings."""
    draws = Draws(len(world.past))  # a source of its own: the rest of the city stays as it was
    hired = {(placement.trainee_id, placement.opening_id) for placement in placements}
    pairs = list(_considered(world, draws, hired))
    chosen = _turned_down(draws, pairs)
    paths = draws.many(list(PATHS), list(PATHS.values()), len(chosen))
    ages = _ages(world, draws, placements, chosen)
    made = scored(
        application_of(world, trainee, opening, path, age)
        for (trainee, opening), path, age in zip(chosen, paths, ages, strict=True)
    )
    add_all(made)
    note_all(
        step
        for application, path in zip(made, paths, strict=True)
        for step in steps_of(world, application, path)
    )
    return made


def _considered(world: World, draws: Draws, hired: set[tuple[int, int]]) -> Iterator[Pair]:
    """Yield who may have applied besides: people who fit, as everywhere in this city."""
    seekers: list[Trainee] = world.seekers
    for start in range(0, len(world.past), AT_A_TIME):
        block = world.past[start : start + AT_A_TIME]
        for opening, share in zip(block, chances(seekers, block), strict=True):
            count = min(FOR_EACH_HIRE * CONSIDERED * opening.headcount, len(seekers))
            for place in draws.rng.choice(len(seekers), size=count, replace=False, p=share):
                is_known = (
                    seekers[place].pk == world.known.pk
                )  # theirs is told elsewhere, nothing is drawn
                if not is_known and (seekers[place].pk, opening.pk) not in hired:
                    yield seekers[place], opening


def _turned_down(draws: Draws, pairs: list[Pair]) -> list[Pair]:
    """Draw one of each three, with a higher probability for a lower fit."""
    fits = np.array(
        [found.score if found else 0.5 for found in scores_of([(t.pk, o.pk) for t, o in pairs])]
    )
    luck = draws.rng.gumbel(size=fits.size) - HARDNESS * fits
    return [pairs[place] for place in np.sort(np.argsort(-luck)[: fits.size // CONSIDERED])]


def _ages(
    world: World, draws: Draws, placements: list[Placement], chosen: list[Pair]
) -> Iterator[int]:
    """Yield how many days ago each was decided: around the days on which those were who were hired there."""
    ages: dict[int, list[int]] = {}
    for placement in placements:
        sent = placement.application.submitted_at.date()
        ages.setdefault(placement.opening_id, []).append((world.today - sent).days)
    for _trainee, opening in chosen:
        yield max(DECIDED, draws.one(ages[opening.pk]) + draws.number(-10, 10))
