"""Which known word was probably meant by an unknown one? One typo: a homophone, or a character too many, missing or wrong."""

from dataclasses import replace

from skills.wording.reading import Ask, Reading, ask_for, is_chinese
from skills.wording.sounds import SHORTEST, blur, blurred, final, sound, syllables
from skills.wording.vocabulary import Vocabulary

MOST_MEANT = 2


def mended(reading: Reading, vocabulary: Vocabulary) -> Reading:
    """Return the reading with each unknown word replaced by the known one that was probably meant."""
    asks: list[Ask] = []
    changed: list[tuple[str, str]] = []
    for ask in reading.asks:
        meant = () if ask.is_known else probable(ask.typed, vocabulary)
        asks.append(ask_for(meant, vocabulary) if meant else ask)
        changed += [(ask.typed, meant[0])] if meant else []
    return replace(reading, asks=tuple(asks), mended=tuple(changed)) if changed else reading


def probable(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the words that were probably meant, the likeliest first."""
    if is_chinese(word):
        return _alike(word, vocabulary)
    return _spelled_alike(word, vocabulary)


def _alike(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return Chinese words that sound the same, nearly the same, or differ by one character."""
    if len(word) < 2:
        return ()
    same = vocabulary.sounds.get(sound(word), []) or vocabulary.blurs.get(blurred(word), [])
    if same:
        return tuple(same[:MOST_MEANT])
    near = [known for known in _known(vocabulary) if is_chinese(known) and _is_near(word, known)]
    return tuple(near[:1])


def _is_near(word: str, known: str) -> bool:
    """Tell whether the words differ by one typo; in a word of two characters the wrong one must at least rhyme."""
    if len(word) != len(known):
        return len(known) > 2 and len(word) > 2 and one_slip(word, known)
    wrong = [at for at in range(len(word)) if word[at] != known[at]]
    if len(wrong) == 1 and len(word) == 2:
        return final(syllables(word)[wrong[0]]) == final(syllables(known)[wrong[0]])
    return one_slip(word, known)


def _spelled_alike(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the words that a string of letters with one typo spells, in English or in pinyin."""
    if len(word) < SHORTEST:
        return ()
    if found := vocabulary.blurs.get(blur(word)):
        return tuple(found[:MOST_MEANT])
    english = [
        known for known in _known(vocabulary) if not is_chinese(known) and len(known) >= SHORTEST
    ]
    near = [known for known in english if one_slip(word, known)]
    if near:
        return tuple(near[:1])
    spelled = [
        known
        for letters, known in vocabulary.sounds.items()
        if len(letters) > SHORTEST and one_slip(word, letters)
    ]
    return tuple(spelled[0][:MOST_MEANT]) if spelled else ()


def _known(vocabulary: Vocabulary) -> list[str]:
    """Return the known words, the commonest first."""
    return sorted(
        {*vocabulary.words, *vocabulary.meanings}, key=lambda word: (-vocabulary.words[word], word)
    )


def one_slip(one: str, other: str) -> bool:
    """Tell whether the words differ by one character inserted, deleted, replaced or swapped (distance 1)."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    a, b = one[start:], other[start:]
    return (
        a[1:] == b[1:]
        or a[1:] == b
        or a == b[1:]
        or (a[:2] == b[1::-1] and a[2:] == b[2:] and len(a) > 1)
    )
