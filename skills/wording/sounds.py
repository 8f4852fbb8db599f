"""How is a Chinese word pronounced, and which words could a string of letters spell? Pure; cached for each word."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from pypinyin import lazy_pinyin

# Sounds that many speakers of the middle Yangtze do not distinguish: zh/z, ng/n, n/l, h/f.
BLURRED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
INITIALS = "bpmfdtnlgkhjqxrzcsyw"
MOST_REMEMBERED = 8192  # words: those of the city's names, and some of what people type
SHORTEST = 4  # letters; shorter rows are English words or abbreviations


@lru_cache(MOST_REMEMBERED)
def syllables(word: str) -> tuple[str, ...]:
    """Return the syllables of a Chinese word without tones; ü is written u, as most people type it."""
    return tuple(part.lower().replace("ü", "u").replace("v", "u") for part in lazy_pinyin(word))


def sound(word: str) -> str:
    """Return the pinyin of a Chinese word."""
    return "".join(syllables(word))


@lru_cache(MOST_REMEMBERED)
def blurred(word: str) -> str:
    """Return the pinyin without the distinctions zh/z, ng/n, n/l."""
    return "".join(_blur(part) for part in syllables(word))


def blur(letters: str) -> str:
    """Return a string of letters without the distinctions that many speakers do not make."""
    return _blur(letters)


def _blur(letters: str) -> str:
    for full, short in BLURRED:
        letters = letters.replace(full, short)
    return letters


def final(syllable: str) -> str:
    """Return the final of a syllable (without its first consonant); syllables that rhyme share it."""
    return syllable.lstrip(INITIALS) if syllable else ""


def spelled_words(letters: str, sounds: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return the words that a string of letters spells, in order, each with homophones; nothing if letters are left over."""
    letters = letters.replace("v", "u")
    best: list[list[tuple[str, ...]] | None] = [[], *[None] * len(letters)]
    for end in range(1, len(letters) + 1):
        for start in range(end):
            head, words = best[start], sounds.get(letters[start:end])
            if head is not None and words:
                here = best[end]
                if here is None or len(head) + 1 < len(here):
                    best[end] = [*head, tuple(words)]
    return best[-1] or []
