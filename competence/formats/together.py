"""Several files held against each other and against what is loaded already: references across files, editions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from competence import fingerprint
from competence.catalogues import Crosswalk, Ideas
from competence.formats.blocks import Block, Reading
from competence.formats.catalogues import IDEAS, SKILL_SETS
from competence.formats.problems import BadFile
from competence.formats.processes import ROLES, RUNGS, STEPS, TEMPLATES
from competence.formats.rules import RULES
from competence.formats.toml import Content
from competence.formats.tree import COMPETENCES, GROUPS, LEVELS, SKILLS
from competence.yardstick import Processes, Yardstick

SHARED = (LEVELS, COMPETENCES, GROUPS, SKILLS, RULES, TEMPLATES, STEPS, RUNGS)
"""Kinds of blocks whose ids are unique over all files."""


@dataclass(frozen=True)
class Document:
    """A file that can stand by itself: its name, what is in it, and where everything stands."""

    name: str
    content: Content
    reading: Reading


@dataclass(frozen=True)
class Loaded:
    """What is in the tables before loading."""

    editions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Framework → published version → content hash."""
    current: Mapping[str, Yardstick] = field(default_factory=dict)
    processes: Processes = field(default_factory=Processes)
    skills: Mapping[str, str] = field(default_factory=dict)
    """Every skill that ever was → its framework."""


class Names:
    """Who declares which id, over the files at hand and what is loaded."""

    def __init__(self, documents: Sequence[Document], loaded: Loaded) -> None:
        at_hand = {d.content.key for d in documents if isinstance(d.content, Yardstick)}
        self.yardsticks = {
            **{key: value for key, value in loaded.current.items() if key not in at_hand},
            **{d.content.key: d.content for d in documents if isinstance(d.content, Yardstick)},
        }
        given = [d.content for d in documents if isinstance(d.content, Processes)]
        self.processes = given[0] if given else loaded.processes
        self.framework_of = {
            **loaded.skills,
            **{skill: key for key, yardstick in self.yardsticks.items() for skill in yardstick.skills},
        }
        self.skills = {skill for yardstick in self.yardsticks.values() for skill in yardstick.skills}
        self.levels = {level for yardstick in self.yardsticks.values() for level in yardstick.levels_by_key}
        self.templates = {template.key for template in self.processes.templates}
        self.steps = {step.key for template in self.processes.templates for step in template.steps}
        self.roles = {role.key for role in self.processes.roles}
        self.sources = {
            value.key
            for yardstick in self.yardsticks.values()
            for axis in yardstick.axes
            if axis.key == "dataset-source"
            for value in axis.values
        }


def check(documents: Sequence[Document], loaded: Loaded) -> list[BadFile]:
    """Every file that cannot be loaded beside the others, with all that is wrong with it; empty when all can."""
    names = Names(documents, loaded)
    _check_once(documents)
    for document in documents:
        content, reading = document.content, document.reading
        if isinstance(content, Yardstick):
            _check_edition(content, reading, loaded)
            _check_owner(content, reading, loaded)
            _check_templates(reading, names)
        elif isinstance(content, Processes):
            _check_steps(reading, names)
            _check_kept(content, reading, loaded.processes)
        elif isinstance(content, Crosswalk):
            _check_pairs(reading, names)
        else:
            _check_ideas(content, reading, names)
    return [BadFile(d.name, d.reading.problems) for d in documents if d.reading.problems]


def _check_once(documents: Sequence[Document]) -> None:
    owners: dict[str, str] = {}
    heads: dict[str, str] = {}
    for document in documents:
        content, root = document.content, document.reading.root
        head = content.key if isinstance(content, Yardstick) else type(content).__name__
        if head in heads:
            root.problem("", f"{heads[head]} holds the same already.")
        heads.setdefault(head, document.name)
        if isinstance(content, Yardstick) and content.default:
            if "default" in heads:
                root.problem("framework", f"{heads['default']} is the default framework already.")
            heads.setdefault("default", document.name)
        for kind in SHARED:
            for key, block in document.reading.declared.get(kind, {}).items():
                if owners.setdefault(key, document.name) != document.name:
                    block.problem("id", f"“{key}” stands in {owners[key]} as well.")


