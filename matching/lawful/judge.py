"""Which words of a text are unlawful or doubtful? Masks, rules and classifier, sentence by sentence."""

import re
from dataclasses import replace
from functools import lru_cache

from matching.lawful.choosing import NOMINAL, ONLY, OUT, is_near, is_unexplained, refused_group, spans_of
from matching.lawful.doubt import ENOUGH, opinion
from matching.lawful.english import ENGLISH_LIMITS, ENGLISH_READINGS
from matching.lawful.guard import compiled
from matching.lawful.mentions import MENTIONS
from matching.lawful.money import DEMANDS, demanded, excused, hinted
from matching.lawful.money.near import UnlawfulWords
from matching.lawful.money.partners import of_partners
from matching.lawful.normalise import Plain
from matching.lawful.others import without_others
from matching.lawful.people import PEOPLE
from matching.lawful.personal import is_about_words, personal
from matching.lawful.probation import too_long
from matching.lawful.questions import asks_nothing, denies_a_right
from matching.lawful.quoted import without_quoted
from matching.lawful.readings import covered
from matching.lawful.refusals import NOTES, PLAIN_LIMITS, REFUSALS, REFUSES
from matching.lawful.reported import without_reported
from matching.lawful.sieve import Sieve
from matching.lawful.traits import TRAITS
from matching.lawful.traits_english import TURNED_AWAY, chosen_in_english
from matching.lawful.words import MONEY, OWN_COST, PREFERRED, REFUSED, SHUT_OUT

PIECE = compiled(r"[^。！？!?；;\n]{1,240}[。！？!?；;]?")
LETTERS = compiled(r"[a-z]{3}")
CHINESE = Sieve((signs, (code, compiled(pattern))) for code, signs, pattern in (*PEOPLE, *REFUSALS, *DEMANDS))
UNCOVERED = Sieve((signs, (code, compiled(pattern))) for code, signs, pattern in PLAIN_LIMITS)
MENTIONED = Sieve((signs, (code, compiled(pattern))) for code, signs, pattern in MENTIONS)
BORDERS = "，,。;；!！?？\n·✗:：()[]、|/"
CLAUSE = "，,。;；!！?？\n"
ALONE = 0.7  # words that fill so much of their clause are a line of the advert, and ask
CLOSE = 10  # so near a preference is a trait's own, whatever stands between
NEAR = 36  # so many signs before or after a trait a refusal is its own
# Who is meant says nothing of these.
MONEY_KINDS = frozenset({"fee", "papers", "wages", "penalty", "training", "loan", "rights"})
# Who warns of fraud names no sum; a demand with a warning behind it does, and the office looks.
WARNED_WITH_A_SUM = compiled(r"\d{2,} ?(?:元|块).*(?:诈骗|谨防|警惕|防骗|当心|冒充|上当|骗子|举报|投诉)")
UNSURE = "other"  # the kind of what only the learned second opinion finds odd
MARKS = compiled(
    rf"仅|只[要招限收]|限|要求|需要?|须|必须|最好|得是|{PREFERRED}|{SHUT_OUT}|{REFUSED}|{OWN_COST}|{MONEY}|缴|收费\d|谢绝|要的|[一两几数\d][名个位]|指定|\d%|来管|来看|建议|鼓励|希望|偏|欢迎|更|直接发|投简历|报名|应聘|加入|来电|自动离职|视为|走人|辞退|解除|开除|至少|必|阴性|正常|注明|说明|填写|写清|告知|想[用要找招]|老板(?:信|看|讲究|忌|介意|嫌)|看合|介意|方[予可]|才|自动离岗|不留|优"
)
INTERVIEW = compiled(
    r"面试(?:时|官)?[^，,。]{0,4}(?:问|题)|必问|加一?道?题|问一句|提问|问答"
)  # a question there asks the applicant
SO = compiled(
    rf" *(?:(?:若|如果|要是|真)?(?:有|是|打算|准备|没有|不是)的话|(?:有|是)就)[,，]?[^,，。;；]{{0,12}}{OUT.pattern}| *(?:先说清楚|答完再|面试必答|要的话|必答题|sorry, (?:clash|no\b|not))| *(?:那|就|所以|因此|故|很?(?:抱歉|遗憾)|不好意思|对不起|对不住|只能|只好|恕|公司|经研究|决定|这次|本次|这种|领导|老板|我们|[,，]){{1,3}}[^,，。;；]{{0,8}}{OUT.pattern}| *{OUT.pattern}"
)
ENGLISH = tuple((code, compiled(pattern)) for code, _, pattern in ENGLISH_LIMITS)
LAWFUL_ENGLISH = tuple(compiled(pattern) for _, pattern in ENGLISH_READINGS)


