"""What are the consequences of a destructive move in training? Sentences with counts, shown beside its button."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import consequences
from accounts.models import Trainee
from accounts.queries.skills import falling
from core.undoing import with_minutes
from training.models import Certificate, Enrolment, Meeting
from training.permissions import begins_soon, denies_window
from training.queries.figures import counted_completions
from training.queries.office import RunDetail
from training.states import ACTIVE_STATES, SEAT_STATES, SITTING, CourseRunState, EnrolmentState


def of_cancelling_run(detail: RunDetail) -> list[str]:
    """Return what becomes of everybody in a run that is cancelled."""
    seated = sum(row.enrolment.state in ACTIVE_STATES for row in detail.roster)
    completed = sum(row.enrolment.state == EnrolmentState.COMPLETED for row in detail.roster)
    offered, waiting, asking = len(detail.offered), len(detail.waiting), len(detail.applied)
    said = [
        (
            seated,
            ngettext(
                "%(count)s person loses their seat.", "%(count)s people lose their seats.", seated
            ),
        ),
        (
            offered,
            ngettext(
                "%(count)s offered seat is taken back.",
                "%(count)s offered seats are taken back.",
                offered,
            ),
        ),
        (
            waiting,
            ngettext(
                "%(count)s person leaves the waiting list.",
                "%(count)s people leave the waiting list.",
                waiting,
            ),
        ),
        (asking, ngettext("%(count)s application ends.", "%(count)s applications end.", asking)),
    ]
    counted = [sentence % {"count": count} for count, sentence in said if count]
    last = (
        _(
            "They are told at once and read your reason. You can undo it for %(minutes)s minutes; "
            "they are then told of that, too."
        )
        if counted
        else _("Nobody is in this run. You can undo it for %(minutes)s minutes.")
    )
    sentence = ngettext("%(count)s completion stays.", "%(count)s completions stay.", completed)
    return [*counted, *([sentence % {"count": completed}] if completed else []), with_minutes(last)]


def of_turning_down() -> list[str]:
    """Return what it does to turn an application down."""
    return [
        with_minutes(
            _(
                "The application ends and the person is told at once, with this reason. "
                "You can undo it for %(minutes)s minutes."
            )
        )
    ]


def of_failing() -> list[str]:
    """Return what it does to end somebody's course without a pass."""
    return [
        with_minutes(
            _(
                "The course ends for this person, who is told at once and reads your reason. "
                "You can undo it for %(minutes)s minutes."
            )
        )
    ]


def of_cancelling_class(meeting: Meeting, now: datetime) -> list[str]:
    """Return what cancelling one class does: to the hours, to how many people, when they are told, and the way back."""
    people = Q(state__in=ACTIVE_STATES)
    found = meeting.run.enrolments.aggregate(
        seated=Count("pk", filter=Q(state__in=SITTING)),
        asking=Count("pk", filter=people & ~Q(state__in=SITTING)),
    )
    seated, asking, teachers = found["seated"], found["asking"], meeting.run.teachers.count()
    said = [
        (
            seated,
            ngettext(
                "%(count)s person has a seat in it or is offered one.",
                "%(count)s people have a seat in it or are offered one.",
                seated,
            ),
        ),
        (
            asking,
            ngettext(
                "%(count)s person is waiting for a seat or for approval.",
                "%(count)s people are waiting for a seat or for approval.",
                asking,
            ),
        ),
        (
            teachers,
            ngettext("%(count)s teacher holds it.", "%(count)s teachers hold it.", teachers),
        ),
    ]
    counted = [sentence % {"count": count} for count, sentence in said if count]
    hours = ngettext(
        "%(hours)s hour is no longer due.", "%(hours)s hours are no longer due.", int(meeting.hours)
    ) % {"hours": f"{meeting.hours.normalize():f}"}
    return [hours, *counted, _told_of_class(seated + asking + teachers, begins_soon(meeting, now))]


