"""How does a page become small on its way out?

With Brotli where nothing in it is secret, the page of a visitor. What a session sees is compressed by gzip with a random
number of bytes added, so that nobody learns a secret from the length of answers (BREACH). Files, streams and what is
compressed already pass as they are; static files are compressed when they are collected (core/static_files.py).
"""

from collections.abc import Callable

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

Handler = Callable[[HttpRequest], HttpResponseBase]

SMALLEST = 500  # bytes; below, nothing is won
QUICK = 5  # of Brotli's 0…11: .4 ms for a page of 25 kB; what is kept may be compressed at leisure
ADDED = 100  # at most so many bytes are added to what a session sees
TEXTS = ("text/", "application/json", "application/xml", "image/svg+xml", "application/manifest")


class CompressionMiddleware:
    """Compresses what every view answers."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return compress(self.get_response(request), request)


def compress(
    response: HttpResponseBase, request: HttpRequest, quality: int = QUICK
) -> HttpResponseBase:
    """Compress the content of an answer, if it is text, as well as the browser understands; return the same answer."""
    if not isinstance(response, HttpResponse) or not _is_compressible(response):
        return response
    patch_vary_headers(response, ("Accept-Encoding",))
    encoding = encoding_for(request, is_secret=settings.SESSION_COOKIE_NAME in request.COOKIES)
    if encoding:
        response.content = packed(response.content, encoding, quality)
        response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(response.content))
        if response.get("ETag", "").startswith('"'):
            response["ETag"] = f"W/{response['ETag']}"
    return response


def encoding_for(request: HttpRequest, *, is_secret: bool = False) -> str:
    """Return how an answer may be compressed for this browser: "br", "gzip", or "" for not at all."""
    accepted = _accepted(request.headers.get("Accept-Encoding", ""))
    if "br" in accepted and not is_secret:
        return "br"
    return "gzip" if "gzip" in accepted else ""


def packed(content: bytes, encoding: str, quality: int = QUICK) -> bytes:
    """Return the content compressed; gzip adds bytes of its own."""
    if encoding == "br":
        return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=quality))
    return bytes(compress_string(content, max_random_bytes=ADDED))


def _is_compressible(response: HttpResponse) -> bool:
    return (
        response.get("Content-Type", "").startswith(TEXTS)
        and not response.has_header("Content-Encoding")
        and len(response.content) >= SMALLEST
    )


def _accepted(header: str) -> set[str]:
    """Return what an Accept-Encoding names, without what it refuses by q=0."""
    names = set()
    for part in header.lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";q=")
        if weight.strip("0.") or not weight:
            names.add(name)
    return names
