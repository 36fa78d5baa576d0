"""The types of CASE 1.1 as data, and those of 1.0 as what they leave out.

A field is written as its kind: text, uuid, uri, date, datetime, whole, number, type (of an association), target (of a
link), open (an object of anybody's own), or the name of another type; in [ ] a list of these; with ! it is required.
"""

from __future__ import annotations

from collections.abc import Mapping

Shape = Mapping[str, str]

_HEAD = {"identifier": "uuid!", "uri": "uri!", "lastChangeDateTime": "datetime!"}
_OWN = {"extensions": "open"}
_DEFINITION = {**_HEAD, "title": "text!", "description": "text"}

TYPES: Mapping[str, Shape] = {
    "CFPackage": {
        "CFDocument": "CFDocument!",
        "CFItems": "[CFItem]",
        "CFAssociations": "[CFAssociation]",
        "CFDefinitions": "CFDefinition",
        "CFRubrics": "[CFRubric]",
        **_OWN,
    },
    "CFDocument": {
        **_HEAD,
        "creator": "text!",
        "title": "text!",
        "frameworkType": "text",
        "caseVersion": "version",
        "officialSourceURL": "uri",
        "publisher": "text",
        "description": "text",
        "subject": "[text]",
        "subjectURI": "[LinkURI]",
        "language": "text",
        "version": "text",
        "adoptionStatus": "text",
        "statusStartDate": "date",
        "statusEndDate": "date",
        "licenseURI": "LinkURI",
        "notes": "text",
        **_OWN,
    },
    "CFItem": {
        **_HEAD,
        "fullStatement": "text!",
        "alternativeLabel": "text",
        "CFItemType": "text",
        "CFItemTypeURI": "LinkURI",
        "humanCodingScheme": "text",
        "listEnumeration": "text",
        "abbreviatedStatement": "text",
        "conceptKeywords": "[text]",
        "conceptKeywordsURI": "LinkURI",
        "notes": "text",
        "subject": "[text]",
        "subjectURI": "[LinkURI]",
        "language": "text",
        "educationLevel": "[text]",
        "licenseURI": "LinkURI",
        "statusStartDate": "date",
        "statusEndDate": "date",
        **_OWN,
    },
    "CFAssociation": {
        **_HEAD,
        "associationType": "type!",
        "originNodeURI": "LinkGenURI!",
        "destinationNodeURI": "LinkGenURI!",
        "sequenceNumber": "whole",
        "CFAssociationGroupingURI": "LinkURI",
        "notes": "text",
        **_OWN,
    },
    "CFDefinition": {
        "CFConcepts": "[CFConcept]",
        "CFSubjects": "[CFSubject]",
        "CFLicenses": "[CFLicense]",
        "CFItemTypes": "[CFItemType]",
        "CFAssociationGroupings": "[CFAssociationGrouping]",
        **_OWN,
    },
    "CFConcept": {**_DEFINITION, "hierarchyCode": "text!", "keywords": "text", **_OWN},
    "CFSubject": {**_DEFINITION, "hierarchyCode": "text!", **_OWN},
    "CFLicense": {**_DEFINITION, "licenseText": "text!", **_OWN},
    "CFItemType": {**_DEFINITION, "description": "text!", "hierarchyCode": "text!", "typeCode": "text", **_OWN},
    "CFAssociationGrouping": {**_DEFINITION, **_OWN},
    "CFRubric": {**_HEAD, "title": "text", "description": "text", "CFRubricCriteria": "[CFRubricCriterion]", **_OWN},
    "CFRubricCriterion": {
        **_HEAD,
        "category": "text",
        "description": "text",
        "CFItemURI": "LinkURI",
        "weight": "number",
        "position": "whole",
        "rubricId": "uuid",
        "CFRubricCriterionLevels": "[CFRubricCriterionLevel]",
        **_OWN,
    },
    "CFRubricCriterionLevel": {
        **_HEAD,
        "description": "text",
        "quality": "text",
        "score": "number",
        "feedback": "text",
        "position": "whole",
        "rubricCriterionId": "uuid",
    },
    "LinkURI": {"title": "text!", "identifier": "uuid!", "uri": "uri!"},
    "LinkGenURI": {"title": "text!", "identifier": "text!", "uri": "uri!", "targetType": "target"},
}
NEW_IN_1_1: Mapping[str, tuple[str, ...]] = {
    "CFDocument": ("frameworkType", "caseVersion"),
    "CFItem": ("subject", "subjectURI"),
    "CFAssociation": ("notes",),
    "LinkGenURI": ("targetType",),
}
"""Beside `extensions`, which no type of 1.0 has."""
TYPES_1_0: Mapping[str, Shape] = {
    name: {
        field: kind for field, kind in shape.items() if field != "extensions" and field not in NEW_IN_1_1.get(name, ())
    }
    for name, shape in TYPES.items()
}
ALONE: Mapping[str, Shape] = {
    **TYPES,
    "CFDocument": {**TYPES["CFDocument"], "CFPackageURI": "LinkURI!"},
    "CFItem": {**TYPES["CFItem"], "CFDocumentURI": "LinkURI!"},
    "CFAssociation": {**TYPES["CFAssociation"], "CFDocumentURI": "LinkURI"},
}
"""The types of 1.1 outside a package, where an object says which document it is of."""
VERSIONS: Mapping[str, Mapping[str, Shape]] = {"1.1": TYPES, "1.0": TYPES_1_0, "1.1 alone": ALONE}

ASSOCIATIONS_1_0 = (
    "isChildOf",
    "isPeerOf",
    "isPartOf",
    "exactMatchOf",
    "precedes",
    "isRelatedTo",
    "replacedBy",
    "exemplar",
    "hasSkillLevel",
)
ASSOCIATIONS = (*ASSOCIATIONS_1_0, "isTranslationOf")


def field_of(kind: str) -> tuple[str, bool, bool]:
    """A kind taken apart: its plain name, whether it is a list, and whether it is required."""
    required = kind.endswith("!")
    plain = kind.rstrip("!")
    listed = plain.startswith("[")
    return plain.strip("[]"), listed, required
