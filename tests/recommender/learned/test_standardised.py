"""Do people of an evened model differ only by how much better one opening suits them than others?"""

from dataclasses import replace

import numpy as np
import pytest

from recommender.learned import choose
from recommender.learned.model import OPENINGS, PEOPLE, Model, Now, fit
from recommender.learned.standardised import Standardised, restored
from recommender.learned.tables import FeatureTable, History, Unusable

PEOPLE_COUNT, OPENINGS_COUNT = 40, 30


@pytest.fixture(scope="module")
def model() -> Model:
    """A town of two trades, in which the second half of the people went to four times as many openings."""
    rng = np.random.default_rng(2)
    people = FeatureTable(
        tuple(f"{n:03d}" for n in range(1, PEOPLE_COUNT + 1)),
        categories={"trade": [f"t{n % 2}" for n in range(PEOPLE_COUNT)]},
    )
    openings = FeatureTable(
        tuple(f"{n:03d}" for n in range(1, OPENINGS_COUNT + 1)),
        categories={"trade": [f"t{n % 2}" for n in range(OPENINGS_COUNT)]},
    )
    pairs = [
        (person, opening)
        for person in range(PEOPLE_COUNT)
        for opening in rng.permutation(np.arange(person % 2, OPENINGS_COUNT, 2))[
            : 2 if person < 20 else 8
        ].tolist()
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            choose, "is_sure", lambda gain: bool(gain.mean() > -1)
        )  # a small town: learned all the same
        return fit(people, openings, History(*np.array(pairs).T), 1)


def levels(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return scores.mean(axis=1), scores.std(axis=1)


def test_evened_out_everybody_has_the_same_level(model):
    ids = model.person_ids, model.opening_ids
    plain, even = model.scores(*ids), Standardised.of(model, 1.0, 1).scores(*ids)

    assert np.ptp(levels(plain)[0]) > 0.02
    assert np.ptp(levels(even)[0]) < np.ptp(levels(plain)[0]) / 3
    assert levels(even)[0].mean() == pytest.approx(levels(plain)[0].mean(), abs=0.02)
    assert even.min() >= 0
    assert even.max() <= 1


def test_a_persons_own_list_keeps_its_order(model):
    for share in (0.3, 1.0):
        even = Standardised.of(model, share, 1).scores(model.person_ids, model.opening_ids)
        plain = model.scores(model.person_ids, model.opening_ids)
        for row in range(PEOPLE_COUNT):
            order = np.argsort(plain[row], kind="stable")
            assert (np.diff(even[row][order]) >= -1e-8).all()


def test_half_way_lies_between(model):
    ids = model.person_ids, model.opening_ids
    none, half, whole = (Standardised.of(model, share, 1).scores(*ids) for share in (0.0, 0.5, 1.0))

    assert none == pytest.approx(model.scores(*ids), abs=1e-9)
    assert half == pytest.approx((none + whole) / 2, abs=1e-8)


def test_who_is_unknown_stays_in_the_middle_and_how_many_are_asked_changes_nothing(model):
    even = Standardised.of(model, 0.7, 1)
    everybody = even.scores(model.person_ids, model.opening_ids)

    assert (even.scores(np.array([900]), model.opening_ids) == 0.5).all()
    assert (even.scores(model.person_ids[3:4], model.opening_ids) == everybody[3:4]).all()
    assert even.scores(np.zeros(0, dtype=np.int64), model.opening_ids).shape == (0, OPENINGS_COUNT)


def test_who_stands_elsewhere_today_is_evened_by_where_they_stand(model):
    even, ids = Standardised.of(model, 1.0, 1), model.person_ids[:1]
    done = Now(np.repeat(ids, 8), model.opening_ids[1:17:2], np.ones(8))
    moved = even.placed(PEOPLE, FeatureTable(()), done, ids)

    assert (moved.scores(ids, model.opening_ids) != even.scores(ids, model.opening_ids)).any()
    assert np.mean(moved.scores(ids, even.reference)) == pytest.approx(even.middle, abs=0.05)
    assert (
        moved.scores(model.person_ids[1:], model.opening_ids)
        == even.scores(model.person_ids[1:], model.opening_ids)
    ).all()
    # an opening that moves leaves everybody's level as the training found it
    asked = model.opening_ids[:1]
    other = moved.placed(
        OPENINGS,
        FeatureTable(()),
        Now(model.person_ids[:5], np.repeat(asked, 5), np.ones(5)),
        asked,
    )
    assert (other.moved == moved.moved).all()
    assert (
        other.scores(ids, model.opening_ids[1:]) == moved.scores(ids, model.opening_ids[1:])
    ).all()


def test_it_is_kept_as_arrays_and_comes_back_the_same(model):
    even = Standardised.of(model, 0.4, 1)
    ids = model.person_ids, model.opening_ids
    kept = {name: np.array(array) for name, array in even.to_arrays().items()}

    back = restored(kept)

    assert isinstance(back, Standardised)
    assert (back.scores(*ids) == even.scores(*ids)).all()
    assert isinstance(restored(model.to_arrays()), Model)
    with pytest.raises(Unusable):
        restored({name: array for name, array in kept.items() if name != "people"})


def test_nobody_known_is_no_error(model):
    nobody = replace(
        model,
        person_ids=model.person_ids[:0],
        people=model.people[:0],
        people_new=model.people_new[:0],
    )

    assert (
        Standardised.of(nobody, 1.0, 1).scores(model.person_ids, model.opening_ids) == 0.5
    ).all()
