"""Is a trial period longer than its contract allows, or is there a second one? Labour Contract Law, article 19.

Two numbers are compared, in one sentence or in neighbouring ones: the length of the contract and of the trial period.
"""

import re
from dataclasses import dataclass

from matching.lawful.words import G

ONES = {sign: worth for worth, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "半": 0.5, "几": 3}
ENGLISH_ONES = {
    word: worth
    for worth, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen".split()
    )
} | {"a": 1, "an": 1, "half": 0.5, "twentyfour": 24}
MONTHS = {"年": 12.0, "月": 1.0, "周": 0.25, "星": 0.25, "礼": 0.25, "天": 1 / 30, "日": 1 / 30}
MONTHS |= {"y": 12.0, "m": 1.0, "w": 0.25, "d": 1 / 30}
N = r"(?:\d{1,3}(?:\.5)?|[一二两俩三四五六七八九半])"
TERM = rf"(?:{N}个?(?:半)?(?:年|月)?(?:-|~|至|到))?(?P<n>{N})个?(?P<half>半)?(?P<unit>年|月|周|星期|礼拜|天|日)(?P<more>半|零?{N}个月)?"
COUNT = rf"(?:an? |half an? )?(?P<n>\d{{1,2}}|{'|'.join(sorted((*ENGLISH_ONES, 'half'), key=len, reverse=True))})"
LONG = rf"{COUNT}[- ](?:full )?(?P<unit>year|month|week|day)s?"
SAID = r"(?:一般|通常|都|均|统一|一律|先|是|为|就|要|得|至少|最少|最短|最长|最多|不超过|大概|大约|约|共|有|满|也|定|定为|约定|设|暂定|只有|时间|时长|期限|期|的|从|由|[:：()\[\] ,，]|to be|is|are|of|for|lasts?|runs?|with|at least|takes?)*"

ENDED = "。！？!?；;\n"

# How long the contract is.
CONTRACTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?<!试用)合同|劳动协议|聘用协议)(?:一般|也|是|都|均|统一|一律|先|是|为|签订?|首签|首次|固定|期限|期|的|[:：() ]|劳动|约定|起步)*{TERM}(?![前后内]|之|以[前内后]|工资|试用)",
        rf"签(?:订|的是|个|了|一份|一次)*{TERM}(?![前后内]|之|以[前内后]|试用)",
        rf"{TERM}(?:一签|期限?|制|起签|的|固定|短期|劳动|用工|书面|正式|长期|聘用|[ ])*(?:合同|聘用协议|劳动协议)(?!到期|期满|满|试用期)",
        rf"(?:干|做|招|聘|要){TERM}的?(?:短工|临时工|短期工|季节工|暑假工|零工)",
        rf"(?:短工|临时工|短期工|季节工|暑假工)(?:只?[干做]|[:：])?{TERM}",
        rf"{LONG}(?:fixed[- ]term |labou?r |work(?:ing)? |employment )*(?: |-)?contract",
        rf"contract (?:is |lasts |of |for |term |period |length |: ?|signed for |runs )*{LONG}",
    )
)
NO_TERM = re.compile(r"无固定期限|没有固定期限|不定期合同|open[- ]ended|permanent contract")
BY_TASK = re.compile(
    r"(?:完成|做完|干完|赶完)(?:一定|这[批单季]|[^，,。]{0,4}[批单季])[^，,。]{0,8}(?:为期限?|为止|的?合同)|项目制?合同|按任务签"
)
# How long the trial is.
TRIALS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"试用期?(?:的?时间)?{SAID}{TERM}(?!工资|薪|考核|一次|以?前|的?合同)",
        rf"(?:前|头|先(?:来)?|要先?|首){TERM}(?:是|为|算|都|内|里|作为|属于?|先|就|当|的)*试用",
        rf"{TERM}的?试用期?",
        rf"(?:干|做|满|过)?{TERM}(?:后|以后|之后|才|再|方|才能|过了)+[^，,。;；\d]{{0,4}}转正",
        rf"{LONG}(?:of )?(?: |-)?(?:probation|trial)",
        rf"(?:probation\w*|trial)(?: period| time)?(?: |:|,|{SAID})*?{LONG}",
    )
)
AGAIN = re.compile(
    rf"试用{G}{{0,10}}再(?:延|加|续|试){G}{{0,1}}{N}个?(?:月|周|年)|试用期?(?:不限|没有?(?:期限|限期|上限)|(?:长短)?看(?:老板|心情))|(?:再|重新|二次|第二次|多|接着|继续)(?:签|来|加|走|过)?(?:一?[次个轮]|{N}个?[年月])?的?试用|试用(?:期)?{G}{{0,6}}(?:再试|再加|再来|续一|顺延|延长|延期|加长|重来)|(?:延长|顺延|续|加长)(?:到|至)?{G}{{0,4}}试用期?|试用{G}{{0,6}}[,，]{G}{{0,10}}(?:再试|再来|延长|顺延|延期){G}{{0,3}}(?:\d|[一二两三四五六半]|$|[,，。])|(?:extend\w*|repeat\w*|second|another|again)[^.;,]{{0,16}}(?:probation|trial)|(?:probation|trial) (?:period )?(?:can |may |will )?be (?:extended|repeated)"
)
# A paper for the trial alone: then the trial is the contract.
ALONE = re.compile(
    rf"(?:先|只|单独|另)签{G}{{0,8}}试用期?(?:合同|协议)|试用期?(?:合同|协议){G}{{0,10}}[,，]?{G}{{0,4}}(?:转正|合格|通过|过了|期满)了?{G}{{0,4}}(?:再|才)签"
)
# Who says that it is not so, or what the law says.
NEVER = re.compile(
    r"不(?:会|再|能|得|可|许|准|设|重复|另)*(?:延长|再?试用|顺延|约定)|没有?第二|只(?:能)?(?:约定|试用)?一次|违法|违反|不合法|不合规|法定|劳动合同法|无效|不符|试穿|试用装|试用品|产品试用|never|not be|only once|illegal|no second"
)
WITHIN = 70  # so many signs between a contract and its trial, a sentence's end or two between them
NEIGHBOURS = 2
UPPER = 6.0  # months: longer than any contract allows


