"""What a file says, put on what stands already: update in place, by stable identifiers, with nothing lost."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from competence.formats.foreign import TREE, Document, Taken
from competence.formats.losses import counted
from competence.formats.trees import COMPETENCES, GROUPS, LEVELS, SKILLS

HOME = {SKILLS: ((GROUPS, "group"), (COMPETENCES, "competence")), COMPETENCES: ((LEVELS, "level"),)}


def merged(
    taken: Taken, base: Mapping[str, Any] | None, lasting: Container[str] | None = None
) -> tuple[Document, list[str]]:
    """The document that an import leads to, and remarks for people.

    Without a `base` that is what the file says. With one, parts and fields that the format knows nothing of stay, and
    skills that the file no longer has are retired, since evidence may stand on them. `lasting` names the skills that
    were ever published (None: all of them); others just go.
    """
    if base is None:
        return _by_itself(taken.document)
    document = dict(taken.document) if taken.holds is None else _on_top(taken, base)
    kept = {name: value for name, value in base["framework"].items() if name in taken.keeps}
    if taken.owns is not None:
        kept = {**base["framework"], **taken.document["framework"], **kept}
    document["framework"] = {**document["framework"], **kept, "id": base["framework"]["id"]}
    retired = _keep_missing(document, base, lasting)
    _number(document)
    return document, [f"{counted(retired, 'skill')} not in the file: kept, as retired."] if retired else []


def _by_itself(document: Document) -> tuple[Document, list[str]]:
    """A new framework: what a table says about axes means nothing where the axes did not come along."""
    axes = {str(axis.get("id")) for axis in document.get("axes", ()) if isinstance(axis, Mapping)}
    loose = [skill for skill in document.get(SKILLS, ()) if skill.get("axis") and str(skill["axis"]) not in axes]
    if not loose or "axes" in document:
        return document, []
    names = {"axis", "axis_value"}
    skills = [{field: value for field, value in skill.items() if field not in names} for skill in document[SKILLS]]
    text = f"{counted(len(loose), 'skill')} named an axis that this format cannot bring along; that is left out."
    return {**document, SKILLS: skills}, [text]


def _on_top(taken: Taken, base: Mapping[str, Any]) -> Document:
    holds = taken.holds or frozenset()
    document = {name: value for name, value in base.items() if name not in holds or name == "framework"}
    old = {block["id"]: block for kind in TREE for block in base.get(kind, ())}
    for name, value in taken.document.items():
        if name in TREE:
            document[name] = [_block(block, taken.owns, old.get(block["id"], {})) for block in value]
        elif name in holds:
            document[name] = value
    return document


def _block(new: Mapping[str, Any], owns: frozenset[str] | None, old: Mapping[str, Any]) -> dict[str, Any]:
    if owns is None:
        return dict(new)
    stays = {field: value for field, value in old.items() if field not in owns}
    return {**{field: value for field, value in new.items() if field in owns or field not in old}, **stays}


def _keep_missing(document: Document, base: Mapping[str, Any], lasting: Container[str] | None) -> int:
    """Put back, as retired, the skills that are missing, with the blocks that they stand in. How many there were."""
    present = {kind: {block["id"] for block in document.get(kind, ())} for kind in TREE}
    elsewhere = set().union(*present.values())
    blocks = {(kind, block["id"]): block for kind in TREE for block in base.get(kind, ())}
    gone = [skill for skill in base.get(SKILLS, ()) if skill["id"] not in elsewhere]
    missing = [skill for skill in gone if lasting is None or skill["id"] in lasting]
    for skill in missing:
        waiting = [(SKILLS, {**skill, "retired": True})]
        while waiting:
            kind, block = waiting.pop()
            if block["id"] in present[kind]:
                continue
            present[kind].add(block["id"])
            document.setdefault(kind, []).append(dict(block))
            for above, field in HOME.get(kind, ()):
                home = blocks.get((above, str(block.get(field, ""))))
                if home is not None:
                    waiting.append((above, home))
    return len([skill for skill in missing if not skill.get("retired")])


def _number(document: Document) -> None:
    """Numbers of levels that are taken already become new ones."""
    numbers = [str(level.get("number")) for level in document.get(LEVELS, ())]
    if len(set(numbers)) != len(numbers):
        document[LEVELS] = [{**level, "number": n} for n, level in enumerate(document[LEVELS], start=1)]
