"""How does a person like to read? Large print (大字) and the colour theme, remembered in two cookies.

`?elder=1|0` and `?theme=light|dark|auto` on any page set the cookie and lead back to the same page, so that the
switches work without JavaScript; static/js/preferences.js does the same in place.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

Handler = Callable[[HttpRequest], HttpResponse]

ELDER, THEME = "elder", "theme"
CHOICES = {ELDER: ("1", "0"), THEME: ("light", "dark", "auto")}
ONE_YEAR = 365 * 24 * 60 * 60


class PreferencesMiddleware:
    """Sets `request.elder` and `request.theme` ("light", "dark" or "" for the device's own)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = asked_preferences(request)
        if asked:
            return remembered(request, asked)
        theme = request.COOKIES.get(THEME, "")
        request.elder = request.COOKIES.get(ELDER) == "1"  # type: ignore[attr-defined]  # read by base.html
        request.theme = theme if theme in ("light", "dark") else ""  # type: ignore[attr-defined]  # read by base.html
        return self.get_response(request)


def asked_preferences(request: HttpRequest) -> dict[str, str]:
    """Return the preferences that a plain link asks to change."""
    if request.method != "GET":
        return {}
    return {
        name: request.GET[name]
        for name, values in CHOICES.items()
        if request.GET.get(name) in values
    }


def remembered(request: HttpRequest, asked: dict[str, str]) -> HttpResponse:
    """Keep the choice and lead back to the page without the question in its address."""
    rest = request.GET.copy()
    for name in asked:
        del rest[name]
    # One leading slash: two would name a foreign host.
    address = "/" + request.path.lstrip("/") + (f"?{rest.urlencode()}" if rest else "")
    response = HttpResponseRedirect(address)
    for name, value in asked.items():
        # Readable by script on purpose: the switch also works without a reload.
        response.set_cookie(
            name,
            value,
            max_age=ONE_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=False,
        )
    return response
