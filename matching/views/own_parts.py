"""What on the page of an opening is the reader's own? The button to apply or why there is none, and their skills beside it."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from accounts.session import trainee_of
from core import clock
from core.own_parts import own_part
from matching.models import Opening
from matching.permissions import denies_apply
from matching.queries.applications import application_at
from matching.queries.openings import AskedSkill, beside_held
from matching.skill_words import Coverage


@own_part("matching.apply")
def apply_to(request: HttpRequest, openings: list[Opening]) -> list[str]:
    """Draw the button to apply, where one's application stands, or why it is not possible."""
    return [_apply_to(request, opening) for opening in openings]


def _apply_to(request: HttpRequest, opening: Opening) -> str:
    trainee, today = trainee_of(request.user), clock.today()
    application = application_at(trainee, opening.pk)
    denial = None if application else denies_apply(request.user, opening, today, trainee)
    context = {"opening": opening, "application": application, "denial": denial}
    return render_to_string("matching/parts/own_apply.html", context, request)


@own_part("matching.fit")
def fit(request: HttpRequest, asked: list[tuple[int, list[AskedSkill]]]) -> list[str]:
    """Draw the skills that an opening asks for, beside those of a trainee."""
    return [_fit(request, opening_id, skills) for opening_id, skills in asked]


def _fit(request: HttpRequest, opening_id: int, asked: list[AskedSkill]) -> str:
    trainee = trainee_of(request.user)
    skills = beside_held(asked, trainee)
    coverage = Coverage.of(skills) if trainee else None
    context = {"opening": opening_id, "skills": skills, "coverage": coverage}
    return render_to_string("matching/parts/own_fit.html", context)