def _told_of_class(count: int, is_soon: bool) -> str:
    if not count:
        return with_minutes(_("Nobody has to be told. You can undo it for %(minutes)s minutes."))
    sentence = (
        ngettext(
            "The class begins soon, so %(count)s person is told at once and reads your reason. "
            "You can undo it for %(minutes)s minutes; then they are told of that, too.",
            "The class begins soon, so all %(count)s are told at once and read your reason. "
            "You can undo it for %(minutes)s minutes; then they are told of that, too.",
            count,
        )
        if is_soon
        else ngettext(
            "You can undo it for %(minutes)s minutes; then %(count)s person is told and reads your reason.",
            "You can undo it for %(minutes)s minutes; then all %(count)s are told and read your reason.",
            count,
        )
    )
    return with_minutes(sentence, count=count)


def of_revoking(certificate: Certificate) -> list[str]:
    """Return what revoking a certificate does: to skills, to the count, elsewhere, who is told, and the way back."""
    gone, weaker = falling(certificate.trainee, certificate.number)
    said = [
        (
            gone,
            ngettext(
                "%(count)s skill leaves the profile.", "%(count)s skills leave the profile.", gone
            ),
        ),
        (
            weaker,
            ngettext(
                "%(count)s skill stays with a weaker proof.",
                "%(count)s skills stay with a weaker proof.",
                weaker,
            ),
        ),
    ]
    return [
        *(sentence % {"count": count} for count, sentence in said if count),
        _count_without(certificate),
        *consequences.said_of(consequences.PROOF, certificate),
        *(
            [_("The person is told at once and reads your reason.")]
            if certificate.enrolment_id
            else []
        ),
        _("It cannot be undone; a wrong name is corrected by issuing the certificate anew."),
    ]


def _count_without(certificate: Certificate) -> str:
    """Say whether the holder still counts in the year of the completion."""
    completed_on = certificate.completion.completed_on
    year = completed_on.year if completed_on else 0
    own = counted_completions(year).filter(pk=certificate.completion_id).first()
    if own is None:
        return _("This completion does not count towards the yearly goal; no figure changes.")
    if not own.is_verified_person:
        return _("The person is not counted: the contact or the real name is not checked.")
    if counted_completions(year).filter(person=own.person).exclude(pk=own.pk).exists():
        return _("The person stays counted in %(year)s, by another completion.") % {"year": year}
    return _("The person is no longer counted in %(year)s.") % {"year": year}


def of_doubting(trainee: Trainee) -> list[str]:
    """Return in which years a person is counted who no longer is when the real name does not count as checked."""
    days = Enrolment.objects.filter(
        Q(trainee=trainee) | Q(trainee__merged_into=trainee), is_counted=True
    )
    years = sorted(set(days.order_by("pk").values_list("completed_on__year", flat=True)))
    counted = [
        str(year)
        for year in years
        if counted_completions(year).filter(person=trainee.pk, is_verified_person=True).exists()
    ]
    if not counted:
        return [_("The person is not counted in any year; no figure changes.")]
    return [_("The person is no longer counted in %(year)s.") % {"year": ", ".join(counted)}]


def of_leaving(enrolment: Enrolment, now: datetime) -> list[str]:
    """Return what withdrawing does: to the seat or the place on the list, and whether there is a way back."""
    run, state = enrolment.run, enrolment.state
    others = run.enrolments.filter(state=EnrolmentState.WAITLISTED).exclude(pk=enrolment.pk)
    waits = others.count() if run.state == CourseRunState.OPEN else 0
    if state == EnrolmentState.WAITLISTED:
        lost = _("You lose your place on the waiting list.")
    elif state not in SEAT_STATES:
        lost = _("Your application ends.")
    elif waits:
        sentence = ngettext(
            "Your seat goes to the next person; %(count)s is waiting for it.",
            "Your seat goes to the next person; %(count)s are waiting for it.",
            waits,
        )
        lost = sentence % {"count": waits}
    else:
        lost = _("Your seat becomes free.")
    return [lost, _way_back(enrolment, waits, now)]


def _way_back(enrolment: Enrolment, waits: int, now: datetime) -> str:
    if denies_window(enrolment.run, now):
        return _("Enrolment is over: you cannot come back into this run.")
    if waits:
        return _("You can enrol again while enrolment is open, at the end of the waiting list.")
    return _("You can enrol again while enrolment is open.")
