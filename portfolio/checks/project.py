"""All checks of one project, in the order in which a page shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from portfolio import english
from portfolio.checks import figures, files
from portfolio.checks.values import HOLDS, IMPOSSIBLE, OPEN, Check, FileFacts, LinkFacts, ProjectFacts, some, together

DEPENDENCIES = "Dependencies are given"
LINKS = "Links answer"
PINNED = "Links to code name a commit"
ORIGINALITY = "Originality is declared"
ANSWERS = {
    "gone": "is gone",
    "refused": "refuses to answer",
    "unreachable": "could not be reached",
    "not-allowed": "is not asked, because it leads into a private network",
}
_VERSION = re.compile(r"[=~<>!]=?\s*v?\d|@|\s\d+\.\d")
"""A line of requirements that says which version: torch==2.4.1, numpy >= 2, keras 3.5"""


def checks(facts: ProjectFacts) -> tuple[Check, ...]:
    """Every check of the project, those that cannot be made included."""
    return (
        *notebooks(facts.notebooks),
        files.seeds(facts.files, facts.seeds),
        files.split(facts.files, facts.splits),
        *(figures.check(result, facts.files) for result in facts.results),
        dependencies(facts),
        links(facts.links),
        pinned(facts),
        originality(facts),
    )


def notebooks(found: Sequence[FileFacts]) -> tuple[Check, Check]:
    """Run in order, and without errors: of all notebooks together."""
    if not found:
        reason = "There is no notebook in this project."
        return (
            Check("order", IMPOSSIBLE, files.ORDER, reason),
            Check("errors", IMPOSSIBLE, files.ERRORS, reason),
        )
    return together([files.order(file) for file in found]), together([files.errors(file) for file in found])


def dependencies(facts: ProjectFacts) -> Check:
    """Whether the project says what has to be installed, in its own field or in a file made for that."""
    lines = [line.strip() for line in facts.dependencies.splitlines() if line.strip() and line.strip()[0] != "#"]
    places = (("How to reproduce", "#reproduce"),) if lines else ()
    if lines:
        exact = sum(bool(_VERSION.search(line)) for line in lines)
        lists = f"{english.capital(english.count(len(lines)))} line{'s' if len(lines) != 1 else ''}"
        reason = f"{lists}, {english.count(exact)} with a version."
    elif facts.dependency_files:
        reason = f"They stand in {english.listing([text for text, _ in facts.dependency_files])}."
    else:
        return Check("dependencies", OPEN, DEPENDENCIES, "The project does not list what has to be installed yet.")
    return Check("dependencies", HOLDS, DEPENDENCIES, reason, some((*places, *facts.dependency_files)))


def links(found: Sequence[LinkFacts]) -> Check:
    """Whether all links answered when they were last asked."""
    silent = [link for link in found if link.answer in ("gone", "refused", "unreachable")]
    unasked = [link for link in found if link.answer in ("", "not-allowed")]
    if not found:
        return Check("links", IMPOSSIBLE, LINKS, "The project has no link that could be asked.")
    if silent:
        reason = _each(silent) + _answered(found)
        return Check("links", OPEN, LINKS, reason, some((link.title, link.href) for link in silent))
    if unasked:
        waiting = [link for link in unasked if not link.answer]
        inside = _each([link for link in unasked if link.answer])
        names = english.listing([f"“{link.title}”" for link in waiting[:3]] + _more(waiting))
        asked = f"{names} {'was' if len(waiting) == 1 else 'were'} not asked yet." if waiting else ""
        reason = " ".join(filter(None, (inside, asked))) + _answered(found)
        return Check("links", IMPOSSIBLE, LINKS, reason, some((link.title, link.href) for link in unasked))
    number = "The link" if len(found) == 1 else f"All {english.count(len(found))} links"
    last = min(link.asked_at for link in found if link.asked_at is not None)
    return Check("links", HOLDS, LINKS, f"{number} answered on {_day(last)}.", some((k.title, k.href) for k in found))


def _each(found: Sequence[LinkFacts]) -> str:
    """As in: “Data” is gone (asked on 1 June 2026)."""
    said = []
    for link in found[:3]:
        when = f" (asked on {_day(link.asked_at)})" if link.asked_at else ""
        said.append(f"“{link.title}” {ANSWERS[link.answer]}{when}")
    return f"{english.listing([*said, *_more(found)])}." if said else ""


def _more(found: Sequence[LinkFacts]) -> list[str]:
    return [f"{len(found) - 3} more"] if len(found) > 3 else []


def _answered(found: Sequence[LinkFacts]) -> str:
    good = sum(link.answer == "answers" for link in found)
    return f" {good} of {len(found)} links answered." if good else ""


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


def pinned(facts: ProjectFacts) -> Check:
    """Whether links to code name a commit, so that they show the same lines later."""
    code = [link for link in facts.links if link.is_code]
    loose = [link for link in code if not link.is_pinned]
    if not code:
        here = " The code itself stands here, as a file." if facts.files else ""
        return Check("pinned", IMPOSSIBLE, PINNED, f"The project has no link to code.{here}")
    if loose:
        names = english.listing([f"“{link.title}”" for link in loose[:3]] + _more(loose))
        lead = "leads" if len(loose) == 1 else "lead"
        reason = f"{names} {lead} to a branch or a front page, which can change under the same address."
        return Check("pinned", OPEN, PINNED, reason, some((link.title, link.href) for link in loose))
    subject = f"“{code[0].title}” names" if len(code) == 1 else f"All {english.count(len(code))} of them name"
    return Check("pinned", HOLDS, PINNED, f"{subject} a commit.", some((link.title, link.href) for link in code))


def originality(facts: ProjectFacts) -> Check:
    """Whether the person says how much is their own, and of what the rest is made."""
    if facts.originality == "own":
        return Check("originality", HOLDS, ORIGINALITY, "The person declares it as their own work.")
    what = {"adapted": "adapted from a tutorial or another project", "tutorial": "a tutorial followed"}
    said = what[facts.originality]
    if not facts.originality_source.strip():
        reason = f"The person declares it as {said}. Which one is not said yet."
        return Check("originality", OPEN, ORIGINALITY, reason)
    reason = f"The person declares it as {said}: {facts.originality_source.strip().rstrip('.')}."
    return Check("originality", HOLDS, ORIGINALITY, reason)
