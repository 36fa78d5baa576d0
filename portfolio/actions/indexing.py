"""Writing the documents that people, projects and notebooks are found by, and taking them away.

Called by `portfolios.refresh`, in the transaction of the change: what is withdrawn is not found by the next request.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from django.db import connection, transaction
from django.db.models import F, QuerySet

from competence.yardstick import Yardstick
from portfolio import words
from portfolio.models import Artefact, Cell, Document, FileVersion, Practitioner, Spelling, Visibility
from portfolio.models.documents import LEARNING
from portfolio.queries import changes, profiles
from portfolio.queries.records import PortfolioRecord
from portfolio.search import documents, letters, spelling, tokens
from portfolio.search.documents import NOTEBOOK, Names, Source

Known = Mapping[tuple[str, int], Document]
Files = Mapping[int, list[FileVersion]]
AT_ONCE = 500
"""Words asked for, or rows written, in one statement."""


def write(records: Sequence[PortfolioRecord], yardsticks: Sequence[Yardstick]) -> None:
    """Make the documents of these people equal to their records, touching only what differs.

    `records` are whole, their projects read with what `words.READ_ALONG` names. Whoever is not listed has no document.
    """
    listed = [record.on_profile() for record in records if record.practitioner.visibility == Visibility.PUBLIC]
    people = [record.practitioner.pk for record in records]
    known = {(row.kind, row.thing): row for row in Document.objects.filter(practitioner__in=people).defer("passages")}
    files = _files([item.project.pk for record in listed for item in record.projects])
    cells = _cells(files, known)
    names = profiles.names(yardsticks)
    wanted = [row for record in listed for row in documents_of(record, names, known=known, files=files, cells=cells)]
    _write(wanted, known, {record.practitioner.pk: record.practitioner for record in listed})


def documents_of(
    record: PortfolioRecord,
    names: Names,
    *,
    known: Known = MappingProxyType({}),
    files: Files = MappingProxyType({}),
    cells: Mapping[int, Sequence[Cell]] = MappingProxyType({}),
) -> list[Document]:
    """The documents of somebody who is listed, their own last; of those that are `known` and of the same, the row that
    is there. `record` is cut to what visitors see."""
    own: list[Document] = []
    for item in record.projects:
        read = [documents.notebook(each, cells.get(each.pk, ())) for each in files.get(item.project.pk, ())]
        own += (notebooks := [_document(source, known, record) for source in read])
        own.append(_document(documents.project(item, names, _plain(notebooks)), known, record))
    return [*own, _document(documents.person(record, names, _plain(own)), known, record)]


def _plain(rows: Iterable[Document]) -> frozenset[str]:
    return frozenset[str]().union(*(tokens.plain(row.tokens) for row in rows))


def prune() -> int:
    """Forget the letters of words that no document has any more; says of how many words.

    Reads every document while others write, and those that were written since again before each few words go, while
    nobody learns any. Where somebody does just then, the rest is left to the next time.
    """
    begun = changes.begin()
    kept = _words_of(Document.objects.all())
    gone = sorted(set(Spelling.objects.values_list("word", flat=True).distinct()) - kept)
    forgotten = 0
    for start in range(0, len(gone), AT_ONCE):
        with transaction.atomic():
            if not _nobody_learns() or (news := changes.since(begun)) is None:
                break
            again = _words_of(Document.objects.filter(practitioner__in=news.people))
            some = [word for word in gone[start : start + AT_ONCE] if word not in again]
            Spelling.objects.filter(word__in=some).delete()
        forgotten += len(some)
    return forgotten


def _words_of(rows: QuerySet[Document]) -> set[str]:
    found: set[str] = set()
    for passages in rows.values_list("passages", flat=True).iterator(chunk_size=AT_ONCE):
        found |= _words(text for _, text in passages)
    return found


def _nobody_learns() -> bool:
    """Whether nobody is between learning words and the end of their transaction; others wait until that of the caller
    has ended. SQLite has one writer at a time."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LEARNING])
        return bool(cursor.fetchone()[0])


