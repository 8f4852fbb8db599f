"""Which work fits whom, and why? Arrays in, arrays out: no Django, no clock, no files, no globals.

Only `matching.recommendations` imports this package. How to use it:

    texts = Texts.fit(people_texts, opening_texts)                     # slow part (once a day); keep it
    texts = texts.with_people(texts_now).with_openings(texts_now)      # same space, fresh rows
    problem = Problem.build(people, openings, divisions, skill_ids, masks=Masks(...), weights=Weights(), texts=texts)

    recommend_openings(problem, person_ids, limit)   -> Ranking        # the best openings of each person
    recommend_people(problem, opening_ids, limit)    -> Ranking        # the best people of each opening
    joined(rankings, limit)                          -> Ranking        # of one question asked in parts
    why_not(problem, person_id, opening_id)          -> WhyNot         # rules: codes, missing, score, rank | None
    gain_of_course(problem, person_id, {skill: lvl}) -> CourseGain     # reached_before, _after, newly_reached, pay_…
    gains_of_courses(problems, person_id, [{…}, {…}]) -> (CourseGain,) # each taken alone, all in one pass
    place_among(problems, person_id, opening_id)     -> int | None     # the place in the list over all of them

    Ranking(model_version, features, lists) · ranking.of(subject_id) -> Ranked(subject_id, picks; .ids, .scores)
    Pick(id, score, parts=(Part(name, share, neutral, branch), …), matched, missing; .contributions)  # shares sum to score
    SkillFit(skill_id, asked, have, importance, is_essential; .gap)

What goes in (frozen dataclasses; shapes, types and units in `problem`):

    People(ids, levels, wanted_pay_min, home_division, wanted_divisions, wanted_occupations, education_rank, text)
    Openings(ids, required, importance, essential, pay_min, pay_max, pay_base, is_piecework, division, occupation,
             education_rank_min, is_internship, text)
    Divisions.same_or_other(count) | Divisions.from_distances(kilometres) | Divisions(nearness)
    Masks(by_person={rule: (P,) bool}, by_opening={rule: (N,) bool}, by_pair={rule: (P, N) CSR bool})
    Rule: closed filled under_age no_consent not_for_me already_applied
          (education_below is worked out from the ranks; unknown ranks hide nothing)

One side can be kept and shared: `stored.openings_arrays(problem)` / `people_arrays` give named arrays, `openings_problem(arrays)`
/ `people_problem` the question again with the other side empty; `problem.with_people(people, masks)` / `with_openings` fill it.

CSR means `scipy.sparse.csr_array`. Divisions and occupations are columns 0…; -1 is unknown. Skill columns are named
by `skill_ids`. Not known (no wish, no place, no monthly pay, nothing asked) scores a neutral ½.
`replace(problem, learned=…, price=…, bonus=…, model_version=…)` adds a score learned from history, prices that keep lists
from crowding and a bonus for what is new (contributions `learned`, `crowding` and `new`).

How likely is what a score points at? `recommender.chance` reads it: Calibration.probability(scores), quality,
expected_people. `recommender.calibration` (imported by nothing here: it is heavy) learns it:
calibrated(scores, happened, unseen_scores, unseen_happened) -> Calibration.

What is learned from who went where, for both sides and for newcomers, is asked of `recommender.learned`:
fit(people, openings, history, seed) -> Model; model.openings_for(ids, limit), model.people_for(ids, limit) -> Lists.
"""

from recommender.branches import Part
from recommender.problem import (
    CROWDING,
    MODEL_VERSION,
    OPENING_FIELDS,
    PEOPLE_FIELDS,
    Divisions,
    Learned,
    Masks,
    Openings,
    People,
    Problem,
    Rule,
)
from recommender.rank import (
    Pick,
    Ranked,
    Ranking,
    joined,
    recommend_openings,
    recommend_people,
)
from recommender.reasons import (
    CourseGain,
    SkillFit,
    WhyNot,
    gain_of_course,
    gains_of_courses,
    place_among,
    why_not,
)
from recommender.text import Texts
from recommender.weights import FEATURES, Weights

__all__ = [
    "CROWDING",
    "FEATURES",
    "MODEL_VERSION",
    "OPENING_FIELDS",
    "PEOPLE_FIELDS",
    "CourseGain",
    "Divisions",
    "Learned",
    "Masks",
    "Openings",
    "Part",
    "People",
    "Pick",
    "Problem",
    "Ranked",
    "Ranking",
    "Rule",
    "SkillFit",
    "Texts",
    "Weights",
    "WhyNot",
    "gain_of_course",
    "gains_of_courses",
    "joined",
    "place_among",
    "recommend_openings",
    "recommend_people",
    "why_not",
]
