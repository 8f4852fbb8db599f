"""How does the programme office say what words of the search mean?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.guards import for_office
from cms.actions import keep_synonym
from cms.forms import SynonymForm
from cms.queries.synonyms import synonym_history, synonym_with
from core.http import found_or_404, page, refused
from skills.models import Synonym
from skills.queries import synonyms


@for_office
@require_safe
def office_synonyms(request: HttpRequest) -> HttpResponse:
    """List what words mean."""
    return page(request, "cms/office_synonyms.html", {"rows": synonyms()})


@for_office
@require_http_methods(["GET", "HEAD", "POST"])
def new_synonym(request: HttpRequest) -> HttpResponse:
    """Add what words mean."""
    return _kept(request, None)


@for_office
@require_http_methods(["GET", "HEAD", "POST"])
def office_synonym(request: HttpRequest, synonym_id: int) -> HttpResponse:
    """Change what words mean, or take them out of use."""
    return _kept(request, found_or_404(synonym_with(synonym_id)))


def _kept(request: HttpRequest, row: Synonym | None) -> HttpResponse:
    """Show the form, or keep what was typed."""
    context = {"row": row, "history": synonym_history(row) if row else []}
    if request.method != "POST":
        return page(
            request, "cms/office_synonym.html", {**context, "form": SynonymForm(instance=row)}
        )
    form = SynonymForm(request.POST, instance=row)
    if not form.is_valid():
        return refused(request, "cms/office_synonym.html", {**context, "form": form})
    keep_synonym(synonym_id=form.instance.pk, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved. The next search uses it."))
    return redirect("cms:office_synonyms")
