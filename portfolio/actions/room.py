"""How much of the store one practitioner may take (R-UP-08)."""

from __future__ import annotations

from core.errors import DomainError
from portfolio.models import Artefact, FileVersion, Practitioner

MOST_BYTES = 500 * 1024 * 1024
MOST_FILES = 2000
"""What all that one practitioner has uploaded may take: every version of a file and every size of an image."""


class Full(DomainError):
    """There is no room left for this person. Views answer 413."""


def check(practitioner: Practitioner, more_bytes: int, more_files: int) -> None:
    """`Full` when with this much more the person would have too much. Ask under the lock; before it, only to save work.

    With nothing more it asks whether there is any room at all.
    """
    used, files = _used(practitioner)
    if used + more_bytes > MOST_BYTES or (not more_bytes and used >= MOST_BYTES):
        raise Full(
            f"Your quota is used up: images and files take {MOST_BYTES // 1024**2} MB in all, which is the most. "
            "Remove some first."
        )
    if files + more_files > MOST_FILES or (not more_files and files >= MOST_FILES):
        raise Full(f"Your quota is used up: {MOST_FILES:,} stored files, which is the most. Remove some first.")


def _used(practitioner: Practitioner) -> tuple[int, int]:
    """Bytes and files that are stored now. Two queries."""
    images = Artefact.objects.filter(project__practitioner=practitioner, kind=Artefact.Kind.IMAGE)
    drawn = [size["bytes"] for sizes in images.values_list("renditions", flat=True) for size in sizes]
    versions = FileVersion.objects.filter(artefact__project__practitioner=practitioner)
    for size, pictures in versions.values_list("size", "pictures"):
        drawn += [size, *(picture["bytes"] for picture in pictures)]
    return sum(drawn), len(drawn)
