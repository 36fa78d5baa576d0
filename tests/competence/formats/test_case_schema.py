"""The schema of CASE that answers are held against refuses what the standard refuses, and the writer keeps to it."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from competence.formats import documents, toml
from competence.formats.case import reading, writing
from competence.formats.case.shapes import ALONE, ASSOCIATIONS, ASSOCIATIONS_1_0, TYPES, TYPES_1_0, field_of
from competence.formats.case.strict import restored
from tests.competence.formats.test_case import by_identifier, packages
from tests.factories.case_schema import VERSIONS, faults, schema, spoilt, types, whole
from tests.factories.competence import shipped_files
from tests.factories.packages import association, document, item, link, package, uid
from tests.factories.yardsticks import yardsticks

EVERY = [(name, version) for version in VERSIONS for name in types(version)]
REQUIRED = {
    "CFPackage": "CFDocument",
    "CFDocument": "identifier uri creator title lastChangeDateTime CFPackageURI",
    "CFDocumentInPackage": "identifier uri creator title lastChangeDateTime",
    "CFItem": "identifier uri fullStatement lastChangeDateTime CFDocumentURI",
    "CFItemInPackage": "identifier uri fullStatement lastChangeDateTime",
    "CFAssociation": "identifier uri associationType originNodeURI destinationNodeURI lastChangeDateTime",
    "CFAssociationInPackage": "identifier uri associationType originNodeURI destinationNodeURI lastChangeDateTime",
    "CFDefinition": "",
    "CFConcept": "identifier uri title hierarchyCode lastChangeDateTime",
    "CFSubject": "identifier uri title hierarchyCode lastChangeDateTime",
    "CFItemType": "identifier uri title description hierarchyCode lastChangeDateTime",
    "CFLicense": "identifier uri title licenseText lastChangeDateTime",
    "CFAssociationGrouping": "identifier uri title lastChangeDateTime",
    "CFRubric": "identifier uri lastChangeDateTime",
    "CFRubricCriterion": "identifier uri lastChangeDateTime",
    "CFRubricCriterionLevel": "identifier uri lastChangeDateTime",
    "LinkURI": "title identifier uri",
    "LinkGenURI": "title identifier uri",
    "CFDocuments": "CFDocuments",
    "CFItemAssociations": "CFItem CFAssociations",
    "CFConcepts": "CFConcepts",
    "CFSubjects": "CFSubjects",
    "CFItemTypes": "CFItemTypes",
    "StatusInfo": "imsx_codeMajor imsx_severity",
    "CodeMinor": "imsx_codeMinorField",
    "CodeMinorField": "imsx_codeMinorFieldName imsx_codeMinorFieldValue",
}
"""What the information model of 1.1 requires of each type."""
IN_PACKAGE = {name: f"{name}InPackage" for name in ("CFDocument", "CFItem", "CFAssociation")}


@pytest.mark.parametrize(("name", "version"), EVERY)
def test_a_whole_value_fits_and_one_wrong_thing_in_it_does_not(name, version):
    assert faults(whole(name, version), name, version) == []
    unseen = [what for what, value in spoilt(name, version) if not faults(value, name, version)]
    assert unseen == []


def test_every_type_requires_what_the_standard_requires():
    assert {name: set(made["required"]) for name, made in types().items()} == {
        name: set(fields.split()) for name, fields in REQUIRED.items()
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("identifier", "0B8E4B8E-6A1C-5D3A-9F0A-1C2D3E4F5A6B"),
        ("identifier", "0b8e4b8e-6a1c-9d3a-9f0a-1c2d3e4f5a6b"),
        ("uri", "standards.example/items/1"),
        ("uri", "https://standards.example/with space"),
        ("lastChangeDateTime", "2026-01-31"),
        ("lastChangeDateTime", "2026-01-31T09:30:00"),
        ("statusStartDate", "2026-02-30"),
        ("statusStartDate", "31.01.2026"),
    ],
)
def test_forms_are_those_of_the_standard(field, value):
    assert faults({**whole("CFItem"), field: value}, "CFItem") != []


@pytest.mark.parametrize(("version", "shapes"), [("1.1", TYPES), ("1.0", TYPES_1_0)])
def test_what_is_written_by_and_what_is_checked_by_name_the_same_fields(version, shapes):
    """The tables of the writer and the schema are two transcriptions: where one has a slip, they differ."""
    without_room = {"CFRubricCriterionLevel"} if version == "1.1" else set()  # its list of extensions is not written
    for name, shape in shapes.items():
        made = types(version)[IN_PACKAGE.get(name, name)]
        fields = set(made["properties"]) - ({"extensions"} if name in without_room else set())
        required = {field for field, kind in shape.items() if field_of(kind)[2]}
        both = required if version == "1.1" else required - {"description"}
        assert (name, fields, set(made["required"])) == (name, set(shape), both)
    if version == "1.1":
        assert all(set(ALONE[name]) == set(types()[name]["properties"]) for name in IN_PACKAGE)


@pytest.mark.parametrize(("version", "words"), [("1.1", ASSOCIATIONS), ("1.0", ASSOCIATIONS_1_0)])
def test_the_kinds_of_associations_are_the_same(version, words):
    made = schema(version)["$defs"]["associationType"]
    assert set((made["anyOf"][0] if "anyOf" in made else made)["enum"]) == set(words)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", [name for name, text in shipped_files() if "[framework]" in text])
def test_shipped_frameworks_are_written_as_the_schema_asks(name, version):
    yardstick = toml.read(dict(shipped_files())[name], name)[0]
    assert faults(writing.write(documents.of(yardstick), version=version), "CFPackage", version) == []


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(yardsticks())
def test_made_up_frameworks_are_written_as_the_schema_asks(yardstick):
    for version in VERSIONS:
        assert faults(writing.write(documents.of(yardstick), version=version), "CFPackage", version) == []


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(packages())
def test_whatever_is_read_is_written_as_the_schema_asks(value):
    (taken,) = reading.read(json.dumps(value), "package.json")
    for version in VERSIONS:
        assert faults(writing.write(taken.document, version=version), "CFPackage", version) == []


def test_what_has_not_the_form_of_the_standard_is_put_aside_and_comes_back():
    """Addresses without a scheme, points in time of other spellings, targets and numbers out of bounds."""
    value = package(
        [item("a", uri="a page"), item("b", lastChangeDateTime="20200501T100000+0200")],
        [association("a", "doc", number=2**40), association("b", "doc", lastChangeDateTime="2020-05-01T10:00")],
    )
    value["CFDocument"] = document(officialSourceURL="www.example.org", uri="none")
    value["CFAssociations"][0]["destinationNodeURI"] |= {
        "targetType": "a page",
        "identifier": value["CFDocument"]["identifier"],
    }
    value["CFAssociations"].append(association("b", "else where", "isRelatedTo"))
    value["CFAssociations"][-1]["destinationNodeURI"] = {"title": "x", "identifier": "an id of theirs", "uri": ""}
    value["CFItems"][0]["licenseURI"] = {**link("licence"), "uri": "licence\n"}
    (taken,) = reading.read(json.dumps(value), "package.json")
    written = writing.write(taken.document)
    assert faults(written, "CFPackage") == []
    assert by_identifier(restored(written)["CFItems"]) == by_identifier(value["CFItems"])
    assert restored(written)["CFDocument"] == value["CFDocument"]
    assert by_identifier(restored(written)["CFAssociations"]) == by_identifier(value["CFAssociations"])
    assert by_identifier(written["CFItems"])[uid("b")]["lastChangeDateTime"] == "2020-05-01T10:00:00+02:00"
