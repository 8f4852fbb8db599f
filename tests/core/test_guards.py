"""Do the two decorators let the right people in, and tell the others why not?"""

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from core.denials import Denial
from core.guards import passing_on, unless
from core.http import found_or_404
from tests.factories.accounts import TraineeFactory

pytestmark = pytest.mark.django_db
NO = Denial("desk.test", "This page belongs to others.")


def asked() -> HttpRequest:
    request = RequestFactory().get("/")
    request.user, request.elder, request.theme = TraineeFactory().user, False, ""
    return request


def test_what_was_found_is_the_views_second_argument():
    @passing_on(lambda user: "the firm", NO)
    def view(request, firm, pk, *, verb):
        return HttpResponse(f"{firm} {pk} {verb}")

    assert view(asked(), 7, verb="read").content == b"the firm 7 read"
    assert view.__name__ == "view"


def test_nothing_found_is_a_403_with_the_reason():
    @passing_on(lambda user: None, NO)
    def view(request, firm):
        raise AssertionError("nobody gets here")

    response = view(asked())
    assert (response.status_code, NO.sentence in response.content.decode()) == (403, True)


@pytest.mark.parametrize(("denial", "status"), [(None, 200), (NO, 403)])
def test_a_rule_lets_in_or_says_why_not(denial, status):
    @unless(lambda user: denial)
    def view(request):
        return HttpResponse("in")

    assert view(asked()).status_code == status


def test_what_is_not_visible_does_not_exist():
    assert found_or_404("thing") == "thing"
    with pytest.raises(Http404):
        found_or_404(None)
