"""How strong one piece of evidence is, and why."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from competence.strengths import Strength
from portfolio import strength
from portfolio.strength import EvidenceFacts, PointerFacts, VerdictFacts

KINDS = ("section", "decision", "result", "comparison", "image", "link")
THEN = datetime(2026, 5, 3, tzinfo=UTC)
SECTION = PointerFacts("section", "Section “Before”")
MEETS = VerdictFacts("meets", "Remi Fontaine", THEN, "v1")


def facts(proof: str = "project", *pointers: PointerFacts, **more: object) -> EvidenceFacts:
    return EvidenceFacts(proof, "v1", pointers=pointers, **more)  # type: ignore[arg-type]


def texts(read: EvidenceFacts) -> list[str]:
    return [line.text for line in strength.read(read).lines]


def test_a_statement_alone_is_a_claim_and_says_what_is_asked_for() -> None:
    reading = strength.read(facts())
    assert reading.strength == Strength.CLAIMED and not reading.is_shown
    assert [(line.holds, line.text) for line in reading.lines] == [
        (True, "The person says so."),
        (
            False,
            "It points to no place yet. The skill asks for a section, decision, result, comparison, image, "
            "training log, notebook cell or lines of code.",
        ),
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("proof", "accepted"),
    [
        ("project", set(KINDS)),
        ("artefact", {"image", "link"}),
        ("note", {"section", "decision", "link"}),
        ("activity", {"link"}),
    ],
)
def test_each_way_of_proving_accepts_its_kinds_of_place(proof: str, accepted: set[str], kind: str) -> None:
    reading = strength.read(facts(proof, PointerFacts(kind, "There")))
    assert reading.is_shown == (kind in accepted)
    assert reading.lines[1].holds == (kind in accepted)


@pytest.mark.parametrize("kind", KINDS)
def test_a_technique_asks_for_a_measured_comparison(kind: str) -> None:
    assert strength.read(facts("project", PointerFacts(kind, "There"), asks_comparison=True)).is_shown == (
        kind == "comparison"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_diagnosis_asks_for_what_makes_the_problem_visible(kind: str) -> None:
    reading = strength.read(facts("project", PointerFacts(kind, "There"), is_diagnosis=True))
    assert reading.is_shown == (kind in {"section", "image", "comparison", "result"})


def test_an_empty_section_is_no_place() -> None:
    empty = replace(SECTION, has_content=False)
    assert strength.read(facts("project", empty)).strength == Strength.CLAIMED
    assert "Section “Before” is still empty." in texts(facts("project", empty))


def test_code_needs_lines_unless_the_skill_asks_for_the_artefact() -> None:
    code = PointerFacts("link", "train.py", is_code=True)
    assert strength.read(facts("project", code)).strength == Strength.CLAIMED
    assert "train.py names no lines. Give the lines. Without them this stays a claim." in texts(facts("project", code))
    assert strength.read(facts("project", replace(code, lines="40-88"))).is_shown
    assert strength.read(facts("artefact", code)).is_shown


def test_code_off_a_commit_counts_and_says_that_its_lines_may_move() -> None:
    code = PointerFacts("link", "train.py", is_code=True, lines="40", is_pinned=False)
    assert strength.read(facts("project", code)).is_shown
    assert "train.py can be opened; it is not pinned to a commit, so its lines may move." in texts(
        facts("project", code)
    )


def test_one_good_place_is_enough() -> None:
    assert strength.read(facts("note", PointerFacts("image", "Figure"), SECTION)).is_shown


def test_barred_data_leaves_a_claim_and_says_why() -> None:
    barred = facts("project", SECTION, barred_by="generated is no evidence for time series", verdicts=(MEETS,))
    assert strength.read(barred).strength == Strength.CLAIMED
    assert texts(barred)[-1] == (
        "The data of this project proves nothing here: generated is no evidence for time series."
    )


def test_a_verdict_meets_of_another_person_verifies_this_version() -> None:
    reading = strength.read(facts("project", SECTION, verdicts=(MEETS,)))
    assert reading.strength == Strength.VERIFIED and reading.verified_by == (MEETS,) and not reading.is_earlier
    assert reading.lines[-1].text == "Remi Fontaine gave the verdict “meets” on this version on 3 May 2026."


@pytest.mark.parametrize("outcome", ["partly", "not-yet"])
def test_any_other_verdict_does_not_verify(outcome: str) -> None:
    reading = strength.read(facts("project", SECTION, verdicts=(replace(MEETS, outcome=outcome),)))
    assert reading.strength == Strength.EVIDENCED
    assert "Nobody else has given the verdict “meets” on this version." in [line.text for line in reading.lines]


def test_the_persons_own_verdict_does_not_count() -> None:
    reading = strength.read(facts("project", SECTION, verdicts=(replace(MEETS, is_own=True),)))
    assert reading.strength == Strength.EVIDENCED and not reading.is_earlier
    assert "The verdict of 3 May 2026 is the person's own and does not count." in [x.text for x in reading.lines]


def test_a_verdict_on_another_version_reads_verified_for_an_earlier_version() -> None:
    old = replace(MEETS, fingerprint="v0")
    reading = strength.read(facts("project", SECTION, verdicts=(old,)))
    assert reading.strength == Strength.EVIDENCED and reading.is_earlier and reading.earlier == (old,)


def test_a_verdict_without_a_place_verifies_nothing() -> None:
    assert strength.read(facts(verdicts=(MEETS,))).strength == Strength.CLAIMED


def test_nobody_has_judged_it_yet_is_said() -> None:
    assert texts(facts("project", SECTION))[-1] == "Nobody else has judged it yet."


def test_what_a_skill_asks_for_in_words() -> None:
    assert strength.asked("project", comparison=True, diagnosis=False) == "a measured before and after"
    assert "makes the problem visible" in strength.asked("project", comparison=False, diagnosis=True)
    assert strength.asked("activity", comparison=False, diagnosis=False) == (
        "a link to something dated outside the project"
    )
