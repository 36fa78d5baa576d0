"""Every read path of CASE, for every shipped framework and one of somebody else's: each answer fits the schema."""

import json

import pytest
from django.utils import timezone

from competence.actions import drafts, imports
from competence.models import Edition
from tests.factories.case_schema import faults, whole
from tests.factories.packages import association, item, package, uid

BASE = "/ims/case/v1p1"
DEFINITIONS = ("CFConcepts", "CFSubjects", "CFItemTypes", "CFLicenses", "CFAssociationGroupings")
TYPE_OF = {
    "CFDocuments": "CFDocument",
    "CFPackages": "CFPackage",
    "CFItems": "CFItem",
    "CFItemAssociations": "CFItemAssociations",
    "CFAssociations": "CFAssociation",
    "CFConcepts": "CFConcepts",
    "CFSubjects": "CFSubjects",
    "CFItemTypes": "CFItemTypes",
    "CFLicenses": "CFLicense",
    "CFAssociationGroupings": "CFAssociationGrouping",
    "CFRubrics": "CFRubric",
}


def foreign():
    """A package with everything in it that the standard knows, and with what it does not allow."""
    full = {key: value for key, value in whole("CFItemInPackage").items() if key not in ("identifier", "uri")}
    one = {**item("a"), **full, "statusEndDate": "2030-01-01"}
    two = item("b", uri="no address", educationLevel="06", unknown=None)
    definitions = {
        name: [
            {**row, "identifier": uid(name), "hierarchyCode": "1"} if "hierarchyCode" in row else row for row in rows
        ]
        for name, rows in whole("CFDefinition").items()
        if name != "extensions"
    }
    definitions["CFSubjects"].append(
        {**definitions["CFSubjects"][0], "identifier": uid("lower"), "hierarchyCode": "1.2"}
    )
    rows = [association("a", "doc", number=1), association("b", "a"), association("a", "b", "strange kind")]
    return package([one, two], rows, CFDefinitions=definitions, CFRubrics=[whole("CFRubric")])


@pytest.fixture
def served(frameworks, max):
    """All frameworks that ship, and the one of somebody else's, published."""
    (draft,) = imports.take_in(json.dumps(foreign()).encode(), "foreign.json", by=max, at=timezone.now())
    drafts.publish(draft, note="As it came.", by=max, at=timezone.now())


def body(client, path, status=200):
    response = client.get(f"{BASE}/{path}")
    assert (response.status_code, response["Content-Type"]) == (status, "application/json")
    return json.loads(response.content)


def parts(whole_package):
    """Every address that a package gives rise to: collection and identifier."""
    yield "CFDocuments", whole_package["CFDocument"]["identifier"]
    for row in whole_package["CFItems"]:
        yield "CFItems", row["identifier"]
        yield "CFItemAssociations", row["identifier"]
    for row in whole_package["CFAssociations"]:
        yield "CFAssociations", row["identifier"]
    for name in DEFINITIONS:
        for row in whole_package.get("CFDefinitions", {}).get(name, ()):
            yield name, row["identifier"]
    for row in whole_package.get("CFRubrics", ()):
        yield "CFRubrics", row["identifier"]


def test_every_answer_of_every_path_fits_the_schema(served, client):
    listed = body(client, "CFDocuments?limit=100")
    assert faults(listed, "CFDocuments") == []
    assert len(listed["CFDocuments"]) == Edition.objects.current().count() == 5
    asked = set()
    for row in listed["CFDocuments"]:
        whole_package = body(client, f"CFPackages/{row['identifier']}")
        assert faults(whole_package, "CFPackage") == []
        for collection, identifier in parts(whole_package):
            answer = body(client, f"{collection}/{identifier}")
            assert (identifier, faults(answer, TYPE_OF[collection])) == (identifier, [])
            asked.add(collection)
    assert asked | {"CFPackages"} == set(TYPE_OF)


def test_a_set_has_what_is_below(served, client):
    rows = body(client, f"CFSubjects/{uid('CFSubjects')}")["CFSubjects"]
    assert [row["hierarchyCode"] for row in rows] == ["1", "1.2"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("CFDocuments?sort=colour", 400),
        ("CFDocuments?filter=nonsense", 400),
        ("CFDocuments?fields=colour", 400),
        ("CFDocuments?limit=-1", 400),
        ("CFDocuments?filter=title='nothing'", 404),
        ("CFThings/7", 404),
        *((f"{collection}/seven", 400) for collection in TYPE_OF),
        *((f"{collection}/{uid('nothing')}", 404) for collection in TYPE_OF),
    ],
)
def test_every_refusal_fits_the_schema(served, client, path, status):
    assert faults(body(client, path, status), "StatusInfo") == []


@pytest.mark.parametrize(("form", "version"), [("case", "1.1"), ("case-1.0", "1.0")])
def test_downloads_fit_the_schema_of_their_version(served, client, form, version):
    for key in Edition.objects.current().values_list("framework__key", flat=True):
        file = json.loads(client.get(f"/frameworks/{key}/formats/{form}/").content)
        assert (key, faults(file, "CFPackage", version)) == (key, [])


def test_a_choice_of_fields_has_just_these(served, client):
    """The one answer that is less than its type: the standard lets it be asked for."""
    rows = body(client, "CFDocuments?fields=identifier,title&limit=2")["CFDocuments"]
    assert [set(row) for row in rows] == [{"identifier", "title"}] * 2
