"""Which course would open more work to a person, and how much better paid?

Every number is recomputed with the levels of the course; nothing is estimated. Only free or subsidised courses are advised.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import recommender
from accounts.models import Trainee
from core import clock
from matching.recommendations.request.serving import Serving
from recommender.ranking.reasons import CourseGain
from training.models import Course
from training.queries.courses import Wait, advisable_at, levels_of, may_be_advised


@dataclass(frozen=True, slots=True)
class CourseAdvice:
    """What one course would change for one person."""

    course: Course
    gain: CourseGain
    wait: Wait = Wait.NONE
    opens_at: datetime | None = None

    @property
    def opened(self) -> int:
        """How many more openings would have all their asked skills met."""
        return len(self.gain.newly_reached)

    @property
    def pay_more(self) -> int:
        """By how much the median monthly pay of those openings is higher, in yuan; 0 if lower or unknown."""
        return max(0, round(self.gain.pay_delta or 0))


@dataclass(frozen=True, slots=True)
class Advice:
    """The courses that can be started now, and those that would open more than the first of them but cannot."""

    now: list[CourseAdvice]
    later: list[CourseAdvice]


def gains_of(
    trainee: Trainee, courses: Sequence[Mapping[int, int]], serving: Serving | None = None
) -> tuple[CourseGain, ...]:
    """Recompute exactly what each of these courses (skill → level), taken alone, would change for a person."""
    now = serving or Serving(clock.today())
    return recommender.gains_of_courses(now.person_problems(trainee), trainee.pk, courses)


def courses_for(trainee: Trainee, limit: int, moment: datetime | None = None) -> Advice:
    """Return the best courses by openings gained, then pay, then length, so many of each; those without a gain are left out."""
    if not trainee.uses_recommendations:
        return Advice([], [])
    now = moment or clock.now()
    courses = advisable_at(now, trainee)
    gains = gains_of(trainee, [one.levels for one in courses], Serving(clock.local_date(now)))
    found = sorted(
        (
            CourseAdvice(one.course, gain, one.wait, one.opens_at)
            for one, gain in zip(courses, gains, strict=True)
            if gain.newly_reached
        ),
        key=_worth,
    )
    begins = [each for each in found if not each.wait]
    best = begins[0].opened if begins else 0
    return Advice(
        begins[:limit], [each for each in found if each.wait and each.opened > best][:limit]
    )


def _worth(advice: CourseAdvice) -> tuple[int, float, int, str]:
    return -advice.opened, -(advice.gain.pay_new or 0), advice.course.hours, advice.course.code


def advice_on(
    trainee: Trainee, course: Course, moment: datetime | None = None
) -> CourseAdvice | None:
    """Return what a course would change; None if it costs money or recommendations are switched off."""
    if not (trainee.uses_recommendations and may_be_advised(course)):
        return None
    serving = Serving(clock.local_date(moment or clock.now()))
    (gain,) = gains_of(trainee, [levels_of(course.taught.all())], serving)
    return CourseAdvice(course, gain)
