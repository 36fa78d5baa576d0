"""Reading the script of the demo world: one TOML file a person, checked before anything is written."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

PEOPLE = Path(__file__).parent / "people"
FILES = Path(__file__).parent / "files"
"""What the people upload, in a folder for each. A script ends in .py.txt here, so that it is not taken for our code."""
KINDS = {".ipynb": "notebook", ".py": "code", ".csv": "log", ".md": "card"}
Table = Mapping[str, Any]


class BadScript(Exception):
    """The script contradicts itself; the text names the file and the place."""


@dataclass(frozen=True)
class Person:
    """One file: the person, their background and their projects, as tables."""

    path: Path
    person: Table
    background: tuple[Table, ...]
    projects: tuple[Table, ...]
    checklists: tuple[Table, ...] = ()

    @property
    def handle(self) -> str:
        return str(self.person["handle"])


def people(folder: Path = PEOPLE) -> Iterator[Person]:
    """All persons of the script in the order of their file names. `BadScript` for a file that cannot be used."""
    for path in sorted(folder.glob("*.toml")):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            lists = (tuple(table.get(name, ())) for name in ("background", "projects", "checklists"))
            person = Person(path, table["person"], *lists)
        except (tomllib.TOMLDecodeError, KeyError) as error:
            raise BadScript(f"{path.name}: {error}") from error
        for project in person.projects:
            _check(person, project)
        yield person


def path_of(handle: str, row: Table) -> Path:
    """Where a file of the script lies: `row` is one of a project's `files`."""
    return FILES / handle / str(row["file"])


def name_of(row: Table) -> str:
    """The name under which a file is uploaded; a later version has that of the first."""
    return str(row.get("name", row["file"]))


def _check(person: Person, project: Table) -> None:
    """Every place that evidence names must exist in its project, and every file that is named must lie there."""
    known = {f"section:{key}" for s in project.get("sections", ()) for key in _section_keys(s)}
    known |= {f"result:{r['id']}" for r in project.get("results", ())}
    known |= {f"comparison:{c['id']}" for c in project.get("comparisons", ())}
    known |= {f"decision:{d['id']}" for d in project.get("decisions", ())}
    known |= {f"image:{i['name']}" for i in project.get("images", ())}
    known |= {f"link:{link['name']}" for link in project.get("links", ())}
    files = _files(person, project)
    for comparison in project.get("comparisons", ()):
        for log in {comparison.get("before_log"), comparison.get("after_log")} - {None}:
            if f"log:{log}" not in files:
                raise BadScript(f"{person.path.name}: {project['title']}: {comparison['id']} is drawn from {log}")
    for evidence in project.get("evidence", ()):
        for place in evidence.get("at", ()):
            name, _, part = place.partition("#")
            if name not in known and not _is_in(files.get(name), part):
                raise BadScript(f"{person.path.name}: {project['title']}: {evidence['skill']} points at {place}")


def _files(person: Person, project: Table) -> dict[str, Path]:
    """The files of a project as evidence names them: notebook:curves.ipynb. Of two versions the first counts."""
    files: dict[str, Path] = {}
    for row in project.get("files", ()):
        path, name = path_of(person.handle, row), name_of(row)
        if not path.is_file():
            raise BadScript(f"{person.path.name}: {project['title']}: there is no file {path.name}")
        files.setdefault(f"{KINDS[Path(name).suffix]}:{name}", path)
    return files


def _is_in(path: Path | None, part: str) -> bool:
    """Whether a file has this part: a cell of a notebook, as in 14 or 14:3-9; any other file is one."""
    if path is None or path.suffix != ".ipynb":
        return path is not None
    cell = part.partition(":")[0]
    return cell.isdecimal() and 1 <= int(cell) <= _cells(path)


@lru_cache
def _cells(path: Path) -> int:
    """How many cells a notebook has."""
    return len(json.loads(path.read_text(encoding="utf-8"))["cells"])


def _section_keys(section: Table) -> list[str]:
    return [str(section[name]) for name in ("step", "id") if name in section]
