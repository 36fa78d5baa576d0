"""Working at a draft: open, edit, undo, redo, take in, discard, publish. The public sees nothing but the last.

Every edit says up to which revision its maker has seen the draft. What somebody else changed since then is not
overwritten: `Conflict`, with both texts. Edits of other items go through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from competence.actions import catalogues, editions
from competence.actions.frameworks import identity
from competence.catalogues import Crosswalk, Ideas
from competence.drafting.edits import replace_all, short
from competence.drafting.items import Item, taken_apart
from competence.drafting.patches import Edit, Patch, from_data, to_data, undoing
from competence.drafting.sheets import Sheet
from competence.formats import documents
from competence.models import Collection, Draft, DraftChange, DraftItem, Edition, Framework
from competence.queries import drafts, sheets
from competence.queries.drafts import ItemProblem
from competence.yardstick import Processes, Yardstick
from core.errors import DomainError, StaleVersion

BATCH = 500
CLOSED = "This draft was published or discarded meanwhile. Open the page again to go on from what is there now."


class Conflict(StaleVersion):
    """Somebody else changed the same item meanwhile. `texts` holds each as it stands now and as it would have been."""

    def __init__(self, texts: Sequence[Patch]) -> None:
        self.texts = tuple(texts)
        names = ", ".join(f"“{short(patch.item.name)}”" for patch in texts)
        super().__init__(f"{names} was changed by somebody else since you opened this. Nothing of yours is saved yet.")


class NotReady(DomainError):
    """The draft cannot be published as it is. `problems` holds everything that stands in the way."""

    def __init__(self, problems: Sequence[ItemProblem]) -> None:
        self.problems = tuple(problems)
        listed = "\n".join(problem.text for problem in self.problems[:20])
        super().__init__(f"This has to be put right first:\n{listed}")


@transaction.atomic
def open_current(key: str, *, by: User | None, at: datetime) -> Draft:
    """The draft of a framework: the one that is open, or a new one of its current edition.

    `Edition.DoesNotExist` when there is no such framework.
    """
    begun = Draft.objects.open().filter(kind=Draft.Kind.FRAMEWORK, key=key)
    existing = begun.first()
    if existing is not None:  # without a lock on the edition, which whoever publishes the draft takes after it
        return existing
    base = Edition.objects.current().select_for_update().get(framework__key=key)
    existing = begun.first()
    if existing is not None:
        return existing
    draft = _begun(Draft.Kind.FRAMEWORK, key, base, by, at)
    published = drafts.published(draft)
    assert published is not None, "it has a current edition"
    _fill(draft, documents.of(published))
    return draft


@transaction.atomic
def open_catalogue(kind: str, *, by: User | None, at: datetime) -> Draft:
    """The draft of the process templates, the crosswalk or the project ideas. `DomainError` when none are loaded."""
    Collection.objects.select_for_update().filter(kind=kind).first()  # one at a time
    existing = Draft.objects.open().filter(kind=kind).first()
    if existing is not None:
        return existing
    draft = _begun(kind, kind, None, by, at)
    published = drafts.published(draft)
    if published is None:
        raise DomainError("There are none yet. `manage.py load_frameworks` loads those that are shipped.")
    _fill(draft, documents.of(published))
    return draft


@transaction.atomic
def open_new(document: Mapping[str, Any], *, by: User | None, at: datetime) -> Draft:
    """The draft of a framework that is not on this site yet, with a document to begin with (see `beginnings`)."""
    key = str(document["framework"]["id"])
    if Framework.objects.filter(key=key).exists() or Draft.objects.open().filter(key=key).exists():
        raise DomainError(f"There is a framework “{key}” already. Choose another id.")
    draft = _begun(Draft.Kind.FRAMEWORK, key, None, by, at)
    _fill(draft, document)
    return draft


@transaction.atomic
def take_in(
    draft: Draft, document: Mapping[str, Any], *, what: str, seen: int, by: User | None, at: datetime
) -> DraftChange:
    """Everything in the draft becomes what the document says, as one edit that can be undone.

    `seen` is the revision that the document was made for: `StaleVersion` when the draft is another by now.
    """
    draft = _locked(draft)
    if draft.revision != seen:
        raise StaleVersion(f"“{draft.key}” was changed meanwhile. Look at it again; nothing was taken in.")
    edit = replace_all(sheets.items(draft), taken_apart(document), what[:300])
    if not edit.patches:
        raise DomainError("The document says what the draft says already; nothing was changed.")
    return _recorded(draft, edit, by, at)


@transaction.atomic
def edit(draft: Draft, make: Callable[[Sheet], Edit], *, seen: int, by: User | None, at: datetime) -> DraftChange:
    """Make one edit. `make` looks at the draft as it is now; `seen` is the revision that the person's page showed.

    `Conflict` when an item that it changes was changed since. A `DomainError` of the edit itself goes through.
    """
    draft = _locked(draft)
    made = make(sheets.DraftSheet(draft))
    said = [patch for patch in made.patches if patch.before is not None and not patch.places_only]
    rows = _rows(draft, said)
    late = [patch for patch in said if rows[patch.item.kind, patch.item.key].revision > seen]
    if late:
        raise Conflict(late)
    return _recorded(draft, made, by, at)


@transaction.atomic
def undo(draft: Draft, *, seen: int, by: User | None, at: datetime) -> DraftChange:
    """Take back the last edit that stands. `StaleVersion` when somebody else did something since `seen`."""
    draft = _locked(draft)
    change = drafts.undoable(draft)
    if change is None:
        raise DomainError("There is nothing to undo.")
    _refuse_others(draft, seen, by)
    return _turned(draft, change, is_undone=True, by=by, at=at)


@transaction.atomic
def redo(draft: Draft, *, seen: int, by: User | None, at: datetime) -> DraftChange:
    """Do again what was undone last. `StaleVersion` when somebody else did something since `seen`."""
    draft = _locked(draft)
    change = drafts.redoable(draft)
    if change is None:
        raise DomainError("There is nothing to do again.")
    _refuse_others(draft, seen, by)
    return _turned(draft, change, is_undone=False, by=by, at=at)


@transaction.atomic
def discard(draft: Draft, *, seen: int, by: User | None, at: datetime) -> None:
    """Close the draft without publishing; its history stays. `StaleVersion` when somebody else worked at it since."""
    draft = _locked(draft)
    _refuse_others(draft, seen, by)
    _close(draft, Draft.Outcome.DISCARDED, by, at)


@transaction.atomic
def publish(draft: Draft, *, note: str, by: User | None, at: datetime) -> Edition | None:
    """Make the draft what the public sees: a new edition of a framework, or the catalogue in place (None).

    The version follows from the difference (`competence.versions`). `NotReady` with all problems when a check fails;
    then nothing has changed. Coverage is not worked out here: whoever calls this does that in the same transaction.
    """
    draft = _locked(draft)
    if not note.strip():
        raise DomainError("Say in a note what changes and why; people read it beside the new edition.")
    review = drafts.review(draft)
    if review.problems or review.after is None:
        raise NotReady(review.problems)
    if not review.next.part:
        raise DomainError("Nothing differs from what is published.")
    edition = _written(review.after, note.strip(), by, at)
    _close(draft, Draft.Outcome.PUBLISHED, by, at, note.strip())
    return edition


def _written(content: Any, note: str, by: User | None, at: datetime) -> Edition | None:
    if isinstance(content, Yardstick):
        return editions.publish(identity(content), content, at=at, note=note, by=by)
    if isinstance(content, Processes):
        catalogues.write_processes(content, at=at)
    elif isinstance(content, Crosswalk):
        catalogues.write_crosswalk(content, at=at)
    elif isinstance(content, Ideas):
        catalogues.write_ideas(content, at=at)
    return None


def _begun(kind: str, key: str, base: Edition | None, by: User | None, at: datetime) -> Draft:
    try:
        with transaction.atomic():
            return Draft.objects.create(kind=kind, key=key, base=base, opened_by=by, opened_at=at)
    except IntegrityError as error:  # one open draft of each
        raise StaleVersion(f"Somebody else began a draft of “{key}” just now. Go on in that one.") from error


def _fill(draft: Draft, document: Mapping[str, Any]) -> None:
    _create(draft, taken_apart(document), revision=0)


def _create(draft: Draft, items: Iterable[Item], revision: int) -> None:
    DraftItem.objects.bulk_create(
        (
            DraftItem(
                draft=draft, kind=item.kind, key=item.key, parent=item.parent[:420], position=item.position,
                data=dict(item.data), revision=revision,
            )
            for item in items
        ),
        batch_size=BATCH,
    )  # fmt: skip


def _locked(draft: Draft) -> Draft:
    """The draft as it is now, for nobody else until the transaction ends."""
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if not locked.is_open:
        raise StaleVersion(CLOSED)
    return locked


def _refuse_others(draft: Draft, seen: int, by: User | None) -> None:
    others = drafts.changes_since(draft, seen, but_by=by)
    if others:
        raise StaleVersion(f"Somebody else worked at this meanwhile: {others[0].what}. Look at it first.")


def _recorded(draft: Draft, made: Edit, by: User | None, at: datetime) -> DraftChange:
    last = draft.changes.order_by("-number").values_list("number", flat=True).first() or 0
    draft.revision += 1
    draft.save(update_fields=["revision"])
    _carry_out(draft, made.patches)
    return DraftChange.objects.create(
        draft=draft, number=last + 1, what=made.what[:300], patches=[to_data(patch) for patch in made.patches],
        made_at=at, made_by=by, revision=draft.revision, touched_at=at, touched_by=by,
    )  # fmt: skip


def _turned(draft: Draft, change: DraftChange, *, is_undone: bool, by: User | None, at: datetime) -> DraftChange:
    patches = tuple(from_data(data) for data in change.patches)
    draft.revision += 1
    draft.save(update_fields=["revision"])
    _carry_out(draft, undoing(patches) if is_undone else patches)
    change.is_undone, change.revision, change.touched_at, change.touched_by = is_undone, draft.revision, at, by
    change.save(update_fields=["is_undone", "revision", "touched_at", "touched_by"])
    return change


def _carry_out(draft: Draft, patches: Sequence[Patch]) -> None:
    rows = _rows(draft, patches)
    gone, changed, new = [], [], []
    for patch in patches:
        row, after = rows.get((patch.item.kind, patch.item.key)), patch.after
        if after is None and row is not None:
            gone.append(row.pk)
        elif after is not None and row is None:
            new.append(after)
        elif after is not None and row is not None:
            row.revision = row.revision if row.data == after.data else draft.revision  # a place is no text to lose
            row.data, row.position, row.parent = dict(after.data), after.position, after.parent[:420]
            changed.append(row)
    for start in range(0, len(gone), BATCH):
        DraftItem.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    DraftItem.objects.bulk_update(changed, ["data", "position", "parent", "revision"], batch_size=BATCH)
    _create(draft, new, draft.revision)


def _rows(draft: Draft, patches: Sequence[Patch]) -> dict[tuple[str, str], DraftItem]:
    names = [(patch.item.kind, patch.item.key) for patch in patches]
    found = {}
    for kind in dict.fromkeys(kind for kind, _ in names):
        keys = [key for of, key in names if of == kind]
        for start in range(0, len(keys), BATCH):
            for row in draft.items.filter(kind=kind, key__in=keys[start : start + BATCH]):
                found[row.kind, row.key] = row
    return found


def _close(draft: Draft, outcome: Draft.Outcome, by: User | None, at: datetime, note: str = "") -> None:
    draft.closed_at, draft.closed_by, draft.outcome, draft.note = at, by, outcome, note
    draft.save(update_fields=["closed_at", "closed_by", "outcome", "note"])
    draft.items.all().delete()
