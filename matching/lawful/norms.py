"""Which norm does an unlawful sentence break, and what is written instead? docs/norms.md says what each article says."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Norm:
    """A kind of unlawful words: its name, the law with its article, what to write instead."""

    label: str | Promise
    law: str | Promise
    advice: str | Promise


EQUAL_CHANCES = _("Employment Promotion Law art. 26; Rules on Employment Services art. 20")
NO_MONEY = _("Labour Contract Law art. 9; Rules on Employment Services art. 14")

NORMS: dict[str, Norm] = {
    "sex": Norm(
        _("Chosen by sex"),
        _("Employment Promotion Law art. 3 and 27; Law on Women's Rights art. 43"),
        _("Do not choose by sex. Say which skill or strength the work needs."),
    ),
    "age": Norm(
        _("Chosen by age"),
        EQUAL_CHANCES,
        _("Do not choose by age. Say what the work needs; the legal working age is checked by the platform."),
    ),
    "origin": Norm(
        _("Chosen by home region"),
        _(
            "Human Resources Market Regulation art. 11; Rules on Online Recruitment art. 15; "
            "Employment Promotion Law art. 31"
        ),
        _("Do not choose by household registration or home region. Say where and when the work is."),
    ),
    "ethnicity": Norm(
        _("Chosen by ethnic group"),
        _("Employment Promotion Law art. 3 and 28"),
        _("Do not choose by ethnic group. Leave it out."),
    ),
    "religion": Norm(
        _("Chosen by faith"),
        _("Employment Promotion Law art. 3; Labour Law art. 12"),
        _("Do not choose by faith. Leave it out."),
    ),
    "family": Norm(
        _("Asks about marriage or children"),
        _("Law on Women's Rights art. 43; Employment Promotion Law art. 27"),
        _("Do not ask about marriage, pregnancy or children. Say which hours the work has."),
    ),
    "looks": Norm(
        _("Chosen by looks"),
        EQUAL_CHANCES,
        _("Do not choose by looks. Say what the person does: speak clearly, show clothes, greet customers."),
    ),
    "body": Norm(
        _("Chosen by height or weight"),
        EQUAL_CHANCES,
        _("Do not choose by height or weight. Say what is lifted or reached at work."),
    ),
    "health": Norm(
        _("Chosen by health or disability"),
        _(
            "Employment Promotion Law art. 29 and 30; Law on Disabled Persons art. 38; "
            "Law on Infectious Diseases art. 16; Rules on Employment Services art. 19"
        ),
        _("Do not choose by disability or illness. Only where the law asks for a certificate, name it."),
    ),
    "stars": Norm(
        _("Chosen by star sign or blood group"),
        EQUAL_CHANCES,
        _("Star sign, birth animal and blood group say nothing about work. Leave it out."),
    ),
    "fee": Norm(
        _("Asks applicants for money"),
        NO_MONEY,
        _(
            "Nobody may be asked for a deposit, a fee or a purchase to get work. Remove it, or write that the company pays."
        ),
    ),
    "papers": Norm(
        _("Keeps papers back"),
        _("Labour Contract Law art. 9 and 84"),
        _("Papers are looked at and given back at once. Write “bring your identity card, it is given back at once”."),
    ),
    "wages": Norm(
        _("Holds wages back or leaves work unpaid"),
        _("Labour Law art. 50; Labour Contract Law art. 20 and 30"),
        _("Every day of work is paid, trial days too, and wages are paid every month. Write the day of pay."),
    ),
    "penalty": Norm(
        _("Makes people pay for leaving"),
        _("Labour Contract Law art. 25 and 37"),
        _("Whoever gives notice may leave without paying. Remove the penalty."),
    ),
    "rights": Norm(
        _("Takes away what the law gives"),
        _("Labour Law art. 15; Labour Contract Law art. 10, 16, 19, 26 and 31; Social Insurance Law art. 58 and 60"),
        _(
            "A written contract of which each side has a copy, a trial no longer than the contract allows, social "
            "insurance from the first month, paid overtime, leave and care after an accident are nobody's to give up. "
            "Remove it, or write that they are given."
        ),
    ),
    "training": Norm(
        _("Work only after a paid course"),
        _("Labour Contract Law art. 9; Labour Law art. 68; Rules on Employment Services art. 14"),
        _("A job must not depend on a paid course. Write that training is free, or remove it."),
    ),
    "other": Norm(
        _("Reads like a limit or a demand"),
        EQUAL_CHANCES,
        _("The programme office looks at this sentence. Say plainly what the work is and what it pays."),
    ),
    "loan": Norm(
        _("A loan for getting work"),
        _("Rules on Employment Services art. 14; Labour Contract Law art. 9"),
        _("A job must not come with a loan or instalments. Remove it."),
    ),
}
