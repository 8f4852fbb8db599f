"""Which words name things here? The names of skills, occupations, places and courses, and the office's synonyms."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import rjieba

from skills.wording.sounds import SHORTEST, blurred, sound
from skills.wording.text import HAN_RUN, has_han, pieces, read, spelled

LONGEST_NAME = 6  # characters; a longer name is a title and is split into words
NEXT_TO_NOTHING = frozenset(
    "基础 管理 操作 工作 技能 课程 培训 实务 一个 进行 使用 可以 需要 相关 其他".split()
)

# kind, id, name in Chinese, name in English, other names, family
Row = tuple[str, int, str, str, str, str]
# words, their meanings, the filter that they set, whether it is mutual
Concept = tuple[str, str, str, bool]


@dataclass(frozen=True)
class Meaning:
    """What a word stands for besides itself."""

    words: tuple[str, ...] = ()
    condition: str = ""
    told: tuple[str, ...] = ()  # those shown to the user: the other words of a one-way row


@dataclass(frozen=True)
class Vocabulary:
    """The known words, their meanings and pronunciation."""

    names: tuple[tuple[str, int, str], ...] = ()  # kind, id, all names with spaces between them
    words: Counter[str] = field(default_factory=Counter)  # how many things have this word in a name
    meanings: dict[str, Meaning] = field(default_factory=dict)
    sounds: dict[str, list[str]] = field(default_factory=dict)
    blurs: dict[str, list[str]] = field(default_factory=dict)
    longest: int = 0

    def knows(self, word: str) -> bool:
        """Tell whether the word is in a name or is a synonym of the office."""
        return word in self.words or word in self.meanings

    def named(self, words: Iterable[str]) -> dict[str, frozenset[int]]:
        """Return the things, by kind, with one of the words in a name."""
        found: dict[str, set[int]] = {}
        wanted = [word if has_han(word) else f" {word} " for word in words]
        for kind, pk, text in self.names:
            if any(word in text for word in wanted):
                found.setdefault(kind, set()).add(pk)
        return {kind: frozenset(ids) for kind, ids in found.items()}


@lru_cache(maxsize=4)
def vocabulary_of(rows: tuple[Row, ...], concepts: tuple[Concept, ...]) -> Vocabulary:
    """Return the vocabulary of these names and synonyms; cached for the same rows."""
    names = tuple((kind, pk, _text(*texts)) for kind, pk, *texts in rows)
    words = Counter(word for _kind, _pk, *texts in rows for word in set(_words_of(texts)))
    meanings = _meanings(concepts)
    every = sorted({*words, *meanings}, key=lambda word: (word not in meanings, -words[word], word))
    sounds: dict[str, list[str]] = {}
    blurs: dict[str, list[str]] = {}
    for word in every:
        if HAN_RUN.fullmatch(word) and len(word) > 1:
            sounds.setdefault(sound(word), []).append(word)
            blurs.setdefault(blurred(word), []).append(word)
    sounds = {key: found for key, found in sounds.items() if len(key) >= SHORTEST}
    return Vocabulary(
        names, words, meanings, sounds, blurs, max((len(word) for word in every), default=0)
    )


def _text(*texts: str) -> str:
    """Return all names of a thing for look-up: words separated, a space at both ends."""
    return f" {spelled(read(' '.join(texts)))} "


def _words_of(texts: Iterable[str]) -> Iterable[str]:
    """Yield the words of a thing's names: short names whole, long ones cut."""
    for text in texts:
        for piece, is_han in pieces(read(text)):
            if not is_han:
                if len(piece) > 1 and not piece.isdigit():
                    yield spelled(piece)
                continue
            if 1 < len(piece) <= LONGEST_NAME:
                yield piece
            yield from (
                word
                for word in rjieba.cut(piece, False)
                if len(word) > 1 and word not in NEXT_TO_NOTHING
            )


def _meanings(concepts: Iterable[Concept]) -> dict[str, Meaning]:
    """Return the meanings of each synonym; a mutual row counts in both directions."""
    found: dict[str, Meaning] = {}
    for typed, means, condition, is_mutual in concepts:
        ones, others = split_words(typed), split_words(means)
        circle = (*ones, *others) if is_mutual else others
        for word in (*ones, *others) if is_mutual else ones:
            _add(
                found,
                word,
                [each for each in circle if each != word],
                condition,
                () if is_mutual else others,
            )
    for word, meaning in list(found.items()):
        further = [
            more for each in meaning.words if each in found for more in _both_ways(found, each)
        ]
        _add(found, word, [more for more in further if more != word], "")
    return found


def _both_ways(found: dict[str, Meaning], word: str) -> list[str]:
    """Return the mutual synonyms of a word: its other spellings."""
    return [each for each in found[word].words if each in found and word in found[each].words]


def _add(
    found: dict[str, Meaning],
    word: str,
    words: Iterable[str],
    condition: str,
    told: Iterable[str] = (),
) -> None:
    known = found.get(word, Meaning())
    every = tuple(dict.fromkeys([*known.words, *words]))
    found[word] = Meaning(
        every, known.condition or condition, tuple(dict.fromkeys([*known.told, *told]))
    )


def split_words(text: str) -> list[str]:
    """Return the words of a list as people write it: between bars, commas or on lines of their own."""
    parts = (
        text.replace("｜", "|")
        .replace("，", "|")
        .replace("、", "|")
        .replace(",", "|")
        .replace("\n", "|")
        .split("|")
    )
    return list(dict.fromkeys(word for part in parts if (word := spelled(read(part)))))
