"""Does the user of a session come with what every page asks of them, as it stands now?"""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import Client

from accounts.models import Trainee, User
from accounts.session import SessionBackend, holds_factor, trainee_of
from core import notices
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def asking(client: Client) -> User:
    """The user of a client's session, as a request reads them."""
    request = HttpRequest()
    request.session = client.session
    return get_user(request)


@pytest.fixture
def session(client: Client, cast: Cast) -> Client:
    client.force_login(cast.trainee)
    return client


def test_all_of_it_is_one_query_beside_the_session(
    session: Client, django_assert_num_queries
) -> None:
    with django_assert_num_queries(2):  # the other one is the session itself
        user = asking(session)
        person = trainee_of(user)
        assert person is not None
        assert person.user is user
        for each in ("university", "education", "major"):
            getattr(person, each)
        assert (user.unread_notices, holds_factor(user)) == (0, False)


def test_the_number_of_new_notices_is_that_of_this_moment(
    session: Client, cast: Cast, django_assert_num_queries
) -> None:
    for _ in range(2):
        notices.tell(cast.trainee, "accounts.name_checked")
    notices.tell(cast.other_trainee, "accounts.name_checked")
    assert asking(session).unread_notices == notices.unread_count(cast.trainee) == 2
    notices.mark_all_read(cast.trainee)
    assert asking(session).unread_notices == 0


def test_the_person_is_that_of_this_moment(session: Client, cast: Cast) -> None:
    Trainee.objects.filter(pk=cast.person.pk).update(uses_recommendations=False)
    assert trainee_of(asking(session)).uses_recommendations is False


def test_a_second_factor_is_seen_at_once_and_without_a_session_too(
    session: Client, cast: Cast
) -> None:
    assert (holds_factor(asking(session)), holds_factor(cast.trainee)) == (False, False)
    Authenticator.objects.create(user=cast.trainee, type=Authenticator.Type.TOTP, data={})
    assert (holds_factor(asking(session)), holds_factor(cast.trainee)) == (True, True)


def test_who_was_shut_out_or_never_was_is_nobody(session: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.trainee.pk).update(is_active=False)
    assert isinstance(asking(session), AnonymousUser)
    assert SessionBackend().get_user(0) is None


def test_nobody_is_behind_a_company_or_a_visitor(cast: Cast) -> None:
    found = SessionBackend().get_user(cast.company.pk)
    assert (trainee_of(found), trainee_of(AnonymousUser())) == (None, None)
