"""Files that cannot be taken in are refused whole, by what is wrong and where: fifteen ways for each format."""

import csv
import io
import json

import pytest

from competence.formats import documents, interchange, table
from competence.formats.problems import BadFile
from tests.competence.formats.test_outlines import ELEMENTS, FRAMEWORK, HEADINGS, MOODLE, STANDARD
from tests.factories.competence import SMALL, small_yardstick
from tests.factories.packages import document, item, package, tree


def case(change=None, **fields):
    value = tree(a="doc", b="a")
    if change:
        change(value)
    return json.dumps({**value, **fields})


def without(field, where="CFItems", number=0):
    def change(value):
        rows = value[where]
        del (rows[number] if isinstance(rows, list) else rows)[field]

    return change


def with_(field, new, where="CFItems", number=0):
    def change(value):
        rows = value[where]
        (rows[number] if isinstance(rows, list) else rows)[field] = new

    return change


CASE = {
    "no JSON": ('{"CFDocument": ', "line 1", "This is not JSON"),
    "a list of documents": ('{"CFDocuments": []}', "the file", "This is a list of documents, no package"),
    "an error answer": ('{"imsx_codeMajor": "failure"}', "the file", "an error answer of a CASE service"),
    "another thing": ('{"a": 1}', "the file", "CFDocument is missing"),
    "a list": ("[]", "the file", "holds no package"),
    "a document that is none": (case(CFDocument="x"), "the file", "CFDocument has to be an object"),
    "a document without identifier": (case(without("identifier", "CFDocument")), "CFDocument.identifier", "is missing"),
    "a document without title": (case(with_("title", " ", "CFDocument")), "CFDocument.title", "title is empty"),
    "no items": (case(CFItems=[]), "CFItems", "nothing to take in"),
    "items that are none": (case(CFItems={"a": 1}), "CFItems", "CFItems has to be a list"),
    "an item that is none": (case(CFItems=["x"]), "CFItems[1]", "An item has to be an object"),
    "an item without identifier": (case(without("identifier")), "CFItems[1].identifier", "identifier is missing"),
    "an identifier that is a number": (case(with_("identifier", 7)), "CFItems[1].identifier", "has to be a text"),
    "an item without statement": (case(without("fullStatement", number=1)), "CFItems[2].fullStatement", "is missing"),
    "an empty statement": (case(with_("fullStatement", "")), "CFItems[1].fullStatement", "is empty"),
    "an identifier twice": (
        json.dumps(package([item("a"), item("a")], [])), "CFItems[2].identifier", "occurs twice; it first stands at CF",
    ),
    "an association without type": (
        case(without("associationType", "CFAssociations")), "CFAssociations[1].associationType", "is missing",
    ),
    "an association without end": (
        case(without("destinationNodeURI", "CFAssociations", 1)), "CFAssociations[2].destinationNodeURI", "an object",
    ),
    "an end without identifier": (
        case(with_("originNodeURI", {"title": "x"}, "CFAssociations")),
        "CFAssociations[1].originNodeURI.identifier", "is missing",
    ),
    "the second of two": (
        json.dumps([tree(a="doc"), {**tree(b="x"), "CFDocument": document("x"), "CFItems": []}]),
        "[2].CFItems", "nothing to take in",
    ),
    "a text without end": (case(with_("notes", "x" * 30_000)), "CFItems[1].notes", "more than 20000 characters"),
    "a field twice": ('{"CFDocument": {}, "CFDocument": {}}', "the file", "“CFDocument” stands twice"),
    "no number": ('{"CFDocument": NaN}', "the file", "“NaN” is no number"),
    "nested without end": ('{"CFDocument":' + "[" * 90 + "]" * 90 + "}", "CFDocument[1]", "more than 40 deep"),
}  # fmt: skip
LINES = table.write(documents.of(small_yardstick())).removeprefix("\ufeff").split("\r\n")
COLUMN = {name: number for number, name in enumerate(table.COLUMNS)}


