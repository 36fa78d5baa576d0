"""Edits drawn at random, for property tests: whatever fits the state of the draft at that moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from competence.drafting import edits, fates, moves
from competence.drafting.patches import Edit
from competence.drafting.sheets import Sheet

NAMES = st.sampled_from(["Load data", "Tune", "Über", "日本", "A much longer name of something that is new here"])
TREE = ("levels", "competences", "groups", "skills")
MOVABLE = (*TREE[1:], "rules", "steps")

Make = Callable[[Sheet], Edit]


def some_edit(draw: Callable[[Any], Any], sheet: Sheet, published: Callable[[str], bool] = lambda key: True) -> Make:
    """One edit of any kind, that may be refused."""
    verb = draw(st.sampled_from(sorted(VERBS)))
    return VERBS[verb](draw, sheet, published)


def _pick(draw: Any, sheet: Sheet, kind: str) -> str:
    keys = [item.key for item in sheet.every(kind)]
    return draw(st.sampled_from(keys)) if keys else "gone"


def _add(draw: Any, sheet: Sheet, _published: Any) -> Make:
    kind = draw(st.sampled_from(TREE[1:]))
    above = {"competences": "level", "groups": "competence", "skills": "competence"}
    kinds = {"competences": "levels", "groups": "competences", "skills": "competences"}
    data: dict[str, Any] = {"name": draw(NAMES), above[kind]: _pick(draw, sheet, kinds[kind])}
    if kind == "skills":
        data |= {"can_do": "Can.", "proof": "project"}
        if draw(st.booleans()):
            data["group"] = _pick(draw, sheet, "groups")
    return lambda s: edits.add(s, kind, data)


def _reword(draw: Any, sheet: Sheet, _published: Any) -> Make:
    kind = draw(st.sampled_from((*TREE, "rules", "notes", "axes")))
    key, name = _pick(draw, sheet, kind), draw(NAMES)
    return lambda s: edits.reword(s, kind, key, {"text" if kind in ("rules", "notes") else "name": name, "x": "kept"})


def _shift(draw: Any, sheet: Sheet, _published: Any) -> Make:
    kind = draw(st.sampled_from((*TREE, "rules", "axes", "notes")))
    key, by = _pick(draw, sheet, kind), draw(st.sampled_from((-1, 1)))
    return lambda s: moves.shift(s, kind, key, by=by)


def _move(draw: Any, sheet: Sheet, _published: Any) -> Make:
    kind = draw(st.sampled_from(TREE[1:]))
    above = {"competences": ("levels",), "groups": ("competences",), "skills": ("competences", "groups")}[kind]
    key, to = _pick(draw, sheet, kind), _pick(draw, sheet, draw(st.sampled_from(above)))
    siblings = [item.key for item in sheet.below(kind, to)]
    before = draw(st.sampled_from(["", *siblings]))
    return lambda s: moves.move(s, kind, key, to=to, before=before)


def _retire(draw: Any, sheet: Sheet, _published: Any) -> Make:
    key, successor = _pick(draw, sheet, "skills"), draw(st.booleans()) and _pick(draw, sheet, "skills")
    return lambda s: fates.retire(s, "skills", key, successor=successor or "")


def _restore(draw: Any, sheet: Sheet, _published: Any) -> Make:
    key = _pick(draw, sheet, "skills")
    return lambda s: fates.restore(s, "skills", key)


def _merge(draw: Any, sheet: Sheet, _published: Any) -> Make:
    key, into, join = _pick(draw, sheet, "skills"), _pick(draw, sheet, "skills"), draw(st.booleans())
    return lambda s: fates.merge(s, key, into=into, join=join)


def _split(draw: Any, sheet: Sheet, _published: Any) -> Make:
    key, names, keep = _pick(draw, sheet, "skills"), draw(st.lists(NAMES, max_size=3)), draw(st.booleans())
    return lambda s: fates.split(s, key, names=names, keep=keep)


def _remove(draw: Any, sheet: Sheet, published: Any) -> Make:
    kind = draw(st.sampled_from((*TREE, "notes")))
    key = _pick(draw, sheet, kind)
    return lambda s: edits.remove(s, kind, key, published=published(key))


VERBS = {
    "add": _add,
    "merge": _merge,
    "move": _move,
    "remove": _remove,
    "restore": _restore,
    "retire": _retire,
    "reword": _reword,
    "shift": _shift,
    "split": _split,
}
