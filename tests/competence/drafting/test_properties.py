"""Whatever is done to a draft can be undone, and nothing that was published gets lost on the way."""

import tomllib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from competence import differences
from competence.drafting.items import put_together, taken_apart
from competence.drafting.patches import applied, from_data, to_data, undoing
from competence.drafting.sheets import Items
from competence.formats import documents, toml
from core.errors import DomainError
from tests.factories.competence import SMALL, shipped_files, small_yardstick
from tests.factories.drafting import some_edit
from tests.factories.yardsticks import framework_documents

SMALL_DOCUMENT = documents.of(small_yardstick())
THREE_LEVELS = documents.of(toml.read(dict(shipped_files())["three-levels.toml"], "three-levels")[0])
SLOW = list(HealthCheck)


def test_every_shipped_file_comes_back_from_its_items():
    for name, text in shipped_files():
        document = documents.of(toml.read(text, name)[0])
        assert put_together(taken_apart(document)) == document
        assert put_together(reversed(taken_apart(document))) == document
        plain = tomllib.loads(text)
        assert put_together(taken_apart(plain)) == plain


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(framework_documents())
def test_a_made_up_document_comes_back_from_its_items(document):
    whole = {**document, "empty": [], "mixed": [1, {"a": 2}], "none": {}}
    assert put_together(taken_apart(whole)) == whole


def test_blocks_with_odd_ids_are_numbered():
    document = {"levels": [{"id": "a"}, {"id": "a/b"}, {"id": 3}, {}, {"id": "a"}, {"id": "x" * 500}]}
    assert [item.key for item in taken_apart(document)] == ["a", ".2", ".3", ".4", ".5", ".6"]
    assert put_together(taken_apart(document)) == document


def walk(data, document, steps):
    """Random edits on a document, one after the other: every state that came up, with the patches that led there."""
    items, path = taken_apart(document), []
    ever = {item.key for item in items if item.kind == "skills"}
    for _ in range(steps):
        sheet = Items(items)
        try:
            made = some_edit(data.draw, sheet, lambda key: key in ever)(sheet)
        except DomainError:
            continue
        names = [(patch.item.kind, patch.item.key) for patch in made.patches]
        assert len(names) == len(set(names)), "each item once"
        assert made.what
        before, items = items, applied(items, made.patches)
        path.append((before, made.patches))
    return items, path


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(st.data(), st.integers(1, 12))
def test_undoing_everything_leads_back_step_by_step(data, steps):
    items, path = walk(data, SMALL_DOCUMENT, steps)
    for before, patches in reversed(path):
        stored = [from_data(to_data(patch)) for patch in patches]
        items = applied(items, undoing(stored))
        assert put_together(items) == put_together(before)
    assert put_together(items) == SMALL_DOCUMENT


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(st.data())
def test_skills_that_were_published_stay_and_are_in_use_or_retired_to_something_that_is_there(data):
    items, _ = walk(data, SMALL_DOCUMENT, 10)
    skills = {item.key: item.data for item in items if item.kind == "skills"}
    assert {"s1.basics.load", "s1.basics.split", "s2.more.tune"} <= set(skills)
    for skill in skills.values():
        successor = skill.get("successor")
        assert successor is None or (skill["retired"] and successor in skills)


@settings(max_examples=15, deadline=None, suppress_health_check=SLOW)
@given(st.data())
def test_what_edits_make_of_the_tree_is_a_tree(data):
    """Moves, splits and merges leave no skill without its place, none in a group of elsewhere, no number twice."""
    items, _ = walk(data, THREE_LEVELS, 6)
    by_kind = {kind: {i.key: i.data for i in items if i.kind == kind} for kind in ("levels", "competences", "groups")}
    for item in items:
        if item.kind == "skills":
            assert item.data["competence"] in by_kind["competences"]
            group = item.data.get("group")
            assert group is None or by_kind["groups"][group]["competence"] == item.data["competence"]
    numbers = [level["number"] for level in by_kind["levels"].values()]
    assert len(numbers) == len(set(numbers))
    levels = sorted((i for i in items if i.kind == "levels"), key=lambda i: i.position)
    assert [level.data["number"] for level in levels] == sorted(numbers)


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(st.data())
def test_a_difference_names_what_was_touched_and_nothing_else(data):
    items, path = walk(data, SMALL_DOCUMENT, 5)
    difference = differences.between(SMALL_DOCUMENT, put_together(items))
    touched = {(patch.item.kind, patch.item.key) for _, patches in path for patch in patches}
    for change in difference.changes:
        counted = [f.field for f in change.fields if f.field not in ("of", "cells")]
        assert (change.kind, change.key) in touched or not counted or change.what == "reordered"
    assert not differences.between(SMALL_DOCUMENT, SMALL_DOCUMENT)
    assert toml.read_framework(SMALL, "small") == small_yardstick()
