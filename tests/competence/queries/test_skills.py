"""Searching skills, and everything about one of them."""

from typing import Any

import pytest

from competence.models import Edition, Skill
from competence.queries import skills
from competence.vocabulary import Carry, Match
from tests.factories.competence import SMALL, load_text

pytestmark = pytest.mark.usefixtures("frameworks")


def keys(words: str, **options: Any) -> list[str]:
    return [hit.skill.key for hit in skills.search(words, **options)]


def test_search_puts_the_very_name_first() -> None:
    found = skills.search("dropout")
    assert found[0].skill.key == "l2.generalization.dropout"
    assert (found[0].framework.key, found[0].level.name, found[0].competence.name) == (
        "three-levels",
        "Tuning",
        "Generalization competence",
    )


def test_search_puts_names_before_meanings() -> None:
    found = [hit.skill for hit in skills.search("learning rate", limit=40)]
    named = ["learning rate" in skill.name.lower() for skill in found]
    assert named == sorted(named, reverse=True)
    assert any(named) and not all(named)


def test_search_goes_across_frameworks_or_stays_in_one() -> None:
    assert len({hit.framework.key for hit in skills.search("data", limit=200)}) == 4
    assert {hit.framework.key for hit in skills.search("data", framework="field-guide", limit=200)} == {"field-guide"}


def test_search_wants_every_word_and_overlooks_case_and_marks() -> None:
    assert keys("k fold")[0] == "l1.modeling.cross-validation"
    assert keys("K-FOLD") == keys("k fold")
    assert keys("dropout unicorn") == []
    assert keys("") == keys("  !? ") == []


def test_search_keeps_its_limit_and_leaves_out_retired_skills() -> None:
    assert len(keys("a", limit=5)) == 5
    retired = SMALL.replace('name = "Tune"', 'name = "Zymurgy"\nretired = true').replace(
        'kind = "comparisons"', 'kind = "skills"\nskills = ["s1.basics.load"]\nscope_level_was = "s2"'
    )
    load_text(retired.replace('scope_level = "s2"\n', ""))
    assert keys("zymurgy") == []


@pytest.mark.parametrize("words", ["%", "_", "'; DROP TABLE", "\x00", "x" * 10_000, "İ" * 50, "ß", "[(", "\\"])
def test_r_in_04_search_takes_any_text(words: str) -> None:
    assert isinstance(skills.search(words), tuple)


def test_about_tells_all_that_the_frameworks_say() -> None:
    about = skills.about("three-levels", "l2.generalization.dropout")
    assert about.pk == Skill.objects.get(key="l2.generalization.dropout").pk
    assert about.group.name == "Modern techniques"
    assert about.does_not_mean == (
        "That the data was real or the task important: "
        "any dataset that shows overfitting will do, contrived data included."
    )
    assert [problem["id"] for problem in about.problems] == ["overfitting"]
    assert about.ideas[0].title == "Sonar, Mines vs. Rocks"
    assert about.rules == ()
    rules = skills.about("three-levels", "l1.modeling.cross-validation").rules
    assert [rule.key for rule in rules] == ["l1.rule.robust-evaluation"]


def test_about_gives_typical_ranges_where_there_are_some() -> None:
    about = skills.about("global-competencies", "gc.applied.hyperparameters.batch-size")
    assert [(hint["low"], hint["high"]) for hint in about.hints] == [(16, 128)]


def test_about_costs_five_queries_when_warm(django_assert_num_queries: Any) -> None:
    skills.about("three-levels", "l2.generalization.dropout")
    with django_assert_num_queries(5):
        skills.about("field-guide", "fg.entry.data-handling.small-datasets")


def test_about_what_is_not_there() -> None:
    with pytest.raises(Skill.DoesNotExist):
        skills.about("field-guide", "l2.generalization.dropout")
    with pytest.raises(Edition.DoesNotExist):
        skills.about("no-guide", "l2.generalization.dropout")


def test_matches_are_seen_from_both_sides() -> None:
    here = skills.about("ml-progress-checklist", "ck.entry.data-handling.images").matches
    link = next(m.link for m in here if m.skill.key == "l3.data-handling.cv-load-images")
    assert (link.kind, link.there, link.here) == (Match.NARROWER, Carry.SUGGEST, Carry.COUNTS)
    there = skills.about("three-levels", "l3.data-handling.cv-load-images").matches
    back = next(m.link for m in there if m.skill.key == "ck.entry.data-handling.images")
    assert (back.kind, back.there, back.here) == (Match.BROADER, Carry.COUNTS, Carry.SUGGEST)


def test_a_skill_without_a_counterpart_has_no_match() -> None:
    assert skills.about("three-levels", "l1.modeling.small-data-design").matches == ()
