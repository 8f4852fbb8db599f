"""Has a person another job already, and if so, is it said why there is a second one?"""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.denials import Denial
from core.i18n import localized
from matching.models import Application, Placement
from matching.states import APPLICATION, AT_WORK, ApplicationState, ContractType


def other_agreements(application: Application) -> QuerySet[Application]:
    """Return where else the person has agreed to work or works, the first agreement first; internships are no jobs."""
    others = Application.objects.filter(trainee=application.trainee_id, state__in=AT_WORK)
    jobs = others.exclude(opening__contract_type=ContractType.INTERNSHIP).exclude(pk=application.pk)
    return jobs.select_related("opening__company").order_by("moved_at", "pk")


def other_jobs(placement: Placement) -> QuerySet[Application]:
    """Return the confirmed job beside which this start would be a second one."""
    others = Application.objects.filter(
        placement__trainee=placement.trainee_id,
        placement__confirmed_at__isnull=False,
        placement__ended_on__isnull=True,
        placement__second_job_reason="",
    )
    jobs = others.exclude(placement__contract_type=ContractType.INTERNSHIP).exclude(
        pk=placement.application_id
    )
    return jobs.select_related("opening__company").order_by("moved_at", "pk")


def beside_what(application: Application) -> Application | None:
    """Return the job beside which an answer would begin a second one, where the person is asked for an answer."""
    placement = getattr(application, "placement", None)
    if application.state == ApplicationState.OFFERED and not application.opening.is_internship:
        return other_agreements(application).first()
    if (
        APPLICATION.denies(application.state, "confirm") is None
        and placement
        and not placement.second_job_reason
    ):
        is_job = placement.contract_type != ContractType.INTERNSHIP
        return other_jobs(placement).first() if is_job else None
    return None


def denies_second_job(other: Application | None, reason: str) -> Denial | None:
    """Ask before a second job begins beside a first one."""
    if other is None or reason.strip():
        return None
    return Denial(
        "job.second",
        _("You already have a job agreed: %(opening)s at %(company)s.")
        % {
            "opening": localized(other.opening, "title"),
            "company": localized(other.opening.company, "name"),
        },
        _("If you want both, write why this is a second job. Otherwise give one of them up first."),
    )
