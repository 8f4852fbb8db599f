"""A prepared statement says what its queryset says, for any arguments, and refuses what it cannot keep."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils.translation import get_language, override

from accounts.models import Trainee, User
from accounts.session import ASKING, SessionBackend
from core import notices
from core.models import Notice
from core.statements import NotPreparable, Prepared
from tests.factories.accounts import CoordinatorFactory, TraineeFactory, UserFactory

pytestmark = pytest.mark.django_db
notices.register("test.kept", subject="Kept %(number)s", body="-")


def _people(*, born: date, since: datetime, name: str) -> QuerySet[Trainee]:
    return (
        Trainee.objects.filter(Q(real_name=name) | Q(user__date_joined__gte=since))
        .filter(user__date_joined__gte=datetime(born.year, 1, 1, tzinfo=UTC))
        .select_related("user", "university")
        .order_by("pk")
    )


PEOPLE = Prepared(
    _people,
    derived={"first": lambda born, since, name: datetime(born.year, 1, 1, tzinfo=UTC)},
    born=date,
    since=datetime,
    name=str,
)
LONG_AGO = datetime(2001, 5, 6, 7, 8, tzinfo=UTC)
TO_COME = datetime(2101, 5, 6, 7, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("born", "since", "name"),
    [
        (date(2000, 1, 1), LONG_AGO, ""),
        (date(2000, 1, 1), TO_COME, "Li"),
        (date(2000, 1, 1), TO_COME, "nobody"),
        (date(2100, 7, 1), LONG_AGO, "Li"),
    ],
)
def test_the_rows_are_those_of_the_queryset(born: date, since: datetime, name: str) -> None:
    TraineeFactory(real_name="Li")
    TraineeFactory(real_name="Wang", university=CoordinatorFactory().university)
    plain = list(_people(born=born, since=since, name=name))
    with CaptureQueriesContext(connection) as asked:
        rows = PEOPLE.rows(born=born, since=since, name=name)
        told = [(row, row.user.email, row.university and row.university.name_zh) for row in rows]
    assert told == [(row, row.user.email, row.university and row.university.name_zh) for row in plain]  # fmt: skip
    assert len(asked) == 1


def test_dictionaries_and_tuples_come_as_the_queryset_gives_them() -> None:
    users = UserFactory.create_batch(2)
    for number in range(3):
        notices.tell(users[number % 2], "test.kept", number=number)

    def counts(user_id: int) -> QuerySet[Notice]:
        found = Notice.objects.filter(recipient=user_id).order_by().values("recipient")
        return found.annotate(count=Count("pk"), first=Count("pk", filter=Q(code="other")))

    def pairs(user_id: int) -> QuerySet[Notice]:
        return (
            Notice.objects.filter(recipient=user_id).order_by("pk").values_list("pk", "created_at")
        )

    dictionaries, tuples = Prepared(counts, user_id=int), Prepared(pairs, user_id=int)
    for user in users:
        assert dictionaries.rows(user_id=user.pk) == list(counts(user.pk))
        assert tuples.rows(user_id=user.pk) == list(pairs(user.pk))


def test_it_is_compiled_once_for_each_language() -> None:
    built: list[str | None] = []

    def build(user_id: int) -> QuerySet[User]:
        built.append(get_language())
        return User.objects.filter(pk=user_id).order_by("pk")

    kept = Prepared(build, user_id=int)
    for language in ("en", "zh-hans", "en", "zh-hans"):
        with override(language):
            kept.rows(user_id=UserFactory().pk)
    assert built == ["en"] * 3 + ["zh-hans"] * 3


@pytest.mark.parametrize("given", [None, "5", True, 5.0])
def test_an_argument_of_another_kind_is_refused(given: object) -> None:
    with pytest.raises(NotPreparable, match="user_id is "):
        ASKING.rows(user_id=given)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(NotPreparable, match="aware"):
        PEOPLE.rows(born=date(2000, 1, 1), since=datetime(2001, 1, 1), name="Li")


def test_a_missing_argument_is_refused() -> None:
    with pytest.raises(NotPreparable, match="takes"):
        ASKING.rows()


def test_a_statement_of_another_shape_is_refused() -> None:
    def build(user_id: int) -> QuerySet[User]:
        found = User.objects.filter(pk=user_id)
        return found if user_id % 2 else found.filter(is_active=True)

    with pytest.raises(NotPreparable, match="shape"):
        Prepared(build, user_id=int).rows(user_id=5)


def test_a_value_that_follows_unsaid_is_refused() -> None:
    def build(on: date) -> QuerySet[Trainee]:
        return Trainee.objects.filter(birth_on__lt=on - timedelta(days=16 * 365))

    with pytest.raises(NotPreparable, match="unsaid"):
        Prepared(build, on=date).rows(on=date(2026, 11, 30))


def test_a_moment_that_is_no_argument_is_refused() -> None:
    def build(user_id: int) -> QuerySet[User]:
        return User.objects.filter(pk=user_id, date_joined__lt=LONG_AGO)

    with pytest.raises(NotPreparable, match="for ever"):
        Prepared(build, user_id=int).rows(user_id=5)


def test_a_statement_that_locks_is_refused() -> None:
    kept = Prepared(
        lambda user_id: User.objects.select_for_update().filter(pk=user_id), user_id=int
    )
    with pytest.raises(NotPreparable, match="locks"), transaction.atomic():
        kept.rows(user_id=5)


@pytest.mark.django_db(transaction=True)
def test_threads_share_what_was_compiled() -> None:
    users = UserFactory.create_batch(4)
    ASKING.rows(user_id=users[0].pk)
    found: dict[int, list[User]] = {}

    def ask(user_id: int) -> None:
        try:
            found[user_id] = ASKING.rows(user_id=user_id)
        finally:
            connection.close()

    threads = [Thread(target=ask, args=(user.pk,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {user.pk: [user] for user in users}


def test_the_user_of_a_session_is_read_anew_each_time() -> None:
    user = UserFactory()
    first = SessionBackend().get_user(user.pk)
    notices.tell(user, "test.kept", number=1)
    second = SessionBackend().get_user(str(user.pk))
    assert (first and first.unread_notices, second and second.unread_notices) == (0, 1)
    assert SessionBackend().get_user(user.pk + 1) is None
