"""What each edit does, in one example, and what it refuses."""

import pytest

from competence.drafting import edits, fates, moves
from competence.drafting.items import put_together, taken_apart
from competence.drafting.patches import applied
from competence.drafting.places import slug
from competence.drafting.sheets import Items
from competence.formats import documents, toml
from core.errors import DomainError
from tests.factories.competence import PROCESSES, shipped_files, small_yardstick

SMALL = documents.of(small_yardstick())
STEPS = documents.of(toml.read(PROCESSES, "p")[0])


def after(*makes, document=SMALL, taken=()):
    items, whats = taken_apart(document), []
    for make in makes:
        edit = make(Items(items, taken))
        items = applied(items, edit.patches)
        whats.append(edit.what)
    return put_together(items), whats


def skill(document, key):
    return next(block for block in document["skills"] if block["id"] == key)


def keys(document, kind):
    return [block["id"] for block in document[kind]]


def test_a_new_skill_gets_an_id_of_its_place_and_name_and_the_competence_of_its_group():
    document, whats = after(lambda s: edits.add(s, "skills", {"name": "Lädt “mehr”!", "group": "s1.basics.data"}))
    new = skill(document, "s1.basics.ladt-mehr")
    assert (new["competence"], new["group"], whats) == (
        "s1.basics",
        "s1.basics.data",
        ["Added the skill “Lädt “mehr”!”"],
    )
    assert keys(document, "skills").index(new["id"]) == 1, "behind the last one of its group"


def test_ids_are_never_given_twice_not_even_those_of_other_frameworks():
    document, _ = after(
        lambda s: edits.add(s, "skills", {"name": "Load", "competence": "s1.basics"}),
        lambda s: edits.add(s, "skills", {"name": "日本", "competence": "s1.basics"}),
        taken=["s1.basics.load-2"],
    )
    assert keys(document, "skills")[-3:] == ["s1.basics.load-3", "s1.basics.skill", "s2.more.tune"]
    assert slug("--- ") == ""


def test_a_level_gets_the_next_number_and_moving_it_gives_the_numbers_out_again():
    document, whats = after(
        lambda s: edits.add(s, "levels", {"name": "Third"}, prefix="small"),
        lambda s: moves.shift(s, "levels", "small.third", by=-1),
    )
    assert [(level["id"], level["number"]) for level in document["levels"]] == [
        ("s1", 1), ("small.third", 2), ("s2", 3)]  # fmt: skip
    assert whats[-1] == "Moved “Third” up"


def test_a_skill_moves_into_a_group_and_out_of_it():
    document, whats = after(
        lambda s: moves.move(s, "skills", "s2.more.tune", to="s1.basics.data", before="s1.basics.load"),
        lambda s: moves.move(s, "skills", "s1.basics.load", to="s2.more"),
    )
    moved = skill(document, "s2.more.tune")
    assert (moved["competence"], moved["group"]) == ("s1.basics", "s1.basics.data")
    assert "group" not in skill(document, "s1.basics.load")
    assert keys(document, "skills") == ["s2.more.tune", "s1.basics.split", "s1.basics.load"]
    assert whats[0] == "Moved the skill “Tune” to “Data”"


def test_a_group_takes_its_skills_along():
    document, _ = after(lambda s: moves.move(s, "groups", "s1.basics.data", to="s2.more"))
    assert skill(document, "s1.basics.load")["competence"] == "s2.more"
    assert keys(document, "skills") == ["s1.basics.split", "s2.more.tune", "s1.basics.load"]


def test_many_moves_to_the_same_place_find_room():
    document, _ = after(*[lambda s, n=n: edits.add(s, "skills", {"name": f"n{n}", "competence": "s1.basics"},
                                                  before="s1.basics.split") for n in range(60)])  # fmt: skip
    assert [key.rpartition(".")[2] for key in keys(document, "skills")][:62] == [
        "load", *(f"n{n}" for n in range(60)), "split"]  # fmt: skip


def test_steps_keep_an_order_that_is_given_once():
    document, _ = after(
        lambda s: edits.add(s, "steps", {"name": "Look", "template": "short"}),
        lambda s: moves.shift(s, "steps", "short.look", by=-1),
        lambda s: moves.move(s, "steps", "short.do", to="long"),
        document=STEPS,
    )
    assert [(step["id"], step["template"], step["order"]) for step in document["steps"]] == [
        ("short.look", "short", 1), ("long.begin", "long", 1), ("short.do", "long", 2)]  # fmt: skip


def test_counts_of_rules_and_matrices_follow():
    document, _ = after(
        lambda s: edits.add(s, "skills", {"name": "Clean", "competence": "s1.basics"}),
        lambda s: edits.reword(s, "axes", "kind", {"values": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]}),
    )
    assert (document["rules"][0]["of"], document["matrices"][0]["cells"]) == (3, 2)


def test_a_field_that_says_nothing_is_taken_out():
    document, whats = after(
        lambda s: edits.reword(s, "levels", "s1", {"means": "", "optional": False, "summary": "Other."}),
        lambda s: edits.reword(s, "rules", "s1.rule.basics", {"required": False}),
        lambda s: edits.reword(s, "rules", "s1.rule.basics", {"required": True}),
    )
    assert "means" not in document["levels"][0]
    assert "required" not in document["rules"][0]
    assert whats[0] == "Changed summary, what it means of the level “First”"