def _files(projects: Sequence[int]) -> Files:
    """The newest version of every notebook and script of these projects, by project."""
    kinds = [Artefact.Kind.NOTEBOOK, Artefact.Kind.CODE]
    rows = FileVersion.objects.filter(artefact__project__in=projects, artefact__kind__in=kinds)
    current = rows.filter(sha256=F("artefact__content_hash")).select_related("artefact").order_by("number")
    newest = {version.artefact_id: version for version in current}
    found: dict[int, list[FileVersion]] = {}
    for version in newest.values():
        found.setdefault(version.artefact.project_id, []).append(version)
    return found


def _cells(files: Files, known: Known) -> dict[int, list[Cell]]:
    """The cells of those files whose document is not there yet or is of something else, by version."""
    fresh = [
        version.pk
        for own in files.values()
        for version in own
        if (NOTEBOOK, version.pk) not in known or known[NOTEBOOK, version.pk].mark != documents.mark_of(version)
    ]
    found: dict[int, list[Cell]] = {pk: [] for pk in fresh}
    for cell in Cell.objects.filter(version__in=fresh).order_by("number") if fresh else ():
        found[cell.version_id].append(cell)
    return found


def _document(source: Source, known: Known, record: PortfolioRecord) -> Document:
    """The row that is there, when it is of the same; else one to be written, in its place."""
    there = known.get((source.kind, source.thing))
    if there is not None and there.mark == source.mark:
        return there
    return Document(
        pk=there.pk if there else None,
        kind=source.kind,
        thing=source.thing,
        uuid=source.uuid,
        practitioner=record.practitioner,
        project_id=source.project,
        slug=source.slug,
        proof_on=record.practitioner.last_proof_on or date.min,
        mark=source.mark,
        passages=[list(passage) for passage in source.texts],
        tokens=source.line,
    )


def _write(wanted: Sequence[Document], known: Known, people: Mapping[int, Practitioner]) -> None:
    keys = {(document.kind, document.thing) for document in wanted}
    gone = [row.pk for key, row in known.items() if key not in keys]
    if gone:
        Document.objects.filter(pk__in=gone).delete()
    written = [document for document in wanted if document is not known.get((document.kind, document.thing))]
    moved = []
    for key in keys & known.keys():
        document = known[key]
        day = people[document.practitioner_id].last_proof_on or date.min
        if document.proof_on != day:
            document.proof_on = day
            moved.append(document)
    Document.objects.bulk_create(document for document in written if document.pk is None)
    Document.objects.bulk_update(moved, ["proof_on"])
    changed = [document for document in written if (document.kind, document.thing) in known]
    Document.objects.bulk_update(changed, ["slug", "proof_on", "mark", "passages", "tokens"])
    learn(text for document in written for _, text in document.passages)


def learn(texts: Iterable[str]) -> None:
    """Remember the words of these texts for whoever types them wrongly. Part of the transaction that writes them."""
    fresh = sorted(_words(texts))
    if fresh and connection.vendor == "postgresql":  # a word that is there must not go before this has ended
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LEARNING])
    for start in range(0, len(fresh), AT_ONCE):
        some = fresh[start : start + AT_ONCE]
        begun = {f"^^{word[0]}" for word in some}
        there = set(Spelling.objects.filter(gram__in=begun, word__in=some).values_list("word", flat=True))
        rows = [Spelling(gram=gram, word=w) for w in some if w not in there for gram in sorted(spelling.trigrams(w))]
        Spelling.objects.bulk_create(rows, ignore_conflicts=True)


def _words(texts: Iterable[str]) -> set[str]:
    """The words of texts as people type them: folded, not stemmed."""
    raw = {found for text in texts for found in letters.WORD.findall(text)}
    folded = {words.fold(found) for found in raw}
    return {word for word in folded if spelling.is_word(word) and word not in tokens.PASSED_OVER}
