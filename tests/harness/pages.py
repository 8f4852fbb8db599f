"""What does a page let its reader do? Its words without the white space that nobody sees, and where its forms go."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BaseFormSet
from django.test import Client
from django.utils.html import escape

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


def sent_wrong(client: Client, url: str, data: dict[str, Any]) -> tuple[int, set[str], list[str]]:
    """Send a form that is refused: the status, the fields that say why, and what was typed and is gone from the page."""
    answer = client.post(url, {"csrfmiddlewaretoken": "as a browser does", **data})
    if answer.context is None:
        return answer.status_code, set(), []
    html = answer.content.decode()
    typed = [str(value) for value in data.values() if isinstance(value, str | int) and value != ""]
    lost = sorted({value for value in typed if escape(value) not in html})
    return answer.status_code, faulty_fields(answer.context), lost


def faulty_fields(context: Any) -> set[str]:
    """The names of the fields that say what is wrong, of every form on a page."""
    found: set[str] = set()
    for layer in context:
        for each in layer.dicts:
            for form in forms_in(list(each.values())):
                errors = form.errors if isinstance(form, BaseForm) else {}
                found |= {name.removeprefix("__") for name in errors}
    return found


def forms_in(values: list[Any], depth: int = 3) -> Iterator[BaseForm | BaseFormSet]:
    """The forms that were sent, also those in lists and tables of the page."""
    for value in values:
        if isinstance(value, BaseForm):
            if value.is_bound:
                yield value
        elif isinstance(value, BaseFormSet):
            yield from forms_in(list(value.forms), depth - 1)
        elif depth and isinstance(value, dict):
            yield from forms_in(list(value.values()), depth - 1)
        elif depth and isinstance(value, list | tuple):
            yield from forms_in(list(value), depth - 1)
