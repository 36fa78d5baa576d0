"""People whose every word of identity is a canary, for tests of what a blind view must not show."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from portfolio.actions import files
from portfolio.models import BackgroundEntry, Practitioner, Project
from tests.factories import notebooks
from tests.factories import portfolio as made

DROPOUT, HARNESS = "l2.generalization.dropout", "l1.modeling.test-harness"
ZELDA = {
    "name": "Zelda Quixborough",
    "handle": "zquix",
    "headline": "Lead modeller at Vandelay Industries",
    "location": "Llanfair, Cambria",
    "open_to": "roles in Llanfair",
    "about": "I am Zelda Quixborough.",
    "links": [
        {"label": "Code", "url": "https://git.example/zquix"},
        {"label": "Talks", "url": "https://t.example/@qbizzo/"},
    ],
}
BACKGROUND = (
    BackgroundEntry(kind="work", period="2020 to now", text="Modeller at Vandelay Industries", position=0),
    BackgroundEntry(kind="study", text="MSc Statistics, University of Wolverton", position=1),
)
TRACES = (
    *("zelda", "quixborough", "zquix", "vandelay", "llanfair", "cambria", "wolverton", "hieronymus", "bartok"),
    *("git.example", "person.example", "@example", "qbizzo", "yoyodyne", "farnsworth"),
)
"""What no blind page may hold, in small letters."""


def zelda(**fields: Any) -> Practitioner:
    """A listed person who signs everything: texts, code, files, figures and the team's names."""
    account = made.user("Zelda Farnsworth", affiliation="yoyodyne propulsion")
    person = made.practitioner(account, visibility="public")
    Practitioner.objects.filter(pk=person.pk).update(**{**ZELDA, **fields})
    for entry in BACKGROUND:
        BackgroundEntry.objects.create(
            practitioner=person, kind=entry.kind, period=entry.period, text=entry.text, position=entry.position
        )
    person.refresh_from_db()
    signed(person)
    return person


def signed(person: Practitioner) -> Project:
    """A project in which every field names its author."""
    sign = "by Zelda Quixborough (zquix, zelda@person.example, https://git.example/zquix) of Vandelay Industries"
    also = "Farnsworth of Yoyodyne, with qbizzo-tools"
    project = made.project(
        person,
        "Quixborough's churn model",
        visibility="public",
        summary=f"A model **{sign}**, {also}",
        question=f"Can churn be told? Asked {sign}",
        originality="adapted",
        originality_source=f"Wolverton course {sign}",
    )
    decision = made.decision(
        project, f"F1 {sign}", context=sign, options=f"Accuracy {sign}", reason=f"{sign}, {also}", revisit=f"If {sign}"
    )
    made.contributor(project, "Hieronymus Bartok", f"Labelled with Zelda, {sign}")
    made.contributor(project, "Zelda Quixborough", f"All else, with Bartok {sign}", is_self=True)
    data = made.dataset(project, f"Churn {sign}"[:140], size="900 rows of Llanfair", split=sign)
    label = f"Quixborough net {sign}"[:120]
    result = made.result(project, baseline="0.5", best="0.9", label=label, unit="Quixborough", dataset=data)
    comparison = made.comparison(
        project,
        technique=f"Dropout {sign}"[:120],
        problem_shown=sign,
        conclusion=sign,
        dataset=data,
        unit="Quixborough",
    )
    section = made.section(project, "Zelda’s preparation", f"# Done {sign}\n\n*{sign}*")
    link = made.link(project, title="zquix/train.py", url="https://git.example/zquix/train.py")
    version = notebook(project)
    cell = version.cells.order_by("number").first()
    made.evidence(project, HARNESS, decision, section, statement=f"One function {sign}")
    judged = made.evidence(project, DROPOUT, comparison, result, link, statement=f"Measured {sign}")
    made.verdict(judged, by=made.user("Rémi Reviewer"), outcome="partly", grounds=f"Zelda says so, {sign}")
    pointing = made.evidence(project, "l1.modeling.scaling", section, statement=f"Scaled {sign}")
    pointing.pointers.create(kind="notebook", artefact=version.artefact, version=version, cell=cell)
    return project


def notebook(project: Project) -> Any:
    """A notebook whose code and output are signed."""
    source = "# Author: Zelda Quixborough <zelda@person.example>\nimport zquix_tools\nprint('by Zelda Quixborough')"
    raw = notebooks.notebook(notebooks.code(source, notebooks.stream("by Zelda Quixborough, Llanfair\n")))
    file = SimpleUploadedFile("zelda.ipynb", raw)
    taken = files.take_in(project, file=file, by=project.practitioner.user, at=made.AT)
    return taken.artefact.versions.get()
