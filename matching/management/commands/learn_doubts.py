"""Learn the second opinion about unlawful text from the hand-written lines; the same lines give the same file.

manage.py learn_doubts [--lines DIR]     writes matching/lawful/doubt.npz, says what left-out fifths of lines say

Lines whose file is named *_untouched.tsv are kept back: nothing is learned from them.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from matching.lawful.doubt import FILE, grams
from matching.lawful.judge import PIECE
from matching.lawful.normalise import normalise
from matching.lawful.others import without_others
from matching.lawful.readings import covered

FOLDS, SEED, KEPT, QUIET = 5, 7, 20_000, 0.975  # of the lawful lines so many shall not be doubted


class Command(BaseCommand):
    """`manage.py learn_doubts [--lines DIR]`."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where the lines are and where the arrays go."""
        parser.add_argument("--lines", type=Path, default=settings.BASE_DIR / "tests" / "matching" / "lawful")
        parser.add_argument("--out", type=Path, default=FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        """Learn, judge on left-out lines, write."""
        sentences, labels, lines = _sentences(options["lines"])
        words = _words(sentences)
        table = _table(sentences, words)
        scores = _left_out(table, labels, lines)
        worst = np.full(lines[-1] + 1, -np.inf)
        np.maximum.at(worst, lines, scores)
        is_unlawful = np.zeros(len(worst), dtype=bool)
        is_unlawful[lines] = labels == 1
        threshold = float(np.quantile(worst[~is_unlawful], QUIET))
        weights, bias = _fitted(table, labels)
        np.savez_compressed(
            options["out"],
            grams=np.array(words),
            weights=weights.astype(np.float16),
            bias=np.float32(bias),
            threshold=np.float32(threshold),
        )
        said = {
            "sentences": len(sentences),
            "lines": len(worst),
            "unlawful": int(is_unlawful.sum()),
            "grams": len(words),
            "doubted_unlawful": round(float((worst[is_unlawful] > threshold).mean()), 3),
            "doubted_lawful": round(float((worst[~is_unlawful] > threshold).mean()), 3),
            "bytes": options["out"].stat().st_size,
        }
        self.stdout.write(json.dumps(said))


def _sentences(folder: Path) -> tuple[list[set[str]], np.ndarray, np.ndarray]:
    """Return the n-grams of every known sentence, lawful readings blotted out, whether it is unlawful, its line."""
    found: list[set[str]] = []
    labels: list[int] = []
    lines: list[int] = []
    at = -1
    for label, name in enumerate(("lawful", "unlawful")):
        for path in sorted(folder.glob(f"{name}_*.tsv")):
            if "untouched" in path.name:
                continue
            for row in path.read_text(encoding="utf-8").splitlines():
                at += 1
                line = normalise(row.partition("\t")[2]).text
                pieces = [grams(without_others(covered(piece.group()))) for piece in PIECE.finditer(line)]
                found += pieces
                labels += [label] * len(pieces)
                lines += [at] * len(pieces)
    return found, np.array(labels), np.array(lines)


def _words(sentences: Iterable[set[str]]) -> list[str]:
    """Return the n-grams that stand in two sentences at least, the most frequent ones, in order."""
    counts: dict[str, int] = {}
    for sentence in sentences:
        for gram in sentence:
            counts[gram] = counts.get(gram, 0) + 1
    often = sorted((gram for gram, count in counts.items() if count > 1), key=lambda gram: (-counts[gram], gram))
    return sorted(often[:KEPT])


def _table(sentences: list[set[str]], words: list[str]) -> Any:
    """Return one row a sentence: 1/√n for each of its n known n-grams."""
    place = {gram: at for at, gram in enumerate(words)}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, sentence in enumerate(sentences):
        known = sorted(place[gram] for gram in sentence if gram in place)
        rows += [row] * len(known)
        columns += known
        values += [1 / len(known) ** 0.5] * len(known)
    return sp.csr_matrix((values, (rows, columns)), shape=(len(sentences), len(words)))


def _fitted(table: Any, labels: np.ndarray) -> tuple[np.ndarray, float]:
    model = LogisticRegression(C=16.0, class_weight="balanced", max_iter=2000, random_state=SEED).fit(table, labels)
    return model.coef_[0], float(model.intercept_[0])


def _left_out(table: Any, labels: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """Return each sentence's score by a model that has seen no sentence of its line."""
    scores = np.zeros(len(labels))
    for seen, unseen in StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED).split(table, labels, lines):
        weights, bias = _fitted(table[seen], labels[seen])
        scores[unseen] = table[unseen] @ weights + bias
    return scores