def _check_edition(yardstick: Yardstick, reading: Reading, loaded: Loaded) -> None:
    head = reading.root.table("framework")
    published = loaded.editions.get(yardstick.key, {})
    if yardstick.version in published:
        if published[yardstick.version] != fingerprint.of(yardstick):
            text = f"version {yardstick.version} is published with other content; raise the version."
            head.problem("version", text)
        return
    current = loaded.current.get(yardstick.key)
    if current is None:
        return
    if number(yardstick.version) < number(current.version):
        head.problem("version", f"version {yardstick.version} is older than {current.version}, the current one.")
    for key in current.skills.keys() - yardstick.skills.keys():
        text = f"“{key}” stands in version {current.version} and is missing here; {STAYS}"
        reading.root.problem(SKILLS, text)


STAYS = "what goes out of use stays in the file, with retired = true."


def number(version: str) -> tuple[int, ...]:
    """1.10.0 → (1, 10, 0), to compare by."""
    return tuple(int(part) for part in version.split("."))


def _check_owner(yardstick: Yardstick, reading: Reading, loaded: Loaded) -> None:
    for key in yardstick.skills:
        owner = loaded.skills.get(key, yardstick.key)
        if owner != yardstick.key:
            reading.block_of(SKILLS, key).problem("id", f"“{key}” is a skill of the framework “{owner}”.")


def _check_templates(reading: Reading, names: Names) -> None:
    for block in reading.root.blocks(RULES):
        for entry in [block, *block.blocks("requires")]:
            if entry.has("template"):
                _refer(entry, "template", [entry.key("template")], names.templates, "process template")
            _refer(entry, "required_steps_extra", entry.keys("required_steps_extra"), names.steps, "step")


def _check_steps(reading: Reading, names: Names) -> None:
    for block in reading.root.blocks(STEPS):
        _refer(block, "skills", block.keys("skills"), names.skills, "skill")
        _refer(block, "required_for_levels", block.keys("required_for_levels"), names.levels, "level")
        _refer(block, "skill_scope", [block.key("skill_scope", required=False)], names.levels, "level")
        _refer(block, "dataset_source", [block.key("dataset_source", required=False)], names.sources, SOURCE)


SOURCE = "value of the axis “dataset-source”"


def _check_kept(processes: Processes, reading: Reading, before: Processes) -> None:
    old = {t.key for t in before.templates} | {s.key for t in before.templates for s in t.steps}
    new = {t.key for t in processes.templates} | {s.key for t in processes.templates for s in t.steps}
    for key in sorted(old - new):
        reading.root.problem(STEPS, f"“{key}” is loaded already and is missing here; {STAYS}")
    for key in sorted({role.key for role in before.roles} - {role.key for role in processes.roles}):
        reading.root.problem(ROLES, f"“{key}” is loaded already and is missing here; results refer to it.")


def _check_pairs(reading: Reading, names: Names) -> None:
    for block in reading.root.blocks("mappings"):
        source, target = block.key("source"), block.key("target")
        _refer(block, "source", [source], names.skills, "skill")
        _refer(block, "target", [target], names.skills, "skill")
        owners = {names.framework_of.get(source, source), names.framework_of.get(target, target)}
        if len(owners) == 1:
            block.problem("target", f"“{source}” and “{target}” belong to the same framework.")
    for block in reading.root.blocks("no_counterpart"):
        _refer(block, "skills", block.keys("skills"), names.skills, "skill")


def _check_ideas(ideas: Ideas, reading: Reading, names: Names) -> None:
    for block in reading.root.blocks(SKILL_SETS):
        _refer(block, "skills", block.keys("skills"), names.skills, "skill")
    for block in reading.root.blocks(IDEAS):
        for field_name in ("skills", "other_skills"):
            _refer(block, field_name, block.keys(field_name), names.skills, "skill")
        _refer(block, "levels", block.keys("levels"), names.levels, "level")
        _refer(block, "dataset_source", [block.text("dataset_source")], names.sources, SOURCE)
        for score in block.blocks("references"):
            _refer(score, "role", [score.key("role")], names.roles, "role of a reference score")


def _refer(block: Block, field_name: str, keys: Iterable[str], known: set[str], called: str) -> None:
    for key in keys:
        if key and key not in known:
            block.problem(field_name, f"{field_name} names “{key}”, which is no known {called}.")
