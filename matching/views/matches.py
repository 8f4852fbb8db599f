"""Which openings are recommended to me, which people to my opening, and how does that work?"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.actions.profile import switch_recommendations
from accounts.models import Company, Trainee
from accounts.views.guards import for_company, for_trainee
from core import clock
from core.denials import require
from core.http import found_or_404, page, refused
from core.limits import Limit, limited, person
from matching.actions.feedback import say_not_for_me, take_back
from matching.forms.matches import NotForMeForm, SwitchForm
from matching.learning_words import of_live
from matching.permissions.feedback import denies_people
from matching.queries.cards import cards_of
from matching.queries.matches import newest_live, refused_of, said_of
from matching.queries.openings import asked_skills, opening_for, own_opening
from matching.queries.rounds import people_proposed_for, proposals_to
from matching.queries.start import occupations_with_skills
from matching.reasons import RULES
from matching.recommendations.kept.model import serving_model
from matching.recommendations.request import lists
from matching.recommendations.request.courses import advice_on, courses_for
from matching.recommendations.request.curves import LEAST_POINTS, drawings
from matching.recommendations.request.serving import Serving
from matching.skill_words import Coverage
from training.queries.courses import advisable_course

SHOWN: int = settings.MATCHER_LISTS["length"]
ADVISED = 3
NOT_FOR_ME = Limit("not_for_me", times=60, minutes=10)


def _mine(trainee: Trainee) -> dict[str, Any]:
    """Return what the page of a person's recommendations shows; newest openings when they are switched off."""
    serving = Serving(clock.today())
    own = serving.own(trainee)
    proposals = proposals_to(trainee, serving.today) if own.is_proposed_to else []
    proposed = {row.opening.pk for row in proposals}
    found = lists.openings_for(trainee, SHOWN, serving) if own.holds_a_skill else []
    return {
        "trainee": trainee,
        "proposals": proposals,
        "matches": [each for each in found if each.thing.pk not in proposed],
        "occupations": [] if own.holds_a_skill else occupations_with_skills(),
        "newest": []
        if trainee.uses_recommendations
        else newest_live(serving.today, SHOWN, trainee),
        "refused": refused_of(trainee) if own.refused else [],
        "form": NotForMeForm(),
        "model_version": serving.model.name,
    }


@for_trainee
@require_safe
def my_matches(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """Show the recommendations with their reasons and gaps."""
    return page(request, "matching/matches/mine.html", _mine(trainee))


@for_trainee
@require_safe
def course_advice(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """Show which courses would open more openings: a part of the recommendations, or a page of its own."""
    advice = courses_for(trainee, ADVISED)
    return page(
        request,
        "matching/matches/courses.html",
        {"advice": advice, "trainee": trainee},
        part="courses",
    )


@for_trainee
@require_safe
def course_gain(request: HttpRequest, trainee: Trainee, code: str) -> HttpResponse:
    """Show what one course would open: a part of its page, or a page of its own."""
    course = found_or_404(advisable_course(code))
    context = {"course": course, "advice": advice_on(trainee, course)}
    return page(request, "matching/matches/course.html", context, part="gain")


@for_trainee
@limited(NOT_FOR_ME, person)
@require_POST
def not_for_me(request: HttpRequest, trainee: Trainee, opening_id: int) -> HttpResponse:
    """Take an opening off the list, with the reason."""
    now = clock.now()
    opening = found_or_404(opening_for(request.user, opening_id, clock.local_date(now)))
    form = NotForMeForm(request.POST)
    if not form.is_valid():
        return refused(request, "matching/matches/mine.html", {**_mine(trainee), "form": form})
    say_not_for_me(
        trainee=trainee,
        opening=opening,
        reason=form.cleaned_data["reason"],
        by=request.user,
        now=now,
    )
    messages.success(request, _("It will not be recommended to you again."))
    return redirect("matching:my_matches")


@for_trainee
@require_POST
def for_me_again(request: HttpRequest, trainee: Trainee, opening_id: int) -> HttpResponse:
    """Take "not for me" back."""
    take_back(said=found_or_404(said_of(trainee, opening_id)), by=request.user)
    messages.success(request, _("It can be recommended to you again."))
    return redirect("matching:my_matches")


@for_trainee
@require_POST
def switch_matches(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """Switch recommendations on or off."""
    form = SwitchForm(request.POST)
    form.is_valid()
    switch_recommendations(
        trainee=trainee, on=form.cleaned_data.get("on", False), by=request.user, now=clock.now()
    )
    return redirect("matching:my_matches")


@for_trainee
@require_safe
def why_not(request: HttpRequest, trainee: Trainee, opening_id: int) -> HttpResponse:
    """Say what keeps an opening off a person's list, or down on it."""
    serving = Serving(clock.today())
    opening = found_or_404(opening_for(request.user, opening_id, serving.today))
    found = lists.why_not(trainee, opening, serving)
    is_known = serving.own(trainee).holds_a_skill
    listed = lists.openings_for(trainee, SHOWN, serving) if is_known else []
    context = {
        "opening": opening,
        "found": found,
        "is_known": is_known,
        "place": next(
            (n for n, each in enumerate(listed, 1) if opening.pk in (each.thing.pk, *each.others)),
            None,
        ),
        "coverage": Coverage.of(asked_skills(opening, trainee)),
        "rules": [RULES[code] for code in found.rules],
        "shown": SHOWN,
    }
    return page(request, "matching/matches/why_not.html", context)


@for_company
@require_safe
def opening_people(request: HttpRequest, company: Company, opening_id: int) -> HttpResponse:
    """Show the people who fit an opening, skills first."""
    opening = found_or_404(own_opening(request.user, opening_id))
    serving = Serving(clock.today())
    require(denies_people(opening, serving.today))
    found = lists.people_for(opening, SHOWN, serving)
    context = {
        "opening": opening,
        "people": cards_of(opening, [match.thing for match in found]),
        "proposed": cards_of(opening, people_proposed_for(opening, serving.today)),
        "model_version": serving.model.name,
    }
    return page(request, "matching/matches/people.html", context)


@login_not_required
@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    """Explain the principle, the features and their weights to everybody."""
    now = serving_model()
    context = {
        "drawings": drawings(now.weights),
        "live": now,
        "least_skill": LEAST_POINTS["skill"],
        "least_wish": LEAST_POINTS["wish"],
        "told": of_live(now.card, settings.PUBLIC_MINIMUM_CELL),
        "kept_months": settings.VIEWINGS_KEPT_MONTHS,
        "rules": list(RULES.values()),
    }
    return page(request, "matching/matches/how.html", context)
