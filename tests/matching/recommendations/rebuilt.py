"""What would the lists be if everything were read from the rows, with nothing kept? Ids, scores and contributions."""

from datetime import datetime, timedelta

import numpy as np
from scipy import sparse

import recommender
from accounts.models import Company, Trainee
from core import clock
from matching.models import Opening
from matching.permissions import live_openings
from matching.queries import history
from matching.queries import matches as rows
from matching.recommendations.kept import sides
from matching.recommendations.kept.arrays import openings_of, people_side
from matching.recommendations.kept.model import serving_model
from matching.recommendations.night import refreshing
from matching.recommendations.request import lists, standing
from matching.recommendations.request.serving import complete
from recommender import Divisions, Masks, Problem, Rule
from recommender.score.text import Texts

LIMIT = 20
LONG_AGO = datetime(2026, 1, 1, tzinfo=clock.CITY_TIME)


def refresh():
    """Put both sides on the disk; what stood before counts as unchanged since."""
    for model in (Opening, Trainee, Company):
        model.objects.filter(changed_at__gt=clock.now() - timedelta(days=1)).update(
            changed_at=LONG_AGO
        )
    return refreshing.refresh()


def space():
    """The text space that serves."""
    return sides.live_openings_side(clock.today()).problems[0].texts.space


def openings_for(trainee):
    """Rebuild a person's list from the rows, in the text space that serves."""
    columns, own = rows.lists(), rows.own_rows(trainee)
    people = people_side(own.people, columns)
    openings = openings_of(rows.opening_rows(live_openings(clock.today())), columns)
    refused = [[pk in own.refused | own.applied for pk in openings.ids.tolist()]]
    masks = Masks(
        by_pair={Rule.NOT_FOR_ME: sparse.csr_array(np.array(refused, dtype=bool).reshape(1, -1))}
    )
    everybody = history.people_to_learn_from()
    now = standing.for_people(serving_model(), everybody, ids_of(everybody), clock.today())
    problem = complete(built(people, openings, columns, masks), now)
    return told(recommender.recommend_openings(problem, [trainee.pk], LIMIT).of(trainee.pk).picks)


def people_for(opening):
    """Rebuild an opening's list from the rows, in the text space that serves."""
    columns, taken = rows.lists(), rows.applicants_of(opening)
    people = people_side(rows.people_rows(rows.people_who_may_be_shown(clock.today())), columns)
    openings = openings_of(rows.opening_rows(Opening.objects.filter(pk=opening.pk)), columns)
    refused = [[pk in taken] for pk in people.ids.tolist()]
    masks = Masks(
        by_pair={Rule.NOT_FOR_ME: sparse.csr_array(np.array(refused, dtype=bool).reshape(-1, 1))}
    )
    now = standing.for_openings(
        serving_model(), Opening.objects.all(), ids_of(Opening.objects.all()), clock.today()
    )
    problem = complete(built(people, openings, columns, masks), now)
    return told(recommender.recommend_people(problem, [opening.pk], LIMIT).of(opening.pk).picks)


def ids_of(asked):
    """The ids of all of them, who are placed at once here and one by one by the door."""
    return np.array(sorted(asked.values_list("pk", flat=True)), dtype=np.int64)


def built(people, openings, columns, masks):
    skill_ids = np.array(list(columns.skills), dtype=np.int64)
    texts = Texts.within(space(), people.text, openings.text)
    places = Divisions.same_or_other(len(columns.divisions))
    return Problem.build(people, openings, places, skill_ids, masks, texts=texts)


def told(picks):
    return [(pick.id, pick.score, pick.contributions) for pick in picks]


def served_openings(trainee):
    """What the door answers."""
    fresh = Trainee.objects.get(pk=trainee.pk)
    return [(m.thing.pk, m.score, m.contributions) for m in lists.openings_for(fresh, LIMIT)]


def served_people(opening):
    """What the door answers."""
    fresh = Opening.objects.get(pk=opening.pk)
    return [(m.thing.pk, m.score, m.contributions) for m in lists.people_for(fresh, LIMIT)]
