"""Rows inside an item: values of an axis, parts of a rule, reference scores."""

import pytest

from competence.actions import drafts as actions
from tests.conftest import NOW
from tests.factories.editing import data, text_of, url

pytestmark = pytest.mark.django_db
AXIS = ("axes", "target-type")


def names():
    return [value["name"] for value in data(*AXIS)["values"]]


def test_values_of_an_axis_are_added_worded_moved_and_removed(editor, draft):
    before = names()
    editor.post(url("rows-new", *AXIS), {"seen": 0, "name": "Counts", "levels": ["l1"]})
    assert data(*AXIS)["values"][-1] == {"id": "counts", "name": "Counts", "levels": ["l1"]}
    editor.post(url("rows-move", *AXIS, "3"), {"seen": 1, "way": "up"})
    assert names() == [*before[:2], "Counts", before[2]]
    editor.post(url("rows-edit", *AXIS, "2"), {"seen": 2, "name": "Numbers", "hint": "Whole ones."})
    assert data(*AXIS)["values"][2] == {"id": "counts", "name": "Numbers", "hint": "Whole ones."}
    editor.post(url("rows-remove", *AXIS, "2"), {"seen": 3})
    assert names() == before


def test_the_page_of_an_axis_lists_its_values(editor, draft):
    page = text_of(editor.get(url("items-edit", *AXIS)))
    assert "Binary classification" in page and "Add one" in page
    assert editor.get(url("rows-edit", *AXIS, "99")).status_code == 404
    assert editor.get(url("rows-new", "notes", "starting-at-3")).status_code == 404


def test_parts_of_a_rule_about_one_value(editor, draft):
    rule = ("rules", "l3.rule.one-domain")
    assert "It looks at" in text_of(editor.get(url("rows-new", *rule)))
    before = data(*rule)["requires"]
    sent = {"seen": 0, "rule": "skills", "text": "Something.", "at_least": 1, "match": "domain", "aspect": "technique"}
    editor.post(url("rows-new", *rule), sent)
    new = {"kind": "skills", "text": "Something.", "at_least": 1, "match": "domain", "aspect": "technique"}
    assert data(*rule)["requires"] == [*before, new]
    page = text_of(editor.get(url("rows-edit", *rule, "0")))
    assert "Through all steps of" in page


def test_reference_scores_of_an_idea(editor, max, frameworks):
    actions.open_catalogue("ideas", by=max, at=NOW)
    idea = ("ideas", "sonar")
    sent = {"seen": 0, "metric": "accuracy", "value": "0.88", "better": "higher", "role": "strong"}
    editor.post(url("rows-new", *idea, key="ideas"), sent)
    assert data(*idea)["references"][-1] == {"metric": "accuracy", "value": 0.88, "better": "higher", "role": "strong"}
