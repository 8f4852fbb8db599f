"""How does a certificate leave the platform, and how does anybody check it?"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.http import forbidden, found_or_404, page
from core.limits import Limit, address, limited, person
from training import numbers, queries
from training.forms import NumberForm, NumbersForm
from training.permissions import denies_paper

# An employer reads many papers on one day; a machine that tries numbers is slower than it is large.
LOOKUPS = Limit("lookups", times=120, minutes=1)
QUESTIONS = Limit(
    "questions", times=120, minutes=1
)  # of the form, before it leads on to its answer
LOOKUPS_OF_ONE = Limit("lookups_of_one", times=60, minutes=1)
BULK_LOOKUPS = Limit("bulk_lookups", times=20, minutes=1)
PAPERS = Limit("papers", times=20, minutes=10)


def _number(request: HttpRequest, *, number: str) -> str:
    """Which certificate is asked for, however its number is typed."""
    return next(iter(numbers.read(number).fitting), number.upper())


@limited(PAPERS, person, methods=("GET",))
@require_safe
def certificate_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out the paper: to its holder and to the office."""
    from training.documents.certificate import render_certificate  # 20 MB for the few who print

    certificate = found_or_404(queries.certificate_for(request.user, number))
    if denial := denies_paper(certificate):
        return forbidden(request, denial)
    verify_url = settings.SITE_URL + reverse("training:verify_number", args=[certificate.number])
    paper = render_certificate(
        certificate.payload, verify_url, holder_name=certificate.trainee.real_name
    )
    headers = {
        "Content-Disposition": f'attachment; filename="{certificate.number}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


@login_not_required
@limited(QUESTIONS, address, methods=("GET",))
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a number; a typed one leads to its answer, a text without one is shown again with what is wrong."""
    form = NumberForm(request.GET if "number" in request.GET else None)
    if form.is_bound and form.is_valid():
        found = queries.verification_of(form.cleaned_data["number"])
        if found.is_whole:
            return redirect("training:verify_number", found.number)
        form.refuse()
    return page(
        request, "training/verify.html", {"form": form}, status=422 if form.is_bound else 200
    )


@login_not_required
@limited(BULK_LOOKUPS, address, methods=("GET",))
@require_safe
def verify_many(request: HttpRequest) -> HttpResponse:
    """Check many numbers at once, for firms that read many papers."""
    form = NumbersForm(request.GET if "numbers" in request.GET else None)
    is_read = form.is_bound and form.is_valid()
    found = queries.verifications_of(form.cleaned_data["numbers"]) if is_read else []
    context = {
        "form": form,
        "found": found,
        "valid_count": sum(each.is_valid for each in found),
    }
    return page(
        request,
        "training/verify_many.html",
        context,
        status=422 if form.is_bound and not is_read else 200,
    )


@login_not_required
@limited(LOOKUPS, address, methods=("GET",))
@limited(LOOKUPS_OF_ONE, _number, methods=("GET",))
@require_safe
def verify_number(request: HttpRequest, number: str) -> HttpResponse:
    """Say first and huge whether a certificate is valid, revoked, altered or unknown."""
    found = queries.verification_of(number)
    context = {"found": found, "form": NumberForm(initial={"number": found.number})}
    response = page(
        request,
        "training/verify_number.html",
        context,
        status=404 if found.certificate is None else 200,
    )
    response["X-Robots-Tag"] = "noindex"
    return response
