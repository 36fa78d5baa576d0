"""Drafts as the editor shows them: what is open, its items, the history, and the whole held to every check."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from competence import differences, versions
from competence.differences import Difference
from competence.drafting import beginnings
from competence.drafting.items import TABLE, Item, ordered, put_together
from competence.formats import documents
from competence.formats.problems import BadFile, Problem
from competence.formats.together import Document, check
from competence.formats.toml import Content
from competence.models import Draft, DraftChange, DraftItem, Edition, Framework
from competence.queries import catalogues, editions, ideas, loading, sheets
from competence.versions import Next
from competence.yardstick import Yardstick

LACKING = re.compile(r"There is no \[\[(\w+)\]\] block\.$")
"""What a file lacks, in the words of files; whoever edits sees no file."""
HEADS = {
    Draft.Kind.FRAMEWORK: "framework",
    Draft.Kind.PROCESSES: "collection",
    Draft.Kind.CROSSWALK: "crosswalk",
    Draft.Kind.IDEAS: "catalogue",
}
"""Kind of draft → the table at the root of its document that holds title and version."""

PLACE = re.compile(r"^([A-Za-z_@-]+)(?:\[(\d+)\])?")

REMEMBERED = 20
"""Published drafts that the editor lists."""


@dataclass(frozen=True)
class ItemProblem:
    """Something that stands in the way of publishing. `item` is where it can be mended; None where it is the whole."""

    text: str
    item: Item | None = None


@dataclass(frozen=True)
class Review:
    """A draft held against what is published now, and against every check that a file goes through."""

    draft: Draft
    document: Mapping[str, Any]
    before: Content | None
    """What is published; None for a new framework."""
    difference: Difference
    next: Next
    after: Content | None
    """What would be published; None while there are problems."""
    problems: tuple[ItemProblem, ...]

    @property
    def is_ready(self) -> bool:
        """Whether it can be published: nothing is wrong, and something differs."""
        return self.after is not None and bool(self.next.part)


def open_of(kind: str, key: str) -> Draft:
    """The draft that is being worked at. `Draft.DoesNotExist` when there is none."""
    return Draft.objects.open().select_related("base", "opened_by").get(kind=kind, key=key)


def is_framework(key: str) -> bool:
    """Whether there is a framework of which a draft can begin."""
    return Framework.objects.filter(key=key).exists()


def all_open() -> QuerySet[Draft]:
    """Every draft that is being worked at, with how many edits stand in it (`edits`)."""
    edits = Count("changes", filter=Q(changes__is_undone=False))
    return Draft.objects.open().select_related("base", "opened_by").annotate(edits=edits).order_by("kind", "key")


def published(draft: Draft) -> Content | None:
    """What the public sees now of the framework or catalogue that a draft is about."""
    if not draft.is_framework:
        return catalogues.of(draft.kind)
    try:
        return editions.of(draft.key)
    except Edition.DoesNotExist:
        return None


def beginning(*, key: str, title: str, copy_of: str = "") -> dict[str, Any]:
    """The document that a new framework begins with. `Edition.DoesNotExist` when there is nothing to copy."""
    if not copy_of:
        return beginnings.blank(key, title)
    return beginnings.copy(documents.of(editions.of(copy_of)), key, title)


def document(draft: Draft) -> dict[str, Any]:
    """The draft as a document. One query."""
    return put_together(sheets.items(draft))


def review(draft: Draft) -> Review:
    """The draft put together, checked and compared with what is published. Reads everything: for pages that ask."""
    items = sheets.items(draft)
    whole = put_together(items)
    before = published(draft)
    difference = differences.between(documents.of(before) if before else {}, whole)
    following = versions.following(difference, before.version if before else "")
    head = HEADS[Draft.Kind(draft.kind)]
    whole[head] = {**whole.get(head, {}), "version": following.version}
    after, problems = _checked(whole, draft, items, before)
    return Review(draft, whole, before, difference, following, after, problems)


def _checked(
    whole: Mapping[str, Any], draft: Draft, items: Sequence[Item], before: Content | None
) -> tuple[Content | None, tuple[ItemProblem, ...]]:
    name = f"draft of {draft.key}"
    try:
        content, reading = documents.read(whole, name)
    except BadFile as bad:
        return None, _placed(bad.problems, items)
    wrong = check([Document(name, content, reading)], loading.loaded())
    if wrong:
        return None, _placed(wrong[0].problems, items)
    if isinstance(content, Yardstick) and content.key != draft.key:
        return None, (ItemProblem(f"The id of the framework is “{draft.key}” and stays so."),)
    if isinstance(content, Yardstick) and isinstance(before, Yardstick) and (missed := missing(before, content)):
        return None, missed
    return content, ()


def missing(before: Yardstick, after: Yardstick) -> tuple[ItemProblem, ...]:
    """What process templates and project ideas name in this framework, and would no longer find."""
    gone = _offered(before) - _offered(after)
    if not gone:
        return ()
    gone -= {name for other in editions.all_current() if other.key != after.key for name in _offered(other)}
    steps = [step for template in editions.processes().templates for step in template.steps]
    named = {
        f"the step “{step.name}”": {*step.required_for_levels, step.skill_scope, step.dataset_source} for step in steps
    } | {
        f"the idea “{idea.title}”": {*idea.document.get("levels", ()), str(idea.document.get("dataset_source", ""))}
        for idea in ideas.all_ideas()
    }
    return tuple(
        ItemProblem(f"“{name}” is gone, but {who} of another list names it. Change that first, or bring it back.")
        for who, names in named.items()
        for name in sorted(names & gone)
    )


def _offered(yardstick: Yardstick) -> set[str]:
    """The levels of a framework and the sources of data that it knows."""
    axis = yardstick.axes_by_key.get("dataset-source")
    return {*yardstick.levels_by_key, *(value.key for value in (axis.values if axis else ()))}


def _placed(problems: Sequence[Problem], items: Sequence[Item]) -> tuple[ItemProblem, ...]:
    """Problems with the items that they are about, by their paths: block n of a kind is its n-th item."""
    rows: dict[str, list[Item]] = {}
    tables = {item.key: item for item in items if item.kind == TABLE}
    placed = []
    for problem in problems:
        found = PLACE.match(problem.path)
        kind, number = (found[1], found[2]) if found else ("", None)
        row = rows.setdefault(kind, ordered(items, kind)) if kind else []
        item = row[int(number) - 1] if number and int(number) <= len(row) else tables.get(kind)
        placed.append(ItemProblem(_told(problem.text, item), item))
    return tuple(placed)


def _told(text: str, item: Item | None) -> str:
    """A problem of a file for whoever edits, and sees no file: without the id before it, since the item is named."""
    if lacking := LACKING.match(text):
        return f"There are no {lacking[1].replace('_', ' ')} yet. Add at least one."
    return text.removeprefix(f"{item.key}: " if item else "").replace(" of this file", "")


def history(draft: Draft) -> QuerySet[DraftChange]:
    """The edits of a draft, the latest first, without what they changed."""
    return draft.changes.select_related("made_by", "touched_by").defer("patches").order_by("-number")


def published_before(kind: str, key: str) -> list[Draft]:
    """The last drafts of this framework or catalogue that were published, the latest first."""
    closed = Draft.objects.filter(kind=kind, key=key, outcome=Draft.Outcome.PUBLISHED).select_related("closed_by")
    return list(closed.order_by("-closed_at")[:REMEMBERED])


def undoable(draft: Draft) -> DraftChange | None:
    """The edit that undo would take back."""
    return draft.changes.filter(is_undone=False).order_by("-number").first()


def redoable(draft: Draft) -> DraftChange | None:
    """The edit that redo would bring back: what was undone since the last one that stands."""
    last = undoable(draft)
    undone = draft.changes.filter(is_undone=True, number__gt=last.number if last else 0)
    return undone.order_by("number").first()


def changes_since(draft: Draft, seen: int, *, but_by: User | None = None) -> list[DraftChange]:
    """What happened since a page with the revision `seen` was made, by others than `but_by`, the latest first."""
    rows = draft.changes.filter(revision__gt=seen).select_related("touched_by").defer("patches")
    if but_by is not None:
        rows = rows.exclude(touched_by=but_by)
    return list(rows.order_by("-revision"))


def row(draft: Draft, kind: str, key: str) -> DraftItem:
    """One item, whatever text is asked for. `DraftItem.DoesNotExist` when it is not, or no longer, there."""
    return draft.items.get(kind=kind, key=key.replace("\x00", " "))


def has(draft: Draft, kind: str, key: str) -> bool:
    """Whether there is such an item."""
    return draft.items.filter(kind=kind, key=key.replace("\x00", " ")).exists()


def rows(draft: Draft, kind: str, parent: str | None = None) -> list[DraftItem]:
    """The items of a kind in order, those under one parent or all."""
    found = draft.items.filter(kind=kind)
    return list((found if parent is None else found.filter(parent=parent)).order_by("position", "key"))
