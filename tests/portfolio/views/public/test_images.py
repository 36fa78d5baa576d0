"""Images on their way out: R-UP-10, and R-AZ-07 for media."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from portfolio.actions import projects
from tests.factories import portfolio as made
from tests.portfolio.views.public.test_absence import stored_image


@pytest.fixture
def image(frameworks, db):
    person = made.practitioner(made.user("Ines Maravall"), handle="ines", name="Ines Maravall", visibility="public")
    return stored_image(made.project(person, visibility="public"))


def test_r_up_10_the_headers_make_it_harmless(image):
    response = Client().get(f"/media/{image.uuid}/640.webp")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Content-Disposition"].startswith("inline")
    assert response["Cache-Control"] == "public, no-cache"
    assert response.cookies == {}


def test_r_up_10_head_ranges_and_conditional_requests(image):
    address = f"/media/{image.uuid}/640.webp"
    head, whole = Client().head(address), Client().get(address)
    assert (head.status_code, head.content) == (200, b"")
    ranged = Client().get(address, headers={"Range": "bytes=0-3"})
    assert (ranged.status_code, ranged.content) == (200, whole.content)
    assert Client().get(address, headers={"If-None-Match": whole["ETag"]}).status_code == 304
    assert Client().post(address).status_code == 405


@pytest.mark.parametrize(
    "tail",
    ["639.webp", "640.png", "640.WEBP", "640.webp/", "0640x.webp", "640.webp;a", "..%2e/640.webp", "99999999999.webp"],
)
def test_r_up_10_other_spellings_are_nothing(image, tail):
    assert Client().get(f"/media/{image.uuid}/{tail}").status_code == 404


def test_r_up_11_private_media_is_404_for_others_and_stays_with_its_owner(image, client_of, remi):
    address = f"/media/{image.uuid}/640.webp"
    tag = Client().get(address)["ETag"]
    projects.withdraw(image.project, by=None, at=made.AT)
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 404
    assert client_of(remi).get(address).status_code == 404
    own = client_of(image.project.practitioner.user).get(address)
    assert (own.status_code, own["Cache-Control"]) == (200, "private, no-store")


def test_a_file_that_is_gone_is_404(image):
    default_storage.delete(image.renditions[0]["path"])
    assert Client().get(f"/media/{image.uuid}/640.webp").status_code == 404
