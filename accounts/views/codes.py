"""How is a login code sent again? As allauth does it, but to a number without an account alike: nothing tells who has one."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import ConfirmLoginCodeView
from django.http import HttpResponse


class _Process:
    """What sends again when nobody stands behind the number: the claim of the minute, and nothing else."""

    def __init__(self, phone: str) -> None:
        self.phone = phone

    def resend(self) -> None:
        """Claim the message that is not sent."""
        get_adapter().claim_minute(self.phone)


class LoginCodeView(ConfirmLoginCodeView):
    """The page that waits for a login code."""

    _process: Any  # allauth's, set when the request comes in

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        """Send again; allauth insists on a person, and a number without one would be told by an error."""
        phone = self._process.state.get("phone")
        if self._process.user is None and phone:
            self._process = _Process(phone)
        return super()._resend_form_valid(form)


login_code = LoginCodeView.as_view()
