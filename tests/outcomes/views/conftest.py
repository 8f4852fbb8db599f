"""The office and a coordinator, logged in."""

import pytest


@pytest.fixture
def office(client, cast):
    client.force_login(cast.office)
    return client


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return client
