"""A snapshot as its readers, its sender and the preview show it: one set of frozen values for one part of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hiring.models import Snapshot
from hiring.snapshots.values import Content, Piece, Point

UNCHANGED, CHANGED = "Unchanged since.", "Changed since."
GONE = "No longer there."
OPEN = "open"
NOT_COMPARED = "Not public, so it is not compared with what it is today."
Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Live:
    """A piece of evidence that everybody sees today."""

    fingerprint: str
    strength: str
    href: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece."""

    piece: Piece
    """With every typed text as it may be shown."""
    since: str
    """How it stands today; empty where nobody asks."""
    href: str
    """The piece as it is today, where everybody sees it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One point of the brief."""

    point: Point
    pieces: tuple[Shown, ...]
    again: tuple[str, ...]
    """Skills of pieces that stand at another point."""

    @property
    def is_empty(self) -> bool:
        return not (self.pieces or self.again)


@dataclass(frozen=True, slots=True)
class View:
    """All of it."""

    name: str
    headline: str
    message: str
    framework: str
    lines: tuple[Line, ...]
    hidden: int
    """How many pieces visitors of the profile do not see."""


def view(content: Content, *, live: Mapping[str, Live] | None = None) -> View:
    """As it was sent; with `live` (by uuid, only what everybody sees today) also what has changed since."""
    return _view(content, content.name, content.headline, str, live, with_links=True)


def blind(content: Content, *, name: str, say: Say, live: Mapping[str, Live]) -> View:
    """The same without who it is: called `name`, every typed text through `say`, no headline and no links."""
    return _view(content, name, "", say, live, with_links=False)


def _view(
    content: Content, name: str, headline: str, say: Say, live: Mapping[str, Live] | None, *, with_links: bool
) -> View:
    pieces = content.by_uuid

    def shown(uuid: str) -> Shown:
        piece = pieces[uuid]
        now = live.get(uuid) if live else None
        since = _since(piece, now) if live is not None else ""
        return Shown(_spoken(piece, say), since, now.href if now and with_links else "")

    return View(
        name=name,
        headline=headline,
        message=say(content.message),
        framework=content.framework,
        lines=tuple(
            Line(point, tuple(map(shown, point.pieces)), tuple(pieces[uuid].skill for uuid in point.again))
            for point in content.points
        ),
        hidden=sum(not piece.is_public for piece in content.pieces),
    )


def _since(piece: Piece, now: Live | None) -> str:
    """What became of it, said of public things only: of what was not public nobody learns that it was worked on."""
    if now is None:
        return GONE if piece.is_public else NOT_COMPARED
    if now.fingerprint != piece.fingerprint:
        return CHANGED
    return UNCHANGED if now.strength == piece.strength else f"Unchanged since, and {now.strength} now."


def _spoken(piece: Piece, say: Say) -> Piece:
    return replace(
        piece,
        reasons=tuple(replace(reason, text=say(reason.text)) for reason in piece.reasons),
        statement=say(piece.statement),
        project=say(piece.project),
        places=tuple(say(place) for place in piece.places),
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """One snapshot on the list of its sender."""

    snapshot: Snapshot
    state: str
    """open, ended, withdrawn or brief gone"""
    words: str
    """What that means for who reads it."""

    @property
    def is_open(self) -> bool:
        return self.state == OPEN


def sent(snapshot: Snapshot, today: date) -> Sent:
    """`snapshot` with its brief, if there is one."""
    because, brief = snapshot.closed_because, snapshot.brief
    if because == Snapshot.Because.WITHDRAWN:
        return Sent(snapshot, "withdrawn", "Nobody can read it, and what it held is deleted.")
    if because in (Snapshot.Because.MOVED, Snapshot.Because.REMOVED) or brief is None:
        moved = because == Snapshot.Because.MOVED
        why = "The brief went to somebody else, for whom it was not meant." if moved else "The brief was removed."
        return Sent(snapshot, "brief gone", f"{why} Nobody can read it.")
    if because or snapshot.ends_on < today:
        return Sent(snapshot, "ended", "Its last day is over. Nobody can read it.")
    if brief.archived_at is not None:
        return Sent(snapshot, "brief gone", "The brief is put away. Nobody reads it, unless it is taken out again.")
    return Sent(snapshot, OPEN, "")


@dataclass(frozen=True, slots=True)
class Received:
    """One snapshot on the list of its readers."""

    snapshot: Snapshot
    name: str
    pieces: int
