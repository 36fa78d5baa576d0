"""Taking frameworks in: into a draft, as one edit; all of a file, or nothing; the preview is what happens."""

import json

import pytest

from competence.actions import drafts as draft_actions
from competence.actions import imports as actions
from competence.formats import documents, interchange, matrix, table, toml_text
from competence.formats.problems import BadFile
from competence.models import Draft, DraftChange, DraftItem, Edition
from competence.queries import drafts, editions, imports
from core.errors import DomainError, StaleVersion
from tests.competence.formats import test_broken_files
from tests.competence.formats.test_broken_imports import CASE, CSV, MATRIX, MOODLES
from tests.competence.formats.test_outlines import MOODLE, raw
from tests.conftest import NOW
from tests.factories.packages import document as case_document
from tests.factories.packages import tree, uid

BROKEN = [("x.json", CASE), ("x.csv", CSV), ("x.matrix", MATRIX), ("x.csv", MOODLES)]


def ours(key="field-guide"):
    return documents.of(editions.of(key))


def rows():
    return [model.objects.count() for model in (Draft, DraftItem, DraftChange, Edition)]


def as_json(value):
    return json.dumps(value).encode()


def test_a_new_framework_goes_into_a_draft_of_its_own(frameworks, max):
    plan = imports.plan(raw().encode(), "standards.matrix")
    (draft,) = actions.take_in(raw().encode(), "standards.matrix", digest=plan.digest, by=max, at=NOW)
    assert (draft.key, draft.opened_by, draft.base) == ("standards", max, None)
    assert drafts.document(draft) == plan.frameworks[0].document == matrix.read(raw(), "x").document
    assert not Edition.objects.filter(framework__key="standards").exists()


def test_a_framework_is_updated_in_place_as_one_edit_that_can_be_undone(frameworks, max):
    before = ours()
    changed = {**before, "skills": [dict(skill) for skill in before["skills"][:-1]]}
    changed["skills"][0]["name"] = "=Renamed"
    content = table.write(changed).encode()
    plan = imports.plan(content, "field-guide.csv")
    counts = {sort.name: sort.count for sort in plan.frameworks[0].sorts}
    assert counts == {"Changed": 2, "Retired": 1}  # the rule about the one that is retired counts anew
    (draft,) = actions.take_in(content, "field-guide.csv", digest=plan.digest, by=max, at=NOW)
    now = drafts.document(draft)
    assert now["skills"][0]["name"] == "=Renamed"
    assert next(s for s in now["skills"] if s["id"] == before["skills"][-1]["id"])["retired"]
    assert now["rules"] != []
    (change,) = drafts.history(draft)
    assert change.what == "Taken in from field-guide.csv (CSV)"
    draft_actions.undo(draft, seen=draft.revision, by=max, at=NOW)
    assert drafts.document(draft) == before


def test_every_format_of_a_framework_that_comes_back_leaves_it_as_it_is(frameworks):
    document = ours()
    for form in ("toml", "csv", "case"):
        text = interchange.FORMATS[form].write(document, interchange.Origin())
        plan = imports.plan(text.encode(), f"x{interchange.FORMATS[form].suffix}")
        assert [planned.is_new for planned in plan.frameworks] == [False]
        assert not plan.changes, form


def test_nothing_new_is_said_and_nothing_written(frameworks):
    before = rows()
    with pytest.raises(DomainError, match="says what stands here already"):
        actions.take_in(toml_text.write(ours()).encode(), "x.toml", by=None, at=NOW)
    assert rows() == before


def test_a_preview_that_no_longer_holds_is_shown_again(frameworks, max):
    content = table.write({**ours(), "skills": ours()["skills"][:-1]}).encode()
    plan = imports.plan(content, "x.csv")
    other = table.write({**ours(), "skills": ours()["skills"][:-2]}).encode()
    actions.take_in(other, "x.csv", by=max, at=NOW)
    before = rows()
    with pytest.raises(StaleVersion, match="since this preview was made"):
        actions.take_in(content, "x.csv", digest=plan.digest, by=max, at=NOW)
    assert rows() == before


@pytest.mark.parametrize(("name", "broken"), BROKEN, ids=["case", "csv", "matrix", "moodle"])
def test_a_broken_file_changes_nothing(frameworks, name, broken):
    before = rows()
    for text, _, _ in broken.values():
        with pytest.raises(BadFile):
            actions.take_in(text.encode(), name, by=None, at=NOW)
    assert rows() == before


