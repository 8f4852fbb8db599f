"""What happens between a right password and the desk? Codes, second factor (allauth's), and our two steps."""

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage, LoginStage
from django.http import HttpResponse

from accounts.actions.people import confirm_contact
from core import clock


class ContactVerificationStage(EmailVerificationStage):
    """Asks for a code from the e-mail, unless a contact of this person is confirmed already."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Go on when a phone or e-mail is confirmed."""
        user = self.login.user
        if user is not None and (user.contact_confirmed_at is not None or user.phone_verified):
            return None, True
        return super().handle()


class ContactConfirmedStage(LoginStage):
    """Notes that the contact is confirmed, once, and looks for the person on the rosters."""

    key = "contact_confirmed"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Note it when a code has come back."""
        user = self.login.user
        if user is not None and user.contact_confirmed_at is None:
            confirmed = (
                user.phone_verified
                or EmailAddress.objects.filter(user_id=user.pk, verified=True).exists()
            )
            if confirmed:
                confirm_contact(user=user, now=clock.now())
        return None, True
