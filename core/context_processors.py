"""What does every template know?"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Offer the operator's facts, and whether the pages show fictional demo data."""
    return {"operator": settings.OPERATOR, "site_url": settings.SITE_URL}
