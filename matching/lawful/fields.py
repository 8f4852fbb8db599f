"""Which texts of a company are screened, and who reads them? The one list for forms and actions; a test keeps it complete.

Every other text field of every room is in unread.py, with the reason why it is not screened.
"""

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
    "accounts.Company.address_en": PUBLIC,
    "accounts.Company.about": PUBLIC,
    "accounts.Company.about_en": PUBLIC,
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
    """Return the screened fields of a model."""
    return [name.removeprefix(f"{model}.") for name in READ if name.startswith(f"{model}.")]


def texts_typed(form: str) -> dict[str, str]:
    """Return the screened fields of a step's form, each with its model field."""
    own = {name: kept for name, kept in TYPED_AS.items() if name.startswith(f"{form}.")}
    return {name.partition(".")[2]: kept for name, kept in own.items() if kept in READ}