def test_a_broken_file_of_our_own_changes_nothing(frameworks):
    before, refused = rows(), 0
    for text, right, wrong, _ in test_broken_files.BROKEN.values():
        if text.startswith("schema_version"):  # a framework; the others are catalogues
            with pytest.raises(DomainError):
                actions.take_in(text.replace(right, wrong, 1).encode(), "x.toml", by=None, at=NOW)
            refused += 1
    assert refused > 15 and rows() == before


def test_of_several_frameworks_all_or_none_are_taken_in(frameworks):
    second = {**tree(b="other"), "CFDocument": case_document("other", title="Other")}
    before = rows()
    with pytest.raises(BadFile, match=r"\[2\].CFItems"):
        actions.take_in(as_json([tree(a="doc"), {**second, "CFItems": []}]), "x.json", by=None, at=NOW)
    assert rows() == before
    found = actions.take_in(as_json([tree(a="doc"), second]), "x.json", by=None, at=NOW)
    assert [draft.key for draft in found] == ["example-standards", "other"]


def test_a_package_that_comes_again_updates_its_own_draft_whatever_its_title(frameworks):
    actions.take_in(as_json(tree(a="doc", b="a")), "x.json", by=None, at=NOW)
    again = {**tree(a="doc", b="a", c="a"), "CFDocument": case_document("doc", title="Renamed Standards")}
    (draft,) = actions.take_in(as_json(again), "x.json", by=None, at=NOW)
    document = drafts.document(draft)
    assert (draft.key, document["framework"]["title"]) == ("example-standards", "Renamed Standards")
    assert {skill["id"] for skill in document["skills"]} == {uid("b"), uid("c")}


def test_what_was_never_published_goes_when_the_file_no_longer_has_it(frameworks):
    actions.take_in(as_json(tree(a="doc", b="a", c="a")), "x.json", by=None, at=NOW)
    (draft,) = actions.take_in(as_json(tree(a="doc", b="a")), "x.json", by=None, at=NOW)
    assert [skill["id"] for skill in drafts.document(draft)["skills"]] == [uid("b")]


def test_another_package_with_the_same_title_is_another_framework(frameworks):
    actions.take_in(as_json(tree(a="doc")), "x.json", by=None, at=NOW)
    other = {**tree(b="other"), "CFDocument": case_document("other")}
    (draft,) = actions.take_in(as_json(other), "x.json", by=None, at=NOW)
    assert draft.key == "example-standards-2"


@pytest.mark.parametrize("word", ["new", "import", "processes", "crosswalk", "ideas"])
def test_a_framework_that_is_called_like_an_address_of_the_editor_gets_another_key(frameworks, word):
    package = {**tree(a="doc"), "CFDocument": case_document("doc", title=word.capitalize())}
    (draft,) = actions.take_in(as_json(package), "x.json", by=None, at=NOW)
    assert (draft.kind, draft.key) == ("framework", f"{word}-2")


def test_a_file_can_be_meant_for_a_framework_that_it_does_not_name(frameworks):
    plan = imports.plan(MOODLE.encode(), "x.csv", into="field-guide")
    (planned,) = plan.frameworks
    assert (planned.key, planned.is_new) == ("field-guide", False)
    counts = {sort.name: sort.count for sort in planned.sorts}
    assert counts["Retired"] == len(ours()["skills"])


def test_a_skill_of_another_framework_is_refused(frameworks):
    stolen = {**ours("three-levels")}
    stolen["framework"] = {**stolen["framework"], "id": "stolen"}
    with pytest.raises(BadFile, match="belongs to the framework “three-levels”"):
        imports.plan(toml_text.write(stolen).encode(), "x.toml")


def test_the_preview_says_whose_document_identifier_a_file_has(frameworks):
    assert imports.plan(as_json(tree(a="doc")), "x.json").frameworks[0].kinship == ""
    actions.take_in(as_json(tree(a="doc")), "x.json", by=None, at=NOW)
    (same,) = imports.plan(as_json(tree(a="doc", b="a")), "x.json").frameworks
    said = "The file has the same document identifier as “Example Standards”, which is here: it is meant for that one."
    assert (same.kinship, same.is_new) == (said, False)
    (elsewhere,) = imports.plan(as_json(tree(a="doc")), "x.json", into="field-guide").frameworks
    assert elsewhere.kinship.startswith("The file has the same document identifier as “Example Standards”, but goes")
    (other,) = imports.plan(as_json({**tree(b="other"), "CFDocument": case_document("other")}), "x.json").frameworks
    assert "is called the same, but has another document identifier" in other.kinship
    assert imports.plan(table.write(ours()).encode(), "x.csv").frameworks[0].kinship == ""
