"""Loading files: frameworks, process templates, crosswalk, project ideas. All of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from competence.actions import catalogues, editions
from competence.catalogues import Crosswalk, Ideas
from competence.formats import toml
from competence.formats.problems import BadFile
from competence.formats.together import Document, check
from competence.models import Collection, Edition, Framework
from competence.queries import editions as queries
from competence.queries import loading
from competence.standing.processes import can_move
from competence.yardstick import Processes, Yardstick
from core.errors import DomainError

ONE = {
    "frameworks": "framework",
    "skills": "skill",
    "crosswalk matches": "crosswalk match",
    "process templates": "process template",
    "project ideas": "project idea",
}


class Refused(DomainError):
    """At least one file is wrong; nothing was changed. `files` holds each of them with all its problems."""

    def __init__(self, files: Sequence[BadFile]) -> None:
        self.files = files
        super().__init__("\n".join(str(file) for file in files))


@dataclass(frozen=True)
class Outcome:
    """What was in the files, and what changed in the tables (sentences; none when everything was there already)."""

    counts: dict[str, int]
    changes: tuple[str, ...]
    replaced: tuple[str, ...] = ()
    """Keys of the frameworks that had an edition before and have a new one now."""
    moved: tuple[str, ...] = ()
    """Keys of the others of which a level may be reached otherwise, because process templates differ."""

    def __str__(self) -> str:
        counted = ", ".join(f"{n} {ONE[name] if n == 1 else name}" for name, n in self.counts.items() if n)
        return f"{counted}: {'; '.join(self.changes) or 'nothing changed'}."


def read(files: Iterable[tuple[str, str]]) -> list[Document]:
    """The files (name, text), each checked by itself and all against each other and the tables. Writes nothing.

    `Refused` with everything that is wrong with any of them.
    """
    documents: list[Document] = []
    bad: list[BadFile] = []
    for name, text in files:
        try:
            documents.append(Document(name, *toml.read(text, name)))
        except BadFile as file:
            bad.append(file)
    bad.extend(check(documents, loading.loaded()) if not bad else [])
    if bad:
        raise Refused(bad)
    return documents


@transaction.atomic
def load(
    files: Iterable[tuple[str, str]], *, at: datetime, say: Callable[[str], None] = lambda sentence: None
) -> Outcome:
    """Load files (name, text) by their stable ids; `say` hears what is being done.

    What is there already with the same content is left alone, so loading twice changes nothing. A framework with a
    new version gets a new edition, which becomes the current one; a published edition never changes. `Refused` when
    any file is wrong: then nothing at all has changed.
    """
    documents = read(files)
    frameworks = [d.content for d in documents if isinstance(d.content, Yardstick)]
    before, templates = _current_versions(), queries.processes()
    changes = [sentence for yardstick in frameworks for sentence in _load_framework(yardstick, at, say)]
    for document in documents:
        if not isinstance(document.content, Yardstick):
            changes += _load_catalogue(document.content, at, say)
    after = _current_versions()
    replaced = tuple(key for key, version in before.items() if after[key] != version)
    moved = _moved(set(before) - set(replaced), templates) if templates.templates else ()
    return Outcome(counts([document.content for document in documents]), tuple(changes), replaced, moved)


def _moved(keys: set[str], before: Processes) -> tuple[str, ...]:
    """Which of these frameworks are decided by templates that differ from those before."""
    after = queries.processes()
    if after.fingerprint == before.fingerprint:
        return ()
    return tuple(each.key for each in queries.all_current() if each.key in keys and can_move(each, before, after))


def counts(contents: Sequence[toml.Content]) -> dict[str, int]:
    """How many of everything the files hold."""
    yardsticks = [content for content in contents if isinstance(content, Yardstick)]
    processes = [content for content in contents if isinstance(content, Processes)]
    return {
        "frameworks": len(yardsticks),
        "skills": sum(len(yardstick.skills) for yardstick in yardsticks),
        "crosswalk matches": sum(len(content.pairs) for content in contents if isinstance(content, Crosswalk)),
        "process templates": sum(len(content.templates) for content in processes),
        "project ideas": sum(len(content.ideas) for content in contents if isinstance(content, Ideas)),
    }


def _current_versions() -> dict[str, str]:
    return dict(Edition.objects.current().values_list("framework__key", "version"))


def _load_framework(yardstick: Yardstick, at: datetime, say: Callable[[str], None]) -> list[str]:
    framework = identity(yardstick)
    if framework.editions.filter(version=yardstick.version).exists():
        return []
    say(f"Publishing {yardstick.key} {yardstick.version}")
    editions.publish(framework, yardstick, at=at)
    return [f"{yardstick.key} {yardstick.version} published"]


def identity(yardstick: Yardstick) -> Framework:
    """The framework of a yardstick, made where it is new. Its file says whether it is the default, unless the site has
    one already."""
    known = Framework.objects.filter(key=yardstick.key).first()
    if known is not None:
        return known
    default = yardstick.default and not Framework.objects.filter(is_default=True).exists()
    return Framework.objects.create(key=yardstick.key, is_default=default, position=Framework.objects.count())


def _load_catalogue(content: Processes | Crosswalk | Ideas, at: datetime, say: Callable[[str], None]) -> list[str]:
    kind = {
        Processes: Collection.Kind.PROCESSES,
        Crosswalk: Collection.Kind.CROSSWALK,
        Ideas: Collection.Kind.IDEAS,
    }[type(content)]
    if catalogues.is_loaded(kind, content):
        return []
    say(f"Writing {kind.label}")
    if isinstance(content, Processes):
        catalogues.write_processes(content, at=at)
    elif isinstance(content, Crosswalk):
        catalogues.write_crosswalk(content, at=at)
    else:
        catalogues.write_ideas(content, at=at)
    return [f"{kind.label} updated"]
