"""A document and the files that belong to it as one zip file, and the names that files have there. Pure.

Nothing of a name that a person chose is in a name of the zip file, but slugs: none can lead out of the folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from portfolio.models import Artefact, FileVersion, Project

DOCUMENT = "portfolio.json"
IN_MEMORY = 1024 * 1024
"""Bytes of a packed archive that are kept in memory; a larger one goes to a temporary file."""
PLAIN_ENDING = re.compile(r"\.[a-z0-9]{1,10}")

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """One file of the archive: its name there, and where the site stores it."""

    name: str
    path: str


def image_name(project: Project, image: Artefact, size: Mapping[str, Any]) -> str:
    """Two slugs and a width: no name can lead out of the folder."""
    return f"images/{project.slug}/{image.name}-{int(size['width'])}.webp"


def version_name(project: Project, artefact: Artefact, version: FileVersion) -> str:
    """Two slugs, a number and a plain ending; the name that the file came with is in the document."""
    ending = PurePosixPath(version.file_name).suffix.lower()
    plain = ending if PLAIN_ENDING.fullmatch(ending) else ""
    return f"files/{project.slug}/{artefact.name}-{version.number}{plain}"


def pack(content: Document, files: Iterable[Stored], open_stored: Callable[[str], IO[bytes]]) -> IO[bytes]:
    """A zip file, at its beginning, with `content` and the files, read piece by piece. The caller closes it.

    A file that the store has lost does not stop the rest: its name stands under `missing_files` of the document.
    """
    packed = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (it is handed on)
    try:
        _fill(packed, content, files, open_stored)
    except BaseException:
        packed.close()
        raise
    packed.seek(0)
    return packed


def _fill(
    packed: IO[bytes], content: Document, files: Iterable[Stored], open_stored: Callable[[str], IO[bytes]]
) -> None:
    moment = datetime.fromisoformat(content["made_at"]).timetuple()[:6]
    missing = []
    with ZipFile(packed, "w") as archive:
        for file in files:
            try:
                source = open_stored(file.path)
            except FileNotFoundError:
                missing.append(file.name)
                continue
            with source, archive.open(ZipInfo(file.name, moment), "w") as target:
                copyfileobj(source, target)
        text = json.dumps({**content, "missing_files": missing}, ensure_ascii=False, indent=2)
        archive.writestr(ZipInfo(DOCUMENT, moment), text, ZIP_DEFLATED)
