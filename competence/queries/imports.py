"""What a file would change: the plan of an import, which is made again, and is the same, when it is carried out."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from competence import differences
from competence.differences import Difference
from competence.drafting.beginnings import RESERVED
from competence.drafting.settling import settled
from competence.formats import documents, interchange
from competence.formats.case.head import document_identifier
from competence.formats.foreign import Document, Taken
from competence.formats.interchange import FORMATS
from competence.formats.merging import merged
from competence.formats.problems import BadFile, Problem
from competence.models import Draft, Edition, Skill
from competence.pages.differences import Section, sections
from competence.queries import drafts, editions

LINES = 100
"""Changed items of one kind that a preview lists; the rest is counted."""
SORTS = {
    differences.ADDED: "Added",
    differences.CHANGED: "Changed",
    differences.MOVED: "Moved",
    differences.REORDERED: "In another order",
    differences.RETIRED: "Retired",
    differences.RESTORED: "In use again",
    differences.REMOVED: "Gone",
}


@dataclass(frozen=True)
class Standing:
    """A framework as it stands now: its open draft, or else what is published."""

    key: str
    title: str
    document: Document
    revision: int | None
    """Of the open draft; None when there is none."""

    @property
    def identifier(self) -> str:
        """The identifier of its CASE document."""
        return document_identifier(self.document["framework"]).lower()


@dataclass(frozen=True)
class Sort:
    """How many changes there are of one sort."""

    name: str
    count: int


@dataclass(frozen=True)
class Planned:
    """One framework of a file: what it becomes, how that differs from now, what was read leniently."""

    key: str
    title: str
    is_new: bool
    document: Mapping[str, Any]
    difference: Difference
    remarks: tuple[str, ...]
    to_mend: tuple[Problem, ...]
    """What has to be put right in the draft before it can be published."""
    revision: int | None
    kinship: str = ""
    """What the identifier in the file says: of a framework that is here, or of another one than its name says."""

    @property
    def changes(self) -> bool:
        return bool(self.difference)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The changes item by item, for the page."""
        return sections(self.difference, LINES)

    @property
    def sorts(self) -> list[Sort]:
        """The changes by sort."""
        counts = Counter(change.what for change in self.difference.changes)
        return [Sort(name, counts[what]) for what, name in SORTS.items() if counts[what]]


@dataclass(frozen=True)
class Plan:
    """All that a file would change."""

    name: str
    format: str
    frameworks: tuple[Planned, ...]
    digest: str
    """Changes with anything in the result or in what it starts from."""

    @property
    def format_name(self) -> str:
        return FORMATS[self.format].name.removesuffix(" 1.1")

    @property
    def changes(self) -> bool:
        return any(planned.changes for planned in self.frameworks)


def titles() -> list[tuple[str, str]]:
    """Key and title of every framework that stands, for a choice."""
    current = Edition.objects.current().order_by("-framework__is_default", "framework__position", "framework__key")
    found = dict(current.values_list("framework__key", "title"))
    begun = Draft.objects.open().filter(kind=Draft.Kind.FRAMEWORK).values_list("key", flat=True)
    return [*found.items(), *((key, key) for key in begun if key not in found)]


def standing() -> list[Standing]:
    """Every framework that stands, drafts before what is published."""
    found = {
        draft.key: Standing(draft.key, "", drafts.document(draft), draft.revision)
        for draft in drafts.all_open().filter(kind=Draft.Kind.FRAMEWORK)
    }
    for yardstick in editions.all_current():
        if yardstick.key not in found:
            found[yardstick.key] = Standing(yardstick.key, "", documents.of(yardstick), None)
    return [
        Standing(row.key, str(row.document["framework"].get("title", row.key)), row.document, row.revision)
        for row in found.values()
    ]


def plan(content: bytes, name: str, into: str = "") -> Plan:
    """What importing a file would do. `into`: the key of the framework that it is meant for, whatever it says itself.

    `BadFile` with every problem when it is refused.
    """
    stands = {row.key: row for row in standing()}
    form, found = interchange.read(content, name, [row.document for row in stands.values()], into)
    owners = dict(Skill.objects.values_list("key", "framework__key"))
    planned = [replace(_planned(taken, stands, name, owners), kinship=_kinship(taken, stands, into)) for taken in found]
    keys = [one.key for one in planned]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise BadFile(name, [Problem(f"The file holds the framework “{key}” more than once.") for key in twice])
    return Plan(name, form, tuple(planned), _digest(planned))


def _planned(taken: Taken, stands: Mapping[str, Standing], name: str, owners: Mapping[str, str]) -> Planned:
    key = str(taken.document["framework"]["id"])
    now = stands.get(key)
    if now is None and key in RESERVED:
        key = _free(key, stands)
        taken = taken.renamed(key)
    elif now is not None and taken.is_other(now.document):
        key, now = _free(key, stands), None
        taken = taken.renamed(key)
    document, remarks = merged(taken, now.document if now else None, owners)
    document = settled(document)
    to_mend = interchange.check(taken, document, name, is_new=now is None)
    _refuse_foreign_skills(document, key, owners, taken, name)
    return Planned(
        key=key,
        title=str(document["framework"]["title"]),
        is_new=now is None,
        document=document,
        difference=differences.between(now.document if now else {}, document),
        remarks=(*taken.remarks, *remarks),
        to_mend=tuple(to_mend),
        revision=now.revision if now else None,
    )


def _kinship(taken: Taken, stands: Mapping[str, Standing], into: str) -> str:
    """Which framework that stands here has the identifier of the file's document; nothing where the file has none."""
    mine = taken.identifier.lower()
    same = next((row for row in stands.values() if mine and row.identifier == mine), None)
    if same and into in ("", same.key):
        return f"The file has the same document identifier as “{same.title}”, which is here: it is meant for that one."
    if same:
        return f"The file has the same document identifier as “{same.title}”, but goes into “{stands[into].title}”."
    key = str(taken.document["framework"]["id"])
    if key in stands and taken.is_other(stands[key].document):
        return f"“{stands[key].title}” is called the same, but has another document identifier, and stays as it is."
    return ""


def _free(key: str, stands: Mapping[str, Standing]) -> str:
    """A key that no framework has yet."""
    return next(name for n in range(2, 10_000) if (name := f"{key[:55]}-{n}") not in stands)


def _refuse_foreign_skills(
    document: Mapping[str, Any], key: str, owners: Mapping[str, str], taken: Taken, name: str
) -> None:
    """A skill belongs to one framework for good, since evidence stands on it."""
    keys = [skill["id"] for skill in document.get("skills", ())]
    problems = [
        Problem(f"The skill “{skill}” belongs to the framework “{owners[skill]}”.", taken.place(f"skills[{number}]"))
        for number, skill in enumerate(keys, start=1)
        if owners.get(skill, key) != key
    ]
    if problems:
        raise BadFile(name, problems)


def _digest(planned: Sequence[Planned]) -> str:
    said = [(one.key, one.is_new, one.revision, one.document) for one in planned]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
