"""What share of a graduating class went where? Codes of 毕业去向, grouped by a versioned formula. Pure.

A destination is stored as a code; a rate is always computed from codes, over all graduates of the class.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from outcomes.rates import rate

CODES: dict[str, str] = {
    "10": "签就业协议形式就业",
    "11": "签劳动合同形式就业",
    "12": "其他录用形式就业",
    "27": "科研助理、管理助理",
    "46": "应征义务兵",
    "50": "国家基层项目",
    "51": "地方基层项目",
    "70": "待就业",
    "71": "不就业拟升学",
    "72": "其他暂不就业",
    "75": "自主创业",
    "76": "自由职业",
    "80": "升学（境内）",
    "85": "出国、出境",
}


@dataclass(frozen=True, slots=True)
class Formula:
    """One version of the grouping: which codes make which part of the rate."""

    version: str
    groups: Mapping[str, frozenset[str]]

    @property
    def counted(self) -> frozenset[str]:
        """The codes that count as settled."""
        return frozenset().union(*self.groups.values())


FORMULAS: dict[str, Formula] = {
    "2021": Formula(
        "2021",
        {
            "contract": frozenset({"10", "11", "27", "46", "50", "51"}),
            "startup": frozenset({"75"}),
            "flexible": frozenset({"12", "76"}),
            "further_study": frozenset({"80", "85"}),
        },
    ),
    "2024": Formula(
        "2024",
        {
            "unit": frozenset({"10", "11", "12", "27", "46", "50", "51"}),
            "startup": frozenset({"75"}),
            "freelance": frozenset({"76"}),
            "further_study": frozenset({"80", "85"}),
        },
    ),
}


@dataclass(frozen=True, slots=True)
class Destinations:
    """The rates of one class by one formula, each with its numerator; `graduates` is the denominator of all."""

    version: str
    graduates: int
    settled: int
    groups: Mapping[str, int]

    @property
    def settled_rate(self) -> Fraction | None:
        """The graduate destination rate."""
        return rate(self.settled, self.graduates)

    def group_rate(self, group: str) -> Fraction | None:
        """Return the share of one group."""
        return rate(self.groups[group], self.graduates)


def destinations(counts: Mapping[str, int], graduates: int, version: str) -> Destinations:
    """Group the persons by code; refuse unknown codes and more destinations than graduates."""
    unknown = set(counts) - set(CODES)
    if unknown:
        raise ValueError(f"unknown destination codes: {', '.join(sorted(unknown))}")
    if sum(counts.values()) > graduates:
        raise ValueError("more destinations than graduates")
    formula = FORMULAS[version]
    groups = {
        name: sum(counts.get(code, 0) for code in codes) for name, codes in formula.groups.items()
    }
    return Destinations(version, graduates, sum(groups.values()), groups)


def merged(parts: list[Destinations]) -> Destinations:
    """Add up classes: numerators and denominators, never rates. All parts are of one formula."""
    versions = {part.version for part in parts}
    if len(versions) != 1:
        raise ValueError("destinations of different formulas cannot be added up")
    groups = {name: sum(part.groups[name] for part in parts) for name in parts[0].groups}
    return Destinations(
        versions.pop(),
        sum(part.graduates for part in parts),
        sum(part.settled for part in parts),
        groups,
    )
