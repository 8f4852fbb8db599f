"""What on a course page is the reader's own? Their next step for each run, what they hold of the courses before, advice."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from accounts.session import trainee_of
from cms.queries.courses import courses_held, next_steps, uses_advice
from core.clock import now
from core.own_parts import own_part
from training.models import CourseRun


@own_part("cms.next_step")
def next_step(request: HttpRequest, runs: list[CourseRun]) -> list[str]:
    """Draw the button of each run, or why there is none."""
    steps = next_steps(request.user, runs, now())
    return [render_to_string("cms/parts/next_step.html", {"step": step}) for step in steps]


@own_part("cms.held")
def held(request: HttpRequest, courses: list[int]) -> list[str]:
    """Say of each course that comes before whether a trainee has it; nothing to others."""
    found = courses_held(request.user)
    return [
        render_to_string("cms/parts/held.html", {"has": None if found is None else course in found})
        for course in courses
    ]


@own_part("cms.log_in_to_see")
def log_in_to_see(request: HttpRequest, places: list[None]) -> list[str]:
    """Ask who is no trainee to log in as one."""
    is_trainee = trainee_of(request.user) is not None
    return ["" if is_trainee else render_to_string("cms/parts/log_in_to_see.html")] * len(places)


@own_part("cms.gain")
def gain(request: HttpRequest, courses: list[str]) -> list[str]:
    """Offer a trainee who uses recommendations what a course would open to them."""
    if not uses_advice(request.user):
        return [""] * len(courses)
    return [render_to_string("cms/parts/gain.html", {"code": code.lower()}) for code in courses]


@own_part("cms.gain_script")
def gain_script(request: HttpRequest, places: list[None]) -> list[str]:
    """Load what the offer asks with, for who gets it."""
    drawn = render_to_string("core/htmx.html") if uses_advice(request.user) else ""
    return [drawn] * len(places)
