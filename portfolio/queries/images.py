"""Which stored image somebody may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from portfolio.models import Artefact, Project

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Stored:
    """One size of an image in the store."""

    path: str
    name: str
    sha256: str


def stored(user: User | AnonymousUser, uuid: UUID, width: int) -> Stored | None:
    """The image in this very width, if its project may be seen by `user`; else None, whatever the reason. One query."""
    visible = Project.objects.visible_to(user)
    image = Artefact.objects.filter(uuid=uuid, kind=Artefact.Kind.IMAGE, project__in=visible).first()
    found = next((size for size in image.renditions if size["width"] == width), None) if image else None
    if image is None or found is None:
        return None
    return Stored(found["path"], f"{image.name}-{width}.webp", found.get("sha256") or image.content_hash)
