"""The crosswalk file and the catalogue of project ideas."""

from __future__ import annotations

from collections.abc import Iterable

from competence.catalogues import Crosswalk, Idea, Ideas, MatchKind, Pair, exercised
from competence.formats.blocks import Block, Reading
from competence.formats.framework import version
from competence.vocabulary import Carry, Match

CONDITIONS, DOMAINS, SKILL_SETS, IDEAS, MATCH_TYPES = "conditions", "domains", "skill_sets", "ideas", "match_types"


def read_crosswalk(data: Reading) -> Crosswalk:
    """The crosswalk in a file. `BadFile` with everything that is wrong. Whether the skills exist is looked up where
    files are loaded."""
    root = data.root
    head = root.table("crosswalk", required=True)
    crosswalk = Crosswalk(
        key=head.key("id"),
        title=head.name("title"),
        version=version(head),
        kinds=tuple(_match_kind(block, data) for block in root.blocks(MATCH_TYPES, required=True)),
        pairs=tuple(_pairs(data)),
        extra={"crosswalk": head.rest(), **root.rest()},
    )
    for block in root.blocks("no_counterpart"):
        block.keys("skills")
    data.finish()
    return crosswalk


def _match_kind(block: Block, data: Reading) -> MatchKind:
    block.word("id", Match.values)
    return MatchKind(
        key=data.declare(MATCH_TYPES, block, shared=False),
        meaning=block.text("meaning", required=True),
        source_to_target=block.word("source_to_target", Carry.values),
        target_to_source=block.word("target_to_source", Carry.values),
    )


def _pairs(data: Reading) -> Iterable[Pair]:
    seen: set[frozenset[str]] = set()
    for block in data.root.blocks("mappings", required=True):
        pair = Pair(source=block.key("source"), kind=block.word("match", Match.values), target=block.key("target"))
        both = frozenset((pair.source, pair.target))
        if len(both) == 1:
            block.problem("target", f"“{pair.source}” is matched with itself.")
        elif both in seen:
            block.problem("target", f"“{pair.source}” and “{pair.target}” are matched twice.")
        elif pair.kind in Match.values and not data.knows(MATCH_TYPES, pair.kind):
            block.problem("match", f"There is no [[match_types]] block for “{pair.kind}”.")
        seen.add(both)
        yield pair


def read_ideas(data: Reading) -> Ideas:
    """The project ideas in a file. `BadFile` with everything that is wrong. Whether skills exist is looked up where
    files are loaded."""
    root = data.root
    head = root.table("catalogue", required=True)
    for name in (CONDITIONS, DOMAINS):
        for block in root.blocks(name):
            data.declare(name, block, shared=False)
            block.name()
    sets = {data.declare(SKILL_SETS, b, shared=False): b.keys("skills") for b in root.blocks(SKILL_SETS)}
    ideas = Ideas(
        key=head.key("id"),
        title=head.name("title"),
        version=version(head),
        ideas=tuple(_idea(block, sets, data) for block in root.blocks(IDEAS, required=True)),
        extra={"catalogue": head.rest(), **{k: v for k, v in root.values.items() if k not in NOT_KEPT}},
    )
    data.finish()
    return ideas


NOT_KEPT = ("schema_version", "catalogue", IDEAS)


def _idea(block: Block, sets: dict[str, tuple[str, ...]], data: Reading) -> Idea:
    for field in ("home", "dataset_source", "task", "target", "licence", "idea"):
        block.text(field, required=True)
    block.refer("domain", DOMAINS, "domain", [block.key("domain")])
    block.refer("conditions", CONDITIONS, "condition", block.keys("conditions"))
    block.refer("skill_sets", SKILL_SETS, "set of skills", block.keys("skill_sets"))
    block.keys("levels", required=True)
    _check_scores(block)
    fields = {name: block.keys(name) for name in ("skill_sets", "skills", "other_skills")}
    return Idea(
        key=data.declare(IDEAS, block, shared=False),
        title=block.name(),
        document=block.values,
        skills=exercised(fields, sets),
    )


def _check_scores(block: Block) -> None:
    scores = block.blocks("references")
    for score in [*scores, block.table("baseline")] if block.has("baseline") else scores:
        score.text("metric", required=True)
        score.word("better", ["higher", "lower"])
        if not isinstance(score.take("value"), (int, float)):
            score.problem("value", "value has to be a number.")
    for score in scores:
        score.key("role")
