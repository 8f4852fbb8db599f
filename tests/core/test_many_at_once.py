"""Are many told and moved at once as one would be, and does one who was faster or takes no mail hold up no other?"""

import pytest

from core import notices, tasks
from core.models import AuditEntry, Notice
from core.notices import Letter
from core.workflow import advance_each
from matching.models import Opening
from matching.states import OPENING
from tests.cast import Cast
from tests.factories.matching import OpeningFactory

pytestmark = pytest.mark.django_db
CODE = "matching.opening.filled"


def test_nobody_is_nothing() -> None:
    assert (notices.tell_each([]), advance_each([], OPENING, "expire")) == ([], [])


def test_a_code_without_words_is_told_to_nobody(cast: Cast) -> None:
    with pytest.raises(LookupError, match="nonsense"):
        notices.tell_each(
            [Letter(cast.company, CODE, "", {}), Letter(cast.company, "nonsense", "", {})]
        )
    assert Notice.objects.count() == 0


def test_many_notices_are_one_order_and_each_e_mail_goes_out(
    cast: Cast, mailoutbox, django_capture_on_commit_callbacks
) -> None:
    said = {"opening": {"zh": "女装主播", "en": "Streamer"}}
    with django_capture_on_commit_callbacks() as ordered:
        told = notices.tell_each(
            [Letter(each, CODE, "", said) for each in (cast.company, cast.office)]
        )
    assert len(ordered) == 1
    for _again in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert tasks.email_notices([notice.pk for notice in told]) == 2
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(
        [cast.company.email, cast.office.email]
    )


def test_many_move_with_an_entry_each() -> None:
    found = [OpeningFactory(state=state) for state in ("published", "paused")]
    assert advance_each(found, OPENING, "expire", closed_at=found[0].published_at) == found
    assert set(Opening.objects.values_list("state", flat=True)) == {"expired"}
    entries = AuditEntry.objects.order_by("object_id").values_list(
        "object_id", "verb", "before", "after", "actor"
    )
    assert list(entries) == [
        (each.pk, "opening.expire", before, "expired", None)
        for each, before in zip(found, ("published", "paused"), strict=True)
    ]
