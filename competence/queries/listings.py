"""Items of a draft that stand in no tree, each told in a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from competence.drafting.items import TABLE, name_of
from competence.models import Draft, DraftItem
from competence.queries import editions, editor
from competence.vocabulary import Match, Relation, RuleKind

HEADS = ("framework", "collection", "crosswalk", "catalogue", "evaluation")


def tables(draft: Draft) -> list[DraftItem]:
    """The tables at the root of the document: the head first."""
    return sorted(
        editor.rows_of(draft, TABLE), key=lambda row: HEADS.index(row.key) if row.key in HEADS else len(HEADS)
    )


@dataclass(frozen=True)
class Listed:
    """One item in a list that is no tree."""

    row: DraftItem
    name: str
    text: str
    """What it says, in a line."""
    is_new: bool

    @property
    def kind(self) -> str:
        return self.row.kind

    @property
    def key(self) -> str:
        return self.row.key


def listing(draft: Draft, kind: str) -> list[Listed]:
    """All items of a kind in order, each told in a line; the tables of the head for `TABLE`."""
    rows = tables(draft) if kind == TABLE else list(editor.rows_of(draft, kind))
    public = editor.published_keys(draft)
    parents = PARENTS_OF.get(kind, "")
    names = dict(editor.plain(draft, parents)) if parents else {}
    if kind == "mappings":
        names = {skill.key: skill.name for edition in editions.all_current() for skill in edition.skills.values()}
    if kind == "step_map":
        names = dict(editor.plain(draft, "steps"))
    knows = kind in {"rules", "axes", "matrices", "notes", "templates", "steps", "reference_roles"}
    return [
        Listed(
            row, _called(row, names), _told(row, names), is_new=knows and bool(row.revision) and row.key not in public
        )
        for row in rows
    ]


PARENTS_OF = {"rules": "levels", "matrices": "levels", "axes": "levels", "steps": "templates", "rungs": "templates"}


def _called(row: DraftItem, names: Mapping[str, str]) -> str:
    if row.kind in ("mappings", "step_map"):
        ends = [row.data.get("source", ""), *row.data.get("targets", [row.data.get("target", "")])]
        source, *targets = [names.get(str(key), str(key)) for key in ends]
        return f"{source} → {', '.join(targets)}"
    if row.kind == TABLE:
        return {"framework": "Head, source and names of the tiers", "evaluation": "What counts"}.get(
            row.key, str(row.data.get("title") or row.key.replace("_", " ").capitalize())
        )
    if row.kind == "match_types":
        return str(row.data.get("id", row.key)).capitalize()
    return name_of(row.data) or row.key


def _told(row: DraftItem, names: Mapping[str, str]) -> str:
    data = row.data
    parent = names.get(str(data.get("level") or data.get("template") or ""), "")
    if row.kind == "rules":
        kind = dict(RuleKind.choices).get(str(data.get("kind")), "")
        return f"{parent}. {kind.capitalize()}{', recommended' if data.get('required') is False else ''}"
    if row.kind == "axes":
        return ", ".join(name_of(value) for value in data.get("values", ()))[:200]
    if row.kind == "matrices":
        return f"{parent}. {data.get('rows')} × {data.get('columns')}, {data.get('cells')} cells"
    if row.kind == "mappings":
        match = dict(Match.choices).get(str(data.get("match")), "")
        return f"The second is {match}. {data.get('source')} → {data.get('target')}"
    if row.kind == "step_map":
        return str(dict(Relation.choices).get(str(data.get("relation")), ""))
    texts = [data.get(field) for field in ("summary", "purpose", "idea", "meaning", "kind", "hint")]
    return " ".join(filter(None, [f"{parent}." if parent else "", next((str(t) for t in texts if t), "")]))[:240]
