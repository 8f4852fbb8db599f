"""What is an application, an interview, an offer, and what must always be true of them?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.bounds import EARLIEST, LATEST, LEAST_PAY, MOST_PAY
from core.clock import now
from core.states import HasState
from matching.skill_words import Coverage
from matching.states import (
    ALIVE,
    Answer,
    ApplicationGroup,
    ApplicationState,
    RejectionReason,
    Stage,
    stage_of,
)


class Application(HasState):
    """A person's wish for an opening, with the profile frozen as it was sent."""

    STATES = ApplicationState

    trainee = models.ForeignKey("accounts.Trainee", models.PROTECT, related_name="applications")
    opening = models.ForeignKey("matching.Opening", models.PROTECT, related_name="applications")
    state = models.CharField(
        max_length=14, choices=ApplicationState, default=ApplicationState.SUBMITTED
    )
    profile = models.JSONField(default=dict)
    match_score = models.FloatField(
        null=True, blank=True, help_text=_("How well it fitted when it was sent")
    )
    match_parts = models.JSONField(null=True, blank=True, help_text=_("What the score was made of"))
    match_model = models.CharField(
        max_length=100, blank=True, help_text=_("The version that worked the score out")
    )
    note = models.TextField(_("A sentence to the company"), max_length=500, blank=True)
    submitted_at = models.DateTimeField(default=now)
    moved_at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the company first answered")
    )
    lapses_at = models.DateTimeField(null=True, blank=True)
    rejection_reason = models.CharField(max_length=20, choices=RejectionReason, blank=True)
    rejection_text = models.TextField(max_length=500, blank=True)
    lacking_skills = models.ManyToManyField("skills.Skill", blank=True, related_name="+")
    told_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the person was told of the refusal")
    )
    breached_by = models.CharField(
        max_length=10,
        blank=True,
        choices=[("person", _("By the person")), ("company", _("By the company"))],
    )
    second_job_reason = models.CharField(
        max_length=300, blank=True, help_text=_("Why the person accepted beside another job")
    )
    internal_note = models.TextField(max_length=2000, blank=True)
    held_at = models.DateTimeField(
        null=True, blank=True, help_text=_("Since when its clocks stand still")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trainee", "opening"],
                name="application_once",
                violation_error_message=_("You have already applied here."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=ApplicationState.values),
                name="application_state",
                violation_error_message=_("Unknown state."),
            ),
            models.CheckConstraint(
                condition=Q(rejection_reason__in=["", *RejectionReason.values])
                & (~Q(state=ApplicationState.REJECTED) | ~Q(rejection_reason="")),
                name="application_rejection_reason",
                violation_error_message=_("A refusal says why."),
            ),
            models.CheckConstraint(
                condition=Q(breached_by__in=["", "person", "company"])
                & (~Q(state=ApplicationState.BREACHED) | ~Q(breached_by="")),
                name="application_breached_by",
                violation_error_message=_("A broken agreement says who broke it."),
            ),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True)
                | Q(state__in=ALIVE, held_at__gte=F("submitted_at")),
                name="application_held",
                violation_error_message=_(
                    "Only what still goes on stands still, and not before it was sent."
                ),
            ),
            models.CheckConstraint(
                condition=Q(match_score__isnull=True, match_parts__isnull=True, match_model="")
                | (Q(match_score__range=(0, 1), match_parts__isnull=False) & ~Q(match_model="")),
                name="application_match_whole",
                violation_error_message=_(
                    "A score lies between 0 and 1 and says what it is made of and by which version."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["opening", "state", "-moved_at"], name="application_board"),
            models.Index(fields=["state", "lapses_at"], name="application_lapses"),
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id} → {self.opening_id} ({self.state})"

    def get_absolute_url(self) -> str:
        """Return the trainee's page of it."""
        return reverse("matching:my_application", args=[self.pk])

    def coverage(self) -> Coverage:
        """Return which of the asked skills the sent profile reaches.

        Reads the opening's `asked` with their skills: lists prefetch them.
        """
        sent = {row["code"]: row["level"] for row in self.profile.get("skills", [])}
        return Coverage.sent(self.opening.asked.all(), sent)

    @property
    def needs_answer(self) -> bool:
        """Whether the person can and should answer now: nothing is asked while it is held up."""
        return self.held_at is None and self.is_in(ApplicationGroup.WAITS_FOR_PERSON)

    @property
    def stage(self) -> Stage:
        """The coarse stage that the trainee sees."""
        return stage_of(self.state, is_told=self.told_at is not None)

    @property
    def stage_words(self) -> str:
        """What the trainee reads: the stage, and of an ended application how it ended."""
        stage = self.stage
        return str(ApplicationState(self.state).label if stage == Stage.RESULT else stage.label)


class Interview(models.Model):
    """One invitation to meet."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="interviews")
    at = models.DateTimeField(_("When"))
    place = models.CharField(_("Where"), max_length=200)
    note = models.CharField(_("What to bring, whom to ask for"), max_length=300, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    invited_at = models.DateTimeField(default=now)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values),
                name="interview_answer",
                violation_error_message=_("Unknown answer."),
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.WAITING, answered_at__isnull=True)
                | (~Q(answer=Answer.WAITING) & Q(answered_at__isnull=False)),
                name="interview_answered_when",
                violation_error_message=_("An answer says when it was given."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.at:%Y-%m-%d %H:%M}"

    @property
    def tone(self) -> str:
        """How the chip of its answer is coloured."""
        return Answer(self.answer).tone


class Offer(models.Model):
    """What the company offers: pay, start, and until when the person may answer."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="offer")
    pay = models.PositiveIntegerField(_("Pay"), help_text=_("Yuan a month, before tax"))
    pay_reason = models.CharField(
        _("Why the pay differs from what was stated"), max_length=300, blank=True
    )
    start_on = models.DateField(_("First day"))
    expires_on = models.DateField(_("Answer until"))
    note = models.CharField(_("Anything else that is promised"), max_length=300, blank=True)
    sent_at = models.DateTimeField(default=now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pay__range=(LEAST_PAY, MOST_PAY)),
                name="offer_pay",
                violation_error_message=_("Every pay lies between 1 and 1,000,000 yuan."),
            ),
            models.CheckConstraint(
                condition=Q(
                    expires_on__gte=EARLIEST, start_on__lte=LATEST, expires_on__lte=F("start_on")
                ),
                name="offer_days",
                violation_error_message=_("The answer is due before the first day, not after it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.pay}"
