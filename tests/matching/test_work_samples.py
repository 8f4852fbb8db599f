"""May a company look at the work samples that came with an application, and does the person see that it did?"""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from accounts.models import AccessLog, WorkSample
from core import clock
from matching.actions import applications
from matching.models import Application
from tests.cast import Cast
from tests.factories.matching import PNG, OpeningFactory
from tests.harness.tight import tight

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(cast: Cast) -> WorkSample:
    return WorkSample.objects.create(
        trainee=cast.person, title="直播截图", picture=ContentFile(PNG, name="s.png")
    )


@pytest.fixture
def sent(cast: Cast, sample: WorkSample) -> Application:
    """An application with the sample, to the company of the cast."""
    opening = OpeningFactory(company=cast.firm)
    return applications.apply(
        trainee=cast.person, opening=opening, by=cast.trainee, now=clock.now()
    )


def url(sent: Application, sample: WorkSample) -> str:
    return f"/company/applications/{sent.pk}/samples/{sample.pk}/"


def test_the_company_finds_the_picture_on_the_applicants_page_and_the_person_sees_the_look(
    cast: Cast, sent: Application, sample: WorkSample, client: Client
):
    client.force_login(cast.company)
    assert url(sent, sample) in client.get(f"/company/applications/{sent.pk}/").content.decode()
    assert AccessLog.objects.count() == 0

    response = client.get(url(sent, sample))

    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert b"".join(response.streaming_content) == PNG
    look = AccessLog.objects.get()
    assert (look.trainee, look.by, look.what) == (cast.person, cast.company, "work_sample")
    client.force_login(cast.trainee)
    assert "你的作品</td>" in tight(client.get("/my/privacy/").content.decode())


def test_the_company_reads_what_the_person_wrote_about_it(
    cast: Cast, sample: WorkSample, client: Client
):
    WorkSample.objects.filter(pk=sample.pk).update(description="领子返工两次，扣眼手工锁。")
    sent = applications.apply(
        trainee=cast.person,
        opening=OpeningFactory(company=cast.firm),
        by=cast.trainee,
        now=clock.now(),
    )
    client.force_login(cast.company)
    assert (
        "领子返工两次，扣眼手工锁。"
        in client.get(f"/company/applications/{sent.pk}/").content.decode()
    )


def test_another_company_finds_nothing(
    cast: Cast, sent: Application, sample: WorkSample, client: Client
):
    client.force_login(cast.other_company)

    assert client.get(url(sent, sample)).status_code == 404
    assert AccessLog.objects.count() == 0


def test_a_sample_that_was_not_sent_stays_private(cast: Cast, sent: Application, client: Client):
    later = WorkSample.objects.create(
        trainee=cast.person, title="后来的", picture=ContentFile(PNG, name="s.png")
    )
    foreign = WorkSample.objects.create(
        trainee=cast.other_person, title="别人的", picture=ContentFile(PNG, name="s.png")
    )
    client.force_login(cast.company)

    assert [client.get(url(sent, each)).status_code for each in (later, foreign)] == [404, 404]


def test_a_removed_sample_is_gone_for_the_company_too(
    cast: Cast, sent: Application, sample: WorkSample, client: Client
):
    gone = url(sent, sample)
    sample.delete()
    client.force_login(cast.company)

    assert client.get(gone).status_code == 404
    assert gone not in client.get(f"/company/applications/{sent.pk}/").content.decode()


def test_after_the_application_ended_the_picture_is_no_longer_shown(
    cast: Cast, sent: Application, sample: WorkSample, client: Client
):
    applications.withdraw(application=sent, by=cast.trainee, now=clock.now())
    client.force_login(cast.company)

    response = client.get(url(sent, sample))

    assert (response.status_code, response.context["denial"].code) == (403, "sample.ended")
    assert url(sent, sample) not in client.get(f"/company/applications/{sent.pk}/").content.decode()
    assert AccessLog.objects.count() == 0
