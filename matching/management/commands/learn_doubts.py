"""Train the classifier of unlawful text on the hand-written lines; the same lines give the same file.

manage.py learn_doubts [--lines DIR]     writes matching/lawful/doubt.npz, prints the cross-validation by files

Files named *_untouched.tsv are test sets: nothing is learned from them. Cross-validation leaves out whole files, because
lines of one file are similar and random folds would be too optimistic.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from matching.lawful.classes import classes
from matching.lawful.doubt import CLASSES, FILE, WHOLE, grams, whole
from matching.lawful.judge import PIECE
from matching.lawful.normalise import normalise
from matching.lawful.others import without_others
from matching.lawful.readings import covered

FOLDS, SEED, KEPT, KEPT_WHOLE = 5, 7, 24_000, 16_000
QUIET = 0.955  # of the lawful lines so many are not doubted: on files new to rules and opinion, 4 to 5 % then are
CALM = 0.03  # of the unlawful lines so few look so lawful that a mention alone is no doubt


class Command(BaseCommand):
    """`manage.py learn_doubts [--lines DIR]`."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where the lines are and where the arrays go."""
        parser.add_argument(
            "--lines", type=Path, default=settings.BASE_DIR / "tests" / "matching" / "lawful"
        )
        parser.add_argument("--out", type=Path, default=FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        """Train, cross-validate by files, write."""
        known = _known(options["lines"])
        words, table = _table(known)
        worst, is_unlawful = _by_line(known, _left_out(table, known))
        threshold = float(np.quantile(worst[~is_unlawful], QUIET))
        weights, bias = _fitted(table, known.labels)
        np.savez_compressed(
            options["out"],
            grams=np.array(words),
            weights=weights.astype(np.float16),
            bias=np.float32(bias),
            threshold=np.float32(threshold),
            calm=np.float32(np.quantile(worst[is_unlawful], CALM)),
        )
        said = {
            "sentences": len(known.labels),
            "lines": len(worst),
            "unlawful": int(is_unlawful.sum()),
            "words": len(words),
            "doubted_unlawful": round(float((worst[is_unlawful] > threshold).mean()), 3),
            "doubted_lawful": round(float((worst[~is_unlawful] > threshold).mean()), 3),
            "bytes": options["out"].stat().st_size,
        }
        self.stdout.write(json.dumps(said))


@dataclass(frozen=True, slots=True)
class KnownSentences:
    """Every known sentence: its n-grams, its classes, those as it stands, whether it is unlawful, its line, its file."""

    grams: list[set[str]]
    classes: list[set[str]]
    whole: list[set[str]]
    labels: np.ndarray
    lines: np.ndarray
    files: np.ndarray


def _known(folder: Path) -> KnownSentences:
    """Return every sentence of the training files; both labels of one style count as one file."""
    said: list[tuple[set[str], set[str], set[str]]] = []
    places: list[tuple[int, int, str]] = []
    at = -1
    for label, name in enumerate(("lawful", "unlawful")):
        for path in sorted(folder.glob(f"{name}_*.tsv")):
            if "untouched" in path.name:
                continue
            for row in path.read_text(encoding="utf-8").splitlines():
                at += 1
                for piece in PIECE.findall(normalise(row.partition("\t")[2]).text):
                    meant = without_others(covered(piece))
                    said.append((grams(meant), classes(piece, meant), whole(piece)))
                    places.append((label, at, path.stem.partition("_")[2]))
    labels, lines, files = (np.array(column) for column in zip(*places, strict=True))
    read, named, stood = (list(column) for column in zip(*said, strict=True))
    return KnownSentences(read, named, stood, labels, lines, files)


def _table(known: KnownSentences) -> tuple[list[str], Any]:
    """Return the known n-grams and classes, and one row a sentence: 1/√n for each of its n, less for the weaker ones."""
    sides = [_side(known.grams, KEPT), _side(known.classes, KEPT), _side(known.whole, KEPT_WHOLE)]
    words = [word for side, _ in sides for word in side]
    return words, sp.hstack([sides[0][1], CLASSES * sides[1][1], WHOLE * sides[2][1]]).tocsr()


def _side(sentences: Sequence[set[str]], kept: int) -> tuple[list[str], Any]:
    """Return the words that stand in two sentences at least, the most frequent ones, and one row a sentence."""
    counts: dict[str, int] = {}
    for sentence in sentences:
        for word in sentence:
            counts[word] = counts.get(word, 0) + 1
    often = sorted(
        (word for word, count in counts.items() if count > 1),
        key=lambda word: (-counts[word], word),
    )
    words = sorted(often[:kept])
    place = {word: at for at, word in enumerate(words)}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, sentence in enumerate(sentences):
        here = sorted(place[word] for word in sentence if word in place)
        rows += [row] * len(here)
        columns += here
        values += [1 / max(len(here), 1) ** 0.5] * len(here)
    return words, sp.csr_matrix((values, (rows, columns)), shape=(len(sentences), len(words)))


def _fitted(table: Any, labels: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the weights and the bias of a logistic regression on features scaled by their log ratio."""
    apart = _apart(table, labels)
    model = LogisticRegression(
        C=16.0, class_weight="balanced", solver="liblinear", max_iter=1000, random_state=SEED
    )
    model.fit(table @ sp.diags(apart), labels)
    return model.coef_[0] * apart, float(model.intercept_[0])


def _apart(table: Any, labels: np.ndarray) -> np.ndarray:
    """Return the absolute log ratio of each feature's shares in both classes, with add-one smoothing."""
    stands = table > 0
    shares = [np.asarray(stands[labels == side].sum(axis=0)).ravel() + 1.0 for side in (0, 1)]
    return np.abs(np.log(shares[1] / shares[1].sum()) - np.log(shares[0] / shares[0].sum()))


def _left_out(table: Any, known: KnownSentences) -> np.ndarray:
    """Return each sentence's out-of-fold score, by a model that has seen no sentence of its file."""
    scores = np.zeros(len(known.labels))
    for seen, unseen in GroupKFold(FOLDS).split(table, known.labels, known.files):
        weights, bias = _fitted(table[seen], known.labels[seen])
        scores[unseen] = table[unseen] @ weights + bias
    return scores


def _by_line(known: KnownSentences, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each line's highest score, and whether it is unlawful."""
    worst = np.full(known.lines[-1] + 1, -np.inf)
    np.maximum.at(worst, known.lines, scores)
    is_unlawful = np.zeros(len(worst), dtype=bool)
    is_unlawful[known.lines] = known.labels == 1
    return worst, is_unlawful
