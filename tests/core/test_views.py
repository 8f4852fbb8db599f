"""Are published pictures public, cached, and only those?"""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def test_a_published_picture_is_public_and_may_be_kept(client, db):
    path = default_storage.save("images/cover.png", ContentFile(b"picture"))
    response = client.get(f"/media/{path}")
    assert (
        response.status_code,
        b"".join(response.streaming_content),
        response["Content-Type"],
    ) == (
        200,
        b"picture",
        "image/png",
    )
    assert response["Cache-Control"] == "public, max-age=604800"
    response.close()


def test_folders_are_not_listed(client, db):
    default_storage.save("images/cover.png", ContentFile(b"picture"))
    assert client.get("/media/images/").status_code == 404


def test_nothing_outside_of_the_folder_is_sent(client, db):
    assert client.get("/media/../settings.py").status_code == 400
    assert client.get("/media/%2e%2e/secret_key").status_code == 400


def test_health_says_ok(client, db):
    assert client.get("/healthz").json() == {"ok": True, "problems": []}


def test_what_is_not_there_says_the_same_at_any_minute(client, cast):
    client.force_login(cast.office)
    assert b"print-head" in client.get("/office/").content
    assert b"print-head" not in client.get("/office/persons/999999/").content
