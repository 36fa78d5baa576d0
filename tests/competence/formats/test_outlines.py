"""Mahara's .matrix and Moodle's CSV: read leniently, kept whole, and written so that they come back."""

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings

from competence.formats import documents, html_text, matrix, moodle, toml
from competence.formats.merging import merged
from tests.factories.competence import shipped_files, small_yardstick
from tests.factories.yardsticks import yardsticks

STANDARD = {"shortname": "1", "name": "Relations", "description": "<p>How to <b>meet</b> people.</p>", "standardid": 1}
ELEMENTS = [
    {"shortname": "1.1", "name": "Listen", "description": "Listens well.", "standardid": 1, "elementid": "1.1"},
    {"shortname": "1.2", "name": "Speak", "description": "", "standardid": 1, "elementid": "1.2"},
    {
        "shortname": "1.2.1",
        "name": "In public",
        "description": "<ul><li>Slides</li><li>No slides</li></ul>",
        "standardid": 1,
        "elementid": "1.2.1",
        "parentelementid": "1.2",
        "own": [1, None],
    },
]
FRAMEWORK = {
    "institution": "all",
    "name": "Standards",
    "description": "Short.",
    "selfassess": True,
    "evidencestatuses": [{"begun": "Ready"}],
    "standards": [STANDARD],
    "standardelements": ELEMENTS,
}
HEADINGS = (
    "Parent ID number,ID number,Short name,Description,Description format,Scale values,Scale configuration,"
    "Rule type (optional),Rule outcome (optional),Rule config (optional),Cross-referenced competency ID numbers,"
    "Exported ID (optional),Is framework,Taxonomy\n"
)
MOODLE = f"""\
{HEADINGS}\
,FW,Core,"<p>All of
it.</p>",1,"Not yet,Yes","[{{""scaleid"":""2""}}]",,,,,,1,"competency,skill"
lead,listen,"=Listen, well",<p>Hears.</p>,1,,,,0,null,"speak%2Cup,lead",2,,
,lead,Leading,,1,,,,0,null,,1,,
lead,speak,Speaks,<script>x()</script><p>Clear &amp; short</p>,1,,,,0,null,,3,,
"""
OLD = """\
a,b,c,d,e,f,g,h,i,j,k,l
,FW,Core,,1,,,,,,1,
,one,One,,1,,,,0,null,,
"""


def raw(framework=FRAMEWORK):
    return json.dumps({"framework": framework})


def rows(text):
    return sorted(map(tuple, list(csv.reader(io.StringIO(text, newline="")))[1:]))


def test_a_matrix_file_comes_back_as_it_was():
    taken = matrix.read(raw(), "x.matrix")
    assert taken.document["levels"][0]["summary"] == "How to meet people."
    assert [skill["can_do"] for skill in taken.document["skills"]] == ["Listens well.", "- Slides\n- No slides"]
    assert json.loads(matrix.write(taken.document))["framework"] == FRAMEWORK
    assert documents.of(documents.read(taken.document, "x")[0]) == taken.document


def test_the_form_of_2016_and_raw_control_characters_are_read():
    nested = {**FRAMEWORK, "standards": [{**STANDARD, "standardelement": ELEMENTS[:2]}]}
    del nested["standardelements"]
    text = raw(nested).replace("Listens well.", "Listens\x0b well.\t")
    taken = matrix.read(text, "x.matrix")
    assert [skill["name"] for skill in taken.document["skills"]] == ["Listen", "Speak"]
    assert matrix.read(matrix.write(taken.document), "again").document == taken.document


def test_ids_join_whether_number_or_text_and_gaps_are_mended_and_told():
    odd = [{**ELEMENTS[0], "standardid": "1"}, ELEMENTS[1], {**ELEMENTS[2], "standardid": None}, ELEMENTS[1]]
    taken = matrix.read(raw({**FRAMEWORK, "standardelements": odd}), "x.matrix")
    assert len(taken.remarks) == 2
    assert "has no standardid; it stands with its parent" in taken.remarks[0] and "taken already" in taken.remarks[1]
    assert matrix.read(matrix.write(taken.document), "again").document == taken.document


def test_a_moodle_table_comes_back_row_by_row():
    taken = moodle.read(MOODLE, "x.csv")
    listen, speak = taken.document["skills"]
    assert (listen["name"], listen["can_do"], speak["can_do"]) == ("=Listen, well", "Hears.", "Clear & short")
    assert taken.place("skills[2]") == "row 5"
    assert rows(moodle.write(taken.document)) == rows(MOODLE)
    assert documents.of(documents.read(taken.document, "x")[0]) == taken.document


def test_the_twelve_columns_of_2016_are_read():
    taken = moodle.read(OLD, "x.csv")
    assert (taken.document["framework"]["title"], taken.document["skills"][0]["name"]) == ("Core", "One")


@pytest.mark.parametrize("module", [matrix, moodle])
@pytest.mark.parametrize("name", [name for name, text in shipped_files() if "[framework]" in text])
def test_shipped_frameworks_go_out_and_update_themselves_without_losing_a_skill(module, name):
    document = documents.of(toml.read(dict(shipped_files())[name], name)[0])
    result, remarks = merged(module.read(module.write(document), name, document), document)
    assert remarks == []
    assert {skill["id"] for skill in result["skills"]} == {skill["id"] for skill in document["skills"]}
    assert result["rules"] == document["rules"]
    skill = result["skills"][0]
    assert skill["evidence"] == next(s["evidence"] for s in document["skills"] if s["id"] == skill["id"])


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(yardsticks())
def test_what_was_read_once_comes_back_from_then_on(yardstick):
    document = documents.of(yardstick)
    for module in (matrix, moodle):
        taken = module.read(module.write(document), "x").document
        assert module.read(module.write(taken), "x").document == taken


def test_an_edit_reaches_the_file_and_words_are_escaped():
    document = matrix.read(raw(), "x.matrix").document
    document["skills"][0]["can_do"] = "Less <b>\n\nthan & more"
    written = json.loads(matrix.write(document))["framework"]["standardelements"][0]
    assert written["description"] == "<p>Less &lt;b&gt;</p><p>than &amp; more</p>"


def test_what_cannot_be_held_is_listed():
    said = moodle.losses(documents.of(small_yardstick()))
    assert "2 axes of matrices cannot be held." in said
    assert "Of 3 skills: what to look for." in said
    assert not any("formula" in line for line in said)


def test_whoever_opens_a_file_for_moodle_in_a_spreadsheet_is_warned():
    document = documents.of(small_yardstick())
    document["skills"][0]["name"] = "=HYPERLINK(1)"
    assert "Open the file in no spreadsheet." in moodle.losses(document)[-2]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain & simple", "plain & simple"),
        ("<p>a</p><p>b<br>c</p>", "a\n\nb\nc"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ('<a href="https://x.example/">there</a> <a href="javascript:x">no</a>', "there (https://x.example/) no"),
        ("<style>p{}</style><script>alert(1)</script>ok<img src=x onerror=y>", "ok"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("<p>never <b>closed", "never closed"),
    ],
)
def test_the_words_of_html(html, text):
    assert html_text.to_text(html) == text
