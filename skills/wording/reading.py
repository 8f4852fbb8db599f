"""What does a query ask for? It is split into known words; each stands for itself and its synonyms."""

from dataclasses import dataclass, replace

import rjieba

from skills.wording.particles import OPENING_WORD, SAYS_NOTHING
from skills.wording.sounds import SHORTEST, spelled_words
from skills.wording.text import CODE, HAN_RUN, MOST_TYPED, has_han, pieces, read, spelled
from skills.wording.vocabulary import Vocabulary

MOST_ASKS = 6
MOST_WORDS = 12  # that one ask may stand for
MOST_LATIN = 4  # words of one English name


@dataclass(frozen=True)
class Ask:
    """One term of a query: any of these words in a name, or a filter."""

    typed: str
    words: tuple[str, ...]
    condition: str = ""
    is_known: bool = True
    told: tuple[str, ...] = ()  # how the user is told that it was understood


@dataclass(frozen=True)
class Reading:
    """A query as understood; all terms must match, unless it is relaxed."""

    typed: str = ""
    asks: tuple[Ask, ...] = ()
    is_shortened: bool = False
    is_loose: bool = False
    left_out: tuple[str, ...] = ()  # unknown words
    mended: tuple[tuple[str, str], ...] = ()  # the typed word, the corrected word

    @property
    def says_nothing(self) -> bool:
        """Whether only particles and polite words were typed."""
        return not self.asks

    @property
    def words(self) -> str:
        """The words that are looked for, as they are shown."""
        return " ".join(ask.typed for ask in self.asks)


def reading_of(query: str, vocabulary: Vocabulary) -> Reading:
    """Return what a query asks for."""
    text = read(query)
    asks: dict[str, Ask] = {}
    for words in _words(text[:MOST_TYPED], vocabulary):
        asks.setdefault(words[0], ask_for(words, vocabulary))
    kept = tuple(asks.values())[:MOST_ASKS]
    return Reading(text[:MOST_TYPED], kept, len(text) > MOST_TYPED or len(asks) > MOST_ASKS)


def ask_for(words: tuple[str, ...], vocabulary: Vocabulary) -> Ask:
    """Return the ask of a word, or of several that sound alike: with what each means."""
    typed = words[0]
    meanings = [vocabulary.meanings[word] for word in words if word in vocabulary.meanings]
    condition = next((meaning.condition for meaning in meanings if meaning.condition), "")
    if condition:
        return Ask(typed, (), condition)
    told = tuple(dict.fromkeys(word for meaning in meanings for word in meaning.told))
    every = _shortest([*words, *(word for meaning in meanings for word in meaning.words)])
    return Ask(
        typed, tuple(every)[:MOST_WORDS], "", any(vocabulary.knows(word) for word in words), told
    )


def _shortest(words: list[str]) -> list[str]:
    """Return the words without those that contain another one: a match of the longer is a match of the shorter."""
    every = list(dict.fromkeys(words))
    return [
        word for word in every if not any(other != word and _holds(word, other) for other in every)
    ]


def _holds(word: str, other: str) -> bool:
    return other in word if has_han(other) else f" {other} " in f" {word} "


def loosened(reading: Reading) -> Reading:
    """Return the relaxed reading: without unknown words; if all are known, any one term is enough."""
    known = tuple(ask for ask in reading.asks if ask.is_known)
    left_out = tuple(ask.typed for ask in reading.asks if not ask.is_known)
    return replace(reading, asks=known, is_loose=not left_out, left_out=left_out)


def _words(text: str, vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """Split a text into words without stop words; a word typed in letters comes with its homophones."""
    text = _without_wish(text, vocabulary)
    codes = [f"{found[1]} {found[2]}" for found in CODE.finditer(text)]
    found: list[tuple[str, ...]] = [(code,) for code in codes]
    latin: list[str] = []
    for piece, is_han in pieces(CODE.sub(" ", text)):
        if is_han:
            found += [
                *_latin_words(latin, vocabulary),
                *((word,) for word in _han_words(piece, vocabulary)),
            ]
            latin = []
        else:
            latin.append(piece)
    return [*found, *_latin_words(latin, vocabulary)]


def _without_wish(text: str, vocabulary: Vocabulary) -> str:
    """Return a text without the words that open a wish, up to the first known word: 能住 stays, 能不能学缝纫 is 缝纫."""
    while not _longest(text, 0, vocabulary) and (found := OPENING_WORD.match(text)):
        text = text[found.end() :]
    return text


def _han_words(run: str, vocabulary: Vocabulary) -> list[str]:
    """Split a run of characters: the longest known words first, the rest by the dictionary."""
    found: list[str] = []
    loose, at = "", 0
    while at < len(run):
        word = _longest(run, at, vocabulary)
        if not word:
            loose, at = loose + run[at], at + 1
            continue
        found, loose, at = [*found, *_loose_words(loose), word], "", at + len(word)
    rest = _loose_words(loose)
    # A single character beside a known word ("拷边机", "女装厂") adds no meaning.
    return _turned([word for word in [*found, *rest] if len(word) > 1] or rest, vocabulary)


def _turned(words: list[str], vocabulary: Vocabulary) -> list[str]:
    """Join neighbours that form a synonym in reverse order: 带货直播 is 直播带货."""
    for at in range(len(words) - 1):
        turned = words[at + 1] + words[at]
        if turned in vocabulary.meanings:
            return [*words[:at], turned, *_turned(words[at + 2 :], vocabulary)]
    return words


def _longest(run: str, at: int, vocabulary: Vocabulary) -> str:
    for length in range(min(vocabulary.longest, len(run) - at), 1, -1):
        if vocabulary.knows(run[at : at + length]):
            return run[at : at + length]
    return ""


def _loose_words(run: str) -> list[str]:
    """Split unknown text; the characters of a word that the dictionary does not know stay together."""
    found: list[str] = []
    loose = ""
    for word in rjieba.cut(run, False) if run else ():
        if word in SAYS_NOTHING:
            found, loose = [*found, loose], ""
        elif len(word) == 1:
            loose += word
        else:
            found, loose = [*found, loose, word], ""
    return [word for word in [*found, loose] if word and word not in SAYS_NOTHING]


def _latin_words(tokens: list[str], vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """Split words of letters: English names first, then pinyin of Chinese words, then single words."""
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(tokens):
        length, words = _latin_name(tokens, at, vocabulary)
        at += length
        found += words
    return found


def _latin_name(
    tokens: list[str], at: int, vocabulary: Vocabulary
) -> tuple[int, list[tuple[str, ...]]]:
    """Return how many of the next words form a name, and its words."""
    lengths = range(min(MOST_LATIN, len(tokens) - at), 0, -1)
    for length in lengths:
        name = spelled(" ".join(tokens[at : at + length]))
        if vocabulary.knows(name):
            return length, [(" ".join(tokens[at : at + length]), name)]
    for length in range(len(tokens) - at, 0, -1):
        letters = "".join(tokens[at : at + length])
        words = (
            spelled_words(letters, vocabulary.sounds)
            if SHORTEST <= len(letters) <= MOST_TYPED
            else []
        )
        if words:
            return length, words
    word = spelled(tokens[at])
    return 1, [] if word in SAYS_NOTHING or len(tokens[at]) == 1 else [(tokens[at], word)]


def is_chinese(word: str) -> bool:
    """Tell whether a word consists of Chinese characters."""
    return HAN_RUN.fullmatch(word) is not None
