"""Which names does Wagtail leave in English, with no way to translate them? They are given here."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.forms.workflows import WorkflowPageForm
from wagtail.sites.views import IndexView as SiteList

FIELDS = (
    (AnchorLinkChooserForm, {"link_text": _("Words of the link")}),
    (ExternalLinkChooserForm, {"link_text": _("Words of the link")}),
    (
        PhoneLinkChooserForm,
        {"link_text": _("Words of the link"), "phone_number": _("Phone number")},
    ),
    (
        EmailLinkChooserForm,
        {
            "link_text": _("Words of the link"),
            "email_address": _("E-mail address"),
            "subject": _("Subject of the mail"),
            "body": _("Text of the mail"),
        },
    ),
    (WorkflowPageForm, {"page": _("Page of the site")}),
)
COLUMNS = {"port": _("Port"), "site_name": _("Name of the site"), "root_page": _("First page")}


def give_names() -> None:
    """Name the fields and columns that have none."""
    for form, names in FIELDS:
        for field, name in names.items():
            form.base_fields[field].label = name
    for column in SiteList.columns:
        column.label = COLUMNS.get(column.name, column.label)
