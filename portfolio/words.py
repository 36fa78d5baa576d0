"""The words by which people and projects are found: small letters, no accents, one space between. Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio.queries.records import PortfolioRecord, ProjectRecord

READ_ALONG = ("libraries", "decisions", "comparisons", "artefacts")
"""Relations of a project that hold words and are not in every record."""


def fold(text: str) -> str:
    """`text` as it is stored and asked for: case folded, accents dropped, white space as single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())


def of_practitioner(record: PortfolioRecord) -> str:
    """Name, handle, headline, place and what the person is open to. Never background: it enters no order."""
    person = record.practitioner
    return fold(" ".join([person.name, person.handle, person.headline, person.location, person.open_to, person.about]))


def of_project(record: ProjectRecord) -> str:
    """Title, summary, question, write-up, data sets, metrics, decisions, techniques compared, what is said of the
    evidence, titles of images and links, and libraries. Reads the relations named in `READ_ALONG`.
    """
    project = record.project
    parts = [project.title, project.summary, project.question, project.harness, project.lessons, project.limits]
    parts += [text for section in project.sections.all() for text in (section.title, section.body)]
    parts += [dataset.name for dataset in project.datasets.all()]
    parts += [text for result in project.results.all() for text in (result.metric, result.label)]
    parts += [text for decision in project.decisions.all() for text in (decision.choice, decision.reason)]
    parts += [comparison.technique for comparison in project.comparisons.all()]
    parts += [item.evidence.statement for item in record.evidence]
    parts += [artefact.title for artefact in project.artefacts.all()]
    parts += [library.name for library in project.libraries.all()]
    return fold(" ".join(parts))[:100_000]
