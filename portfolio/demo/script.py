"""Reading the script of the demo world: one TOML file a person, checked before anything is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PEOPLE = Path(__file__).parent / "people"
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

    @property
    def handle(self) -> str:
        return str(self.person["handle"])


def people(folder: Path = PEOPLE) -> Iterator[Person]:
    """All persons of the script in the order of their file names. `BadScript` for a file that cannot be used."""
    for path in sorted(folder.glob("*.toml")):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            person = Person(path, table["person"], tuple(table.get("background", ())), tuple(table.get("projects", ())))
        except (tomllib.TOMLDecodeError, KeyError) as error:
            raise BadScript(f"{path.name}: {error}") from error
        for project in person.projects:
            _check(person, project)
        yield person


def _check(person: Person, project: Table) -> None:
    """Every place that evidence names must exist in its project."""
    known = {f"section:{key}" for s in project.get("sections", ()) for key in _section_keys(s)}
    known |= {f"result:{r['id']}" for r in project.get("results", ())}
    known |= {f"comparison:{c['id']}" for c in project.get("comparisons", ())}
    known |= {f"decision:{d['id']}" for d in project.get("decisions", ())}
    known |= {f"image:{i['name']}" for i in project.get("images", ())}
    known |= {f"link:{link['name']}" for link in project.get("links", ())}
    for evidence in project.get("evidence", ()):
        for place in evidence.get("at", ()):
            if place.partition("#")[0] not in known:
                raise BadScript(f"{person.path.name}: {project['title']}: {evidence['skill']} points at {place}")


def _section_keys(section: Table) -> list[str]:
    return [str(section[name]) for name in ("step", "id") if name in section]
