"""Decides on one file, reads and renders it, alone in a process with little memory and little time.

`portfolio.rendering.process` starts it as a module, with an empty environment: it knows no setting and no secret, and
opens no file and no connection. In comes a line of JSON, `{"kind": "notebook", "name": "a.ipynb"}`, and the file; out
go one line of JSON and then the pictures, one after the other. Without a kind it is decided here first, and the answer
names it. A refusal is `{"refused": "<sentence>"}`.
"""

import json
import resource
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from core import images
from core.images import CheckedImage
from portfolio.inspection import code, facts, figures, kinds, model_cards, scripts
from portfolio.inspection import notebooks as reader
from portfolio.inspection.cells import Notebook
from portfolio.inspection.errors import Unreadable
from portfolio.inspection.logs import read as logs
from portfolio.rendering import notebooks, pictures
from portfolio.rendering.cells import StoredPicture

MEMORY = 1024**3
CPU_SECONDS = 20
WIDEST = 1200

TOO_MUCH = "This file takes too much memory to read. Clear large outputs or split it, and upload it anew."


def limit_resources() -> None:
    """What the system allows to limit; macOS refuses some of it, and the clock of the parent remains."""
    for name, amount in (("RLIMIT_CPU", CPU_SECONDS), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0), ("RLIMIT_AS", MEMORY)):
        with suppress(AttributeError, ValueError, OSError):
            kind = getattr(resource, name)
            hard = resource.getrlimit(kind)[1]
            amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
            resource.setrlimit(kind, (amount, amount))


def answer(kind: str, name: str, raw: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """What goes out for a file of any kind: its kind, and what is read of it. Raises Unreadable."""
    kind = kind or kinds.decide(raw, name)
    head: dict[str, Any] = {"kind": kind}
    contents: list[bytes] = []
    if kind in {kinds.NOTEBOOK, kinds.CODE}:
        said, contents = made(kind, name, raw)
        head |= said
    elif kind == kinds.LOG:
        head["log"] = logs.read(raw, name).to_json()
    elif kind == kinds.CARD:
        head["card"] = model_cards.read(raw).to_json()
    return head, contents


def made(kind: str, name: str, raw: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """What is drawn and found: the head, and the bytes of each picture. Raises Unreadable."""
    notebook = reader.read(raw) if kind == "notebook" else scripts.read(raw, name)
    with ThreadPoolExecutor(1) as aside:  # pictures are decoded in processes of their own; the code is read meanwhile
        pictures_to_come = aside.submit(decoded, notebook)
        said = inspected(notebook)
        found, contents = pictures_to_come.result()
    rendering = notebooks.render(notebook, found)
    used = [picture.key for picture in rendering.pictures]
    head = {
        "rendering": rendering.to_json(),
        "runs": runs(notebook),
        "bytes": [len(contents[key]) for key in used],
        **said,
    }
    return head, [contents[key] for key in used]


def decoded(notebook: Notebook) -> tuple[dict[str, StoredPicture | str], dict[str, bytes]]:
    """What became of each picture by the hash of what is in the file, and the WebP of each by its own hash."""
    wanted = pictures.wanted(notebook)
    found: dict[str, StoredPicture | str] = {}
    contents: dict[str, bytes] = {}
    for key, image in zip(wanted, images.open_many(list(wanted.values()), widest=WIDEST), strict=True):
        if not isinstance(image, CheckedImage):
            found[key] = image.message
            continue
        found[key] = StoredPicture(image.sha256, image.width, image.height)
        contents[image.sha256] = image.renditions[-1].content
    return found, contents


def inspected(notebook: Notebook) -> Mapping[str, Any]:
    """What the code says, as `portfolio.inspection` reads it."""
    found = code.inspect(notebook)
    shown = figures.read(notebook)
    known = {**facts.read(notebook, found, shown).to_json(), "figures": shown.to_json()}
    return {"code": found.to_json(), "facts": known}


def runs(notebook: Notebook) -> dict[str, Any]:
    """In which order the code cells with a source were run, by their numbers, and which of them failed."""
    cells = [cell for cell in notebook.cells if cell.kind == "code" and cell.source.strip()]
    return {
        "counts": [[cell.number, cell.count] for cell in cells],
        "errors": [
            [cell.number, output.name[:100]] for cell in cells for output in cell.outputs if output.kind == "error"
        ],
    }


def main() -> None:
    """Reads stdin, writes stdout. Whatever ends the process instead, the parent has a sentence for it."""
    limit_resources()
    asked = json.loads(sys.stdin.buffer.readline())
    contents: list[bytes] = []
    try:
        head, contents = answer(asked["kind"], asked["name"], sys.stdin.buffer.read())
    except Unreadable as refusal:
        head = {"refused": refusal.message}
    except MemoryError:
        head = {"refused": TOO_MUCH}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(contents))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
