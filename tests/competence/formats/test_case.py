"""CASE packages: whatever is in one comes out again, and every framework of ours survives the way there and back."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from competence.formats import documents, toml, toml_text
from competence.formats.case import reading, writing
from competence.formats.case.strict import restored, violations
from competence.formats.problems import BadFile
from tests.factories.competence import shipped_files
from tests.factories.packages import association, deep, document, item, link, package, tree, uid
from tests.factories.yardsticks import yardsticks

FRAMEWORKS = [name for name, text in shipped_files() if "[framework]" in text]
KINDS = ("levels", "competences", "groups", "skills")


def read(value, bases=None):
    return reading.read(json.dumps(value), "package.json", bases)


def one(value, bases=None):
    (taken,) = read(value, bases)
    return taken.document


def by_identifier(rows):
    return {row["identifier"]: row for row in rows}


def same(package):
    """A package without what the standard leaves free: the order of its lists, and links to the document itself."""
    plain = restored(package)
    return {
        name: by_identifier(value) if name in ("CFItems", "CFAssociations") else value for name, value in plain.items()
    }


def assert_comes_back(value):
    document = one(value)
    written = writing.write(document)
    assert list(violations(written, "CFPackage")) == []
    assert same(written) == same(value)
    assert one(written) == document
    yardstick = documents.read(document, "taken")[0]
    assert documents.of(yardstick) == document
    assert toml.read(toml_text.write(document), "text")[0] == yardstick


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_shipped_frameworks_survive_the_way_through_a_strict_package(name):
    yardstick = toml.read(dict(shipped_files())[name], name)[0]
    document = documents.of(yardstick)
    written = writing.write(document, at="2026-01-15T09:00:00Z", base="https://here.example/ims/case/v1p1")
    assert list(violations(written, "CFPackage")) == []
    assert documents.read(one(written), name)[0] == yardstick
    assert written["CFDocument"]["lastChangeDateTime"] == "2026-01-15T09:00:00Z"
    assert all(row["uri"].startswith("https://here.example/ims/case/v1p1/CFItems/") for row in written["CFItems"])


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(yardsticks())
def test_made_up_frameworks_survive_the_way_through_a_strict_package(yardstick):
    document = documents.of(yardstick)
    written = json.loads(json.dumps(writing.write(document)))
    assert list(violations(written, "CFPackage")) == []
    assert one(written) == document


def test_identifiers_are_the_same_on_every_site_and_in_every_edition():
    text = dict(shipped_files())["three-levels.toml"]
    document = documents.of(toml.read(text, "x")[0])
    first, second = writing.write(document), writing.write({**document, "rules": []}, base="https://else.example")
    assert [row["identifier"] for row in first["CFItems"]] == [row["identifier"] for row in second["CFItems"]]
    assert first["CFDocument"]["identifier"] == second["CFDocument"]["identifier"]


@st.composite
def packages(draw):
    """A package of any shape: any tree, any order, items that hang nowhere, several parents, unknown fields, nulls."""
    count = draw(st.integers(1, 12))
    names = [f"item {n}" for n in range(count)]
    extras = st.dictionaries(
        st.sampled_from(
            ["notes", "x_unknown", "language", "conceptKeywords", "subject", "statusStartDate", "licenseURI"]
        ),
        st.one_of(
            st.none(), st.text(max_size=8), st.integers(), st.lists(st.text(max_size=3), max_size=2), st.just({})
        ),
        max_size=3,
    )
    items = [item(name, **draw(extras)) for name in names]
    associations = []
    for n, name in enumerate(names):
        parents = draw(st.lists(st.sampled_from(["doc", *names[:n]]), max_size=2, unique=True))
        for parent in parents:
            number = draw(st.one_of(st.none(), st.integers(-3, 9)))
            associations.append(association(name, parent, number=number, **draw(extras)))
    for kind in draw(
        st.lists(st.sampled_from(["isRelatedTo", "replacedBy", "ext:own", "strange"]), max_size=2, unique=True)
    ):
        associations.append(association(draw(st.sampled_from(names)), "elsewhere", kind))
    more = draw(st.sampled_from([{}, {"CFDefinitions": []}, {"CFRubrics": None, "extra": {"a": None}}]))
    return package(draw(st.permutations(items)), draw(st.permutations(associations)), **more)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(packages())
def test_any_package_comes_out_as_it_went_in(value):
    assert_comes_back(value)


def test_the_upper_tiers_of_a_deep_tree_become_ours_and_the_rest_are_skills_with_their_parents():
    taken = one(tree(a="doc", b="a", c="b", d="c", e="d", f="e", g="b"))
    assert {kind: [block["id"] for block in taken[kind]] for kind in KINDS} == {
        "levels": [uid("a")],
        "competences": [uid("b")],
        "groups": [uid("c")],
        "skills": [uid("d"), uid("e"), uid("f"), uid("g")],
    }
    places = [(skill.get("group"), skill.get("under")) for skill in taken["skills"]]
    assert places == [(uid("c"), None), (uid("c"), uid("d")), (uid("c"), uid("e")), (None, None)]
    assert_comes_back(tree(a="doc", b="a", c="b", d="c", e="d", f="e", g="b"))


def test_a_flat_list_gets_tiers_that_are_made_up_and_left_out_again():
    taken = one(tree(a="doc", b="doc"))
    assert [skill["can_do"] for skill in taken["skills"]] == ["Can do a.", "Can do b."]
    assert taken["levels"][0]["made_up"] and taken["competences"][0]["made_up"]
    assert len(writing.write(taken)["CFItems"]) == 2


def test_siblings_stand_by_number_then_by_enumeration_then_by_code_as_people_count():
    items = [
        item("a", listEnumeration="10"),
        item("b", listEnumeration="9"),
        item("c", humanCodingScheme="x2"),
        item("d"),
    ]
    places = [association(name, "doc") for name in "abc"] + [association("d", "doc", number=7)]
    assert [skill["id"] for skill in one(package(items, places))["skills"]] == [uid(name) for name in "dcba"]


def test_what_is_out_of_use_is_retired_and_names_its_successor():
    old = item("old", statusEndDate="2019-01-01")
    later = item("later", statusEndDate="2031-01-01")
    links = [association("old", "doc"), association("new", "doc"), association("later", "doc")]
    value = package([old, item("new"), later], [*links, association("old", "new", "replacedBy")])
    first, second, third = one(value)["skills"]
    assert (first["retired"], first["successor"]) == (True, uid("new"))
    assert "retired" not in second and "retired" not in third
    assert_comes_back(value)


def test_a_circle_and_a_second_parent_are_told_and_kept():
    (taken,) = read(package([item("a"), item("b"), item("c")], [association("a", "b"), association("b", "a")]))
    assert any("circle" in remark for remark in taken.remarks)
    (taken,) = read(
        package([item("a"), item("b")], [association("a", "doc"), association("b", "doc"), association("b", "a")])
    )
    assert taken.remarks == ("1 more parents of items are kept; each item stands under its first.",)


def test_edits_reach_the_package_and_nothing_else_changes():
    value = tree(a="doc", b="a", c="a")
    taken = one(value)
    taken["skills"][0]["can_do"] = "Can do it better."
    taken["skills"][1]["name"] = "A new name"
    taken["skills"].reverse()
    written = writing.write(taken, at="2026-02-02T00:00:00Z")
    rows = by_identifier(written["CFItems"])
    assert rows[uid("b")]["fullStatement"] == "Can do it better."
    assert (rows[uid("c")]["abbreviatedStatement"], rows[uid("c")]["fullStatement"]) == ("A new name", "Can do c.")
    assert rows[uid("c")]["lastChangeDateTime"] == "2026-02-02T00:00:00Z"
    assert rows[uid("a")] == value["CFItems"][0]
    numbers = {row["originNodeURI"]["identifier"]: row["sequenceNumber"] for row in written["CFAssociations"]}
    assert numbers[uid("c")] < numbers[uid("b")]
    assert one(written) == taken


def test_a_move_and_a_retirement_are_said_in_the_words_of_the_standard():
    taken = one(tree(a="doc", b="doc", c="a", d="b", e="b"))
    skill = taken["skills"][-1]
    skill |= {"retired": True, "successor": uid("d"), "competence": taken["skills"][0]["competence"]}
    written = writing.write(taken, at="2026-02-02T00:00:00Z")
    assert by_identifier(written["CFItems"])[uid("e")]["statusEndDate"] == "2026-02-02"
    ends = {
        (row["associationType"], row["originNodeURI"]["identifier"], row["destinationNodeURI"]["identifier"])
        for row in written["CFAssociations"]
    }
    assert {("isChildOf", uid("e"), uid("a")), ("replacedBy", uid("e"), uid("d"))} <= ends


def test_a_package_that_comes_again_keeps_keys_and_tiers():
    text = dict(shipped_files())["ml-progress-checklist.toml"]
    ours = documents.of(toml.read(text, "x")[0])
    written = writing.write(ours)
    del written["extensions"]
    for row in written["CFItems"]:
        row.pop("extensions", None)
    bases = reading.bases_by_identifier([ours])
    taken = one(written, bases)
    assert taken["framework"]["id"] == "ml-progress-checklist"
    assert {kind: {b["id"] for b in taken.get(kind, ())} for kind in KINDS} == {
        kind: {b["id"] for b in ours.get(kind, ())} for kind in KINDS
    }


def test_an_item_that_gets_something_below_it_stays_the_skill_that_it_was():
    before = one(tree(a="doc", b="a"))
    taken = one(tree(a="doc", b="a", c="b"), {uid("doc"): before})
    assert [(skill["id"], skill.get("under")) for skill in taken["skills"]] == [(uid("b"), None), (uid("c"), uid("b"))]


def test_several_packages_are_several_frameworks_in_either_wrapping():
    first, second = tree(a="doc"), {**tree(b="other"), "CFDocument": document("other", title="Other")}
    for value in ([first, {"CFPackage": second}], {"CFPackages": [first, second]}):
        assert [taken.document["framework"]["id"] for taken in read(value)] == ["example-standards", "other"]


def test_a_package_of_the_older_version_has_no_extensions_and_none_of_the_new_fields():
    value = tree(a="doc")
    value["CFItems"][0] |= {"subject": ["Mathematics"], "extensions": {"x": 1}}
    written = writing.write(one(value), version="1.0")
    assert list(violations(written, "CFPackage", "1.0")) == []
    assert "extensions" not in json.dumps(written) and "Mathematics" not in json.dumps(written)


def test_what_the_standard_does_not_allow_is_put_where_it_does():
    value = tree(a="doc")
    value["CFItems"][0] |= {
        "educationLevel": "06",
        "statusStartDate": "2020-01-01T00:00:00",
        "notes": None,
        "odd": [None],
    }
    value["CFDocument"] |= {"lastChangeDateTime": "2017-05-25T18:05:33", "CFPackageURI": link("doc", kind="CFPackages")}
    written = writing.write(one(value))
    row = written["CFItems"][0]
    assert (row["educationLevel"], row["statusStartDate"]) == (["06"], "2020-01-01")
    assert "notes" not in row and written["CFDocument"]["lastChangeDateTime"] == "2017-05-25T18:05:33Z"
    assert list(violations(written, "CFPackage")) == []
    assert restored(written)["CFItems"] == value["CFItems"]


def test_a_large_package_is_read_once_through_and_comes_back():
    assert_comes_back(deep(140, 7))


def test_a_list_of_documents_is_told_from_a_package():
    with pytest.raises(BadFile, match="a list of documents, no package: it has 2 entries"):
        read({"CFDocuments": [document(), document("other")]})
