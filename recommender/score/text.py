"""How alike are two texts? By pairs and triples of their letters, so that no word segmentation can go wrong.

A pair or triple of letters is one number: three times 21 bits, each the code of a letter plus one (a pair ends in nothing),
so that the order of the numbers is the order of the words. Each is weighed by how rare it is. The space in which texts stand
is two arrays and nothing else; processes share them from the disk.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from recommender.arrays import Csr, Floats, Ints

Codes = NDArray[np.uint64]

BITS = 21
AT_ONCE = 2000  # texts whose letters are in memory together
_SPACES = re.compile(r"\s\s+")
_PROVINCES = (
    "北京|天津|河北|山西|内蒙古?|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏"
    "|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾"
)
# Forbidden attributes must not count, even if they are written into free text; garment words (女装, 男裤) stay.
_FORBIDDEN = re.compile(
    r"[男女](?:性|士|生|孩|青年|儿|工|人|员工?)?(?![装裤鞋包裙款式衣袜童]|工装)"
    r"|(?:\d+|[一二三四五六七八九十]{1,3})\s*(?:[-~—至到]\s*\d+\s*)?多?周?岁(?:以[上下])?"
    r"|(?:[6-9]0|00|05)后|年龄|大龄|退休|\d{4}年(?:出)?生"
    r"|已婚|未婚|离异|丧偶|单身|已育|未育|[宝二单]妈|(?:妈妈|爸爸)(?![装款裤裙])|怀孕|备孕|老公|老婆|丈夫|妻子|主妇|太太"
    r"|(?:接送|照顾|照看|看|带)(?:孩子|小孩|娃|宝宝|老人)"
    r"|(?:汉|回|苗|壮|藏|满|彝|侗|瑶|蒙古|土家|维吾尔|朝鲜)族|民族"
    r"|佛教|道教|基督教?|天主教|伊斯兰教?|穆斯林|信教|宗教"
    r"|户口|户籍|农村户口?|城镇户口?|农业户口?|本地人|外地人"
    r"|(?:老家|籍贯|原籍|祖籍|来自|家住|家在)[^\s，,。；;、.]{0,8}"
    rf"|(?:{_PROVINCES}|外)(?:省|市)?(?:人(?![群员才力])|籍|老乡)|[一-鿿]{{2,3}}[省市县镇村]人(?![群员才力])"
    r"|返乡(?:人员|青年|农民工|创业)?|留守"
    r"|\b(?:fe)?male\b|\b(?:wo)?m[ae]n\b(?!'?s)|\bmarried\b|\bunmarried\b|\bsingle\b|\b\d+\s*years?\s*old\b|\baged?\s*\d+"
    r"|\b(?:mother|father|mum|mom|dad|wife|husband)s?\b(?!')|\bdivorced\b|\bwidow(?:ed|er)?\b|\bpregnan\w+"
    r"|\b(?:native of|born in|come from|originally from)\s+\w+"
    r"|\bethnic\w*|\bhukou\b|\breturnees?\b|\breligio\w+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Texts:
    """Both sides' texts in one space: people (P, V) and openings (N, V) CSR float64, rows of length one or zero.

    `*_t` are their transposes as CSR (of a single row the plain transpose). The space has the n-grams of the day it was
    fitted; `with_people` and `with_openings` quickly project changed rows into the same space.
    """

    space: "Space"
    people: Csr
    people_t: Csr
    openings: Csr
    openings_t: Csr

    @classmethod
    def fit(cls, people: Sequence[str], openings: Sequence[str]) -> "Texts":
        """Fit the space on both sides and project both into it."""
        return cls.within(
            Space.fit([neutral(text) for text in (*people, *openings)]), people, openings
        )

    @classmethod
    def within(cls, space: "Space", people: Sequence[str], openings: Sequence[str]) -> "Texts":
        """Project both sides into an existing space."""
        return cls(space, *_placed(space, people), *_placed(space, openings))

    def with_people(self, people: Sequence[str]) -> "Texts":
        """Return the same space with these people in it."""
        rows, columns = _placed(self.space, people)
        return replace(self, people=rows, people_t=columns)

    def with_openings(self, openings: Sequence[str]) -> "Texts":
        """Return the same space with these openings in it."""
        rows, columns = _placed(self.space, openings)
        return replace(self, openings=rows, openings_t=columns)


def _placed(space: "Space", texts: Sequence[str]) -> tuple[Csr, Csr]:
    rows = space.place([neutral(text) for text in texts])
    return rows, rows.T.tocsr() if len(
        texts
    ) > 1 else rows.T  # one row against many is never multiplied from its columns


def neutral(text: str) -> str:
    """Return the text without words on sex, age, family, ethnicity, religion, hukou, origin or return."""
    return _FORBIDDEN.sub(" ", text)


@dataclass(frozen=True)
class Space:
    """V pairs and triples: codes (V,) uint64, rising; weight (V,) float64, ln((1 + texts) / (1 + texts with it)) + 1."""

    codes: Codes
    weight: Floats

    @classmethod
    def empty(cls) -> "Space":
        """Return the space in which every text stands nowhere."""
        return cls(np.zeros(0, dtype=np.uint64), np.zeros(0))

    @classmethod
    def fit(cls, texts: Sequence[str]) -> "Space":
        """Return the space of all pairs and triples of these texts."""
        parts = [_frequencies(*_grams(some)) for some in _parts(texts)]
        if not parts:
            return cls.empty()
        codes, place = np.unique(
            np.concatenate([codes for codes, _count in parts]), return_inverse=True
        )
        within = np.bincount(
            place, weights=np.concatenate([count for _codes, count in parts]), minlength=codes.size
        )
        return cls(codes, np.log((1 + len(texts)) / (1 + within)) + 1.0)

    def place(self, texts: Sequence[str]) -> Csr:
        """Return (texts, V) CSR float64: 1 + ln of how often each stands there, times its weight; rows of length one or zero."""
        shape = (len(texts), self.codes.size)
        parts = [self._rows(*_grams(some), len(some)) for some in _parts(texts)]
        if not parts:
            return sparse.csr_array(shape)
        values, columns, sizes = (np.concatenate(part) for part in zip(*parts, strict=True))
        starts = np.concatenate([np.zeros(1, dtype=np.int32), np.cumsum(sizes)])
        starts = starts.astype(np.int32) if values.size < 2**31 else starts
        return sparse.csr_array((values, columns, starts), shape=shape)

    def _rows(self, row: Ints, code: Codes, count: int) -> tuple[Floats, Ints, Ints]:
        """Return the values, their columns and how many each of `count` texts has; what the space does not know is left out."""
        width = self.codes.size
        column = np.searchsorted(self.codes, code)
        known = column < width
        known[known] = self.codes[column[known]] == code[known]
        cell, often = np.unique(row[known] * width + column[known], return_counts=True)
        line, column = np.divmod(cell, max(1, width))
        value = (np.log(often) + 1.0) * self.weight[column]
        length = np.sqrt(np.bincount(line, weights=value * value, minlength=count))
        return value / length[line], column.astype(np.int32), np.bincount(line, minlength=count)


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), AT_ONCE):
        yield texts[start : start + AT_ONCE]


def _frequencies(row: Ints, code: Codes) -> tuple[Codes, Floats]:
    """Return the codes of some texts and in how many of the texts each stands."""
    codes, place = np.unique(code, return_inverse=True)
    cells = np.unique(row * codes.size + place)
    return codes, np.bincount(cells % max(1, codes.size), minlength=codes.size).astype(np.float64)


def _grams(texts: Sequence[str]) -> tuple[Ints, Codes]:
    """Return which text each pair and triple stands in, and its code."""
    plain = [_SPACES.sub(" ", text.lower()) for text in texts]
    letters = np.frombuffer(
        "".join(plain).encode("utf-32-le", "surrogatepass"), dtype="<u4"
    ).astype(np.uint64) + np.uint64(1)
    row = np.repeat(np.arange(len(plain)), [len(text) for text in plain])
    two, three = row[:-1] == row[1:], row[:-2] == row[2:]
    pairs = (letters[:-1] << np.uint64(2 * BITS)) | (letters[1:] << np.uint64(BITS))
    triples = pairs[:-1] | letters[2:]
    return np.concatenate([row[:-1][two], row[:-2][three]]), np.concatenate(
        [pairs[two], triples[three]]
    )
