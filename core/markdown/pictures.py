"""The pictures of a text: only those that the caller hands over, with their size, so that nothing jumps.

What a text asks for and the caller does not have is shown as the words written for it. Whoever wrote the text is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from core.markdown.convert import Picture


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that a text may show. `srcset` and `sizes` are as in HTML; empty ones are left out.

    `anchor`: the id of the picture where a text shows it first; empty for none. It is never a person's text.
    """

    src: str
    width: int
    height: int
    srcset: str = ""
    sizes: str = "(min-width: 62rem) 43rem, 100vw"
    anchor: str = ""


def tag(image: Image, alt: str) -> str:
    """The `img` of `image`, loaded when it comes near."""
    identity = f' id="{escape(image.anchor)}"' if image.anchor else ""
    several = f' srcset="{escape(image.srcset)}" sizes="{escape(image.sizes)}"' if image.srcset else ""
    return (
        f'<img{identity} src="{escape(image.src)}" width="{int(image.width)}" height="{int(image.height)}"{several}'
        f' alt="{escape(alt)}" loading="lazy" decoding="async">'
    )


def inline(picture: Picture, images: Mapping[str, Image], *, tell: bool = False) -> str:
    """The picture in a run of text. Where there is none of that name: its words or, with `tell`, what is wrong."""
    image = images.get(picture.name)
    if image is not None:
        return tag(image, picture.alt)
    if tell:
        return f'<span class="missing">No image has the name “{escape(picture.name, quote=False)}”</span>'
    return escape(picture.alt, quote=False)


def figure(picture: Picture, images: Mapping[str, Image]) -> str | None:
    """The picture with its caption; None when it has no caption or is not there."""
    image = images.get(picture.name)
    if image is None or not picture.caption.strip():
        return None
    caption = escape(picture.caption.strip(), quote=False)
    return f'<figure class="fig">{tag(image, picture.alt)}<figcaption>{caption}</figcaption></figure>'
