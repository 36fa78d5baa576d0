"""Loading files: all or nothing, by stable ids, and a published edition never changes."""

from datetime import timedelta

import pytest

from competence.actions import frameworks
from competence.models import (
    CrosswalkMatch,
    Edition,
    Framework,
    ProcessStep,
    ProcessTemplate,
    ProjectIdea,
    Skill,
    SkillEntry,
)
from competence.queries import editions
from tests.factories.competence import (
    LOADED_AT,
    PROCESSES,
    SMALL,
    contents_of_tables,
    load_all,
    load_text,
    shipped_files,
    small_yardstick,
)

SECOND = SMALL.replace('version = "1.0.0"', 'version = "1.1.0"')
LATER = LOADED_AT + timedelta(days=30)


def test_the_shipped_files_load_whole(no_frameworks: None) -> None:
    outcome = load_all()
    assert outcome.counts == {
        "frameworks": 4,
        "skills": 351,
        "crosswalk matches": 438,
        "process templates": 10,
        "project ideas": 88,
    }
    assert Framework.objects.count() == 4
    assert Skill.objects.count() == 351
    assert SkillEntry.objects.count() == 351
    assert CrosswalkMatch.objects.count() == 438
    assert ProcessStep.objects.count() == 47
    assert ProjectIdea.objects.count() == 88
    assert Framework.objects.get(is_default=True).key == "three-levels"
    assert set(Edition.objects.values_list("published_at", "is_current")) == {(LOADED_AT, True)}


def test_loading_twice_changes_nothing(frameworks: None) -> None:
    before = contents_of_tables()
    outcome = load_all_later()
    assert outcome.changes == ()
    assert str(outcome) == (
        "4 frameworks, 351 skills, 438 crosswalk matches, 10 process templates, 88 project ideas: nothing changed."
    )
    assert contents_of_tables() == before


def load_all_later():
    return frameworks.load(shipped_files(), at=LATER)


def test_layout_and_comments_are_no_change(no_frameworks: None) -> None:
    load_text(SMALL)
    before = contents_of_tables()
    load_text(f"# a comment\n\n{SMALL}", at=LATER)
    assert contents_of_tables() == before


def test_other_content_under_a_published_version_is_refused(no_frameworks: None) -> None:
    load_text(SMALL)
    before = contents_of_tables()
    with pytest.raises(frameworks.Refused) as caught:
        load_text(SMALL.replace("Can load data.", "Can load any data."), at=LATER)
    assert "version 1.0.0 is published with other content; raise the version." in caught.value.message
    assert caught.value.message.startswith("1.toml: line 6, framework.version: small: ")
    assert contents_of_tables() == before


def test_a_new_version_becomes_the_current_edition_and_leaves_the_old_one(no_frameworks: None) -> None:
    load_text(SMALL)
    skill = Skill.objects.get(key="s1.basics.load")
    outcome = load_text(SECOND.replace("Can load data.", "Can load any data."), at=LATER)
    assert outcome.changes == ("small 1.1.0 published",)
    assert editions.of("small").version == "1.1.0"
    assert editions.of("small").skills["s1.basics.load"].can_do == "Can load any data."
    assert editions.edition("small", "1.0.0") == small_yardstick()
    assert [entry.edition.version for entry in skill.entries.order_by("pk")] == ["1.0.0", "1.1.0"]
    assert Edition.objects.get(version="1.1.0").published_at == LATER


def test_loading_an_old_edition_again_leaves_the_new_one_current(no_frameworks: None) -> None:
    load_text(SMALL)
    load_text(SECOND)
    before = contents_of_tables()
    assert load_text(SMALL, at=LATER).changes == ()
    assert contents_of_tables() == before


def test_an_older_version_that_was_never_published_is_refused(no_frameworks: None) -> None:
    load_text(SECOND)
    with pytest.raises(frameworks.Refused, match=r"version 1\.0\.0 is older than 1\.1\.0, the current one"):
        load_text(SMALL)


def test_a_skill_that_is_simply_gone_is_refused(no_frameworks: None) -> None:
    load_text(SMALL)
    gone = SECOND.replace('id = "s2.more.tune"', 'id = "s2.more.polish"')
    with pytest.raises(frameworks.Refused, match=r"“s2\.more\.tune” stands in version 1\.0\.0 and is missing here"):
        load_text(gone)
    assert not Skill.objects.filter(key="s2.more.polish").exists()