def rows(number=None, column="", new="", drop=None, extra=()):
    """The small framework as a table, with one cell changed, one row left out or rows added."""
    found = list(csv.reader(io.StringIO("\r\n".join(LINES), newline="")))
    if number is not None:
        found[number - 1][COLUMN[column]] = new
    if drop is not None:
        del found[drop - 1]
    file = io.StringIO(newline="")
    csv.writer(file).writerows([*found, *extra])
    return file.getvalue()


CSV = {
    "an empty file": (" \n", "the file", "is empty"),
    "no table": ('tier,id,name\n"never closed', "row 2", "a quotation mark is never closed"),
    "no heading for ids": (rows(1, "id", "x"), "row 1", "no column “id”"),
    "no heading for tiers": (rows(1, "tier", "x"), "row 1", "no column “tier”"),
    "a heading twice": (rows(1, "remark", "name"), "row 1", "“name” stands there twice"),
    "an odd tier": (rows(8, "tier", "ability"), "row 8, tier", "“ability” is no tier"),
    "no framework": (rows(drop=2), "the file", "no row whose tier is “framework”"),
    "two frameworks": (rows(8, "tier", "framework"), "row 8", "a second row for the framework"),
    "an odd id": (rows(8, "id", "S 1"), "row 8, id", "“S 1” is no id"),
    "an id twice": (rows(9, "id", "s1.basics.load"), "row 9, id", "occurs twice"),
    "no name": (rows(9, "name", ""), "row 9, name", "name is empty"),
    "no parent": (rows(9, "parent", ""), "row 9, parent", "has no parent"),
    "an unknown parent": (rows(9, "parent", "s9"), "row 9, competence", "“s9”, which is no competence"),
    "an unknown level": (rows(5, "parent", "s9"), "row 5, level", "“s9”, which is no level"),
    "no can_do": (rows(8, "can_do", ""), "row 8, can_do", "can_do is missing"),
    "an unknown proof": (rows(8, "proof", "exam"), "row 8, proof", "“exam” is not known"),
    "neither yes nor no": (rows(8, "retired", "perhaps"), "row 8, retired", "neither yes nor no"),
    "no number": (rows(3, "number", "one"), "row 3, number", "“one” is no whole number"),
    "a number taken": (rows(4, "number", "1"), "row 4, number", "number 1 is taken"),
    "a successor in use": (rows(8, "successor", "s2.more.tune"), "row 8, successor", "the skill is not retired"),
    "no JSON in more": (rows(8, "more", "{x"), "row 8, more", "no JSON object"),
    "cells without a column": (rows(extra=[["skill"] + ["x"] * 40]), "row 11", "more cells than there are columns"),
    "an odd version": (rows(2, "version", "one"), "row 2, version", "“one” is no version"),
    "NUL": (rows(8, "name", "a\x00"), "the file", "NUL characters"),
}


def matrix(**fields):
    return json.dumps({"framework": {**FRAMEWORK, **fields}})


def element(**fields):
    return matrix(standardelements=[{**ELEMENTS[0], **fields}])


SPOT = "framework.standardelements[1]"


MATRIX = {
    "no JSON": ("{", "line 1", "This is not JSON"),
    "no framework": ('{"framework": []}', "the file", "no object “framework”"),
    "no name": (matrix(name=""), "framework.name", "has no name"),
    "a name that is a number": (matrix(name=3), "framework.name", "has no name"),
    "a description that is a list": (matrix(description=["x"]), "framework.description", "has to be a text"),
    "standards that are none": (matrix(standards={}), "framework.standards", "has to be a list"),
    "elements that are none": (matrix(standardelements="x"), "framework.standardelements", "has to be a list"),
    "a standard that is none": (matrix(standards=["x"]), "framework.standards[1]", "has to be an object"),
    "no standards": (matrix(standards=[], standardelements=[]), "framework.standards", "has no standards"),
    "a standard twice": (matrix(standards=[STANDARD, STANDARD]), "framework.standards[2]", "occurs twice"),
    "an element without standard": (
        element(standardid=9), SPOT, "is no item",
    ),
    "an unknown parent": (
        element(parentelementid="7"), SPOT, "is no item",
    ),
    "its own parent": (
        element(parentelementid="1.1"), SPOT, "circle",
    ),
    "an element without name": (
        element(name="", shortname=""), SPOT, "no name",
    ),
    "an id that is a list": (
        element(elementid=[]), f"{SPOT}.elementid", "number",
    ),
    "nested elements that are none": (
        matrix(standards=[{**STANDARD, "standardelement": 3}]), "framework.standards[1].standardelement", "a list",
    ),
    "a name that is a list": (
        matrix(standardelements=[{**ELEMENTS[0], "name": []}, {**ELEMENTS[0], "name": [1]}]),
        "framework.standardelements[2].name", "has to be a text",
    ),
    "a text without end": (matrix(description="x" * 30_000), "framework.description", "more than 20000 characters"),
}  # fmt: skip


