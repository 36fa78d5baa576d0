"""Facts of an interview for tests, without a database: a person by the shipped three-levels framework."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from competence import signals
from competence.standing import PortfolioFacts, ProjectFacts, Proof, read
from competence.strengths import Strength
from competence.yardstick import Yardstick
from hiring.interview.facts import Choice, Figure, Known, Piece, Spot, Subject, Trial, Work
from hiring.wanted import Ask, Wanted
from tests.competence.standing_shipped import processes, yardstick

E, V, C = Strength.EVIDENCED, Strength.VERIFIED, Strength.CLAIMED


def scale() -> Yardstick:
    """The framework of all tests here."""
    return yardstick("three-levels")


def spot(name: str) -> Spot:
    """A place with an address of its own."""
    return Spot(f"Place {name}", f"/@ida/work/#{name}")


def piece(skill: str, strength: Strength = E, **fields: Any) -> Piece:
    """One piece of evidence, with a place of its own."""
    fields.setdefault("statement", "Measured on five runs.")
    return Piece(skill=skill, spot=spot(f"evidence-{skill}-{strength}"), strength=strength, **fields)


def choice(words: str = "F1 instead of accuracy", **fields: Any) -> Choice:
    """One decision."""
    fields = {"options": "Accuracy; AUC", "reason": "One in four leaves", "revisit": "If classes were even", **fields}
    return Choice(choice=words, spot=spot(f"decision-{words}"), **fields)


def figure(value: str = "0.84", **fields: Any) -> Figure:
    """One result with a trivial baseline."""
    known = tuple(
        Known(role, Decimal(text), text, fields.pop("source", "")) for role, text in fields.pop("known", {}).items()
    )
    fields = {"metric": "Accuracy", "repeats": 5, "is_share": True, "is_headline": True, **fields}
    return Figure(value=Decimal(value), words=value, spot=spot(f"result-{value}"), known=known, **fields)


def trial(technique: str = "Dropout of 0.3", **fields: Any) -> Trial:
    """One comparison that held."""
    fields = {"metric": "Accuracy", "before": "0.80", "after": "0.84", "runs": (5, 5), **fields}
    return Trial(technique=technique, spot=spot(f"comparison-{technique}"), **fields)


def work(title: str = "Churn in a telecom table", **parts: Any) -> Work:
    """One project; put forward for a skill of Level 1 unless told."""
    parts.setdefault("pieces", (piece("l1.modeling.test-harness", V),))
    return Work(key=title, title=title, spot=spot(title), **parts)


def subject(*works: Work, **fields: Any) -> Subject:
    """A person with these projects; strengths, standing and signals follow from the evidence."""
    by = fields.pop("yardstick", scale())
    pieces = [(one, each) for each in works for one in each.pieces]
    facts = PortfolioFacts(
        projects=tuple(ProjectFacts(each.key, each.title) for each in works),
        proofs=tuple(Proof(one.skill, each.key, one.strength) for one, each in pieces),
    )
    standing = read(by, processes(), facts)
    strengths: dict[str, Strength] = {}
    for one, _ in pieces:
        strengths[one.skill] = max(one.strength, strengths.get(one.skill, Strength.CLAIMED))
    return Subject(
        yardstick=by,
        works=works,
        standing=standing,
        spot=spot("profile"),
        strengths=strengths,
        signals=signals.read(by, standing),
        **fields,
    )


def ask(key: str, weight: str = "must", kind: str = "skill", at_least: int = 1) -> Ask:
    """One need, with the skills that count for it."""
    by = scale()
    skills = {
        "skill": (key,),
        "group": tuple(k for k, s in by.skills.items() if s.group == key),
        "domain": tuple(k for k, s in by.skills.items() if s.domain == key),
        "level": (),
    }[kind]
    label = {"skill": lambda: by.skills[key].name, "group": lambda: by.groups[key].name}.get(kind, lambda: key)()
    return Ask(kind, key, label, weight, E, skills, at_least)


def wanted(*asks: Ask, not_needed: frozenset[str] = frozenset()) -> Wanted:
    """A brief of these needs."""
    return Wanted("three-levels", tuple(sorted(asks, key=lambda a: a.weight != "must")), not_needed)


def renamed(one: Work, key: str) -> Work:
    """The same project as another one."""
    pieces = tuple(replace(p, spot=spot(f"{key}-{p.skill}")) for p in one.pieces)
    return replace(one, key=key, title=key, pieces=pieces)
