"""The read paths of CASE: every answer has the shape that the standard gives it; only what is published is told."""

import json
from uuid import uuid5

import pytest

from competence.formats.case import asking
from competence.formats.case.strict import NAMESPACE, violations
from competence.models import Edition
from tests.factories.packages import uid

BASE = "/ims/case/v1p1"


@pytest.fixture
def get(frameworks, client):
    def get(path, status=200, **headers):
        response = client.get(f"{BASE}/{path}", headers=headers)
        assert response.status_code == status, response.content[:300]
        assert response["Content-Type"] == "application/json"
        return response

    return get


def body(response):
    return json.loads(response.content)


def problems(value, name):
    return list(violations(value, name, "1.1 alone"))


def identifier(key):
    return str(uuid5(NAMESPACE, key))


DOCUMENT = identifier("framework three-levels")


def test_documents_are_listed_page_by_page(get):
    response = get("CFDocuments?limit=1&offset=1&sort=title&orderBy=desc")
    (row,) = body(response)["CFDocuments"]
    titles = sorted(Edition.objects.current().values_list("title", flat=True), key=str.casefold, reverse=True)
    assert row["title"] == titles[1]
    assert response["X-Total-Count"] == str(len(titles))
    assert f'{BASE}/CFDocuments?sort=title&orderBy=desc&limit=1&offset=2>; rel="next"' in response["Link"]
    assert problems(row, "CFDocument") == []


def test_documents_are_chosen_by_filter_and_fields(get):
    response = get("CFDocuments?filter=title~'three levels' AND language='en'&fields=identifier,title")
    assert body(response)["CFDocuments"] == [
        {"identifier": DOCUMENT, "title": "Three Levels of Deep Learning Competence"}
    ]
    assert body(get("CFDocuments?filter=title='x' OR version>='1.1.0'"))["CFDocuments"][0]["version"] == "1.1.0"


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("sort=colour", "invalid_sort_field"),
        ("orderBy=up", "invalid_sort_field"),
        ("fields=title,colour", "invalid_selection_field"),
        ("filter=colour='red'", "invalid_selection_field"),
        ("filter=title", "invalid_selection_field"),
        ("filter=title='a' AND title='b' OR title='c'", "invalid_selection_field"),
        ("filter=title='a' title='b'", "invalid_selection_field"),
        ("limit=0", "invalid_selection_field"),
        ("limit=many", "invalid_selection_field"),
        ("offset=-1", "invalid_selection_field"),
        (f"filter={'x' * 1500}", "invalid_selection_field"),
    ],
)
def test_a_question_that_means_nothing_is_refused_in_the_words_of_the_standard(get, query, word):
    said = body(get(f"CFDocuments?{query}", 400))
    assert (said["imsx_codeMajor"], said["imsx_severity"]) == ("failure", "error")
    assert said["imsx_codeMinor"]["imsx_codeMinorField"][0]["imsx_codeMinorFieldValue"] == word


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("CFItems/7", 400, "invalid_uuid"),
        (f"CFItems/{uid('nothing')}", 404, "unknownobject"),
        (f"CFPackages/{uid('nothing')}", 404, "unknownobject"),
        (f"CFItemAssociations/{uid('nothing')}", 404, "unknownobject"),
        ("CFThings/7", 404, "unknownobject"),
        ("CFDocuments?filter=title='nothing'", 404, "unknownobject"),
    ],
)
def test_what_is_not_there_is_said_in_the_words_of_the_standard(get, path, status, word):
    said = body(get(path, status))
    assert said["imsx_codeMinor"]["imsx_codeMinorField"][0]["imsx_codeMinorFieldValue"] == word


def test_a_package_and_all_that_is_in_it_can_be_fetched_one_by_one(get):
    package = body(get(f"CFPackages/{DOCUMENT}"))
    assert list(violations(package, "CFPackage")) == []
    document = body(get(f"CFDocuments/{DOCUMENT}"))
    assert document["CFPackageURI"]["uri"].endswith(f"{BASE}/CFPackages/{DOCUMENT}")
    assert problems(document, "CFDocument") == []
    row = package["CFItems"][-1]
    item = body(get(f"CFItems/{row['identifier']}"))
    assert {name: value for name, value in item.items() if name != "CFDocumentURI"} == row
    assert item["uri"].endswith(f"{BASE}/CFItems/{row['identifier']}")
    assert problems(item, "CFItem") == []
    association = body(get(f"CFAssociations/{package['CFAssociations'][0]['identifier']}"))
    assert problems(association, "CFAssociation") == []
    around = body(get(f"CFItemAssociations/{row['identifier']}"))
    assert around["CFItem"] == item
    assert all(
        row["identifier"] in (one["originNodeURI"]["identifier"], one["destinationNodeURI"]["identifier"])
        and list(violations(one, "CFAssociation")) == []
        for one in around["CFAssociations"]
    )
    (kind,) = body(get(f"CFItemTypes/{item['CFItemTypeURI']['identifier']}"))["CFItemTypes"]
    assert kind["title"] == item["CFItemType"] == "Skill"
    licence = body(get(f"CFLicenses/{document['licenseURI']['identifier']}"))
    assert licence["licenseText"].startswith("Own wording")


def test_a_child_names_its_parent_and_a_skill_its_level(get):
    around = body(get(f"CFItemAssociations/{identifier('l1.modeling')}"))
    places = [
        row for row in around["CFAssociations"] if row["originNodeURI"]["identifier"] == identifier("l1.modeling")
    ]
    assert [row["destinationNodeURI"]["identifier"] for row in places] == [identifier("l1")]


def test_the_older_paths_lead_to_the_newer(client, frameworks):
    response = client.get("/ims/case/v1p0/CFDocuments?limit=1")
    assert (response.status_code, response["Location"]) == (301, f"{BASE}/CFDocuments?limit=1")


def test_an_answer_is_kept_until_something_is_published(get, client, django_assert_num_queries):
    first = get(f"CFItems/{identifier('l1')}")
    assert first["Cache-Control"] == "public, no-cache"
    assert first["Access-Control-Allow-Origin"] == "*"
    with django_assert_num_queries(1):
        again = client.get(f"{BASE}/CFItems/{identifier('l1')}", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_only_what_is_published_is_told(get):
    Edition.objects.filter(framework__key="field-guide").update(is_current=False)
    titles = [row["title"] for row in body(get("CFDocuments"))["CFDocuments"]]
    assert len(titles) == 3 and not any("Field" in title for title in titles)
    get(f"CFPackages/{identifier('framework field-guide')}", 404)


@pytest.mark.parametrize(
    ("condition", "fits"),
    [
        (("title", "=", "ALPHA"), True),
        (("title", "!=", "alpha"), False),
        (("title", "~", "lph"), True),
        (("title", ">", "aaa"), True),
        (("title", "<=", "aaa"), False),
        (("subject", "=", "maths"), True),
        (("subject", "!=", "maths"), False),
        (("notes", "=", ""), True),
    ],
)
def test_a_condition_compares_without_regard_to_case(condition, fits):
    row = {"identifier": "1", "title": "Alpha", "subject": ["Maths", "Art"]}
    assert bool(asking.answer([row], asking.Asked(conditions=(condition,)))[0]) is fits
