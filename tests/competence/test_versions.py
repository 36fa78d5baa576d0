"""Which part of the version goes up, and why."""

import copy

import pytest

from competence import differences, versions
from competence.formats import documents
from tests.factories.competence import small_yardstick

BEFORE = documents.of(small_yardstick())


def after(change):
    document = copy.deepcopy(BEFORE)
    change(document)
    return versions.following(differences.between(BEFORE, document), "1.4.2")


def put(kind, place, **fields):
    def change(document):
        for field, value in fields.items():
            if value is None:
                document[kind][place].pop(field, None)
            else:
                document[kind][place][field] = value

    return change


def append(blocks, **block):
    return lambda document: document[blocks].append(block)


def value(**fields):
    return lambda document: document["axes"][0]["values"][0].update(fields)


CASES = {
    "nothing": (lambda document: None, "1.4.2", []),
    "other words": (put("skills", 0, name="Read data"), "1.4.3", ["“Read data” is worded otherwise."]),
    "a text goes": (put("levels", 0, means=None), "1.4.3", ["“First” is worded otherwise."]),
    "a note": (append("notes", id="n", scope="framework", kind="advice", text="T"), "1.4.3", ["“T” is added."]),
    "a new skill": (append("skills", id="s1.x", competence="s1.basics", name="X"), "1.5.0", ["“X” is added."]),
    "another group": (put("skills", 1, group="s1.basics.data"), "1.5.0", ["“Split data” moves."]),
    "another level": (put("skills", 1, competence="s2.more"), "2.0.0", ["“Split data” moves to another level."]),
    "a competence to another level": (put("competences", 1, level="s1"), "2.0.0", ["“More” moves to another level."]),
    "out of a competence that a rule counts": (
        lambda document: (
            document["competences"].append({"id": "s1.apart", "level": "s1", "order": 2, "name": "Apart"}),
            put("skills", 1, competence="s1.apart")(document),
        ),
        "2.0.0", ["“Split data” leaves what a rule counts."]),
    "off an axis that a rule counts": (
        put("skills", 0, axis=None, axis_value=None), "2.0.0", ["“Load data” leaves what a rule counts."]),
    "retired": (put("skills", 1, retired=True), "2.0.0", ["“Split data” is retired."]),
    "another proof": (put("skills", 1, proof="note"), "2.0.0", ["“Split data” asks for something else."]),
    "a stricter rule": (
        put("rules", 0, at_least=2), "2.0.0", ["A rule asks for something else: One of the two basics."]),
    "another rule": (
        put("rules", 0, must_include=None), "2.0.0", ["A rule asks for something else: One of the two basics."]),
    "the only rule of a level becomes a recommendation": (
        put("rules", 0, required=False), "2.0.0", ["No rule decides about a level any more: One of the two basics."]),
    "more to choose from": (
        put("rules", 0, of=3), "1.5.0", ["A rule has more or less to choose from: One of the two basics."]),
    "a rule worded otherwise": (put("rules", 0, text="One."), "1.4.3", ["A rule is worded otherwise: One."]),
    "a new rule": (
        append("rules", id="r", level="s1", kind="projects", at_least=1, text="R"), "2.0.0", ["A rule is new: R"]),
    "a new recommendation": (
        append("rules", id="r", level="s1", kind="projects", required=False, at_least=1, text="R"),
        "1.5.0", ["A recommendation is new: R"]),
    "the only rule of a level goes": (
        lambda document: document["rules"].pop(0),
        "2.0.0", ["No rule decides about a level any more: One of the two basics."]),
    "a recommendation goes": (
        lambda document: document["rules"].pop(1),
        "1.5.0", ["A rule is gone: Recommended: tuning and loading in one project."]),
    "a diagnosis is asked for": (put("skills", 1, diagnosis=True), "2.0.0", ["“Split data” asks for something else."]),
    "a value of an axis is called otherwise": (value(name="Tiny"), "1.5.0", ["“Size” is arranged otherwise."]),
    "a value of an axis is new": (
        lambda document: document["axes"][0]["values"].append({"id": "huge", "name": "Huge"}),
        "1.5.0", ["“Size” is arranged otherwise."]),
    "a value of an axis goes": (
        lambda document: document["axes"][0]["values"].pop(),
        "2.0.0", ["“Size” has fewer values, or data counts for less."]),
    "data of a kind prove less": (
        value(no_evidence_for=["s1.basics"]), "2.0.0", ["“Size” has fewer values, or data counts for less."]),
    "what counts": (
        lambda document: document["evaluation"].update(counted_strength="verified"),
        "2.0.0", ["Skills count from another strength of evidence on."]),
    "another order": (
        lambda document: document["skills"].insert(0, document["skills"].pop(1)),
        "1.4.3", ["“Split data” stands at another place."]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_version_follows_from_what_differs(case):
    change, version, reasons = CASES[case]
    following = after(change)
    assert (following.version, [reason.text for reason in following.deciding]) == (version, reasons)


TWO_RULES = copy.deepcopy(BEFORE)
TWO_RULES["rules"].insert(0, {"id": "s1.rule.more", "level": "s1", "kind": "projects", "at_least": 2, "text": "Two."})


@pytest.mark.parametrize(
    ("before", "change", "version", "reason"),
    [
        ({}, put("rules", 0, at_least=1), "1.5.0", "A rule asks for less: Two."),
        ({}, put("rules", 0, required=False), "1.5.0", "A rule asks for less: Two."),
        ({}, lambda document: document["rules"].pop(0), "1.5.0", "A rule is gone: Two."),
        ({"alternative": "way"}, lambda d: d["rules"].pop(0), "2.0.0", "A way to a level is gone: Two."),
        ({}, lambda d: d["rules"][0].update(kind="steps"), "2.0.0", "A rule asks for something else: Two."),
    ],
)
def test_a_rule_beside_another_one(before, change, version, reason):
    old = copy.deepcopy(TWO_RULES)
    put("rules", 0, **before)(old)
    new = copy.deepcopy(old)
    change(new)
    following = versions.following(differences.between(old, new), "1.4.2")
    assert (following.version, [reason.text for reason in following.deciding]) == (version, [reason])


def test_the_weightiest_reason_decides_and_the_others_are_told():
    def change(document):
        put("skills", 0, name="Read data")(document)
        put("skills", 1, retired=True)(document)

    following = after(change)
    assert (following.version, following.part, [reason.part for reason in following.reasons]) == (
        "2.0.0", "major", ["major", "patch"])  # fmt: skip


def test_a_first_edition_keeps_the_version_that_it_brings():
    following = versions.following(differences.between({}, BEFORE), "")
    assert (following.version, following.part) == ("1.0.0", "first")


def test_what_says_the_same_in_other_words_is_no_difference():
    document = copy.deepcopy(BEFORE)
    document["levels"][0] |= {"optional": False, "prerequisite": []}
    document["rules"][0] |= {"required": True}
    document["competences"][0]["order"] = 7
    document["framework"]["version"] = "9.0.0"
    assert not differences.between(BEFORE, document)


def test_a_difference_says_what_was_where():
    document = copy.deepcopy(BEFORE)
    put("skills", 1, competence="s2.more", name="Cut data")(document)
    (change,) = differences.between(BEFORE, document).changes
    assert (change.what, change.name, {f.field: (f.before, f.after) for f in change.fields}) == (
        "moved", "Cut data", {"competence": ("s1.basics", "s2.more"), "name": ("Split data", "Cut data")})  # fmt: skip
