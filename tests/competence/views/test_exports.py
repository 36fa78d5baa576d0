"""Downloads of editions: the losses stand before the choice, and a file says which edition it is."""

import pytest

from competence.formats import documents, toml
from competence.models import Edition
from competence.queries import editions
from competence.views import exports

PAGE = "/frameworks/three-levels/formats/"


def test_the_page_lists_every_format_with_what_it_cannot_hold(frameworks, client, django_assert_num_queries):
    client.get(PAGE)
    with django_assert_num_queries(1):
        text = client.get(PAGE).content.decode()
    assert "26 rules cannot be held." in text
    assert text.index("Holds everything.") < text.index("26 rules cannot be held.")
    for form in ("toml", "csv", "case", "case-1.0", "matrix", "moodle"):
        assert f'href="{PAGE}{form}/"' in text


def test_a_framework_links_to_its_formats(frameworks, client):
    assert f'href="{PAGE}"' in client.get("/frameworks/three-levels/").content.decode()


@pytest.mark.parametrize(
    ("form", "name", "kind", "start"),
    [
        ("toml", "three-levels-1.1.0.toml", "application/toml", b"schema_version = 1"),
        ("csv", "three-levels-1.1.0.csv", "text/csv", b"\xef\xbb\xbftier,"),
        ("case", "three-levels-1.1.0.case.json", "application/json", b"{"),
        ("case-1.0", "three-levels-1.1.0.case-1.0.json", "application/json", b"{"),
        ("matrix", "three-levels-1.1.0.matrix", "application/json", b"{"),
        ("moodle", "three-levels-1.1.0.moodle.csv", "text/csv", b"Parent id number,"),
    ],
)
def test_each_format_is_a_file_to_save(frameworks, client, form, name, kind, start):
    response = client.get(f"{PAGE}{form}/")
    assert response["Content-Type"] == f"{kind}; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.content.startswith(start)
    assert client.get(f"{PAGE}{form}/", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_the_file_of_ours_has_everything(frameworks, client):
    text = client.get(f"{PAGE}toml/").content.decode()
    document = documents.of(editions.of("three-levels"))
    del document["framework"]["default"]
    assert documents.of(toml.read(text, "x")[0]) == document


def test_what_is_not_there_or_not_published_is_not_found(frameworks, client):
    assert client.get(f"{PAGE}docx/").status_code == 404
    assert client.get("/frameworks/nothing/formats/").status_code == 404
    assert client.get(f"{PAGE}?edition=9.9.9").status_code == 404
    Edition.objects.filter(framework__key="field-guide").update(published_at=None, is_current=False)
    assert client.get("/frameworks/field-guide/formats/toml/").status_code == 404


def test_making_files_has_a_limit_and_one_that_is_unchanged_costs_nothing(frameworks, client, monkeypatch):
    monkeypatch.setattr(exports, "AN_HOUR", 2)
    first = client.get(f"{PAGE}csv/")
    assert [client.get(f"{PAGE}csv/", headers={"If-None-Match": first["ETag"]}).status_code for _ in range(3)] == [
        304
    ] * 3
    assert client.get(f"{PAGE}moodle/").status_code == 200
    refused = client.get(f"{PAGE}matrix/")
    assert refused.status_code == 429 and int(refused["Retry-After"]) > 0
