"""How does allauth speak to our users?"""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Our answers to allauth's questions."""
