"""A shortlist as a table. Pure: a sheet in, rows of text out; `core.tables` guards them against formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiring.pages.shortlists import Row, Sheet

HEAD = "place name profile state headline shape proof last_proof brief put_on_list notes".split()


def table(sheet: Sheet, *, site_url: str) -> list[list[str]]:
    """A heading and one row a person on the list, in its order; of whoever is not public any more the notes alone."""
    shown = [_shown(place, row, site_url) for place, row in enumerate(sheet.rows, 1)]
    return [HEAD, *shown, *(_withdrawn(row) for row in sheet.withdrawn)]


def _shown(place: int, row: Row, site_url: str) -> list[str]:
    card = row.card
    assert card is not None
    return [
        str(place),
        card.name,
        f"{site_url}{card.href}",
        row.state_label,
        card.headline,
        card.shape.sentence,
        card.proof,
        f"{card.last_proof_at:%Y-%m-%d}" if card.last_proof_at else "",
        f"{row.met} {row.still_open}".strip(),
        f"{row.added_at:%Y-%m-%d}",
        notes(row),
    ]


def _withdrawn(row: Row) -> list[str]:
    return ["", row.name, "", row.state_label, "", "", "", "", "", f"{row.added_at:%Y-%m-%d}", notes(row)]


def notes(row: Row) -> str:
    """All notes about one person, each with who wrote it and when."""
    return "\n".join(f"{note.by}, {note.written_at:%Y-%m-%d}: {note.text}" for note in row.notes)
