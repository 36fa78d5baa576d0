"""The pictures in a notebook: where they are, and what each became when it was written anew. Pure."""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping

from core.markdown import Image
from portfolio.inspection.cells import Cell, Notebook
from portfolio.rendering.cells import PICTURE_SCHEME, StoredPicture
from portfolio.rendering.limits import MAX_PICTURES

TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp")
"""What is looked for in an output, in this order."""
MAX_BASE64 = 14_000_000

DATA_ADDRESS = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]{16,})", re.IGNORECASE)

Found = Mapping[str, StoredPicture | str]
"""SHA-256 of the bytes in the file → the picture as it is stored, or the sentence why there is none."""


def key_of(text: str) -> str:
    """The SHA-256 of the bytes that `text` holds as base64; empty when it holds none."""
    return hashlib.sha256(raw).hexdigest() if (raw := _decoded(text)) else ""


def wanted(notebook: Notebook) -> dict[str, bytes]:
    """Every picture of the notebook once, by the SHA-256 of its bytes, in order; at most MAX_PICTURES."""
    found: dict[str, bytes] = {}
    for cell in notebook.cells:
        for text in _texts(cell):
            raw = _decoded(text)
            if raw and len(found) < MAX_PICTURES:
                found.setdefault(hashlib.sha256(raw).hexdigest(), raw)
    return found


def of_bundle(bundle: Mapping[str, str]) -> str:
    """The base64 of the picture that an output or attachment is shown by; empty when there is none."""
    return next((bundle[kind] for kind in TYPES if bundle.get(kind)), "")


def in_html(html: str) -> str:
    """The base64 of the first picture that HTML carries in itself; empty when there is none."""
    match = DATA_ADDRESS.search(html)
    return match[1] if match else ""


def image(picture: StoredPicture) -> Image:
    """The picture for Markdown; its address is filled in when a page is made."""
    return Image(src=PICTURE_SCHEME + picture.key, width=picture.width, height=picture.height)


def _texts(cell: Cell) -> Iterator[str]:
    for output in cell.outputs:
        yield of_bundle(output.data) or in_html(output.data.get("text/html", ""))
    for bundle in cell.attachments.values():
        yield of_bundle(bundle)
    if cell.kind == "markdown" and "data:image" in cell.source:
        yield from (match[1] for match in DATA_ADDRESS.finditer(cell.source))


def _decoded(text: str) -> bytes:
    if not text or len(text) > MAX_BASE64:
        return b""
    try:
        return base64.b64decode("".join(text.split()))
    except (binascii.Error, ValueError):
        return b""
