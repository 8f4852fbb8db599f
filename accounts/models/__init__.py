"""Who is there? Users, trainees, companies, universities, and what binds them."""

from accounts.models.companies import Company, CompanyKind, CompanyMember, CompanyRole, CompanySize
from accounts.models.earlier import EarlierKind, EarlierSpan, EarlierWork
from accounts.models.education import EducationLevel, Major
from accounts.models.invitations import Invitation
from accounts.models.messages import WaitingMessage
from accounts.models.national import NationalCertificate, NationalGrade, NationalKind
from accounts.models.places import City, Division, DivisionKind
from accounts.models.privacy import AccessLog, Consent, ConsentPurpose, GuardianConsent
from accounts.models.trainees import (
    STRENGTH,
    EarlierNameCheck,
    Evidence,
    HeldSkill,
    SkillProof,
    Trainee,
    TraineeSource,
    VerifiedAgainst,
    WorkSample,
)
from accounts.models.universities import Coordinator, RosterEntry, University, UniversityLevel
from accounts.models.users import User, UserKind

__all__ = [
    "STRENGTH",
    "AccessLog",
    "City",
    "Company",
    "CompanyKind",
    "CompanyMember",
    "CompanyRole",
    "CompanySize",
    "Consent",
    "ConsentPurpose",
    "Coordinator",
    "Division",
    "DivisionKind",
    "EarlierKind",
    "EarlierNameCheck",
    "EarlierSpan",
    "EarlierWork",
    "EducationLevel",
    "Evidence",
    "GuardianConsent",
    "HeldSkill",
    "Invitation",
    "Major",
    "NationalCertificate",
    "NationalGrade",
    "NationalKind",
    "RosterEntry",
    "SkillProof",
    "Trainee",
    "TraineeSource",
    "University",
    "UniversityLevel",
    "User",
    "UserKind",
    "VerifiedAgainst",
    "WaitingMessage",
    "WorkSample",
]
