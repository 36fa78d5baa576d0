"""The file of process templates: steps, the ladder of results, roles of reference scores, the map between steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from competence.formats.blocks import Block, Reading
from competence.formats.framework import version
from competence.vocabulary import NoteKind, Relation, TemplateKind
from competence.yardstick import Processes, ReferenceRole, Rung, Step, StepLink, Template

TEMPLATES, STEPS, RUNGS, ROLES = "templates", "steps", "rungs", "reference_roles"


def read(data: Reading) -> Processes:
    """The process templates in a file. `BadFile` with everything that is wrong. Skills that steps name belong to
    frameworks, so they are looked up where files are loaded."""
    root = data.root
    head = root.table("collection", required=True)
    templates = [_template(block, data) for block in root.blocks(TEMPLATES, required=True)]
    steps = [_step(block, data) for block in root.blocks(STEPS)]
    roles = tuple(_role(block, data) for block in root.blocks(ROLES))
    rungs = [(block.key("template"), _rung(block, data)) for block in root.blocks(RUNGS)]
    links = tuple(_links(data))
    _check_defaults(templates, data)
    _check_order(steps, data)
    processes = Processes(
        templates=tuple(_whole(template, steps, rungs) for template in templates),
        links=links,
        roles=roles,
        key=head.key("id"),
        title=head.name("title"),
        version=version(head),
        extra={"collection": head.rest(), **root.rest()},
    )
    _check_notes(data)
    data.finish()
    return processes


def _template(block: Block, data: Reading) -> Template:
    return Template(
        key=data.declare(TEMPLATES, block),
        title=block.name("title"),
        kind=block.word("kind", TemplateKind.values),
        summary=block.text("summary"),
        use_when=block.text("use_when"),
        is_default=block.flag("default"),
        retired=block.flag("retired"),
        extra=block.rest(),
    )


def _step(block: Block, data: Reading) -> Step:
    step = Step(
        key=data.declare(STEPS, block),
        template=block.key("template"),
        order=block.whole("order", required=True) or 0,
        name=block.name(),
        purpose=block.text("purpose"),
        questions=block.keys("questions"),
        artefacts=block.keys("artefacts"),
        required=block.flag("required"),
        skills=block.keys("skills"),
        covers=block.word("covers", ["any-listed-skill"], required=False),
        skill_scope=block.key("skill_scope", required=False),
        required_for_levels=block.keys("required_for_levels"),
        dataset_source=block.key("dataset_source", required=False),
        retired=block.flag("retired"),
        extra=block.rest(),
    )
    block.refer("template", TEMPLATES, "template", [step.template])
    return step


def _rung(block: Block, data: Reading) -> Rung:
    block.refer("template", TEMPLATES, "template", [block.key("template")])
    block.whole("order")
    rung = Rung(
        key=data.declare(RUNGS, block),
        name=block.name(),
        meaning=block.text("meaning"),
        needs=block.keys("needs"),
        progress_above=block.share("progress_above"),
        progress_at_least=block.share("progress_at_least"),
        repeats_at_least=block.whole("repeats_at_least", least=1) or 1,
        reference_roles=block.keys("reference_roles"),
        extra=block.rest(),
    )
    if rung.progress_above is not None and rung.progress_at_least is not None:
        block.problem("progress_above", "Only one of progress_above and progress_at_least may stand.")
    block.refer("reference_roles", ROLES, "role of a reference score", rung.reference_roles)
    return rung


def _role(block: Block, data: Reading) -> ReferenceRole:
    return ReferenceRole(
        key=data.declare(ROLES, block, shared=False),
        name=block.name(),
        shown_as=block.name("shown_as"),
        meaning=block.text("meaning"),
        extra=block.rest(),
    )


def _links(data: Reading) -> Iterable[StepLink]:
    seen: set[tuple[str, str]] = set()
    for block in data.root.blocks("step_map"):
        link = StepLink(
            source=block.key("source"),
            targets=block.keys("targets", required=True),
            relation=block.word("relation", Relation.values),
        )
        block.refer("source", STEPS, "step", [link.source])
        block.refer("targets", STEPS, "step", link.targets)
        if link.source in link.targets:
            block.problem("targets", f"“{link.source}” is linked to itself.")
        for target in link.targets:
            if (link.source, target) in seen:
                block.problem("targets", f"“{link.source}” is linked to “{target}” twice.")
            seen.add((link.source, target))
        yield link


def _check_defaults(templates: list[Template], data: Reading) -> None:
    defaults = [template for template in templates if template.is_default]
    for template in defaults[1:]:
        data.block_of(TEMPLATES, template.key).problem("default", f"“{defaults[0].key}” is the default already.")


def _check_order(steps: list[Step], data: Reading) -> None:
    seen: dict[tuple[str, int], str] = {}
    for step in steps:
        first = seen.setdefault((step.template, step.order), step.key)
        if first != step.key and data.knows(STEPS, step.key):
            data.block_of(STEPS, step.key).problem("order", f"order {step.order} is taken by “{first}” already.")


def _check_notes(data: Reading) -> None:
    for block in data.root.blocks("notes"):
        data.declare("notes", block, shared=False)
        block.text("text", required=True)
        block.word("kind", NoteKind.values)
        block.refer("scope", TEMPLATES, "template", [block.text("scope", required=True)])


def _whole(template: Template, steps: list[Step], rungs: list[tuple[str, Rung]]) -> Template:
    own = sorted((step for step in steps if step.template == template.key), key=lambda step: step.order)
    return replace(template, steps=tuple(own), rungs=tuple(rung for home, rung in rungs if home == template.key))
