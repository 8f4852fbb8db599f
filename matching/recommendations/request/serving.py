"""What does a request load? The model, the other side and the prices, once each; a person's query is built once."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
from scipy import sparse

from accounts.models import Trainee
from matching.models import Opening
from matching.permissions.working import facts_told, hides_internships, is_child, shown_internships
from matching.queries import matches as rows
from matching.queries.freshness import Changes
from matching.recommendations.kept.arrays import openings_of, people_side
from matching.recommendations.kept.model import ServingModel, serving_model
from matching.recommendations.kept.prices import Prices, serving_prices, with_prices
from matching.recommendations.kept.sides import Side, live_openings_since, shown_people_since
from matching.recommendations.request import standing
from recommender import Masks, Openings, People, Problem, Rule
from recommender.arrays import Bools, Csr, Ints


@dataclass(frozen=True, eq=False)
class Asking:
    """One person who asks: the current rows and arrays, and the model with this person folded in."""

    trainee: Trainee
    own: rows.OwnRows
    people: People
    model: ServingModel
    today: date

    def about(self, problem: Problem) -> Problem:
        """Return the problem of this person and another problem's openings."""
        asked = problem.with_people(self.people, self._masks(problem))
        return complete(asked, self.model)

    def _masks(self, problem: Problem) -> Masks:
        """Return the openings' own constraints and the person's."""
        ids, trainee = problem.openings.ids, self.trainee
        facts = facts_told(trainee, has_guardian_consent=self.own.has_guardian_consent)
        return Masks(
            by_person={
                Rule.UNDER_AGE: np.array([is_child(trainee.birth_on, self.today)]),
                Rule.INTERNSHIP: np.array([hides_internships(facts, self.today)]),
                Rule.NO_CONSENT: np.array([not trainee.uses_recommendations]),
            },
            by_opening=problem.masks.by_opening,
            by_pair={
                Rule.NOT_FOR_ME: _row(ids, self.own.refused),
                Rule.ALREADY_APPLIED: _row(ids, self.own.applied),
            },
        )


@dataclass(eq=False)
class Serving:
    """What serves on a day: each part is loaded when first needed, and stays the same until the request ends."""

    today: date
    _own: dict[int, rows.OwnRows] = field(default_factory=dict, repr=False)
    _asking: dict[int, Asking] = field(default_factory=dict, repr=False)
    _problems: dict[int, list[Problem]] = field(default_factory=dict, repr=False)

    @cached_property
    def model(self) -> ServingModel:
        """The model."""
        return serving_model()

    @cached_property
    def prices(self) -> Prices | None:
        """The prices and bonuses of openings; None if there are no recent ones."""
        return serving_prices()

    @cached_property
    def _openings(self) -> tuple[Side, Changes | None]:
        return live_openings_since(self.today, self.model.since)

    def own(self, trainee: Trainee) -> rows.OwnRows:
        """Return what a person's list stands on."""
        if trainee.pk not in self._own:
            self._own[trainee.pk] = rows.own_rows(trainee)
        return self._own[trainee.pk]

    def person_problems(self, trainee: Trainee) -> list[Problem]:
        """Return the problems of one person that together cover all live openings, each in one of them."""
        if trainee.pk not in self._problems:
            priced = _priced(self._openings[0], self.prices)
            self._problems[trainee.pk] = [self._of(trainee).about(one) for one in priced]
        return self._problems[trainee.pk]

    def pair_problem(self, trainee: Trainee, opening: Opening, shut: dict[str, Bools]) -> Problem:
        """Return the problem of one person and one opening alone, live or not, under these constraints of the opening."""
        side = self._openings[0]
        alone = side.problems[0].with_openings(_alone(opening, side), Masks(by_opening=shut))
        return self._of(trainee).about(with_prices(alone, self.prices))

    def opening_problems(self, opening: Opening) -> list[Problem]:
        """Return the problems of one opening that together cover all people who may be found, each in one of them."""
        side, changes = shown_people_since(self.today, self.model.since)
        now = standing.for_opening(self.model, opening, self.today, changes)
        asked, taken = _alone(opening, side), rows.applicants_of(opening)
        students = (
            shown_internships(rows.people_who_may_be_shown(self.today), self.today)
            if opening.is_internship
            else set()
        )
        problems = []
        for one in side.problems:
            held_back = np.isin(one.people.ids, np.fromiter(students, dtype=np.int64), invert=True)
            by_person: dict[str, Bools] = {**one.masks.by_person, Rule.INTERNSHIP: held_back}
            pairs: dict[str, Csr] = {
                Rule.ALREADY_APPLIED: sparse.csr_array(_row(one.people.ids, taken).T)
            }
            masks = replace(one.masks, by_person=by_person, by_pair=pairs)
            problems.append(complete(one.with_openings(asked, masks), now))
        return problems

    def _of(self, trainee: Trainee) -> Asking:
        if trainee.pk not in self._asking:
            side, changes = self._openings
            now = standing.for_person(self.model, trainee, self.today, changes)
            own = self.own(trainee)
            people = people_side(own.people, side.columns)
            self._asking[trainee.pk] = Asking(trainee, own, people, now, self.today)
        return self._asking[trainee.pk]


def complete(problem: Problem, now: ServingModel) -> Problem:
    """Set the serving weights, learned part and model version."""
    return replace(problem, weights=now.weights, learned=now.learned, model_version=now.name)


@lru_cache(maxsize=2)
def _priced(side: Side, prices: Prices | None) -> tuple[Problem, ...]:
    """Return a side's problems with the serving prices; cached until either changes."""
    return tuple(with_prices(one, prices) for one in side.problems)


def _alone(opening: Opening, side: Side) -> Openings:
    return openings_of(rows.opening_rows(Opening.objects.filter(pk=opening.pk)), side.columns)


def _row(ids: Ints, wanted: Iterable[int]) -> Csr:
    """Return (1, N) CSR bool: which of the ids are wanted."""
    found = np.flatnonzero(np.isin(ids, np.fromiter(wanted, dtype=np.int64)))
    return sparse.csr_array(
        (np.ones(found.size, dtype=bool), found, [0, found.size]), shape=(1, ids.size)
    )