def limits(plain: Plain) -> list[UnlawfulWords]:
    """Return the unlawful words in order, none inside another of its kind; of a sentence without any, its doubts."""
    found: list[UnlawfulWords] = []
    is_note = NOTES.search(plain.text) is not None and REFUSES.search(plain.text) is not None
    is_interview = INTERVIEW.search(plain.text) is not None
    pieces = list(PIECE.finditer(plain.text))
    for at, piece in enumerate(pieces):
        following = pieces[at + 1].group() if at + 1 < len(pieces) else ""
        if asks_nothing(piece.group(), following):
            continue
        if denies_a_right(piece.group(), following):
            found.append(UnlawfulWords("rights", piece.start(), piece.end() + len(following)))
            continue
        is_refused_next = _is_refusal(following)
        is_refused_next |= is_interview and piece.group().endswith(("?", "？"))
        read = _in(piece.group(), is_note=is_note, is_refused_next=is_refused_next)
        found += [UnlawfulWords(f.code, piece.start() + f.start, piece.start() + f.end, f.is_sure) for f in read]
    return _with_trials(found, plain.text)


def _with_trials(found: list[UnlawfulWords], text: str) -> list[UnlawfulWords]:
    """Return the findings with those of too long trial periods, whose two numbers may be in two sentences."""
    trials = [UnlawfulWords("rights", *span) for span in too_long(text)]
    if not trials:
        return found
    others = [one for one in found if not any(one.start < f.end and f.start < one.end for f in trials)]
    return sorted([*others, *_merged(trials)], key=lambda f: (f.start, f.code))


def _is_refusal(piece: str) -> bool:
    """Tell whether a sentence turns away the person of the sentence before."""
    return SO.match(piece) is not None or TURNED_AWAY.search(piece[:48]) is not None


@lru_cache(maxsize=2048)
def _in(piece: str, *, is_note: bool, is_refused_next: bool) -> tuple[UnlawfulWords, ...]:
    """Screen one sentence; if there is a finding, screen it again with further context masked."""
    found = _of_ours(piece, _read(piece, is_note=is_note, is_refused_next=is_refused_next))
    if not found:
        return found
    told = without_reported(piece)
    quoted = without_quoted(told, is_decided=is_note or is_refused_next)
    for seen in dict.fromkeys((told, quoted)):
        if found and (left := excused(seen)) != piece:
            again = _of_ours(piece, _read(left, is_note=is_note, is_refused_next=is_refused_next))
            if seen != piece:  # what is left of it says how it is here; the opinion knows such words from demands
                again = tuple(one for one in again if one.code != UNSURE)
            names_a_sum = found[0].code in MONEY_KINDS and WARNED_WITH_A_SUM.search(piece) is not None
            found = again or ((replace(found[0], is_sure=False),) if names_a_sum else ())
    if not found and is_about_words(piece):
        return (UnlawfulWords(UNSURE, 0, len(piece), is_sure=False),)
    return found


def _of_ours(piece: str, found: tuple[UnlawfulWords, ...]) -> tuple[UnlawfulWords, ...]:
    """Return the findings without the money and papers of dealers, suppliers, customers."""
    theirs = of_partners(piece) if any(one.code in MONEY_KINDS for one in found) else []
    return tuple(
        one
        for one in found
        if one.code not in MONEY_KINDS or not any(start <= one.start and one.end <= end for start, end in theirs)
    )


def _read(piece: str, *, is_note: bool, is_refused_next: bool) -> tuple[UnlawfulWords, ...]:
    """Mask lawful readings, then look for limits and demands."""
    found: list[UnlawfulWords] = []
    chosen: list[UnlawfulWords] = []
    left = covered(piece)
    meant = without_others(left)
    for code, pattern in CHINESE.through(left):
        text = left if code in MONEY_KINDS else meant
        found += [UnlawfulWords(code, *match.span()) for match in pattern.finditer(text) if match.group()]
    for code, pattern in UNCOVERED.through(piece):
        found += [UnlawfulWords(code, *match.span()) for match in pattern.finditer(piece)]
    found += [UnlawfulWords(*one) for one in personal(piece)]
    known = {one.code for one in found}
    found += [UnlawfulWords(one.code, one.start, one.end) for one in demanded(piece) if one.code not in known]
    if LETTERS.search(piece):
        for reading in LAWFUL_ENGLISH:
            left, meant = reading.sub(_blot, left), reading.sub(_blot, meant)
        for code, pattern in ENGLISH:
            found += [UnlawfulWords(code, *match.span()) for match in pattern.finditer(left) if match.group()]
        chosen += [UnlawfulWords(*one) for one in chosen_in_english(meant, is_refused_next=is_refused_next)]
    chosen += _chosen(meant, is_refused_next=is_refused_next)
    found = _merged([*found, *(one for one in chosen if one.is_sure)])
    found += _mentioned(meant, found, is_note=is_note)
    found += [
        one for one in chosen if not one.is_sure and not any(one.start < f.end and f.start < one.end for f in found)
    ]
    found.sort(key=lambda f: (f.start, f.code))
    if any(one.is_sure for one in found):
        return tuple(found)
    score = opinion().score(piece, meant)
    if found:
        return () if score < opinion().calm else tuple(found)
    odd = _doubt(piece, meant, score)
    return (odd,) if odd else ()


