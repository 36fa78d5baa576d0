"""A checklist as a whole: taking a copy, sharing, archiving, merging, undo. Items are changed by `items`.

Nothing here touches evidence, strength, coverage or standing: a tick is a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from competence.models import Edition
from competence.queries import editions
from core.errors import DomainError, StaleVersion
from portfolio.actions import portfolios
from portfolio.checklists import merging, patches, sheets
from portfolio.checklists.values import LOOSE, Outline, State, outline_of
from portfolio.models import Checklist, ChecklistChange, ChecklistItem, Practitioner
from portfolio.queries import checklist_rows

if TYPE_CHECKING:
    from accounts.models import User

KEPT_CHANGES = 100
"""So many changes of a checklist can be undone; older ones are forgotten, what they did stays."""
ARCHIVED = "This checklist is archived. Bring it back before you change it."
TAKEN = "You have a live checklist of this framework already. Archive it before you take another copy."


@transaction.atomic
def take(practitioner: Practitioner, *, framework: str, by: User | None, at: datetime) -> Checklist:
    """A copy of the current edition of a framework, private, with nothing ticked. `DomainError` for an unknown
    framework, or one of which there is a live copy."""
    portfolios.lock(practitioner)
    edition = (
        Edition.objects.current()
        .select_related("framework")
        .filter(framework__key=framework.replace("\x00", " "))
        .first()
    )
    if edition is None:
        raise DomainError("There is no such framework. Choose one of the list.")
    _refuse_second(practitioner, edition.framework_id)
    return Checklist.objects.create(
        practitioner=practitioner, framework=edition.framework, edition=edition, created_at=at, changed_at=at
    )


def _refuse_second(practitioner: Practitioner, framework_id: int) -> None:
    if Checklist.objects.live().filter(practitioner=practitioner, framework_id=framework_id).exists():
        raise DomainError(TAKEN)


@transaction.atomic
def share(checklist: Checklist, *, on_profile: bool, by: User | None, at: datetime) -> None:
    """Show its counts on the profile, marked as claimed, or keep it to oneself."""
    current = locked(checklist)
    current.is_shared = on_profile
    current.save(update_fields=["is_shared"])
    portfolios.touch(current.practitioner, at=at)


@transaction.atomic
def archive(checklist: Checklist, *, by: User | None, at: datetime) -> None:
    """Put it aside, with everything in it. It leaves the profile."""
    current = locked(checklist)
    was_shared = current.is_shared
    current.archived_at, current.is_shared = at, False
    current.save(update_fields=["archived_at", "is_shared"])
    if was_shared:
        portfolios.touch(current.practitioner, at=at)


@transaction.atomic
def restore(checklist: Checklist, *, by: User | None, at: datetime) -> None:
    """Use an archived one again. `DomainError` while another of the same framework is live."""
    portfolios.lock(checklist.practitioner)
    current = checklist_rows.again(checklist)
    if current.is_archived:
        _refuse_second(current.practitioner, current.framework_id)
        current.archived_at = None
        current.save(update_fields=["archived_at"])


@transaction.atomic
def remove(checklist: Checklist, *, by: User | None, at: datetime) -> None:
    """Delete an archived checklist for good. `DomainError` for a live one."""
    portfolios.lock(checklist.practitioner)
    current = checklist_rows.again(checklist)
    if not current.is_archived:
        raise DomainError("Archive the checklist first. Then it can be deleted.")
    current.delete()


@transaction.atomic
def merge(checklist: Checklist, *, version: str, choices: Mapping[str, str], by: User | None, at: datetime) -> None:
    """Take over the current edition of its framework; `version` is the one that was previewed, `choices` as in
    `portfolio.checklists.merging`. `StaleVersion` if another edition was published since, `DomainError` when it is
    the edition that the checklist has already."""
    current = locked(checklist)
    newer = Edition.objects.current().select_related("framework").get(framework_id=current.framework_id)
    if newer.version != version:
        raise StaleVersion("Another edition was published in the meantime. Look at what it changes first.")
    if newer.pk == current.edition_id:
        raise DomainError("Your checklist is on this edition already.")
    new = outline_of(editions.of_row(newer))
    what = f"Took over edition {newer.version}"
    change(current, what, lambda state, base: merging.merge(base, state, new, choices).state, at=at)


@transaction.atomic
def undo(checklist: Checklist, *, number: int, by: User | None, at: datetime) -> str:
    """Take one change back, and say what it was. `DomainError` if what it did was changed again since."""
    current = locked(checklist)
    done = ChecklistChange.objects.filter(checklist=current, number=number, undone_at=None).first()
    if done is None:
        raise DomainError("This was undone already, or is too long ago to be undone.")
    before = checklist_rows.state_of(current)
    try:
        after = patches.taken_back(done.patches, before)
    except patches.Overtaken as overtaken:
        raise DomainError(f"Not undone: {overtaken} since. Undo the later change first.") from overtaken
    if after.version != before.version:
        _refuse_homeless(current, after)
    _write(current, before, after, at=at)
    done.undone_at = at
    done.save(update_fields=["undone_at"])
    return done.what


def _refuse_homeless(current: Checklist, after: State) -> None:
    """Nothing of the person may stand where the earlier edition has no place for it: it would be out of sight."""
    earlier = outline_of(editions.edition(current.framework.key, after.version))
    for item in after.items.values():
        place = earlier.entries if not item.is_own else {LOOSE: None, **earlier.branches}
        if not item.retired_in and (item.branch if item.is_own else item.key) not in place:
            line = sheets.line(checklist_rows.outline(current), after, item.key)
            name = line.name if line else item.key
            raise DomainError(f"Not undone: “{name}” stands in the newer edition only. Undo what you did there first.")


def locked(checklist: Checklist) -> Checklist:
    """The checklist as it stands now, locked with its portfolio. `DomainError` when it is archived."""
    portfolios.lock(checklist.practitioner)
    current = checklist_rows.again(checklist)
    if current.is_archived:
        raise DomainError(ARCHIVED)
    return current


def change(
    current: Checklist, what: str, edit: Callable[[State, Outline], State], *, key: str = "", at: datetime
) -> None:
    """Write what `edit` makes of the checklist, with the way back, under the words `what` and the name of the item
    `key`. Nothing is noted when nothing changes. Call with a checklist that is `locked`."""
    before, outline = checklist_rows.state_of(current), checklist_rows.outline(current)
    line = sheets.line(outline, before, key)
    what = f"{what} “{line.name}”" if line else what
    after = edit(before, outline)
    made = patches.difference(before, after)
    if patches.is_empty(made):
        return
    _write(current, before, after, at=at)
    last = ChecklistChange.objects.filter(checklist=current).aggregate(last=Max("number"))["last"] or 0
    ChecklistChange.objects.create(checklist=current, number=last + 1, what=what[:300], patches=made, changed_at=at)
    ChecklistChange.objects.filter(checklist=current, number__lte=last + 1 - KEPT_CHANGES).delete()


def _write(current: Checklist, before: State, after: State, *, at: datetime) -> None:
    gone = [key for key in before.items if key not in after.items]
    fresh = [item for key, item in after.items.items() if key not in before.items]
    moved = {key: item for key, item in after.items.items() if key in before.items and before.items[key] != item}
    if gone:
        ChecklistItem.objects.filter(checklist=current, key__in=gone).delete()
    ChecklistItem.objects.bulk_create(ChecklistItem(checklist=current, **asdict(item)) for item in fresh)
    if moved:
        rows = list(ChecklistItem.objects.filter(checklist=current, key__in=list(moved)))
        names: list[str] = []
        for row in rows:
            values: dict[str, Any] = asdict(moved[row.key])
            names = [name for name in values if name != "key"]
            for name in names:
                setattr(row, name, values[name])
            row.revision += 1
        ChecklistItem.objects.bulk_update(rows, [*names, "revision"], batch_size=500)
    if before.version != after.version:
        current.edition = Edition.objects.get(framework_id=current.framework_id, version=after.version)
    current.orders = {key: list(keys) for key, keys in after.orders.items()}
    current.changed_at = at
    current.save(update_fields=["edition", "orders", "changed_at"])
    if current.is_shared:
        portfolios.touch(current.practitioner, at=at)
