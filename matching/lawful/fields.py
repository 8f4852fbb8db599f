"""Which texts does a company write, and who reads them? The one list: forms and actions ask it, a test keeps it whole."""

PUBLIC, PERSON = "public", "person"

# model.field → who reads it. Each goes through the law before anybody does.
READ: dict[str, str] = {
    "matching.Opening.title": PUBLIC,
    "matching.Opening.title_en": PUBLIC,
    "matching.Opening.duties": PUBLIC,
    "matching.Opening.duties_en": PUBLIC,
    "matching.Opening.conditions": PUBLIC,
    "matching.Opening.conditions_en": PUBLIC,
    "matching.Opening.address": PUBLIC,
    "matching.Opening.address_en": PUBLIC,
    "matching.Opening.shift": PUBLIC,
    "matching.Opening.shift_en": PUBLIC,
    "matching.Application.rejection_text": PERSON,
    "matching.Interview.place": PERSON,
    "matching.Interview.note": PERSON,
    "matching.Offer.note": PERSON,
    "matching.Offer.pay_reason": PERSON,
    "matching.Placement.early_reason": PERSON,
    "matching.Placement.pay_reason": PERSON,
    "matching.Placement.end_reason": PERSON,
    "notice.application.broken": PERSON,
    "accounts.Company.name_en": PUBLIC,
    "accounts.Company.address": PUBLIC,
    "accounts.Company.about": PUBLIC,
    "accounts.Company.about_en": PUBLIC,
}

# Texts beside them that no person or public reads from a company, each with the reason.
NOT_READ: dict[str, str] = {
    "matching.Opening.words_reason": "to the office alone: why stopped words are meant otherwise",
    "matching.Opening.return_reason": "the office's",
    "matching.Opening.content_key": "worked out, nobody writes it",
    "matching.OpeningReport.text": "anybody's, to the office",
    "matching.OpeningReport.decision": "the office's",
    "matching.Application.note": "the person's",
    "matching.Application.internal_note": "colleagues alone",
    "matching.Application.second_job_reason": "the person's",
    "matching.Placement.second_job_reason": "the person's",
    "matching.Placement.contest_reason": "the person's",
    "matching.PlacementEvidence.reason": "the coordinator's",
    "accounts.Company.name_zh": "as it stands on the licence",
    "accounts.Company.uscc": "a number",
    "accounts.Company.uscc_reason": "to the office alone: why the code on the licence is odd",
}

# Typed along a step under another name than it is kept: form field → model.field.
TYPED_AS: dict[str, str] = {
    "InviteForm.place": "matching.Interview.place",
    "InviteForm.note": "matching.Interview.note",
    "OfferForm.note": "matching.Offer.note",
    "OfferForm.pay_reason": "matching.Offer.pay_reason",
    "ClaimForm.early_reason": "matching.Placement.early_reason",
    "ClaimForm.pay_reason": "matching.Placement.pay_reason",
    "RejectForm.text": "matching.Application.rejection_text",
    "EndForm.reason": "matching.Placement.end_reason",
    "ReasonStepForm.reason": "notice.application.broken",
    "NoteForm.note": "matching.Application.internal_note",
}


def names_read(model: str) -> list[str]:
    """Return the fields of a model that others read."""
    return [name.removeprefix(f"{model}.") for name in READ if name.startswith(f"{model}.")]


def texts_typed(form: str) -> dict[str, str]:
    """Return the fields of a step's form that others read, each with the name under which it is kept."""
    own = {name: kept for name, kept in TYPED_AS.items() if name.startswith(f"{form}.")}
    return {name.partition(".")[2]: kept for name, kept in own.items() if kept in READ}
