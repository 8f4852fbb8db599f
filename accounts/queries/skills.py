"""Which proof of a skill shows, and what shows when some of them are gone?"""

from collections.abc import Iterable
from itertools import groupby

from accounts.models import STRENGTH, Evidence, SkillProof, Trainee


def strongest_of(proofs: Iterable[SkillProof]) -> SkillProof | None:
    """Return the proof that shows: the highest level, then the stronger evidence, then the later day."""
    return max(
        proofs,
        key=lambda each: (each.level, STRENGTH[Evidence(each.evidence)], each.proven_on, each.pk),
        default=None,
    )


def falling(trainee: Trainee, reference: str) -> tuple[int, int]:
    """Return how many skills leave a profile without the proofs of a reference, and how many show a weaker proof."""
    standing = SkillProof.objects.filter(trainee=trainee, revoked_at=None).order_by("skill", "pk")
    gone = weaker = 0
    for _skill, proofs in groupby(standing, key=lambda each: each.skill_id):
        found = list(proofs)
        shown = strongest_of(found)
        if shown is None or shown.reference != reference:
            continue
        if any(each.reference != reference for each in found):
            weaker += 1
        else:
            gone += 1
    return gone, weaker
