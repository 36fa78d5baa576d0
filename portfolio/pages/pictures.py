"""The images of a project as a page shows them."""

from collections.abc import Iterable

from django.urls import reverse

from core import markdown
from portfolio.models import Artefact

LARGEST = 1600
"""Width of the image that a browser takes that knows no srcset."""


def picture(artefact: Artefact) -> markdown.Image:
    """The image of an artefact in the sizes that there are."""
    sizes = sorted(artefact.renditions, key=lambda rendition: rendition["width"])
    chosen = max((s for s in sizes if s["width"] <= LARGEST), key=lambda s: s["width"], default=sizes[0])
    srcset = ", ".join(f"{address(artefact, s['width'])} {s['width']}w" for s in sizes) if len(sizes) > 1 else ""
    return markdown.Image(
        address(artefact, chosen["width"]), chosen["width"], chosen["height"], srcset, anchor=artefact.anchor
    )


def by_name(artefacts: Iterable[Artefact]) -> dict[str, markdown.Image]:
    """What `image:name` in a text shows, of these artefacts."""
    return {a.name: picture(a) for a in artefacts if a.kind == Artefact.Kind.IMAGE and a.renditions}


def address(artefact: Artefact, width: int) -> str:
    """Where one size of an image is served."""
    return reverse("portfolio:images-show", args=[artefact.uuid, width])
