"""Reading files that are right."""

import pytest

from competence.formats import toml
from competence.formats.problems import BadFile
from tests.factories.competence import PROCESSES, SMALL, shipped_files, small_yardstick

TEXTS = dict(shipped_files())


def read(name: str):
    return toml.read(TEXTS[f"{name}.toml"], name)[0]


@pytest.mark.parametrize(
    ("name", "levels", "competences", "groups", "skills", "rules", "required"),
    [
        ("three-levels", 4, 9, 27, 96, 26, 14),
        ("ml-progress-checklist", 3, 16, 11, 96, 20, 19),
        ("field-guide", 4, 19, 4, 93, 21, 19),
        ("global-competencies", 2, 11, 15, 66, 11, 10),
    ],
)
def test_the_shipped_frameworks_hold_what_their_readme_counts(
    name, levels, competences, groups, skills, rules, required
):
    yardstick = read(name)
    assert len(yardstick.levels) == levels
    assert len(yardstick.competences) == competences
    assert len(yardstick.groups) == groups
    assert len(yardstick.skills) == skills
    assert len(yardstick.rules) == rules
    assert sum(rule.required for rule in yardstick.rules) == required


def test_three_levels_keeps_axes_matrices_problems_and_notes():
    yardstick = read("three-levels")
    assert [len(axis.values) for axis in yardstick.axes] == [5, 3, 3, 27, 3, 10, 7]
    assert [matrix.cells for matrix in yardstick.matrices] == [15, 27, 10]
    assert len(yardstick.extra["problems"]) == 10
    assert len(yardstick.extra["notes"]) == 16
    assert len(yardstick.extra["evidence_facets"]) == 3
    assert yardstick.extra["comparison"]["improvement_required"] is False
    assert yardstick.axes_by_key["dataset-source"].values[2].no_evidence_for == ("l3.data-handling",)


def test_a_skill_knows_its_whole_place():
    skill = read("three-levels").skills["l2.generalization.dropout"]
    assert (skill.level, skill.competence, skill.group) == ("l2", "l2.generalization", "l2.generalization.modern")
    assert (skill.name, skill.proof, skill.comparison, skill.diagnosis) == ("Dropout", "project", True, False)


def test_one_value_rules_keep_their_entries():
    rule = next(rule for rule in read("three-levels").rules if rule.key == "l3.rule.one-domain")
    assert [entry.kind for entry in rule.requires] == ["process", "comparisons", "skills", "skills"]
    assert rule.params == {"axis": "domain", "at_least_values": 1, "within": "project"}
    assert rule.requires[2].params["excluded_sources"] == ["contrived-problem", "dataset-generator"]


def test_process_templates_hold_what_their_readme_counts():
    processes = read("process-templates")
    assert len(processes.templates) == 10
    assert sum(len(template.steps) for template in processes.templates) == 47
    assert len(processes.by_key["result-ladder"].rungs) == 3
    assert [role.shown_as for role in processes.roles] == [
        "trivial baseline",
        "simple model",
        "published good",
        "human",
        "published best",
    ]
    assert len(processes.links) == 17


def test_crosswalk_and_ideas_hold_what_their_readme_counts():
    crosswalk = read("crosswalk")
    kinds = [pair.kind for pair in crosswalk.pairs]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "exact": 85,
        "close": 108,
        "broader": 119,
        "narrower": 126,
    }
    ideas = read("project-ideas")
    assert len(ideas.ideas) == 88
    sonar = ideas.ideas[0]
    assert sonar.title == "Sonar, Mines vs. Rocks"
    assert sonar.skills[0] == "l1.library.environment-setup"
    assert "l2.generalization.dropout" in sonar.skills


def test_unknown_fields_are_kept_at_every_place():
    text = SMALL.replace('name = "Load data"', 'name = "Load data"\ncolour = "blue"')
    text = text.replace('title = "A small framework"', 'title = "A small framework"\nmood = ["calm"]')
    text += '\n[[ornaments]]\nid = "star"\n'
    yardstick = small_yardstick(text)
    assert yardstick.skills["s1.basics.load"].extra == {"colour": "blue"}
    assert yardstick.extra["framework"] == {"mood": ["calm"]}
    assert yardstick.extra["ornaments"] == [{"id": "star"}]


def test_html_is_only_text():
    text = SMALL.replace('name = "Load data"', 'name = "<script>alert(1)</script>"')
    assert small_yardstick(text).skills["s1.basics.load"].name == "<script>alert(1)</script>"


def test_dates_in_unknown_fields_are_kept_as_text():
    text = SMALL.replace('author = "Nobody"', 'author = "Nobody"\nread_on = 2026-01-02')
    assert small_yardstick(text).source["read_on"] == "2026-01-02"


def test_a_retired_skill_is_left_out_of_the_size_of_a_choice():
    retired = 'name = "Split data"\nretired = true\nsuccessor = "s1.basics.load"'
    text = SMALL.replace('name = "Split data"', retired).replace("of = 2", "of = 1")
    text = text.replace('must_include = ["s1.basics.split"]\n', "")
    assert small_yardstick(text).skills["s1.basics.split"].successor == "s1.basics.load"


def test_steps_come_in_their_order_whatever_the_file_says():
    extra = '[[steps]]\nid = "long.zero"\ntemplate = "long"\norder = 0\nname = "Before"\n'
    processes = toml.read_processes(PROCESSES + extra, "p.toml")
    assert [step.key for step in processes.by_key["long"].steps] == ["long.zero", "long.begin"]


def test_what_is_in_a_file_is_told_by_its_head():
    assert toml.read(SMALL, "a.toml")[0] == small_yardstick()
    with pytest.raises(BadFile, match="exactly one of"):
        toml.read("schema_version = 1\n", "a.toml")
