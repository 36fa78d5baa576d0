"""A copy of a framework: what comes along, and under which ids."""

import pytest

from competence.drafting import beginnings, edits, fates
from competence.formats import documents, toml, toml_text
from tests.competence.drafting.test_edits import after, keys


def copied(*makes):
    return beginnings.copy(after(*makes)[0], "mine", "A copy")


def unnamed(sheet):
    """No rule names a skill any more."""
    return edits.reword(sheet, "rules", "s1.rule.basics", {"must_include": []})


def retire(key, successor=""):
    return lambda sheet: fates.retire(sheet, "skills", key, successor=successor)


@pytest.mark.parametrize("successor", ["", "s2.more.tune"])
def test_retired_skills_stay_behind(successor):
    copy = copied(unnamed, retire("s1.basics.split", successor))
    assert keys(copy, "skills") == ["mine.s1.basics.load", "mine.s2.more.tune"]
    assert not any(block.get("retired") for block in copy["skills"])


def test_a_retired_skill_that_is_still_named_comes_along_with_its_successor():
    def needed(sheet):
        return fates.retire(sheet, "skills", "s1.basics.load", successor="s1.basics.split")

    copy = copied(needed, retire("s1.basics.split"))
    assert keys(copy, "skills") == ["mine.s1.basics.load", "mine.s1.basics.split", "mine.s2.more.tune"]
    assert copy["axes"][0]["values"][0]["skill"] == "mine.s1.basics.load"
    assert copy["skills"][0]["successor"] == "mine.s1.basics.split"


def test_a_copy_without_its_retired_skills_can_be_read():
    copy = copied(unnamed, retire("s1.basics.split", "s2.more.tune"))
    assert documents.of(toml.read(toml_text.write(copy), "copy")[0]) == copy


def test_links_of_a_package_to_what_stays_behind_stay_behind():
    document = after(unnamed, retire("s1.basics.split"))[0]
    links = [
        {"id": "one", "case": {"originNodeURI": {"identifier": "s1.basics.split"}}},
        {"id": "two", "case": {"originNodeURI": {"identifier": "s1.basics.load"}}},
    ]
    copy = beginnings.copy({**document, "case_associations": links}, "mine", "A copy")
    assert [row["id"] for row in copy["case_associations"]] == ["two"]
