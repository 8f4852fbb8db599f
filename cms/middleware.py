"""What does an editor read when a page may not become what Wagtail was asked for? The reason, not an error page.

Wagtail checks a page when its form is sent; approving, publishing at a set time, moving and copying save it without a form
that could show what our rules refuse.
"""

import logging

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageIntegrityError
from wagtail.actions.create_alias import CreatePageAliasIntegrityError

logger = logging.getLogger(__name__)


class EditorsRefusalMiddleware(MiddlewareMixin):
    """Tells a refusal that reached no form, above the page where it was asked for."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Redirect back with the reason; other exceptions are not handled here."""
        home = reverse("wagtailadmin_home")
        if not request.path.startswith(home) or not (said := _said(exception)):
            return None
        logger.warning("Refused at %s: %s", request.path, said)
        messages.error(request, said)
        back = request.headers.get("Referer", "")
        is_ours = (
            url_has_allowed_host_and_scheme(back, {request.get_host()}) and request.method == "POST"
        )
        return redirect(back if is_ours else home)


def _said(exception: Exception) -> str:
    """Return the words of a refusal, "" for anything else."""
    if isinstance(exception, ValidationError):
        return " ".join(exception.messages)
    if isinstance(exception, ProtectedError):
        return _("Other things still need this, so it cannot be deleted.")
    if isinstance(exception, CopyPageIntegrityError | CreatePageAliasIntegrityError):
        return _("A page cannot be copied into itself together with its subpages.")
    is_junk = isinstance(exception, ValueError) and "expected a number" in str(exception)
    return _("The form was not complete. Please fill it in again.") if is_junk else ""
