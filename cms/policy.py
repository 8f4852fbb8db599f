"""What may a page of the editor load and run? Our own files, and the few inline lines that Wagtail writes itself.

Wagtail starts its pickers of dates, pictures and pages with one inline line each. Each line that has exactly that form,
a known start with JSON for its arguments and nothing else, is let in by its hash; any other inline script is not run.
What Wagtail still needs beyond the public pages' policy: `style` attributes, pictures from `blob:` (a picture before it is
uploaded) and frames of our own (the preview). See docs/adr/0009-one-door.md.
"""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse

HEADER = "Content-Security-Policy"
INLINE = re.compile(r"<script>(.*?)</script>", re.S)
KNOWN = (
    re.compile(
        r"\s*(?:new [A-Z]\w*|init(?:Date|DateTime|Time)Chooser|createTaskChooser)\((?P<arguments>.*)\);\s*",
        re.S,
    ),
    re.compile(
        r"\s*\(function\(\) \{\s*var panel = new (?:InlinePanel|MultipleChooserPanel)"
        r"\(JSON\.parse\((?P<arguments>\"[^\"]*\")\)\);\s*\}\)\(\);\s*"
    ),
)
# A row that the editor adds to a list brings its picker's line with its own number in the place of this word.
NUMBER, ROWS = "__prefix__", 20
DIRECTIVES: dict[str, list[Any]] = {
    "default-src": [NONE],
    "script-src": [SELF, NONCE],
    "style-src": [SELF, NONCE],
    "style-src-attr": [UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "manifest-src": [SELF],
}


def is_known(script: str) -> bool:
    """Tell whether an inline script is one of Wagtail's own starts with plain data."""
    found = next(filter(None, (form.fullmatch(script) for form in KNOWN)), None)
    try:
        return found is not None and bool(json.loads(f"[{found['arguments']}]"))
    except ValueError:
        return False


def hashes_of(html: str) -> list[str]:
    """Return the hashes of the inline scripts that may run, those of rows to come as well."""
    known = {
        each for script in INLINE.findall(html) if is_known(script) for each in _written_out(script)
    }
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'"
        for each in sorted(known)
    ]


def _written_out(script: str) -> list[str]:
    """Return a line as it is run: itself, or once for each row that may be added where it stands in an empty row."""
    if NUMBER not in script or not KNOWN[0].fullmatch(script):
        return [script]
    return [script.replace(NUMBER, str(number)) for number in range(ROWS)]


def apply(response: HttpResponse) -> None:
    """Give a finished page its policy; a preview is a page of the site with its own, but stands in a frame of the editor."""
    if own := response.get(HEADER):
        response[HEADER] = own.replace(f"frame-ancestors {NONE}", f"frame-ancestors {SELF}")
        return
    is_page = not response.streaming and response.get("Content-Type", "").startswith("text/html")
    hashes = hashes_of(response.content.decode("utf-8", "replace")) if is_page else []
    policy = {**DIRECTIVES, "script-src": [*DIRECTIVES["script-src"], *hashes]}
    response._csp_replace = policy  # type: ignore[attr-defined]  # as django-csp's own decorator does


def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give every page of a view the editor's policy once it is rendered."""

    @wraps(view)
    def with_policy(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
            response.add_post_render_callback(apply)
        else:
            apply(response)
        return response

    return with_policy
