"""What do the tests of the site clean up after themselves?"""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _language_ends_with_the_test() -> Iterator[None]:
    """A request to /en/ leaves its thread in English; the next test starts in the site's language."""
    yield
    translation.deactivate()
