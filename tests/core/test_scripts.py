"""Is the script of hx- attributes loaded where there are some, and nowhere else?"""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories.cms import course_page
from tests.factories.training import CourseFactory

SCRIPT = "django_htmx/htmx-2.min.js"
PLAIN = ("/openings/", "/accounts/login/", "/courses/", "/my/courses/", "/verify/")
LIVELY = ("/my/", "/my/matches/")


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*PLAIN, *LIVELY, "/join/company/"])
def test_a_page_loads_the_script_of_its_attributes_and_no_other_page_does(
    client: Client, cast: Cast, path: str
) -> None:
    if path.startswith("/my/"):
        client.force_login(cast.trainee)
    html = client.get(path).content.decode()

    assert (" hx-get" in html) == (path not in PLAIN)
    assert (SCRIPT in html) == ('name="htmx-config"' in html) == (path not in PLAIN)


@pytest.mark.django_db
def test_a_course_page_loads_it_for_those_it_advises(client: Client, cast: Cast) -> None:
    address = course_page(CourseFactory()).url
    seen = []
    for _ in range(2):
        html = client.get(address).content.decode()
        seen.append((" hx-get" in html, SCRIPT in html))
        client.force_login(cast.trainee)
    assert seen == [(False, False), (True, True)]