def moodle(old="", new=""):
    assert old in MOODLE
    return MOODLE.replace(old, new, 1)


MOODLES = {
    "headings only": (HEADINGS, "the file", "No row says that it is the framework"),
    "no framework": (moodle(",1,\"competency,skill\"", ",,"), "the file", "No row says that it is the framework"),
    "two frameworks": (moodle("null,,3,,", "null,,3,1,"), "row 5", "a second framework"),
    "a framework without name": (moodle("FW,Core", "FW,"), "row 2", "has no short name"),
    "a framework without id": (moodle(",FW,Core", ",,Core"), "row 2", "has no id number"),
    "no competency": (HEADINGS + MOODLE.removeprefix(HEADINGS).split("lead,listen")[0], "the file", "no competency"),
    "a competency without id": (moodle("lead,listen,", "lead,,"), "row 3", "has no id number"),
    "a competency without name": (moodle(",lead,Leading", ",lead,"), "row 4", "has no name"),
    "an id twice": (moodle("lead,speak,", "lead,listen,"), "row 5", "“listen” occurs twice; it first stands at row 3"),
    "an unknown parent": (moodle("lead,speak,", "follow,speak,"), "row 5", "“follow” is no item"),
    "its own parent": (moodle("lead,speak,", "speak,speak,"), "row 5", "in a circle"),
    "parents in a circle": (moodle(",lead,Leading", "listen,lead,Leading"), "row 3", "in a circle"),
    "too many columns": (moodle("Taxonomy", "Taxonomy,x") .replace("ID number", "x y"), "row 1", "15 columns"),
    "too many cells": (moodle("null,,3,,", "null,,3,,,,,x"), "row 5", "more cells than there are columns"),
    "a column twice": (moodle("Description format", "Description"), "row 1", "stands there twice"),
    "never closed": (moodle('it.</p>"', "it.</p>"), "row 2", "no table"),
    "NUL": (moodle("Leading", "Lea\x00"), "the file", "NUL"),
}  # fmt: skip
FILES = [("x.json", CASE), ("x.csv", CSV), ("x.matrix", MATRIX), ("x.csv", MOODLES)]


def refused(name, text):
    """The problems of a file, in the reader or in the checks of what it leads to."""
    with pytest.raises(BadFile) as caught:
        for taken in interchange.read(text.encode(), name)[1]:
            interchange.check(taken, taken.document, name)
    return caught.value.problems


@pytest.mark.parametrize(
    ("name", "text", "where", "said"),
    [pytest.param(name, *row, id=f"{name}: {what}") for name, broken in FILES for what, row in broken.items()],
)
def test_a_broken_file_is_refused_with_its_place(name, text, where, said):
    problems = refused(name, text)
    assert any(where in problem.where and said in problem.text for problem in problems), [str(p) for p in problems]


def test_there_are_fifteen_ways_and_more_for_each_format():
    assert all(len(broken) >= 15 for _, broken in FILES)


def test_a_file_of_ours_without_a_framework_is_refused():
    assert "exactly one of" in refused("x.toml", "schema_version = 1")[0].text
    assert refused("x.toml", SMALL.replace('id = "small"', "id = "))[0].line


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.json", b"\xff\xfe\x00", "not UTF-8"),
        ("x.pdf", b"%PDF-1.7", "no file that frameworks come in"),
        ("x.csv", b"", "is empty"),
        ("x.json", b"hello", "no file that frameworks come in"),
    ],
)
def test_what_is_no_such_file_at_all_is_said(name, content, said):
    with pytest.raises(BadFile, match=said):
        interchange.read(content, name)
