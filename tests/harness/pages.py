"""What does a page let its reader do? Its words without the white space that nobody sees, and where its forms go."""

import re
from dataclasses import dataclass
from typing import Any

from django.test import Client

from tests.harness.tight import tight

SENT_TO = re.compile(r'\b(?:form)?action="([^"?#]+)')


@dataclass(frozen=True)
class Opened:
    """An answer to somebody."""

    status: int
    html: str
    context: Any

    def verbs(self, *bases: str) -> set[str]:
        """What its forms do with a thing: what stands in their addresses behind the address of the thing."""
        sent = SENT_TO.findall(self.html)
        return {
            url[len(base) :].strip("/") for base in bases for url in sent if url.startswith(base)
        }

    def leads(self, base: str) -> set[str]:
        """What its links do with a thing."""
        found = re.findall(r'\bhref="([^"?#]+)', self.html)
        return {url[len(base) :].strip("/") for url in found if url.startswith(base)} - {""}

    def says(self, *words: object) -> list[bool]:
        """Which of these words stand on it."""
        return [str(each) in self.html for each in words]


def opened(client: Client, url: str) -> Opened:
    """Open a page."""
    answer = client.get(url)
    return Opened(answer.status_code, tight(answer.content.decode()), answer.context)


def signed_in_as(user) -> Client:
    """Somebody's browser."""
    client = Client()
    client.force_login(user)
    return client
