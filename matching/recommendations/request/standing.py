"""How are today's changes folded into last night's model?

The side that asks is placed by its current profile and all outcomes up to now. Candidates stay where the training left them;
those that came or changed since are placed by their current profile with the pairs of the training. Steps, weights, vocabulary
and maps are those of the training. Only the folded-in rows are cached, under a stamp of every row that changed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

import numpy as np
from django.db.models import Q, QuerySet

from accounts.models import Trainee
from matching.models import Opening
from matching.queries import freshness, history
from matching.queries.freshness import Changes
from matching.queries.history import Outcome
from matching.recommendations.kept import traits
from matching.recommendations.kept.model import LearnedModel, ServingModel
from recommender.arrays import Ints
from recommender.learned.model import OPENINGS, PEOPLE, Now
from recommender.learned.tables import FeatureTable

UNCHANGED = FeatureTable(())


def for_person(
    serving: ServingModel, trainee: Trainee, today: date, openings: Changes | None
) -> ServingModel:
    """Return the serving model for one person's query; `openings` are those that changed since the training."""
    if openings is None:
        return serving
    changed = history.people_to_learn_from().filter(pk=trainee.pk)
    profile = traits.people_table(changed) if trainee.changed_at >= openings.since else UNCHANGED
    done = history.outcomes(today, Q(trainee=trainee.pk))
    return _asked(
        serving, _with_openings(serving, openings), PEOPLE, np.array([trainee.pk]), profile, done
    )


def for_opening(
    serving: ServingModel, opening: Opening, today: date, people: Changes | None
) -> ServingModel:
    """Return the serving model for one opening's query; `people` are those who changed since the training."""
    if people is None:
        return serving
    changed = history.openings_to_learn_from().filter(pk=opening.pk)
    profile = traits.openings_table(changed) if opening.changed_at >= people.since else UNCHANGED
    done = history.outcomes(today, Q(opening=opening.pk))
    return _asked(
        serving, _with_people(serving, people), OPENINGS, np.array([opening.pk]), profile, done
    )


def for_people(
    serving: ServingModel, people: QuerySet[Trainee], ids: Ints, today: date
) -> ServingModel:
    """Return the serving model for these people's queries, all at once."""
    since = serving.since
    if since is None:
        return serving
    asked = people.order_by().values("pk")
    profiles = traits.people_table(
        history.people_to_learn_from().filter(changed_at__gte=since, pk__in=asked)
    )
    openings = freshness.changed_openings(since)[1]
    done = history.outcomes(today, Q(trainee__in=asked))
    return _asked(serving, _with_openings(serving, openings), PEOPLE, ids, profiles, done)


def for_openings(
    serving: ServingModel, openings: QuerySet[Opening], ids: Ints, today: date
) -> ServingModel:
    """Return the serving model for these openings' queries, all at once."""
    since = serving.since
    if since is None:
        return serving
    asked = openings.order_by().values("pk")
    profiles = traits.openings_table(
        history.openings_to_learn_from().filter(changed_at__gte=since, pk__in=asked)
    )
    people = freshness.changed_people(since)[1]
    done = history.outcomes(today, Q(opening__in=asked))
    return _asked(serving, _with_people(serving, people), OPENINGS, ids, profiles, done)


def _asked(
    serving: ServingModel,
    model: LearnedModel,
    side: int,
    ids: Ints,
    profiles: FeatureTable,
    done: Sequence[Outcome],
) -> ServingModel:
    """Fold in the side that asks, by its changed profiles and all its outcomes."""
    assert serving.scale is not None  # it is kept with what was learned
    pairs = np.array([(one.trainee_id, one.opening_id) for one in done], dtype=np.int64).reshape(
        -1, 2
    )
    now = Now(pairs[:, side], pairs[:, 1 - side], serving.scale.weights(done))
    return replace(serving, learned=model.placed(side, profiles, now, ids))


def _with_openings(serving: ServingModel, changes: Changes) -> LearnedModel:
    return _placed(serving, OPENINGS, replace(changes, companies=()))


def _with_people(serving: ServingModel, changes: Changes) -> LearnedModel:
    return _placed(serving, PEOPLE, changes)


@lru_cache(maxsize=4)
def _placed(serving: ServingModel, side: int, changes: Changes) -> LearnedModel:
    """Fold in the rows of a side that came or changed since the training; cached until the next change."""
    assert serving.learned is not None  # whoever asks has seen to it
    if not changes.things:
        return serving.learned
    if side == PEOPLE:
        came = traits.people_table(
            history.people_to_learn_from().filter(changed_at__gte=changes.since)
        )
    else:
        came = traits.openings_table(
            history.openings_to_learn_from().filter(changed_at__gte=changes.since)
        )
    return serving.learned.placed(side, came)
