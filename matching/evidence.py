"""Which paper proves which destination? A table: each destination code lists the kinds of which one is enough."""

from matching.states import ContractType, Destination, EvidenceKind

NEEDED: dict[str, tuple[EvidenceKind, ...]] = {
    Destination.AGREEMENT: (EvidenceKind.AGREEMENT,),
    Destination.CONTRACT: (EvidenceKind.LABOUR_CONTRACT,),
    Destination.OTHER_HIRE: (EvidenceKind.EMPLOYER_CERTIFICATE, EvidenceKind.SOCIAL_INSURANCE),
    Destination.OWN_BUSINESS: (EvidenceKind.BUSINESS_LICENCE, EvidenceKind.SHOP_PROOF),
    Destination.FREELANCE: (EvidenceKind.DECLARATION,),
}
# What must lie beside the first kind: a declaration alone proves nothing.
ALSO_NEEDED: dict[str, tuple[EvidenceKind, ...]] = {
    Destination.FREELANCE: (EvidenceKind.SOCIAL_INSURANCE, EvidenceKind.SHOP_PROOF),
}
CLAIMABLE: dict[str, tuple[Destination, ...]] = {
    ContractType.FULL_TIME: (Destination.CONTRACT, Destination.AGREEMENT, Destination.OTHER_HIRE),
    ContractType.PIECEWORK: (Destination.OTHER_HIRE, Destination.FREELANCE),
    ContractType.PART_TIME: (Destination.OTHER_HIRE, Destination.FREELANCE),
    ContractType.INTERNSHIP: (),
}


def needed_for(destination_code: str) -> tuple[EvidenceKind, ...]:
    """Return the kinds of which one is needed; empty when nothing can prove it (an internship)."""
    return NEEDED.get(destination_code, ())


def also_needed_for(destination_code: str) -> tuple[EvidenceKind, ...]:
    """Return the kinds of which one is required in addition to the first; empty if the first is enough."""
    return ALSO_NEEDED.get(destination_code, ())


def proves(destination_code: str, kinds: set[str]) -> bool:
    """Tell whether accepted papers of these kinds prove the destination; an internship paper never does."""
    usable = kinds - {EvidenceKind.INTERNSHIP_AGREEMENT}
    first, also = needed_for(destination_code), also_needed_for(destination_code)
    return bool(usable & set(first)) and (not also or bool(usable & set(also)))
