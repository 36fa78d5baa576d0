"""CSV of our own: what it holds comes back, whatever a cell begins with and whichever separator was written."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from competence.formats import cells, documents, table, toml
from competence.formats.merging import merged
from core import tables
from tests.factories.competence import shipped_files, small_yardstick
from tests.factories.yardsticks import yardsticks

FRAMEWORKS = [name for name, text in shipped_files() if "[framework]" in text]


def held(document):
    return {name: value for name, value in document.items() if name in table.HOLDS and value}


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_shipped_frameworks_come_back_with_all_that_a_table_holds(name):
    document = documents.of(toml.read(dict(shipped_files())[name], name)[0])
    assert held(table.read(table.write(document), name).document) == held(document)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(yardsticks())
def test_made_up_frameworks_come_back_and_update_themselves_to_what_they_were(yardstick):
    document = documents.of(yardstick)
    text = table.write(document)
    assert held(table.read(text, "made.csv").document) == held(document)
    assert merged(table.read(text, "made.csv", document), document)[0] == document


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_no_cell_is_a_formula_and_every_cell_comes_back(text):
    safe = tables.guarded(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert tables.unguarded(safe) == text
    if "\x00" not in text and text.strip():
        written = tables.write([["head"], [text]])
        assert cells.read(written, "x")[1] == [text]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1"])
def test_a_formula_in_a_name_stays_a_name(start):
    document = documents.of(small_yardstick())
    document["skills"][0]["evidence"] = start.strip("\r\t") + ';,\n second line "quoted"'
    text = table.write(document)
    cell = next(row for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")) if row[0] == "skill")
    assert cell[table.COLUMNS.index("evidence")].startswith("'")
    assert table.read(text, "x").document["skills"][0]["evidence"] == document["skills"][0]["evidence"]


def test_a_table_begins_with_the_mark_by_which_spreadsheets_know_utf_8():
    assert table.write(documents.of(small_yardstick())).encode().startswith(b"\xef\xbb\xbftier,id,parent,name,")


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_other_separators_and_missing_columns_are_read(separator):
    rows = [["Tier", "ID", "Parent", "Name", "Version"], ["Framework", "mine", "", "Mine", "1.0.0"]]
    rows += [
        ["levels", "m1", "", "One", ""],
        ["competence", "m1.a", "m1", "A", ""],
        [],
        ["skill", "m1.a.b", "m1.a", "B", ""],
    ]
    text = "\r\n".join(separator.join(row) for row in rows)
    taken = table.read(text, "x")
    assert taken.document["skills"] == [{"id": "m1.a.b", "name": "B", "competence": "m1.a"}]
    assert taken.place("skills[1].can_do") == "row 6, can_do"


def test_columns_that_are_missing_leave_what_stands():
    document = documents.of(small_yardstick())
    rows = [("tier", "id", "parent", "name")]
    for tier, kind in table.ROWS.items():
        for block in [document["framework"]] if kind == "framework" else document.get(kind, ()):
            parent = block.get("group") or block.get("competence") or block.get("level") or ""
            rows.append((tier, block["id"], parent, block.get("title") or block["name"]))
    rows[-1] = (*rows[-1][:3], "Renamed")
    text = "\n".join(",".join(row) for row in rows)
    result, remarks = merged(table.read(text, "x", document), document)
    assert remarks == []
    assert result["skills"][-1] == {**document["skills"][-1], "name": "Renamed"}
    assert {**result, "skills": 0} == {**document, "skills": 0}


def test_skills_that_are_gone_are_kept_as_retired_with_the_blocks_they_stand_in():
    document = documents.of(small_yardstick())
    fewer = {**document, "skills": document["skills"][:2], "competences": document["competences"][:1]}
    result, remarks = merged(table.read(table.write(fewer), "x", document), document)
    assert remarks == ["1 skill not in the file: kept, as retired."]
    assert result["skills"][-1] == {**document["skills"][-1], "retired": True}
    assert result["competences"][-1] == document["competences"][-1]


def test_axes_that_did_not_come_along_are_left_out_of_a_new_framework_and_told():
    taken = table.read(table.write(documents.of(small_yardstick())), "x")
    result, remarks = merged(taken, None)
    assert remarks == ["1 skill named an axis that this format cannot bring along; that is left out."]
    assert "axis" not in result["skills"][0]
    documents.read(result, "x")


def test_what_a_table_cannot_hold_is_listed():
    document = documents.of(toml.read(dict(shipped_files())["three-levels.toml"], "x")[0])
    said = table.losses(document)
    assert "26 rules cannot be held." in said and "3 matrices cannot be held." in said
    assert not any("skill" in sentence for sentence in said)
