"""Files that are wrong are refused whole, with the file, the line and what is wrong (R-IN-08)."""

import time

import pytest

from competence.formats import toml
from competence.formats.problems import LISTED_AT_MOST, BadFile
from competence.formats.source import MAX_BYTES, decode
from tests.factories.competence import PROCESSES, SMALL, shipped_files

CROSSWALK, IDEAS = (dict(shipped_files())[name] for name in ("crosswalk.toml", "project-ideas.toml"))
SKILL = 'name = "Load data"'
BROKEN = {
    "not TOML": (SMALL, 'id = "small"', "id = ", "This is not TOML"),
    "a table twice": (SMALL, "[evaluation]", "[framework]", "This is not TOML: Cannot declare"),
    "no schema version": (SMALL, "schema_version = 1", "", "schema_version = 1 is expected"),
    "another schema version": (SMALL, "schema_version = 1", "schema_version = 2", "schema_version = 1 is expected"),
    "no version": (SMALL, 'version = "1.0.0"', "", "small: version is missing"),
    "an odd version": (SMALL, 'version = "1.0.0"', 'version = "one"', "“one” is no version like 1.0.0"),
    "an odd id": (SMALL, 'id = "s1"', 'id = "S 1"', "“S 1” is no id"),
    "an id twice": (SMALL, 'id = "s1.basics.split"', 'id = "s1.basics.load"', "“s1.basics.load” occurs twice"),
    "an id of two kinds": (SMALL, 'id = "s2.more"', 'id = "s1"', "“s1” occurs twice"),
    "no name": (SMALL, SKILL, "", "s1.basics.load: name is missing"),
    "an empty name": (SMALL, SKILL, 'name = "  "', "s1.basics.load: name is empty"),
    "a long name": (SMALL, SKILL, f'name = "{"x" * 201}"', "name has more than 200 characters"),
    "no can_do": (SMALL, 'can_do = "Can load data."', "", "s1.basics.load: can_do is missing"),
    "an unknown proof": (SMALL, 'proof = "artefact"', 'proof = "exam"', "“exam” is not known; proof is one of"),
    "a number for a text": (SMALL, SKILL, "name = 3", "name has to be a text, not a number"),
    "a text for a flag": (SMALL, "comparison = true", 'comparison = "yes"', "comparison has to be true or false"),
    "a text for a number": (SMALL, "number = 1", 'number = "one"', "number has to be a whole number, not a text"),
    "a number taken": (SMALL, "number = 2", "number = 1", "number 1 is taken by s1 already"),
    "a list of numbers": (
        SMALL,
        'prerequisite = ["s1"]',
        "prerequisite = [1]",
        "prerequisite has to be a list of texts",
    ),
    "skills no list": (SMALL.replace("[[skills]]", "[[abilities]]"), "[[axes]]", "[[axes]]", "no [[skills]] block"),
    "an unknown level": (SMALL, 'level = "s2"\norder', 'level = "s9"\norder', "“s9”, which is no level of this file"),
    "an unknown competence": (SMALL, 'competence = "s2.more"', 'competence = "s2.less"', "no competence of this file"),
    "an unknown group": (SMALL, 'group = "s1.basics.data"', 'group = "s1.basics.none"', "no group of this file"),
    "a group elsewhere": (
        SMALL,
        'competence = "s2.more"\nname',
        'competence = "s2.more"\ngroup = "s1.basics.data"\nname',
        "The group “s1.basics.data” belongs to “s1.basics”",
    ),
    "prerequisites in a circle": (
        SMALL,
        'does_not_mean = "That you can end."',
        'prerequisite = ["s2"]',
        "s1: The prerequisites lead in a circle",
    ),
    "a successor in use": (
        SMALL,
        SKILL,
        f'{SKILL}\nsuccessor = "s2.more.tune"',
        "A successor is named, but the skill is not retired",
    ),
    "successors in a circle": (
        SMALL,
        SKILL,
        f'{SKILL}\nretired = true\nsuccessor = "s1.basics.load"',
        "The successors lead in a circle",
    ),
    "an unknown rule kind": (SMALL, 'kind = "skills"', 'kind = "luck"', "“luck” is not known; kind is one of"),
    "a rule of an unknown skill": (
        SMALL,
        'must_include = ["s1.basics.split"]',
        'must_include = ["s1.basics.guess"]',
        "must_include names “s1.basics.guess”, which is no skill",
    ),
    "a rule that asks for too much": (SMALL, "at_least = 1\nof = 2", "at_least = 3\nof = 2", "the choice has only 2"),
    "another size of the choice": (SMALL, "of = 2", "of = 7", "of = 7, but the choice has 2"),
    "a rule without a threshold": (SMALL, "at_least = 1\nof = 2", "of = 2", "“skills” needs at_least"),
    "a threshold of nothing": (SMALL, "at_least = 1\nof", "at_least = 0\nof", "at_least = 0 is outside 1 to 30000"),
    "rules in a circle": (
        SMALL,
        'within = "project"',
        'within = "project"\nsame_value_as = "s2.rule.one-size"',
        "The rules lead in a circle",
    ),
    "a parent that is not there": (
        SMALL,
        'parent = "small"',
        'parent = "tiny"',
        "“tiny”, which is no value of the axis",
    ),
    "other cells than the axes yield": (SMALL, "cells = 1", "cells = 4", "cells = 4, but the axes yield 1"),
    "an unknown axis value": (SMALL, 'axis_value = "small"', 'axis_value = "huge"', "no value of the axis “size”"),
    "a note about nothing": (SMALL, 'scope = "s1"', 'scope = "s7"', "“s7”, which is no level, competence or group"),
    "a number without end": (SMALL, "number = 1", "number = inf", "The number is not finite"),
    "a control character": (SMALL, SKILL, 'name = "Load\\u0000data"', "control characters"),
    "a step of no template": (PROCESSES, 'template = "long"', 'template = "other"', "no template of this file"),
    "two default templates": (PROCESSES, 'title = "A long process"', 'title = "L"\ndefault = true', "default already"),
    "an unknown relation": (PROCESSES, 'relation = "covers"', 'relation = "eats"', "“eats” is not known"),
    "a link to itself": (PROCESSES, 'targets = ["long.begin"]', 'targets = ["short.do"]', "is linked to itself"),
    "an unknown role": (
        PROCESSES,
        'reference_roles = ["strong"]',
        'reference_roles = ["weak"]',
        "no role of a reference",
    ),
    "a match with itself": (
        CROSSWALK,
        'target = "l3.data-handling.cv-load-images"',
        'target = "ck.entry.data-handling.images"',
        "is matched with itself",
    ),
    "an unknown match": (CROSSWALK, 'match = "narrower"', 'match = "thinner"', "“thinner” is not known"),
    "an idea without a licence": (IDEAS, 'licence = "CC BY 4.0"', "", "sonar: licence is missing"),
    "a score that is no number": (IDEAS, "value = 0.904", 'value = "high"', "value has to be a number"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_refused_with_file_place_and_reason(kind):
    text, right, wrong, message = BROKEN[kind]
    assert right in text, "the test has nothing to break"
    with pytest.raises(BadFile) as caught:
        toml.read(text.replace(right, wrong, 1), "mine.toml")
    lines = caught.value.lines
    assert any(message in line for line in lines), lines
    assert all(line.startswith("mine.toml: ") for line in lines)
    assert any(p.line or p.path for p in caught.value.problems if message in str(p)), lines


def test_a_problem_names_its_line_and_path():
    text = SMALL.replace('proof = "artefact"', 'proof = "exam"')
    with pytest.raises(BadFile) as caught:
        toml.read_framework(text, "mine.toml")
    line = text.split("\n").index('proof = "exam"') + 1
    assert str(caught.value) == (
        f"mine.toml: line {line}, skills[2].proof: s1.basics.split: “exam” is not known; proof is one of: "
        "project, artefact, note, activity."
    )


def test_all_problems_are_told_at_once_in_the_order_of_the_file():
    text = (
        SMALL.replace('name = "First"', "")
        .replace('can_do = "Can split data."', "")
        .replace("number = 2", "number = 1")
    )
    with pytest.raises(BadFile) as caught:
        toml.read_framework(text, "mine.toml")
    assert [problem.text for problem in caught.value.problems] == [
        "s1: name is missing.",
        "s2: number 1 is taken by s1 already.",
        "s1.basics.split: can_do is missing.",
    ]


def test_a_file_with_very_many_problems_is_cut_with_a_count():
    skills = "".join(f'[[skills]]\nid = "s2.more.x{n}"\ncompetence = "s2.more"\n' for n in range(100))
    with pytest.raises(BadFile) as caught:
        toml.read_framework(SMALL.replace("[[axes]]", f"{skills}[[axes]]", 1), "mine.toml")
    assert len(caught.value.problems) == 300
    assert len(caught.value.lines) == LISTED_AT_MOST + 1
    assert caught.value.lines[-1] == "mine.toml: and 200 more problems."


def test_r_in_08_a_file_of_100_mb_is_refused_before_it_is_read():
    started = time.process_time()
    with pytest.raises(BadFile, match="The file has more than 12 MB"):
        decode(b"#" * 100 * 1024 * 1024, "huge.toml")
    assert MAX_BYTES < 100 * 1024 * 1024
    assert time.process_time() - started < 2


@pytest.mark.parametrize("depth", [20, 2_000, 10_000])
def test_r_in_08_deep_values_are_refused(depth):
    rows = "\n".join(["deep = ", *["["] * depth, *["]"] * depth])
    with pytest.raises(BadFile, match="nested more than 12 deep"):
        toml.read(f"{SMALL}\n[extra]\n{rows.replace('deep = ' + chr(10), 'deep = ')}", "deep.toml")


def test_r_in_08_a_name_of_many_parts_is_refused_quickly():
    started = time.process_time()
    with pytest.raises(BadFile, match="more than 5000 characters"):
        toml.read("a" + ".a" * 1_000_000 + " = 1", "dots.toml")
    with pytest.raises(BadFile, match="more than 100 dots"):
        toml.read("\n".join(f"k{n}{'.a' * 2_000} = 1" for n in range(50)), "dots.toml")
    with pytest.raises(BadFile, match="nested more than 12 deep"):
        toml.read("\n".join(f"k{n}{'.a' * 99} = 1" for n in range(1_000)), "dots.toml")
    assert time.process_time() - started < 5


def test_r_in_08_text_that_is_not_utf_8_is_refused_with_its_line():
    with pytest.raises(BadFile, match="line 2: The file is not UTF-8 text"):
        decode(b"schema_version = 1\n# \xff\n", "latin.toml")


def test_blocks_written_in_one_line_are_told_by_their_path():
    head = '[framework]\nid = "f"\ntitle = "F"\nversion = "1.0.0"\n'
    text = f'schema_version = 1\nlevels = [{{ id = "s1", number = 1 }}]\n{head}'
    with pytest.raises(BadFile) as caught:
        toml.read_framework(text, "mine.toml")
    assert "mine.toml: levels[1].name: s1: name is missing." in caught.value.lines
