"""Who may work here by law: from which age, and as an intern from which year of study and with whose consent?

One rule for everybody who asks: applying shows its sentence, the recommender hides what it bars.
"""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import GuardianConsent, Trainee
from accounts.study import Study, academic_year, age_on, is_first_year, is_studying, lengths
from core.denials import Denial
from matching.models import Opening


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rule needs to know about a person."""

    birth_on: date | None = None
    study: Study = field(default_factory=Study)
    has_guardian_consent: bool = False


def bar(facts: Facts, today: date, *, is_internship: bool) -> str:
    """Return the code of what keeps a person from working (as an intern), or nothing."""
    if facts.birth_on is None:
        return "apply.birth" if is_internship else ""
    age = age_on(facts.birth_on, today)
    if age < settings.WORKING_AGE:
        return "apply.age"
    if not is_internship:
        return ""
    first_year = is_first_year(facts.study, today)
    if first_year is not False:
        return "apply.study" if first_year is None else "apply.first_year"
    return "apply.guardian" if age < settings.ADULT_AGE and not facts.has_guardian_consent else ""


def denies_working(trainee: Trainee, today: date, *, is_internship: bool) -> Denial | None:
    """Say why a person may not work (as an intern), and what would change it; only internships cost a query."""
    facts = facts_of(trainee) if is_internship else Facts(trainee.birth_on)
    code = bar(facts, today, is_internship=is_internship)
    return _denial(code) if code else None


def denies_minor(trainee: Trainee, opening: Opening, today: date) -> Denial | None:
    """Say that a guardian's yes is missing under age: an internship needs one, other work that none was taken back."""
    if trainee.birth_on is None or age_on(trainee.birth_on, today) >= settings.ADULT_AGE:
        return None
    said = [each.withdrawn_at for each in trainee.guardian_consents.all()]  # prefetched in lists
    if None in said or not (said or opening.is_internship):
        return None
    return _denial("apply.guardian" if opening.is_internship else "apply.guardian_no")


def shown_young(today: date) -> Q:
    """Return the condition of standing on companies' lists by age: grown up, or with a guardian's standing yes."""
    grown = today.replace(
        year=today.year - settings.ADULT_AGE,
        day=min(today.day, 28 if today.month == 2 else today.day),
    )
    yes = GuardianConsent.objects.filter(trainee=OuterRef("pk"), withdrawn_at=None)
    return Q(birth_on=None) | Q(birth_on__lte=grown) | Q(Exists(yes))


def denies_starting(trainee: Trainee, start_on: date) -> Denial | None:
    """Keep a first day from lying before the working age, whatever was agreed."""
    if not is_child(trainee.birth_on, start_on):
        return None
    return Denial(
        "start.age",
        _("On this first day the person is still too young to work."),
        _("Choose a later day."),
    )


def facts_of(trainee: Trainee) -> Facts:
    """Return what the rule needs to know about one person."""
    return facts_by_id(Trainee.objects.filter(pk=trainee.pk))[trainee.pk]


def facts_by_id(trainees: QuerySet[Trainee]) -> dict[int, Facts]:
    """Return the same of many people, in one query."""
    rows = trainees.order_by("pk").values_list(
        "pk",
        "birth_on",
        "study_start_year",
        "graduation_year",
        "university__level",
        "education__usual_years",
        Exists(GuardianConsent.objects.filter(trainee=OuterRef("pk"), withdrawn_at=None)),
    )
    return {
        pk: Facts(
            birth_on,
            Study(started_in, graduates_in, lengths(kind, years), kind is not None),
            has_consent,
        )
        for pk, birth_on, started_in, graduates_in, kind, years, has_consent in rows
    }


def hides_internships(facts: Facts, today: date) -> bool:
    """Tell whether internships are kept from somebody: who does not study, or may not start one by law.

    What the profile of somebody who studies leaves open is asked when they apply.
    """
    barred = bar(facts, today, is_internship=True) in (
        "apply.age",
        "apply.first_year",
        "apply.guardian",
    )
    return barred or not is_studying(facts.study, today)


def keeps_internships_from(reader: Trainee | None, today: date) -> bool:
    """Tell whether lists leave internships out for a reader by the same rule; who is not known as a person sees them marked."""
    return reader is not None and hides_internships(facts_of(reader), today)


def shown_internships(people: QuerySet[Trainee], today: date) -> set[int]:
    """Return the people to whom internships may be shown."""
    at_school = Q(study_start_year__isnull=False) | Q(university__isnull=False)
    found = facts_by_id(people.filter(at_school | Q(graduation_year__gt=academic_year(today))))
    return {pk for pk, facts in found.items() if not hides_internships(facts, today)}


def facts_told(trainee: Trainee, *, has_guardian_consent: bool) -> Facts:
    """Return what the rule needs to know about a person whose profile is there, with its school and level."""
    level = trainee.education.usual_years if trainee.education else None
    school = trainee.university
    study = Study(
        trainee.study_start_year,
        trainee.graduation_year,
        lengths(school, level),
        school is not None,
    )
    return Facts(trainee.birth_on, study, has_guardian_consent)


def is_child(birth_on: date | None, today: date) -> bool:
    """Tell whether somebody is known to be too young to work."""
    return bool(bar(Facts(birth_on), today, is_internship=False))


def children_of(people: QuerySet[Trainee], today: date) -> set[int]:
    """Return who is too young to work."""
    youngest = today.year - settings.WORKING_AGE
    born = people.filter(birth_on__year__gte=youngest).order_by("pk").values_list("pk", "birth_on")
    return {pk for pk, birth_on in born if is_child(birth_on, today)}


def _denial(code: str) -> Denial:
    """Put a bar into words."""
    profile = reverse("accounts:profile")
    return {
        "apply.birth": Denial(
            code,
            _("For an internship we need your date of birth."),
            _("Add it to your profile."),
            profile,
        ),
        "apply.age": Denial(
            code,
            _("Under %(age)s nobody may be employed, internships included.")
            % {"age": settings.WORKING_AGE},
            _("Courses are open to you."),
        ),
        "apply.first_year": Denial(
            code,
            _("In the first year of study nobody may be sent to an internship."),
            _(
                "You can apply from your second year on. If you started earlier, write the year in your profile."
            ),
            profile,
        ),
        "apply.study": Denial(
            code,
            _("For an internship we need to know that you are past your first year of study."),
            _(
                "Write in your profile when you started at your school and when you finish or finished it."
            ),
            profile,
        ),
        **_of_guardian(code),
    }[code]


def _of_guardian(code: str) -> dict[str, Denial]:
    return {
        "apply.guardian_no": Denial(
            code,
            _(
                "Your parent or guardian has withdrawn the consent, so this is on hold while you are under %(age)s."
            )
            % {"age": settings.ADULT_AGE},
            _("Talk with them; once they agree again, note it here and it continues at once."),
            reverse("accounts:guardian"),
        ),
        "apply.guardian": Denial(
            code,
            _("Under %(age)s, your parent or guardian has to agree to an internship.")
            % {"age": settings.ADULT_AGE},
            _(
                "Talk with them, then write down their name, phone and the day on which they agreed."
            ),
            reverse("accounts:guardian"),
        ),
    }