def test_a_retired_skill_keeps_its_identity_and_names_its_successor(no_frameworks: None) -> None:
    load_text(SMALL)
    retired = SECOND.replace(
        'name = "Load data"', 'name = "Load data"\nretired = true\nsuccessor = "s1.basics.split"'
    ).replace("of = 2", "of = 1")
    load_text(retired, at=LATER)
    skill = Skill.objects.get(key="s1.basics.load")
    assert (skill.retired_at, skill.successor.key) == (LATER, "s1.basics.split")
    load_text(SMALL.replace('version = "1.0.0"', 'version = "1.2.0"'), at=LATER)
    skill.refresh_from_db()
    assert (skill.retired_at, skill.successor) == (None, None)


def test_one_wrong_file_keeps_all_files_out(no_frameworks: None) -> None:
    before = contents_of_tables()
    with pytest.raises(frameworks.Refused) as caught:
        load_text(SMALL, PROCESSES.replace('kind = "process"', 'kind = "dance"', 1), "schema_version = 1")
    assert [file.name for file in caught.value.files] == ["2.toml", "3.toml"]
    assert contents_of_tables() == before


def test_a_failure_in_the_middle_leaves_nothing_behind(no_frameworks: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents_of_tables()
    said: list[str] = []

    def stop_at_the_third(sentence: str) -> None:
        said.append(sentence)
        if len(said) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        frameworks.load(shipped_files(), at=LOADED_AT, say=stop_at_the_third)
    assert said[0] == "Publishing three-levels 1.1.0"
    assert contents_of_tables() == before


def test_references_across_files_are_checked(no_frameworks: None) -> None:
    other = SMALL.replace('id = "small"', 'id = "other"', 1)
    with pytest.raises(frameworks.Refused, match=r"2\.toml: .*“s1\.basics\.load” stands in 1\.toml as well"):
        load_text(SMALL, other)
    with pytest.raises(frameworks.Refused, match=r"skills names “s1\.basics\.load”, which is no known skill"):
        load_text(PROCESSES)
    process = SMALL.replace('kind = "skills"\nrequired', 'kind = "process"\ntemplate = "short"\nrequired')
    with pytest.raises(frameworks.Refused, match="template names “short”, which is no known process template"):
        load_text(process)
    assert load_text(process, PROCESSES).changes == ("small 1.0.0 published", "process templates updated")


def test_a_skill_of_another_framework_cannot_be_taken_over(no_frameworks: None) -> None:
    load_text(SMALL)
    with pytest.raises(frameworks.Refused, match=r"“s1\.basics\.load” is a skill of the framework “small”"):
        load_text(SMALL.replace('id = "small"', 'id = "other"', 1))


def test_a_crosswalk_needs_two_frameworks_and_skills_that_exist(no_frameworks: None) -> None:
    crosswalk = """
schema_version = 1
[crosswalk]
id = "c"
title = "C"
version = "1.0.0"
[[match_types]]
id = "exact"
meaning = "The same."
source_to_target = "counts"
target_to_source = "counts"
[[mappings]]
source = "s1.basics.load"
match = "exact"
target = "s1.basics.split"
[[mappings]]
source = "s1.basics.load"
match = "exact"
target = "s9.nowhere"
"""
    with pytest.raises(frameworks.Refused) as caught:
        load_text(SMALL, crosswalk)
    assert "2.toml: line 15, mappings[1].target: “s1.basics.load” and “s1.basics.split” belong to the same" in str(
        caught.value
    )
    assert "2.toml: line 19, mappings[2].target: target names “s9.nowhere”, which is no known skill" in str(
        caught.value
    )


def test_process_templates_are_updated_in_place_and_never_lost(no_frameworks: None) -> None:
    load_text(SMALL, PROCESSES)
    step = ProcessStep.objects.get(key="short.do")
    load_text(PROCESSES.replace('name = "Do"', 'name = "Do it"').replace("default = true", ""), at=LATER)
    step.refresh_from_db()
    assert step.name == "Do it"
    assert not ProcessTemplate.objects.filter(is_default=True).exists()
    with pytest.raises(frameworks.Refused, match=r"“long\.begin” is loaded already and is missing here"):
        load_text(PROCESSES.replace("long.begin", "long.start"))


def test_the_default_of_the_site_stays_when_another_file_wants_to_be_it(frameworks: None) -> None:
    load_text(SMALL.replace('title = "A small', 'default = true\ntitle = "A small'))
    assert Framework.objects.get(is_default=True).key == "three-levels"
    assert editions.of("small").default is False


def test_html_in_a_file_is_kept_as_text(no_frameworks: None) -> None:
    load_text(SMALL.replace('name = "Load data"', 'name = "<b>Load</b>"'))
    assert SkillEntry.objects.get(skill__key="s1.basics.load").name == "<b>Load</b>"