def test_merging_joins_texts_signals_and_what_rules_name():
    before, _ = after(lambda s: edits.reword(s, "skills", "s1.basics.split", {"signals": [{"call": "a.b"}]}))
    document, whats = after(
        lambda s: fates.merge(s, "s1.basics.split", into="s1.basics.load", join=True), document=before)  # fmt: skip
    kept, gone = skill(document, "s1.basics.load"), skill(document, "s1.basics.split")
    assert kept["can_do"] == "Can load data. Can split data."
    assert kept["signals"] == [{"call": "a.b"}]
    assert (gone["retired"], gone["successor"]) == (True, "s1.basics.load")
    assert document["rules"][0]["must_include"] == ["s1.basics.load"]
    assert whats == ["Merged “Split data” into “Load data”"]


def test_splitting_makes_new_skills_beside_the_old_one():
    document, whats = after(lambda s: fates.split(s, "s1.basics.load", names=["Load tables", "Load pictures"]))
    assert keys(document, "skills")[:3] == ["s1.basics.load", "s1.basics.load-tables", "s1.basics.load-pictures"]
    assert skill(document, "s1.basics.load")["successor"] == "s1.basics.load-tables"
    assert skill(document, "s1.basics.load-tables")["evidence"] == "Code that loads data."
    assert whats == ["Split “Load data” into “Load tables”, “Load pictures”"]
    kept, _ = after(lambda s: fates.split(s, "s1.basics.load", names=["Load tables"], keep=True))
    assert "retired" not in skill(kept, "s1.basics.load")


def test_a_crosswalk_match_is_known_by_its_two_skills():
    crosswalk = documents.of(toml.read(dict(shipped_files())["crosswalk.toml"], "c")[0])
    pair = {"source": "a.b", "match": "exact", "target": "c.d"}
    document, _ = after(lambda s: edits.add(s, "mappings", pair), document=crosswalk)
    assert document["mappings"][-1] == pair
    with pytest.raises(DomainError, match="taken already"):
        after(*[lambda s: edits.add(s, "mappings", pair)] * 2, document=crosswalk)


REFUSED = {
    "nothing changed": (lambda s: edits.reword(s, "levels", "s1", {"name": "First"}), "Nothing was changed"),
    "no name": (lambda s: edits.reword(s, "levels", "s1", {"name": "", "id": "", "title": ""}), "It needs a name"),
    "gone": (lambda s: edits.reword(s, "levels", "s9", {"name": "x"}), "no longer in the draft"),
    "a place that is gone": (
        lambda s: edits.add(s, "skills", {"name": "x", "competence": "no"}), "no longer in the draft"),
    "no place": (lambda s: edits.add(s, "competences", {"name": "x"}), "Say where the competence belongs"),
    "an id that is taken": (lambda s: edits.add(s, "notes", {"id": "s1", "text": "x"}), "is taken already"),
    "not empty": (lambda s: edits.remove(s, "levels", "s1", published=False), "is not empty"),
    "first already": (lambda s: moves.shift(s, "levels", "s1", by=-1), "is first already"),
    "last already": (lambda s: moves.shift(s, "levels", "s2", by=1), "is last already"),
    "before what is elsewhere": (
        lambda s: moves.move(s, "skills", "s1.basics.load", to="s1.basics", before="s2.more.tune"), "no place"),
    "a level retired": (lambda s: fates.retire(s, "levels", "s1"), "is not retired; remove it"),
    "its own successor": (lambda s: fates.retire(s, "skills", "s2.more.tune", successor="s2.more.tune"), "by itself"),
    "in use": (lambda s: fates.restore(s, "skills", "s2.more.tune"), "is in use already"),
    "split into one": (lambda s: fates.split(s, "s2.more.tune", names=["x", " "]), "at least two"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_makes_no_sense_is_refused_with_a_sentence(case):
    make, message = REFUSED[case]
    with pytest.raises(DomainError, match=message):
        after(make)


def test_a_retired_skill_is_no_successor_and_not_retired_twice():
    retired, _ = after(lambda s: fates.retire(s, "skills", "s1.basics.load"))
    for make, message in (
        (lambda s: fates.retire(s, "skills", "s2.more.tune", successor="s1.basics.load"), "is retired itself"),
        (lambda s: fates.retire(s, "skills", "s1.basics.load"), "is retired already"),
        (lambda s: fates.split(s, "s1.basics.load", names=["a", "b"]), "Bring it back"),
    ):
        with pytest.raises(DomainError, match=message):
            after(make, document=retired)
    restored, _ = after(lambda s: fates.restore(s, "skills", "s1.basics.load"), document=retired)
    assert restored == SMALL


def test_an_axis_that_something_uses_is_not_removed_and_is_told_by_what():
    rule = {
        "level": "s1",
        "name": "Both sizes",
        "kind": "axis-values",
        "axis": "size",
        "requires": [{"kind": "skills", "match": "kind"}],
    }
    document, _ = after(lambda s: edits.add(s, "rules", rule))
    with pytest.raises(DomainError) as refusal:
        after(lambda s: edits.remove(s, "axes", "size", published=True), document=document)
    assert refusal.value.message == (
        "“Size” is used by the matrix “Sizes and kinds”, the axis “Kind”, the rule “Both sizes” and 2 more. "
        "Take it out there first."
    )
    with pytest.raises(DomainError, match="“Kind” is used by the matrix “Sizes and kinds” and the rule “Both sizes”"):
        after(lambda s: edits.remove(s, "axes", "kind", published=False), document=document)


def test_an_axis_that_nothing_uses_any_more_is_removed():
    document, whats = after(
        lambda s: edits.remove(s, "matrices", "sizes", published=True),
        lambda s: edits.remove(s, "axes", "kind", published=True),
        lambda s: edits.remove(s, "rules", "s2.rule.one-size", published=True),
        lambda s: edits.reword(s, "skills", "s1.basics.load", {"axis": "", "axis_value": ""}),
        lambda s: edits.remove(s, "axes", "size", published=True),
    )
    assert "axes" not in document and whats[-1] == "Removed the axis “Size”"
