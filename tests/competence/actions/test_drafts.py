"""Working at a draft with the tables under it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from competence import fingerprint
from competence.actions import drafts
from competence.drafting import beginnings, edits, fates, moves
from competence.formats import documents
from competence.models import Draft, DraftItem, Edition, Framework, ProcessTemplate, ProjectIdea, Skill
from competence.queries import drafts as queries
from competence.queries import editions, sheets
from core.errors import DomainError, StaleVersion
from tests.factories.competence import PROCESSES, SMALL, load_text, small_yardstick
from tests.factories.drafting import some_edit

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def small(no_frameworks):
    load_text(SMALL, PROCESSES)
    return "small"


@pytest.fixture
def two():
    return [User.objects.create_user(f"{name}@example.org", "x" * 20) for name in ("max", "mia")]


def opened(key="small", by=None):
    return drafts.open_current(key, by=by, at=NOW)


def rename(draft, key, name, *, seen=None, by=None, kind="skills"):
    seen = Draft.objects.get(pk=draft.pk).revision if seen is None else seen
    return drafts.edit(draft, lambda sheet: edits.reword(sheet, kind, key, {"name": name}), seen=seen, by=by, at=NOW)


def do(draft, make, by=None):
    return drafts.edit(draft, make, seen=Draft.objects.get(pk=draft.pk).revision, by=by, at=NOW)


def publish(draft, note="Because.", by=None):
    return drafts.publish(draft, note=note, by=by, at=NOW)


def test_a_draft_begins_as_the_current_edition_and_is_opened_once(small, two):
    draft = opened(by=two[0])
    assert queries.document(draft) == documents.of(editions.of("small"))
    assert opened(by=two[1]) == draft
    assert not queries.review(draft).difference
    with pytest.raises(Edition.DoesNotExist):
        opened("nothing")


def test_two_who_begin_the_same_framework_at_one_moment_get_one_draft(small):
    opened()
    with pytest.raises(StaleVersion, match="Go on in that one"):
        drafts._begun("framework", "small", None, None, NOW)
    assert Draft.objects.open().count() == 1


def test_nothing_is_public_until_it_is_published_with_a_note(small, two):
    draft = opened()
    rename(draft, "s1.basics.load", "Read data")
    assert editions.of("small") == small_yardstick()
    with pytest.raises(DomainError, match="Say in a note"):
        publish(draft, note="  ")
    edition = publish(draft, note=" Clearer. ", by=two[0])
    assert (edition.version, edition.note, edition.published_by, edition.is_current) == (
        "1.0.1",
        "Clearer.",
        two[0],
        True,
    )
    assert editions.of("small").skills["s1.basics.load"].name == "Read data"
    assert editions.edition("small", "1.0.0") == small_yardstick()
    draft.refresh_from_db()
    assert (draft.outcome, draft.closed_at, draft.items.count()) == ("published", NOW, 0)
    assert opened() != draft


def test_two_people_may_change_different_things_and_are_told_when_it_is_the_same(small, two):
    max_, mia = two
    draft = opened(by=max_)
    seen = draft.revision
    rename(draft, "s1.basics.load", "Of max", seen=seen, by=max_)
    rename(draft, "s1.basics.split", "Of mia", seen=seen, by=mia)
    with pytest.raises(drafts.Conflict, match="“Of max” was changed by somebody else") as caught:
        rename(draft, "s1.basics.load", "Of mia too", seen=seen, by=mia)
    (text,) = caught.value.texts
    assert (text.before.data["name"], text.after.data["name"]) == ("Of max", "Of mia too")
    draft.refresh_from_db()
    told = queries.changes_since(draft, seen, but_by=mia)
    assert [(change.what, change.touched_by) for change in told] == [("Renamed “Load data” to “Of max”", max_)]
    with pytest.raises(StaleVersion, match="Somebody else worked at this meanwhile: Renamed “Split data”"):
        drafts.undo(draft, seen=seen + 1, by=max_, at=NOW)
    drafts.undo(draft, seen=draft.revision, by=max_, at=NOW)
    assert queries.row(draft, "skills", "s1.basics.split").data["name"] == "Split data"


def test_moving_beside_a_change_of_words_is_no_conflict(small, two):
    draft = opened()
    rename(draft, "s1.basics.split", "Other", seen=0, by=two[0])
    drafts.edit(draft, lambda s: moves.move(s, "skills", "s1.basics.split"), seen=0, by=two[1], at=NOW)
    assert queries.row(draft, "skills", "s1.basics.split").data["name"] == "Other"


def test_undo_and_redo_go_one_way_and_a_new_edit_ends_redoing(small):
    draft = opened()
    before = queries.document(draft)
    rename(draft, "s1.basics.load", "One")
    rename(draft, "s1.basics.load", "Two")
    for _ in range(2):
        draft.refresh_from_db()
        drafts.undo(draft, seen=draft.revision, by=None, at=NOW)
    assert queries.document(draft) == before
    with pytest.raises(DomainError, match="nothing to undo"):
        drafts.undo(draft, seen=99, by=None, at=NOW)
    assert drafts.redo(draft, seen=99, by=None, at=NOW).what == "Renamed “Load data” to “One”"
    rename(draft, "s1.basics.load", "Three")
    with pytest.raises(DomainError, match="nothing to do again"):
        drafts.redo(draft, seen=99, by=None, at=NOW)
    assert [(c.what[-5:], c.is_undone) for c in queries.history(draft)] == [
        ("hree”", False), ("“Two”", True), ("“One”", False)]  # fmt: skip


def test_a_level_that_steps_and_ideas_name_does_not_go(frameworks):
    draft = opened("three-levels")
    document = queries.document(draft)
    gone = {c["id"] for c in document["competences"] if c["level"] == "lx"}
    for skill in [s for s in document["skills"] if s["competence"] in gone]:
        skill["competence"] = "l1.library"
        skill.pop("group", None)
    for kind in ("competences", "rules"):
        document[kind] = [block for block in document[kind] if block["level"] != "lx"]
    document["groups"] = [group for group in document.get("groups", ()) if group["competence"] not in gone]
    document["levels"] = [level for level in document["levels"] if level["id"] != "lx"]
    document["notes"] = [note for note in document["notes"] if not note["scope"].startswith("lx")]
    drafts.take_in(draft, document, what="Took out a level", seen=0, by=None, at=NOW)
    problems = [problem.text for problem in queries.review(draft).problems]
    assert problems and all("“lx” is gone, but the" in problem for problem in problems), problems


def test_a_retired_skill_keeps_its_row_and_names_its_successor(small):
    draft = opened()
    do(draft, lambda s: fates.retire(s, "skills", "s1.basics.split", successor="s1.basics.load"))
    review = queries.review(draft)
    assert (review.next.version, [r.text for r in review.next.deciding]) == (
        "2.0.0", ["“Split data” is retired.", "A rule asks for something else: One of the two basics."])  # fmt: skip
    publish(draft)
    skill = Skill.objects.get(key="s1.basics.split")
    assert (skill.retired_at, skill.successor.key) == (NOW, "s1.basics.load")
    rule = editions.of("small").rules[0]
    assert (rule.params["must_include"], rule.params["of"]) == (["s1.basics.load"], 1)


def test_what_is_wrong_is_told_with_the_item_and_nothing_is_published(small):
    draft = opened()
    do(draft, lambda s: edits.reword(s, "rules", "s1.rule.basics", {"at_least": 9}))
    do(draft, lambda s: edits.reword(s, "levels", "s2", {"number": 1}))
    with pytest.raises(drafts.NotReady) as caught:
        publish(draft)
    assert [(p.item.kind, p.item.key) for p in caught.value.problems] == [("levels", "s2")]
    draft.refresh_from_db()
    drafts.undo(draft, seen=draft.revision, by=None, at=NOW)
    with pytest.raises(drafts.NotReady, match="at_least = 9, but the choice has only 2") as caught:
        publish(draft)
    assert [(p.item.kind, p.item.key) for p in caught.value.problems] == [("rules", "s1.rule.basics")]
    assert editions.of("small") == small_yardstick()


def test_what_says_nothing_new_is_not_published(small):
    with pytest.raises(DomainError, match="Nothing differs"):
        publish(opened())


def test_a_published_skill_is_not_removed_and_a_new_one_is(small):
    draft = opened()
    do(
        draft,
        lambda s: edits.add(
            s, "skills", {"name": "Clean data", "competence": "s1.basics", "can_do": "Can.", "proof": "note"}
        ),
    )
    with pytest.raises(DomainError, match="Retire it instead"):
        do(draft, lambda s: edits.remove(s, "skills", "s1.basics.load", published=True))
    do(draft, lambda s: edits.remove(s, "skills", "s1.basics.clean-data", published=False))
    assert queries.document(draft) == documents.of(editions.of("small"))


def test_an_edit_of_what_is_gone_says_so(small):
    with pytest.raises(StaleVersion, match="no longer in the draft"):
        rename(opened(), "s1.basics.never", "x")


def test_a_closed_draft_takes_no_edits(small):
    draft = opened()
    drafts.discard(draft, seen=0, by=None, at=NOW)
    draft.refresh_from_db()
    assert draft.outcome == "discarded"
    with pytest.raises(StaleVersion, match="published or discarded"):
        rename(draft, "s1.basics.load", "x")


def test_a_new_framework_from_scratch_is_published_once_it_is_right(small):
    draft = drafts.open_new(beginnings.blank("mine", "My own"), by=None, at=NOW)
    with pytest.raises(drafts.NotReady, match="There are no skills yet"):
        publish(draft)
    do(draft, lambda s: edits.add(s, "competences", {"name": "All", "level": "mine.l1"}))
    do(
        draft,
        lambda s: edits.add(
            s, "skills", {"name": "Something", "competence": "mine.l1.all", "can_do": "Can.", "proof": "note"}
        ),
    )
    assert publish(draft).version == "1.0.0"
    assert list(editions.of("mine").skills) == ["mine.l1.all.something"]
    with pytest.raises(DomainError, match="There is a framework “mine” already"):
        drafts.open_new(beginnings.blank("mine", "Again"), by=None, at=NOW)


@pytest.mark.parametrize("key", ["three-levels", "global-competencies"])
def test_a_copy_has_ids_of_its_own_and_stands_beside_the_original(frameworks, key):
    original = editions.of(key)
    draft = drafts.open_new(beginnings.copy(documents.of(original), "copy", "A copy"), by=None, at=NOW)
    publish(draft)
    copy = editions.of("copy")
    assert [f"copy.{skill}" for skill in original.skills] == list(copy.skills)
    assert (copy.title, copy.default, copy.source["relation"]) == (
        "A copy",
        False,
        f"Copied from {key} {original.version}",
    )
    assert editions.of(key) == original


def test_a_document_is_taken_in_as_one_edit(small):
    draft = opened()
    document = documents.of(small_yardstick())
    document["skills"][0]["name"] = "From a file"
    document["notes"].append({"id": "new", "scope": "framework", "kind": "advice", "text": "New."})
    drafts.take_in(draft, document, what="Took in small.toml", seen=0, by=None, at=NOW)
    assert queries.document(draft) == document
    with pytest.raises(DomainError, match="nothing was changed"):
        drafts.take_in(draft, document, what="Again", seen=1, by=None, at=NOW)
    with pytest.raises(StaleVersion, match="nothing was taken in"):
        drafts.take_in(draft, documents.of(small_yardstick()), what="Made before the edit", seen=0, by=None, at=NOW)
    assert queries.document(draft) == document
    draft.refresh_from_db()
    drafts.undo(draft, seen=draft.revision, by=None, at=NOW)
    assert queries.document(draft) == documents.of(small_yardstick())


@pytest.mark.parametrize("kind", ["processes", "crosswalk", "ideas"])
def test_catalogues_are_changed_in_place(frameworks, kind):
    draft = drafts.open_catalogue(kind, by=None, at=NOW)
    assert drafts.open_catalogue(kind, by=None, at=NOW) == draft
    block, field = {
        "processes": ("steps", "name"),
        "crosswalk": ("match_types", "meaning"),
        "ideas": ("ideas", "name"),
    }[kind]
    row = queries.rows(draft, block)[1]
    do(draft, lambda s: edits.reword(s, block, row.key, {field: "Said otherwise"}))
    review = queries.review(draft)
    assert [(c.kind, c.key, c.what) for c in review.difference.changes] == [(block, row.key, "changed")]
    assert publish(draft) is None
    assert not queries.review(drafts.open_catalogue(kind, by=None, at=NOW)).difference
    assert queries.catalogues.of(kind).version == "1.0.1"
    assert [(d.note, d.closed_at) for d in queries.published_before(kind, kind)] == [("Because.", NOW)]


def test_steps_that_are_loaded_stay_and_ideas_may_go(frameworks):
    draft = drafts.open_catalogue("ideas", by=None, at=NOW)
    key = queries.rows(draft, "ideas")[0].key
    do(draft, lambda s: edits.remove(s, "ideas", key, published=True))
    publish(draft)
    assert not ProjectIdea.objects.filter(key=key).exists()
    draft = drafts.open_catalogue("processes", by=None, at=NOW)
    template = queries.rows(draft, "templates")[0].key
    do(draft, lambda s: fates.retire(s, "templates", template))
    publish(draft)
    assert ProcessTemplate.objects.get(key=template).retired


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_edits_publishes_and_undos_leave_every_skill_with_a_state_and_every_edition_as_it_was(small, data):
    """MS1: what evidence can be attached to is in use, or retired with a successor or none, for good."""
    Framework.objects.all().delete()
    load_text(SMALL)
    kept = {"1.0.0": editions.of("small")}
    at = NOW
    for _ in range(data.draw(st.integers(1, 3), label="editions")):
        base = documents.of(editions.of("small"))
        draft = opened()
        for _ in range(data.draw(st.integers(1, 5), label="edits")):
            step(data, draft)
        if data.draw(st.booleans(), label="undo all"):
            while queries.undoable(draft):
                drafts.undo(draft, seen=10**6, by=None, at=at)
            assert queries.document(draft) == base
        at += timedelta(days=1)
        try:
            edition = drafts.publish(draft, note="So.", by=None, at=at)
        except DomainError:
            drafts.discard(draft, seen=10**6, by=None, at=at)
            continue
        kept[edition.version] = editions.of("small")
    check_editions(kept)
    check_skills()


def step(data, draft):
    verb = data.draw(st.sampled_from(["edit", "edit", "edit", "undo", "redo"]), label="verb")
    try:
        if verb == "edit":
            public = set(Skill.objects.values_list("key", flat=True))
            do(draft, some_edit(data.draw, sheets.DraftSheet(draft), lambda key: key in public))
        else:
            getattr(drafts, verb)(draft, seen=10**6, by=None, at=NOW)
    except DomainError:
        pass


def check_editions(kept):
    assert set(Edition.objects.values_list("version", flat=True)) == set(kept)
    for version, value in kept.items():
        editions.forget()
        assert editions.edition("small", version) == value
        assert Edition.objects.get(version=version).content_hash == fingerprint.of(value)


def check_skills():
    current = editions.of("small")
    for skill in Skill.objects.select_related("successor"):
        entry = current.skills[skill.key]
        assert entry.retired == (skill.retired_at is not None)
        assert (skill.successor.key if skill.successor else "") == entry.successor
        assert not entry.successor or entry.successor in current.skills


def test_only_a_few_rows_are_read_for_an_edit(frameworks, django_assert_num_queries):
    draft = opened("three-levels")
    with django_assert_num_queries(10):
        drafts.edit(
            draft,
            lambda s: edits.reword(s, "skills", "l2.generalization.dropout", {"name": "x"}),
            seen=0,
            by=None,
            at=NOW,
        )
    assert DraftItem.objects.filter(draft=draft, revision=1).count() == 1
