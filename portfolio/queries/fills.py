"""What a file of a project can fill in."""

from __future__ import annotations

from pathlib import PurePosixPath

from core.fields import figure_text
from portfolio import fills
from portfolio.fills import Found, Known
from portfolio.inspection.facts import Facts
from portfolio.inspection.logs.runs import Log
from portfolio.inspection.model_cards import Card
from portfolio.models import Artefact, Project, Reading


def of_file(artefact: Artefact) -> tuple[Found, ...]:
    """What the newest version of a file says that its project does not say yet. Five queries."""
    newest = Reading.objects.filter(version__artefact=artefact).order_by("-version__number")
    unread = ("code", "runs", "version__pictures", "version__notes")
    reading = newest.select_related("version").defer(*unread).first()
    if reading is None:
        return ()
    known = _known(artefact.project)
    label = PurePosixPath(reading.version.file_name).stem
    if reading.log:
        return fills.of_log(Log.from_json(reading.log), artefact.title, known, label=label)
    if reading.card:
        return fills.of_card(Card.from_json(reading.card), known, label=label)
    return fills.of_facts(Facts.from_json(reading.facts), known, label=label) if reading.facts else ()


def _known(project: Project) -> Known:
    results = project.results.only("metric", "value")
    return Known(
        datasets=frozenset(name.strip().casefold() for name in project.datasets.values_list("name", flat=True)),
        libraries=frozenset(name.casefold() for name in project.libraries.values_list("name", flat=True)),
        results=frozenset((one.metric.casefold(), figure_text(one.value)) for one in results),
        fields={"seeds": project.seeds, "code_licence": project.code_licence},
    )