def _doubt(piece: str, meant: str, score: float) -> UnlawfulWords | None:
    """Return the doubts of a sentence without a sure finding; the classifier is asked last.

    A sentence about the wording of adverts, or about the law, is a doubt too: any limit could hide in it.
    """
    if is_about_words(piece):
        return UnlawfulWords(UNSURE, 0, len(piece), is_sure=False)
    if score < opinion().calm:
        return None
    if hint := next(iter(hinted(piece)), None):
        return UnlawfulWords(hint.code, hint.start, hint.end, is_sure=False)
    if group := refused_group(meant):
        return UnlawfulWords(UNSURE, *group, is_sure=False)
    is_odd = is_unexplained(meant) or (len(meant) >= ENOUGH and score > opinion().threshold)
    return UnlawfulWords(UNSURE, 0, len(piece), is_sure=False) if is_odd else None


def _blot(found: re.Match[str]) -> str:
    return "□" * len(found.group())


def _chosen(left: str, *, is_refused_next: bool) -> list[UnlawfulWords]:
    """Return traits near a refusal, or with a selection in their clause; a refused group is a doubt."""
    chosen: list[UnlawfulWords] = []
    away, asked = spans_of(OUT, left), spans_of(ONLY, left)
    is_group = NOMINAL.search(left) is not None
    for code, pattern in TRAITS:
        for start, end in spans_of(pattern, left):
            first, last = _clause(left, start, end)
            is_sure = (
                is_refused_next
                or is_near(start, end, away, NEAR)
                or is_near(start, end, [span for span in asked if first <= span[0] < last], NEAR)
                or is_near(start, end, asked, CLOSE)
                or (code in {"looks", "body"} and start == first and end - start >= ALONE * (last - first))
            )
            if is_sure or (is_group and NOMINAL.match(left, end)):
                chosen.append(UnlawfulWords(code, start, end, is_sure))
    return chosen


def _mentioned(left: str, found: list[UnlawfulWords], *, is_note: bool) -> list[UnlawfulWords]:
    """Return further mentions of traits: sure if they stand alone, are required or refused; otherwise doubts."""
    taken = [(one.start, one.end) for one in found]
    more: list[UnlawfulWords] = []
    for code, pattern in MENTIONED.through(left):
        for match in pattern.finditer(left):
            start, end = match.span()
            if not any(start < stop and begin < end for begin, stop in taken):
                taken.append((start, end))
                is_refused = is_note or REFUSES.search(left[max(start - NEAR, 0) : end + NEAR]) is not None
                is_sure = is_refused or _is_alone(left, start, end) or _is_asked(left, start, end)
                more.append(UnlawfulWords(code, start, end, is_sure))
    return more


def _is_asked(left: str, start: int, end: int) -> bool:
    """Tell whether the clause around words requires, prefers, refuses or charges."""
    first, last = _clause(left, start, end)
    return MARKS.search(left[first:last]) is not None


def _clause(left: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the clause around words."""
    first = max(left.rfind(sign, 0, start) for sign in CLAUSE) + 1
    stops = [at for at in (left.find(sign, end) for sign in CLAUSE) if at >= 0]
    return first, min(stops, default=len(left))


def _is_alone(left: str, start: int, end: int) -> bool:
    """Tell whether words are a phrase of their own: a border before them or after them."""
    before, after = left[:start].rstrip(" "), left[end:].lstrip(" ")
    return (not before or before[-1] in BORDERS) and (not after or after[0] in BORDERS)


def _merged(found: list[UnlawfulWords]) -> list[UnlawfulWords]:
    """Merge overlapping findings of one kind."""
    kept: dict[str, UnlawfulWords] = {}
    done: list[UnlawfulWords] = []
    for one in sorted(found, key=lambda f: (f.code, f.start, -f.end)):
        last = kept.get(one.code)
        if last and one.start <= last.end:
            kept[one.code] = UnlawfulWords(one.code, last.start, max(last.end, one.end))
            continue
        if last:
            done.append(last)
        kept[one.code] = one
    return sorted([*done, *kept.values()], key=lambda f: (f.start, f.code))
