"""How strong one piece of evidence is, and why, line by line. Pure: facts in, a reading out.

Source: PRODUCT.md, "Strength" and "What must always hold" 2, 3 and 9. Claimed: the person says so. Evidenced: it
points to something inspectable of the kind that the skill asks for. Verified: another person gave the verdict
"meets" on this very version. No field of the database holds the outcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from competence.strengths import Strength

# What each way of proving a skill accepts (frameworks' README, "Skills": `proof`).
ACCEPTS: dict[str, frozenset[str]] = {
    "project": frozenset({"section", "decision", "result", "comparison", "image", "link", "notebook", "code", "log"}),
    "artefact": frozenset({"image", "link", "notebook", "code", "log", "card", "document", "file"}),
    "note": frozenset({"section", "decision", "link", "notebook", "card", "document"}),
    "activity": frozenset({"link"}),
}
DIAGNOSIS = frozenset({"section", "image", "comparison", "result", "notebook", "log"})
ASKS = {
    "project": "a section, decision, result, comparison, image, training log, notebook cell or lines of code",
    "artefact": "an image, a file or a link that a reader can open",
    "note": "a section, a decision, a notebook cell, a document or a link to a written explanation",
    "activity": "a link to something dated outside the project",
}


@dataclass(frozen=True, slots=True)
class PointerFacts:
    """One place that the evidence points to."""

    kind: str
    """section, decision, result, comparison, image, link, notebook, code, log, card, document or file"""
    label: str
    has_content: bool = True
    """Whether a reader finds something there."""
    is_code: bool = False
    lines: str = ""
    cell: str = ""
    """For a notebook: the cell that is meant."""
    is_pinned: bool = True
    """For code: whether the address names a commit."""


@dataclass(frozen=True, slots=True)
class VerdictFacts:
    """One verdict on one version."""

    outcome: str
    """meets, partly or not-yet"""
    reviewer: str
    given_at: datetime
    fingerprint: str
    is_own: bool = False
    """Given by the very person whose evidence it is."""


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """Everything that the strength of one piece of evidence depends on."""

    proof: str
    """What the skill asks for: project, artefact, note or activity."""
    fingerprint: str
    asks_comparison: bool = False
    is_diagnosis: bool = False
    pointers: tuple[PointerFacts, ...] = ()
    verdicts: tuple[VerdictFacts, ...] = ()
    barred_by: str = ""
    """Why the project's data proves nothing for this skill, as the end of a sentence; empty if it does."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the explanation; `holds` says whether it speaks for the strength."""

    holds: bool
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A strength with its explanation."""

    strength: Strength
    lines: tuple[Line, ...]
    verified_by: tuple[VerdictFacts, ...] = ()
    """The verdicts that count on this version."""
    earlier: tuple[VerdictFacts, ...] = ()
    """Verdicts "meets" on an earlier version, when none counts on this one."""

    @property
    def is_shown(self) -> bool:
        """Evidenced or verified; a claim alone shows nothing."""
        return self.strength >= Strength.EVIDENCED

    @property
    def is_earlier(self) -> bool:
        """Reads "verified for an earlier version"."""
        return bool(self.earlier)


def read(facts: EvidenceFacts) -> Reading:
    """The strength of one piece of evidence and the lines that explain it, strongest condition last."""
    lines = [Line(True, "The person says so.")]
    if not _is_evidenced(facts, lines):
        return Reading(Strength.CLAIMED, tuple(lines), earlier=_earlier(facts))
    counting = tuple(v for v in facts.verdicts if _counts(v, facts))
    lines.extend(_verdict_lines(facts, counting))
    if counting:
        return Reading(Strength.VERIFIED, tuple(lines), verified_by=counting)
    return Reading(Strength.EVIDENCED, tuple(lines), earlier=_earlier(facts))


def _is_evidenced(facts: EvidenceFacts, lines: list[Line]) -> bool:
    """Whether one pointer at least leads to something of the right kind; says why into `lines`."""
    if not facts.pointers:
        lines.append(Line(False, f"It points to no place yet. The skill asks for {_asked(facts)}."))
        return False
    outcomes = [_pointer_line(pointer, facts) for pointer in facts.pointers]
    lines.extend(outcomes)
    if not any(line.holds for line in outcomes):
        return False
    if facts.barred_by:
        lines.append(Line(False, f"The data of this project proves nothing here: {facts.barred_by}."))
        return False
    return True


def _pointer_line(pointer: PointerFacts, facts: EvidenceFacts) -> Line:
    """Whether one pointer counts, in words."""
    if not pointer.has_content:
        return Line(False, f"{pointer.label} is still empty.")
    if pointer.kind not in _accepted(facts):
        return Line(False, f"{pointer.label} can be opened, but the skill asks for {_asked(facts)}.")
    if pointer.is_code and not pointer.lines and facts.proof != "artefact":
        return Line(False, f"{pointer.label} names no lines. Give the lines. Without them this stays a claim.")
    if pointer.kind == "notebook" and not pointer.cell and facts.proof != "artefact":
        return Line(False, f"{pointer.label} names no cell. Choose the cell. Without it this stays a claim.")
    if pointer.is_code and not pointer.is_pinned:
        return Line(True, f"{pointer.label} can be opened; it is not pinned to a commit, so its lines may move.")
    return Line(True, f"{pointer.label} can be opened and is of the kind that the skill asks for.")


def _accepted(facts: EvidenceFacts) -> frozenset[str]:
    if facts.asks_comparison:
        return frozenset({"comparison"})
    if facts.is_diagnosis:
        return DIAGNOSIS
    return ACCEPTS[facts.proof]


def asked(proof: str, *, comparison: bool, diagnosis: bool) -> str:
    """The kind of place that a skill asks for, in words: "The skill asks for …"."""
    if comparison:
        return "a measured before and after"
    if diagnosis:
        return "a section, image, training log, notebook cell, result or comparison that makes the problem visible"
    return ASKS[proof]


def _asked(facts: EvidenceFacts) -> str:
    return asked(facts.proof, comparison=facts.asks_comparison, diagnosis=facts.is_diagnosis)


def _counts(verdict: VerdictFacts, facts: EvidenceFacts) -> bool:
    return verdict.outcome == "meets" and not verdict.is_own and verdict.fingerprint == facts.fingerprint


def _earlier(facts: EvidenceFacts) -> tuple[VerdictFacts, ...]:
    """Verdicts "meets" by others on another version than this."""
    return tuple(
        v for v in facts.verdicts if v.outcome == "meets" and not v.is_own and v.fingerprint != facts.fingerprint
    )


def _verdict_lines(facts: EvidenceFacts, counting: tuple[VerdictFacts, ...]) -> list[Line]:
    """What the verdicts say, in the order in which they were given."""
    lines = []
    for verdict in sorted(facts.verdicts, key=lambda v: v.given_at):
        day = f"{verdict.given_at.day} {verdict.given_at:%B %Y}"
        if verdict.is_own:
            lines.append(Line(False, f"The verdict of {day} is the person's own and does not count."))
        elif verdict.fingerprint != facts.fingerprint:
            lines.append(Line(False, f"{verdict.reviewer} judged an earlier version on {day}."))
        elif verdict.outcome == "meets":
            lines.append(Line(True, f"{verdict.reviewer} gave the verdict “meets” on this version on {day}."))
        else:
            word = {"partly": "partly", "not-yet": "not yet"}[verdict.outcome]
            lines.append(Line(False, f"{verdict.reviewer} gave the verdict “{word}” on this version on {day}."))
    if not lines:
        lines.append(Line(False, "Nobody else has judged it yet."))
    elif not counting:
        lines.append(Line(False, "Nobody else has given the verdict “meets” on this version."))
    return lines
