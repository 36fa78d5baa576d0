"""What the editor shows of a draft: the tree with the branches that are open, and what a form offers to choose from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Count

from competence.drafting.items import name_of
from competence.models import Draft, DraftItem, Edition
from competence.queries import catalogues, editions

WHOLE_UP_TO = 40
"""A framework of so many skills is shown with all branches open."""
COMPETENCES_UP_TO = 80
"""With more competences than this, only those of the open level are listed."""
TREE = ("levels", "competences", "groups", "skills")

Choices = dict[str, list[tuple[str, str]]]


@dataclass
class Node:
    """One line of the tree."""

    kind: str
    key: str
    parent: str
    data: Mapping[str, Any]
    revision: int
    is_new: bool
    first: bool = False
    last: bool = False
    count: int = 0
    """Skills below it."""
    is_open: bool = False
    children: list[Node] = field(default_factory=list)
    skills: list[Node] = field(default_factory=list)
    """Of a competence, those that stand in no group."""

    @property
    def name(self) -> str:
        return name_of(self.data) or self.key

    @property
    def retired(self) -> bool:
        return bool(self.data.get("retired"))

    @property
    def is_changed(self) -> bool:
        """Whether it was touched in this draft."""
        return self.revision > 0 and not self.is_new


@dataclass(frozen=True)
class Tree:
    levels: list[Node]
    skills: int
    successors: Mapping[str, str]
    """Key of a skill → its name, for skills that continue retired ones in the open branches."""


def tree(draft: Draft, opened: str = "") -> Tree:
    """The levels with their competences and, below `opened` (a competence or level) or everywhere in a small
    framework, groups and skills. Five queries and those of what is published, whatever the size."""
    public = published_keys(draft)
    rows = {kind: list(rows_of(draft, kind)) for kind in ("levels", "competences", "groups")}
    counts: dict[str, int] = dict(rows_of(draft, "skills").order_by().values_list("parent").annotate(Count("pk")))
    total = sum(counts.values())
    competence_of = {row.key: row.parent for row in rows["groups"]}
    open_keys = _opened(rows, opened, whole=total <= WHOLE_UP_TO)
    groups = [row for row in rows["groups"] if row.parent in open_keys]
    parents = [*open_keys, *(row.key for row in groups)]
    skills = list(rows_of(draft, "skills").filter(parent__in=parents)) if parents else []
    made = partial(_nodes, public=public)
    below = _by_parent(made(skills))
    group_nodes = _by_parent(made(groups))
    competences = made(_shown(rows, opened))
    of_competence: dict[str, int] = defaultdict(int)
    for parent, count in counts.items():
        of_competence[competence_of.get(parent, parent)] += count
    for node in competences:
        node.count, node.is_open = of_competence[node.key], node.key in open_keys
        node.skills, node.children = below.get(node.key, []), group_nodes.get(node.key, [])
        for group in node.children:
            group.skills, group.count = below.get(group.key, []), counts.get(group.key, 0)
    levels, under = made(rows["levels"]), _by_parent(competences)
    level_of: dict[str, str] = {row.key: row.parent for row in rows["competences"]}
    for node in levels:
        node.children = under.get(node.key, [])
        node.count = sum(count for key, count in of_competence.items() if level_of.get(key) == node.key)
        node.is_open = bool(node.children) or node.count == 0
    return Tree(levels, total, _successors(draft, skills))


def rows_of(draft: Draft, kind: str) -> Any:
    """The items of a kind in order, as a QuerySet."""
    return DraftItem.objects.filter(draft=draft, kind=kind).order_by("position", "key")


def _opened(rows: Mapping[str, list[DraftItem]], opened: str, *, whole: bool) -> set[str]:
    keys = {row.key for row in rows["competences"]}
    if whole:
        return keys
    home = {row.key: row.parent for row in rows["groups"]}.get(opened, opened)
    return {home} & keys


def _shown(rows: Mapping[str, list[DraftItem]], opened: str) -> list[DraftItem]:
    competences = rows["competences"]
    if len(competences) <= COMPETENCES_UP_TO:
        return competences
    group_home = {row.key: row.parent for row in rows["groups"]}.get(opened, opened)
    level = {row.key: row.parent for row in competences}.get(group_home, opened)
    return [row for row in competences if row.parent == level]


def _nodes(rows: Sequence[DraftItem], *, public: set[str]) -> list[Node]:
    nodes = [Node(r.kind, r.key, r.parent, r.data, r.revision, is_new=r.key not in public) for r in rows]
    for siblings in _by_parent(nodes).values():
        siblings[0].first, siblings[-1].last = True, True
    return nodes


def _by_parent(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        found[node.parent].append(node)
    return found


def _successors(draft: Draft, skills: Sequence[DraftItem]) -> dict[str, str]:
    keys = {row.data["successor"] for row in skills if row.data.get("successor")}
    if not keys:
        return {}
    return {row.key: name_of(row.data) for row in rows_of(draft, "skills").filter(key__in=keys)}


def published_keys(draft: Draft) -> set[str]:
    """The ids of everything in the edition that the public sees. One query when warm."""
    if not draft.is_framework:
        content: Any = catalogues.of(draft.kind)
        processes = content if draft.kind == Draft.Kind.PROCESSES else None
        if processes is None:
            return set()
        steps = {step.key for template in processes.templates for step in template.steps}
        return {template.key for template in processes.templates} | steps | {role.key for role in processes.roles}
    try:
        yardstick = editions.of(draft.key)
    except Edition.DoesNotExist:
        return set()
    named = [yardstick.levels_by_key, yardstick.competences, yardstick.groups, yardstick.skills, yardstick.axes_by_key]
    others = [{rule.key for rule in yardstick.rules}, {matrix.key for matrix in yardstick.matrices}]
    notes = [{note.get("id", "") for note in yardstick.extra.get("notes", ())}]
    return {key for keys in (*named, *others, *notes) for key in keys}


def kinds(draft: Draft) -> dict[str, int]:
    """The kinds of items in a draft with how many there are of each; the tables of the head count as one kind."""
    rows = DraftItem.objects.filter(draft=draft).order_by("kind").values_list("kind").annotate(Count("pk"))
    return dict(rows)


def choices(draft: Draft, sources: Iterable[str], block: Mapping[str, Any]) -> Choices:
    """What fields offer, by source. `block` is the one that is edited: some depend on what it says."""
    wanted = set(sources)
    offered: Choices = {source: plain(draft, source) for source in wanted & PLAIN.keys()}
    axes = list(rows_of(draft, "axes")) if wanted & FROM_AXES else []
    of_axis = {row.key: row.data.get("values", ()) for row in axes}
    if "axis_values" in wanted:
        offered["axis_values"] = [
            (f"{row.key}|{value.get('id')}", f"{name_of(row.data)}: {name_of(value)}")
            for row in axes
            for value in of_axis[row.key]
        ]
    for source, axis in (("domains", "domain"), ("sources", "dataset-source"), ("problems", "problem")):
        if source in wanted:
            offered[source] = _values(of_axis.get(axis, ()))
    if "values" in wanted:
        offered["values"] = _values(of_axis.get(str(block.get("axis", "")), ()))
    if "parent_values" in wanted:
        offered["parent_values"] = _values(of_axis.get(str(block.get("parent_axis", "")), ()))
    if "levels_or_whole" in wanted:
        offered["levels_or_whole"] = [("framework", "The whole framework"), *plain(draft, "levels")]
    if "scopes" in wanted:
        tiers = [choice for kind in ("levels", "competences", "groups") for choice in plain(draft, kind)]
        offered["scopes"] = [("framework", "The whole framework"), *tiers]
    return offered | _shared(wanted, draft)


FROM_AXES = {"axis_values", "domains", "sources", "problems", "values", "parent_values"}
PLAIN = {
    kind: kind
    for kind in (
        "levels competences groups skills axes matrices rules conditions skill_sets reference_roles".split()
    )
} | {"idea_domains": "domains"}  # fmt: skip


def plain(draft: Draft, source: str) -> list[tuple[str, str]]:
    """The items in use of a source, to choose from."""
    rows = rows_of(draft, PLAIN.get(source, source)).values_list("key", "data")
    return [(key, name_of(data) or key) for key, data in rows if not data.get("retired")]


def _values(values: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [(str(value.get("id")), name_of(value)) for value in values]


def _shared(wanted: set[str], draft: Draft) -> Choices:
    """Templates and steps: of the draft of processes itself, or those that are published."""
    if not wanted & {"templates", "steps"}:
        return {}
    if draft.kind == Draft.Kind.PROCESSES:
        return {source: plain(draft, source) for source in ("templates", "steps")}
    templates = editions.processes().templates
    steps = [(step.key, f"{t.title}: {step.name}") for t in templates for step in t.steps if not step.retired]
    return {"templates": [(t.key, t.title) for t in templates if not t.retired], "steps": steps}
