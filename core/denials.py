"""How does a rule say no? As a `Denial`: a code for programs and a whole sentence for the person."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Denial:
    """A refusal that can be shown: stable code, a sentence saying why, and optionally what would change it."""

    code: str
    sentence: str | Promise
    remedy: str | Promise = ""
    url: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


class Refused(Exception):
    """Raised by an action whose rule denied it; carries the denial to the screen."""

    def __init__(self, denial: Denial) -> None:
        super().__init__(denial.code)
        self.denial = denial


def require(denial: Denial | None) -> None:
    """Go on when the rule allows; raise `Refused` when it does not."""
    if denial is not None:
        raise Refused(denial)
