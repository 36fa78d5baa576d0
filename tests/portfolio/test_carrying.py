"""Which skills of other frameworks evidence may be carried over to."""

import pytest

from competence.queries.crosswalk import Link
from competence.vocabulary import Carry, Match
from competence.yardstick import Competence, Level, Skill, Yardstick
from portfolio import carrying
from portfolio.carrying import Piece


def yardstick(key: str, *names: str, retired: str = "") -> Yardstick:
    skills = tuple(Skill(f"{key}.{n}", n, "Can.", "", "", "project", "l", "c", retired=n == retired) for n in names)
    level = Level("l", 1, "One", "", competences=(Competence("c", "C", "", "", "l", skills=skills),))
    return Yardstick(key=key, title=key.upper(), version="1.0.0", levels=(level,))


A, B, C = yardstick("a", "drop", "load"), yardstick("b", "drop", "load", "old", retired="old"), yardstick("c", "drop")
ALL = (A, B, C)


def links(*rows: tuple[str, str, str]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for position, (source, kind, other) in enumerate(rows):
        found.setdefault(source, []).append(Link(other, Match(kind), Carry.SUGGEST, Carry.SUGGEST, position))
    return found


def offered(pieces, known, **more):
    found = carrying.propose(pieces, known, ALL, **more).offered
    return [(match.piece.uuid, match.kind, match.skill.key) for match in found]


def test_the_nearest_come_first_framework_by_framework():
    known = links(("a.drop", "broader", "b.load"), ("a.drop", "exact", "c.drop"), ("a.drop", "close", "b.drop"))
    assert offered([Piece("1", "a.drop")], known) == [
        ("1", "close", "b.drop"), ("1", "broader", "b.load"), ("1", "exact", "c.drop"),
    ]  # fmt: skip


def test_what_is_linked_retired_dismissed_or_gone_is_not_proposed():
    known = links(
        ("a.drop", "exact", "b.drop"), ("a.drop", "exact", "b.load"), ("a.drop", "exact", "b.old"),
        ("a.drop", "exact", "c.drop"), ("a.drop", "exact", "z.gone"),
    )  # fmt: skip
    pieces = [Piece("1", "a.drop"), Piece("2", "b.drop")]
    found = carrying.propose(pieces, known, ALL, dismissed={"b.load"}, retired={"c.drop"})
    assert found.offered == () and [match.skill.key for match in found.dismissed] == ["b.load"]


def test_what_was_carried_over_is_not_carried_on():
    known = links(("b.drop", "exact", "c.drop"))
    assert offered([Piece("1", "b.drop", follows=True)], known) == []
    assert offered([Piece("1", "b.drop")], known) == [("1", "exact", "c.drop")]


def test_a_skill_of_the_same_framework_is_never_proposed():
    assert offered([Piece("1", "a.drop")], links(("a.drop", "exact", "a.load"))) == []


@pytest.mark.parametrize(
    ("pieces", "known", "winner"),
    [
        ([("1", 3), ("2", 1)], ("broader", "exact"), "2"),
        ([("1", 1), ("2", 2)], ("close", "close"), "2"),
        ([("1", 2), ("2", 2)], ("close", "close"), "1"),
    ],
)
def test_a_skill_is_proposed_once_with_the_piece_it_is_nearest_to(pieces, known, winner):
    rows = links(("a.drop", known[0], "c.drop"), ("a.load", known[1], "c.drop"))
    given = [Piece(uuid, key, strength) for (uuid, strength), key in zip(pieces, ("a.drop", "a.load"), strict=True)]
    assert [uuid for uuid, _, key in offered(given, rows)] == [winner]


def test_a_match_says_what_it_is():
    (match,) = carrying.propose([Piece("1", "a.drop")], links(("a.drop", "narrower", "b.drop")), ALL).offered
    assert (match.value, match.is_near) == ("1:b.drop", False)
    assert match.says == "Is narrower. Take it up only if your places show this very thing."
    assert set(carrying.SAYS) == set(carrying.ORDER) == {kind.value for kind in Match}


def test_what_follows_is_said_to():
    assert carrying.words("b.load", ALL) == "Carried over from “load” (B)."
    assert carrying.words("z.gone", ALL) == "Carried over from a skill that is no longer in its framework."
