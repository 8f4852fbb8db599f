"""Who is told what about accounts and companies?"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.models import Company, CompanyMember, NationalCertificate, Trainee, User, UserKind
from core.i18n import both
from core.notices import path_of, register, tell

register(
    "accounts.name_checked",
    subject=_("Your real name is checked"),
    body=_("Your real name is checked. Courses that you complete now count for the yearly figure."),
)
register(
    "accounts.name_doubted",
    subject=_("Please check your real name"),
    body=_("The programme office could not confirm your real name: %(reason)s"),
)
register(
    "accounts.national_checked",
    subject=_("Your national certificate is checked: %(occupation)s"),
    body=_(
        "%(occupation)s: paper and claim agree. Companies that you apply to read it as checked."
    ),
)
register(
    "accounts.national_refused",
    subject=_("Please correct your national certificate: %(occupation)s"),
    body=_("%(occupation)s could not be confirmed: %(reason)s"),
)
register(
    "accounts.national_taken_back",
    subject=_("The check of your national certificate was taken back: %(occupation)s"),
    body=_("%(occupation)s is no longer shown as checked: %(reason)s"),
)
register(
    "accounts.national_kept",
    subject=_("Your national certificate stays checked: %(occupation)s"),
    body=_("%(occupation)s: taking the check back was undone. Everything is as before."),
)
register(
    "accounts.company_submitted",
    subject=_("A licence to check: %(company)s"),
    body=_("%(company)s has submitted its business licence."),
)
register(
    "accounts.company_verified",
    subject=_("%(company)s is verified"),
    body=_("%(company)s is verified until %(day)s. Openings can be submitted now."),
)
register(
    "accounts.company_returned",
    subject=_("Please complete the papers of %(company)s"),
    body=_("The programme office returned the papers of %(company)s: %(reason)s"),
)
register(
    "accounts.company_suspended",
    subject=_("%(company)s is suspended"),
    body=_("The programme office suspended %(company)s: %(reason)s"),
)
register(
    "accounts.company_readmitted",
    subject=_("%(company)s may take part again"),
    body=_("%(company)s may take part again. Submit the current business licence."),
)
register(
    "accounts.member_joined",
    subject=_("A colleague joined %(company)s"),
    body=_("A colleague accepted the invitation and can now act for %(company)s."),
)


def tell_name_checked(trainee: Trainee) -> None:
    """Tell a person that their name is checked."""
    tell(trainee.user, "accounts.name_checked", url=path_of("accounts:profile"))


def tell_name_doubted(trainee: Trainee, reason: str) -> None:
    """Tell a person that their name is in doubt, and why."""
    tell(trainee.user, "accounts.name_doubted", url=path_of("accounts:profile"), reason=reason)


def tell_national(certificate: NationalCertificate, what: str, reason: str = "") -> None:
    """Tell a person what the check of a national certificate said: checked, refused, taken back, or still good."""
    said = {"occupation": certificate.occupation, **({"reason": reason} if reason else {})}
    tell(
        certificate.trainee.user,
        f"accounts.national_{what}",
        url=path_of("accounts:national"),
        **said,
    )


def tell_office_submitted(company: Company) -> None:
    """Tell the office that a licence waits."""
    url = path_of("accounts:office_company", company.pk)
    for user in User.objects.filter(kind=UserKind.OFFICE, is_active=True):
        tell(user, "accounts.company_submitted", url=url, company=both(company, "name"))


def tell_verified(company: Company, until: date) -> None:
    """Tell the members that their company is verified."""
    _tell_members(company, "accounts.company_verified", day=until.isoformat())


def tell_returned(company: Company, reason: str) -> None:
    """Tell the members what is missing."""
    _tell_members(company, "accounts.company_returned", reason=reason)


def tell_suspended(company: Company, reason: str) -> None:
    """Tell the members that their company is suspended, and why."""
    _tell_members(company, "accounts.company_suspended", reason=reason)


def tell_readmitted(company: Company) -> None:
    """Tell the members that their company may come back."""
    _tell_members(company, "accounts.company_readmitted")


def tell_member_joined(member: CompanyMember) -> None:
    """Tell the owners who joined."""
    owners = (
        member.company.members.filter(role="owner", is_active=True)
        .exclude(pk=member.pk)
        .select_related("user")
    )
    for owner in owners:
        tell(
            owner.user,
            "accounts.member_joined",
            url=path_of("accounts:company_members"),
            company=both(member.company, "name"),
        )


def _tell_members(company: Company, code: str, **params: str) -> None:
    for member in company.members.filter(is_active=True).select_related("user"):
        tell(
            member.user,
            code,
            url=path_of("accounts:company_licence"),
            company=both(company, "name"),
            **params,
        )
