"""Who can log in?"""

from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now


class UserKind(models.TextChoices):
    """What an account is for; one account has one kind."""

    TRAINEE = "trainee", _("Trainee")
    COMPANY = "company", _("Company")
    UNIVERSITY = "university", _("University coordinator")
    TEACHER = "teacher", _("Teacher")
    OFFICE = "office", _("Programme office")


class UserManager(BaseUserManager["User"]):
    """Makes users; an empty e-mail or phone is stored as NULL so that it stays unique."""

    use_in_migrations = True

    def create_user(
        self,
        email: str | None = None,
        password: str | None = None,
        *,
        phone: str | None = None,
        **fields: Any,
    ) -> "User":
        """Create one login with a hashed password (None: cannot log in by password)."""
        user = self.model(
            email=(email or "").strip().lower() or None, phone=phone or None, **fields
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an office account with every right, for the first start."""
        fields = {
            "kind": UserKind.OFFICE,
            "is_staff": True,
            "is_superuser": True,
            "contact_confirmed_at": now(),
            **fields,
        }
        return self.create_user(email, password, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """One login: reached by e-mail or phone, of one kind."""

    Kind = UserKind

    kind = models.CharField(
        _("kind"), max_length=12, choices=UserKind.choices, default=UserKind.TRAINEE
    )
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=20, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(_("phone confirmed"), default=False)
    contact_confirmed_at = models.DateTimeField(_("contact confirmed at"), null=True, blank=True)
    real_name = models.CharField(_("real name"), max_length=60, blank=True)
    language = models.CharField(
        _("language"), max_length=8, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may enter the administration"), default=False)
    date_joined = models.DateTimeField(_("joined at"), default=now)
    anonymised_at = models.DateTimeField(_("anonymised at"), null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=UserKind.values),
                name="user_kind_known",
                violation_error_message=_("An account is of one of the known kinds."),
            ),
            models.CheckConstraint(
                condition=Q(email__isnull=False)
                | Q(phone__isnull=False)
                | Q(anonymised_at__isnull=False),
                name="user_reachable",
                violation_error_message=_("An account needs an e-mail address or a phone number."),
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at__isnull=True)
                | Q(email=None, phone=None, real_name="", is_active=False),
                name="user_anonymised_is_empty",
                violation_error_message=_(
                    "A closed account keeps no name and no way to reach the person."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(email="") & ~Q(phone=""),
                name="user_contact_null_not_empty",
                violation_error_message=_("An empty e-mail or phone is stored as nothing."),
            ),
        ]

    def __str__(self) -> str:
        return self.real_name or self.email or self.phone or f"#{self.pk}"

    def get_full_name(self) -> str:
        """Return the name that Wagtail and Django's admin show."""
        return str(self)

    def get_short_name(self) -> str:
        """Return the name that Django's admin greets with."""
        return str(self)

    @property
    def is_trainee(self) -> bool:
        """Tell whether this is a trainee's account."""
        return self.kind == UserKind.TRAINEE

    @property
    def is_company(self) -> bool:
        """Tell whether this is a company member's account."""
        return self.kind == UserKind.COMPANY

    @property
    def is_university(self) -> bool:
        """Tell whether this is a coordinator's account."""
        return self.kind == UserKind.UNIVERSITY

    @property
    def is_teacher(self) -> bool:
        """Tell whether this is a teacher's account."""
        return self.kind == UserKind.TEACHER

    @property
    def is_office(self) -> bool:
        """Tell whether this is an account of the programme office."""
        return self.kind == UserKind.OFFICE
