"""What speaks for which point, what is ticked beforehand, what is frozen. No database."""

import json
from dataclasses import replace
from datetime import date

import pytest

from core.errors import DomainError
from hiring.scrub import Identity
from hiring.snapshots import choosing, values
from hiring.snapshots.choosing import Asked, Sender
from hiring.snapshots.values import Piece, Reason

SENDER = Sender("Ada Lindqvist", "Forecasts", Identity("Ada Lindqvist", "ada", ("Jo Berg",), "Lund", ("Work at Acme",)))
DROPOUT = Asked("Dropout", "skill", "must", "", ("dropout",), 1)
REGULAR = Asked("Regularization, 2 skills", "group", "must", "two of 3", ("dropout", "decay", "noise"), 2)
LEVEL = Asked("Level 2", "level", "useful", "", ("dropout", "decay", "noise", "batches"), 4)


def piece(skill: str, rank: int = 2, visibility: str = "public", uuid: str = "", **fields: object) -> Piece:
    made = Piece(
        uuid=uuid or f"{skill}-{rank}-{visibility}",
        skill_key=skill,
        skill=skill.title(),
        rank=rank,
        strength={1: "claimed", 2: "evidenced", 3: "verified"}[rank],
        said="evidenced",
        reasons=(Reason(True, "The person says so."),),
        statement="It helps.",
        project="Churn",
        visibility=visibility,
        places=("Section “Preparation”",),
        proven_on=date(2026, 6, 1),
        fingerprint="f",
    )
    return replace(made, **fields)


def test_a_piece_stands_at_the_point_that_names_its_skill_and_is_mentioned_at_others() -> None:
    level, group, skill = choosing.offer((LEVEL, REGULAR, DROPOUT), [piece("dropout"), piece("noise"), piece("other")])
    assert [p.skill_key for p in skill.pieces] == ["dropout"]
    assert ([p.skill_key for p in group.pieces], [p.skill_key for p in group.again]) == (["noise"], ["dropout"])
    assert (level.pieces, {p.skill_key for p in level.again}) == ((), {"dropout", "noise"})


def test_the_strongest_stands_first_and_of_equals_what_everybody_sees() -> None:
    weak, private, public = piece("dropout", 1), piece("dropout", 3, "private"), piece("dropout", 3)
    (offer,) = choosing.offer((DROPOUT,), [weak, private, public])
    assert offer.pieces == (public, private, weak)


def test_nothing_private_and_no_mere_claim_is_ticked_beforehand() -> None:
    pieces = [piece("dropout", 3, "private"), piece("dropout", 3, "unlisted"), piece("dropout", 1)]
    assert choosing.beforehand(choosing.offer((DROPOUT,), pieces)) == ()
    assert choosing.beforehand(choosing.offer((DROPOUT,), [*pieces, piece("dropout", 2)])) == ("dropout-2-public",)


def test_of_a_group_as_many_skills_are_ticked_as_it_asks_for() -> None:
    pieces = [piece("dropout", 3), piece("dropout", 2), piece("decay"), piece("noise")]
    assert choosing.beforehand(choosing.offer((REGULAR,), pieces)) == ("dropout-3-public", "decay-2-public")


def test_what_is_mentioned_elsewhere_is_ticked_once() -> None:
    ticked = choosing.beforehand(choosing.offer((DROPOUT, REGULAR), [piece("dropout", 3), piece("decay")]))
    assert ticked == ("dropout-3-public", "decay-2-public")


def test_at_most_thirty_are_ticked() -> None:
    wide = Asked("Level 1", "level", "must", "", tuple(f"skill-{n}" for n in range(40)), 40)
    pieces = [piece(f"skill-{n}") for n in range(40)]
    assert len(choosing.beforehand(choosing.offer((wide,), pieces))) == 30


def test_what_is_frozen_names_every_point_and_holds_what_was_chosen() -> None:
    offers = choosing.offer((DROPOUT, REGULAR, LEVEL), [piece("dropout"), piece("decay"), piece("noise")])
    content = choosing.freeze(
        offers, ["dropout-2-public"], sender=SENDER, message="Hello.", framework="Three levels, edition 1.1.0"
    )
    assert [(p.label, p.pieces, p.again) for p in content.points] == [
        ("Dropout", ("dropout-2-public",), ()),
        ("Regularization, 2 skills", (), ("dropout-2-public",)),
        ("Level 2", (), ("dropout-2-public",)),
    ]
    assert [p.uuid for p in content.pieces] == ["dropout-2-public"]


@pytest.mark.parametrize(
    ("chosen", "words"), [([], "at least one"), ([f"{n}" for n in range(31)], "at most 30"), (["gone"], "is gone")]
)
def test_nothing_too_much_and_what_is_gone_are_refused(chosen: list[str], words: str) -> None:
    offers = choosing.offer((DROPOUT,), [piece("dropout", uuid=str(n)) for n in range(31)])
    with pytest.raises(DomainError, match=words):
        choosing.freeze(offers, chosen, sender=SENDER, message="", framework="")


def test_what_is_kept_comes_back_the_same() -> None:
    offers = choosing.offer((DROPOUT, LEVEL), [piece("dropout", 3, "private", reasons=(Reason(False, "No <b>.”"),))])
    content = choosing.freeze(offers, ["dropout-3-private"], sender=SENDER, message="Zwei\nZeilen", framework="F")
    assert values.from_json(json.loads(json.dumps(values.to_json(content)))) == content


def test_the_seal_changes_with_anything_that_is_shown() -> None:
    offers = choosing.offer((DROPOUT,), [piece("dropout")])
    content = choosing.freeze(offers, ["dropout-2-public"], sender=SENDER, message="", framework="F")
    changed = replace(content.pieces[0], statement="Another.")
    seals = {values.seal(content), values.seal(replace(content, pieces=(changed,)))}
    assert len(seals | {values.seal(replace(content, message="!")), values.seal(replace(content, name="B"))}) == 4


def test_reasons_name_no_reviewer() -> None:
    names = ["Remi Fontaine", ""]
    said = "Remi Fontaine gave the verdict “meets” on this version on 3 June 2026."
    assert choosing.nameless(said, names) == "A reviewer gave the verdict “meets” on this version on 3 June 2026."
    assert choosing.nameless("Remi Fontaine judged an earlier version.", names).startswith("A reviewer judged")
    assert choosing.nameless("Nobody else has judged it yet.", names) == "Nobody else has judged it yet."