@dataclass(frozen=True, slots=True)
class Term:
    """A length in months, and its span in the text."""

    months: float
    start: int
    end: int


def too_long(text: str) -> list[tuple[int, int]]:
    """Return the spans of trial periods that are longer than their contract allows, or a second one."""
    if "试" not in text and "转正" not in text and "probation" not in text and "trial" not in text:
        return []
    if NEVER.search(text):
        return []
    trials = _terms(TRIALS, text)
    taken = [(one.start, one.end) for one in trials]
    contracts = [one for one in _terms(CONTRACTS, text) if all(one.end <= a or b <= one.start for a, b in taken)]
    contracts += [Term(float("inf"), *found.span()) for found in NO_TERM.finditer(text)]
    contracts += [Term(0.0, *found.span()) for found in BY_TASK.finditer(text)]
    return [_joined(one, contracts, text) for one in trials if one.months > _allowed(one, contracts, text)] + [
        found.span() for pattern in (AGAIN, ALONE) for found in pattern.finditer(text)
    ]


def allowed(contract: float) -> float:
    """Return the longest trial period, in months, of a contract of so many months."""
    if contract < 3:
        return 0.0
    if contract < 12:
        return 1.0
    return 2.0 if contract < 36 else UPPER


def _allowed(trial: Term, contracts: list[Term], text: str) -> float:
    near = _nearest(trial, contracts, text)
    return allowed(near.months) if near else UPPER


def _nearest(trial: Term, contracts: list[Term], text: str) -> Term | None:
    close = [one for one in contracts if _is_close(trial, one, text)]
    return min(close, key=lambda one: _gap(trial, one), default=None)


def _is_close(one: Term, other: Term, text: str) -> bool:
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return len(between) <= WITHIN and sum(between.count(sign) for sign in ENDED) <= NEIGHBOURS


def _gap(one: Term, other: Term) -> int:
    return max(other.start - one.end, one.start - other.end)


def _joined(trial: Term, contracts: list[Term], text: str) -> tuple[int, int]:
    """Return the spans of trial periods, with their contract if both are in one sentence."""
    near = _nearest(trial, contracts, text)
    if near is None or any(sign in text[min(near.end, trial.end) : max(near.start, trial.start)] for sign in ENDED):
        return trial.start, trial.end
    return min(near.start, trial.start), max(near.end, trial.end)


def _terms(patterns: tuple[re.Pattern[str], ...], text: str) -> list[Term]:
    """Return every term that one of the patterns matches, without overlap."""
    terms: list[Term] = []
    for pattern in patterns:
        for found in pattern.finditer(text):
            start, end = found.span()
            if all(one.end <= start or end <= one.start for one in terms):
                terms.append(Term(_months(found), start, end))
    return terms


def _months(found: re.Match[str]) -> float:
    """Return how many months a term is."""
    said = {name: value for name, value in found.groupdict().items() if value}
    unit = MONTHS[said["unit"][0]]
    months = _number(said["n"]) * unit
    months += unit / 2 if said.get("half") or said.get("more") == "半" else 0.0
    if (more := said.get("more", "")) and more != "半":
        months += _number(more.strip("零个月"))
    return months


def _number(said: str) -> float:
    if said.replace(".", "").isdigit():
        return float(said)
    return float(ONES.get(said) or ENGLISH_ONES.get(said) or 0)
