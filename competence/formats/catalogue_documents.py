"""Process templates, crosswalk and project ideas as documents; `processes` and `catalogues` read them back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from competence.catalogues import Crosswalk, Ideas
from competence.formats.saying import filled, said
from competence.yardstick import Processes, Rung, Step, Template

Document = dict[str, Any]


def of_processes(value: Processes) -> Document:
    """Templates, steps, rungs, roles and the map between steps."""
    extra = dict(value.extra)
    steps = [step for template in value.templates for step in template.steps]
    return {
        "collection": _head(value, extra.pop("collection", {})),
        **filled(
            templates=[_template(template) for template in value.templates],
            steps=[_step(step) for step in steps],
            rungs=[_rung(rung, template.key) for template in value.templates for rung in template.rungs],
            reference_roles=[
                {**said(id=role.key, name=role.name, shown_as=role.shown_as, meaning=role.meaning), **role.extra}
                for role in value.roles
            ],
            step_map=[
                {"source": link.source, "targets": list(link.targets), "relation": link.relation}
                for link in value.links
            ],
        ),
        **extra,
    }


def _head(value: Processes | Crosswalk | Ideas, rest: Mapping[str, Any]) -> Document:
    return {"id": value.key, "title": value.title, "version": value.version, **rest}


def _template(template: Template) -> Document:
    fields = said(
        id=template.key,
        title=template.title,
        kind=template.kind,
        summary=template.summary,
        use_when=template.use_when,
        default=template.is_default,
        retired=template.retired,
    )
    return {**fields, **template.extra}


def _step(step: Step) -> Document:
    fields = said(
        purpose=step.purpose,
        questions=step.questions,
        artefacts=step.artefacts,
        required=step.required,
        skills=step.skills,
        covers=step.covers,
        skill_scope=step.skill_scope,
        required_for_levels=step.required_for_levels,
        dataset_source=step.dataset_source,
        retired=step.retired,
    )
    place = {"id": step.key, "template": step.template, "order": step.order, "name": step.name}
    return {**place, **fields, **step.extra}


def _rung(rung: Rung, template: str) -> Document:
    fields = said(id=rung.key, template=template, name=rung.name, meaning=rung.meaning, needs=rung.needs)
    shares = {
        name: share
        for name, share in (("progress_above", rung.progress_above), ("progress_at_least", rung.progress_at_least))
        if share is not None
    }
    repeats = {} if rung.repeats_at_least == 1 else {"repeats_at_least": rung.repeats_at_least}
    return {**fields, **shares, **repeats, **said(reference_roles=rung.reference_roles), **rung.extra}


def of_crosswalk(value: Crosswalk) -> Document:
    """Kinds of match, and the matches."""
    extra = dict(value.extra)
    return {
        "crosswalk": _head(value, extra.pop("crosswalk", {})),
        "match_types": [
            {
                "id": kind.key,
                "meaning": kind.meaning,
                "source_to_target": kind.source_to_target,
                "target_to_source": kind.target_to_source,
            }
            for kind in value.kinds
        ],
        **extra,
        "mappings": [{"source": pair.source, "match": pair.kind, "target": pair.target} for pair in value.pairs],
    }


def of_ideas(value: Ideas) -> Document:
    """The ideas, with the vocabulary that they use."""
    extra = dict(value.extra)
    return {
        "catalogue": _head(value, extra.pop("catalogue", {})),
        **extra,
        "ideas": [dict(idea.document) for idea in value.ideas],
    }
