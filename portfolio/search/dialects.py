"""The SQL that differs between the databases: the index of tokens, how it is made and how it is asked. Nothing else of
the search knows which database there is.

A condition is handed in as terms, never as text: tokens are letters, digits and `_`, made by `portfolio.search.tokens`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from portfolio.search.documents import KINDS
from portfolio.search.tokens import BEGUN, MARKS, Term

TABLE = "portfolio_document"
_VECTOR = "array_to_tsvector(string_to_array(tokens, ' '))"
_INSERT = "INSERT INTO {index} (rowid, tokens) VALUES (NEW.thing, NEW.tokens);"
_DELETE = "INSERT INTO {index} ({index}, rowid, tokens) VALUES ('delete', OLD.thing, OLD.tokens);"


def structures(vendor: str) -> list[str]:
    """The statements that make the index where it is not there yet; the table of documents exists.

    On PostgreSQL long texts lie beside the table: what the index finds is then read from narrow rows, eighty a page.
    """
    if vendor == "sqlite":
        return [statement for kind in KINDS for statement in _sqlite(kind)]
    return [f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)", *map(_postgresql, KINDS)]


def no_structures(vendor: str) -> list[str]:
    """The statements that take it away again. On PostgreSQL it goes with the table."""
    if vendor != "sqlite":
        return []
    return [
        statement
        for kind in KINDS
        for statement in (
            *(f"DROP TRIGGER IF EXISTS {TABLE}_{kind}_{what}" for what in ("in", "out", "again")),
            f"DROP TABLE IF EXISTS {_index(kind)}",
        )
    ]


def _index(kind: str) -> str:
    return f"portfolio_search_{kind}"


def _sqlite(kind: str) -> list[str]:
    """A table of FTS5 that holds no text, and triggers, so that no deletion can pass it by."""
    index = _index(kind)
    put, take = _INSERT.format(index=index), _DELETE.format(index=index)
    on = f"ON {TABLE} WHEN"
    return [
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5(tokens, content='', detail=none, columnsize=0, "
        "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")",
        f"CREATE TRIGGER IF NOT EXISTS {TABLE}_{kind}_in AFTER INSERT {on} NEW.kind = '{kind}' BEGIN {put} END",
        f"CREATE TRIGGER IF NOT EXISTS {TABLE}_{kind}_out AFTER DELETE {on} OLD.kind = '{kind}' BEGIN {take} END",
        f"CREATE TRIGGER IF NOT EXISTS {TABLE}_{kind}_again AFTER UPDATE OF tokens {on} NEW.kind = '{kind}' "
        f"AND OLD.tokens IS NOT NEW.tokens BEGIN {take} {put} END",
    ]


def _postgresql(kind: str) -> str:
    return f"CREATE INDEX IF NOT EXISTS {_index(kind)} ON {TABLE} USING gin ({_VECTOR}) WHERE kind = '{kind}'"


def scored(vendor: str, kind: str, terms: Sequence[Term]) -> tuple[str, list[str]]:
    """A statement with its parameters: (thing, score) of the documents of a kind that every term occurs in, and one of
    them in a better place than running text.

    The score adds up, over the terms, how good the best place is that a term stands in: 1 in running text, 2 among
    names of skills, libraries and data sets, 3 in the title.
    """
    plain = [_term(vendor, term) for term in terms]
    conditions = []
    for place, term in enumerate(terms):  # what has a mark stands there without one as well
        better = [_term(vendor, term, mark) for mark in MARKS]
        conditions += [_and(vendor, [*plain[:place], one, *plain[place + 1 :]]) for one in better]
    union = " UNION ALL ".join([_select(vendor, kind)] * len(conditions))
    return f"SELECT thing, count(*) + {len(terms)} FROM ({union}) AS hit GROUP BY thing", conditions  # noqa: S608


def scoring(vendor: str, kind: str, terms: Sequence[Term], score: int) -> tuple[str, list[str]]:
    """A statement with its parameters: the things of a kind whose score is this or higher. For few terms: there is a
    condition for every way in which their places add up."""
    ways = [ways for ways in product(range(len(MARKS) + 1), repeat=len(terms)) if sum(ways) == score - len(terms)]
    marks = ("", *MARKS)
    conditions = [
        _and(vendor, (_term(vendor, term, marks[n]) for term, n in zip(terms, way, strict=True))) for way in ways
    ]
    return " UNION ".join([_select(vendor, kind)] * len(conditions)), conditions


def number(vendor: str, kind: str, terms: Sequence[Term]) -> tuple[str, list[str]]:
    """A statement with its parameters: how many documents of a kind every term occurs in."""
    statement, parameters = having(vendor, kind, terms)
    return f"SELECT count(*) FROM ({statement}) AS hit", parameters  # noqa: S608


def some(vendor: str, kind: str, terms: Sequence[Term], most: int, *, lowest: bool) -> tuple[str, list[str]]:
    """A statement with its parameters: no more than `most` of the things of a kind that every term occurs in;
    `lowest`: those with the lowest keys, else any."""
    statement, parameters = having(vendor, kind, terms)
    if vendor == "sqlite":  # its index is read by key
        return f"{statement} ORDER BY rowid LIMIT {most}", parameters
    # A wall: for a few rows it would go through the table instead of the index, making the tokens of every row anew.
    hits = f"WITH hit AS MATERIALIZED ({statement}) SELECT thing FROM hit"  # noqa: S608
    return f"{hits}{' ORDER BY thing' if lowest else ''} LIMIT {most}", parameters


def having(vendor: str, kind: str, terms: Sequence[Term]) -> tuple[str, list[str]]:
    """A statement with its parameters: the things of a kind that every term occurs in."""
    return _select(vendor, kind), [_and(vendor, (_term(vendor, term) for term in terms))]


def together(vendor: str, asked: tuple[str, list[str]]) -> tuple[str, list[str]]:
    """The same statement, its things as one JSON list: of thousands that is read in half the time."""
    statement, parameters = asked
    listed = "json_group_array(thing)" if vendor == "sqlite" else "coalesce(json_agg(thing), '[]')::text"
    return f"SELECT {listed} FROM ({statement}) AS hit", parameters  # noqa: S608


def postings(vendor: str, kind: str, tokens: Sequence[str]) -> tuple[str, list[str]]:
    """A statement with its parameters: (place of the token, `1,2,5`) for the things of a kind that each occurs in."""
    gathered = "GROUP_CONCAT(thing)" if vendor == "sqlite" else "STRING_AGG(thing::text, ',')"
    each = [
        f"SELECT {place}, {gathered} FROM ({_select(vendor, kind)}) AS hit"  # noqa: S608
        for place in range(len(tokens))
    ]
    return " UNION ALL ".join(each), [_token(vendor, token) for token in tokens]


def begun(vendor: str, kind: str, beginnings: Sequence[str]) -> tuple[str, list[str]]:
    """A statement with its parameters: the things of a kind whose name has words that begin with all of these."""
    return _select(vendor, kind), [_and(vendor, (_token(vendor, BEGUN + one, prefix=True) for one in beginnings))]


def ordered(vendor: str) -> str:
    """Of the things of a kind (first parameter) named by a JSON list (second) all, the latest proof first."""
    listed = "SELECT value FROM json_each(%s)" if vendor == "sqlite" else "SELECT json_array_elements_text(%s)::bigint"
    return (
        f"SELECT thing FROM {TABLE} WHERE kind = %s AND thing IN ({listed}) "  # noqa: S608
        "ORDER BY proof_on DESC, uuid"
    )


def by_letters(vendor: str) -> str:
    """The collation that puts texts in order by the numbers of their letters."""
    return "BINARY" if vendor == "sqlite" else "C"


def _select(vendor: str, kind: str) -> str:
    if vendor == "sqlite":
        return f"SELECT rowid AS thing FROM {_index(kind)} WHERE {_index(kind)} MATCH %s"  # noqa: S608
    return f"SELECT thing FROM {TABLE} WHERE kind = '{kind}' AND {_VECTOR} @@ %s::tsquery"  # noqa: S608


def _term(vendor: str, term: Term, mark: str = "") -> str:
    ways = [_and(vendor, (_token(vendor, mark + token) for token in way)) for way in term.ways]
    return f"({(' OR ' if vendor == 'sqlite' else ' | ').join(ways)})"


def _token(vendor: str, token: str, *, prefix: bool = False) -> str:
    if vendor == "sqlite":
        return f'"{token}"{"*" if prefix else ""}'
    return f"'{token}'{':*' if prefix else ''}"


def _and(vendor: str, parts: Iterable[str]) -> str:
    return f"({(' AND ' if vendor == 'sqlite' else ' & ').join(parts)})"
