"""From a project's record to the rows of its page: text, results, comparisons, decisions, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from core import markdown
from portfolio import english, from_logs
from portfolio.inspection.logs.runs import Log
from portfolio.models import Artefact, Comparison, DataSet, Decision, Project, Section
from portfolio.pages import curves, evidence_lines, figures, files, project
from portfolio.pages.excerpts import Excerpt, Matter
from portfolio.pages.excerpts import of as excerpt
from portfolio.pages.pictures import picture
from portfolio.pages.project import Block, Figure
from portfolio.pages.texts import Texts

if TYPE_CHECKING:
    from portfolio.queries.records import EvidenceRecord, ProjectRecord

RESULTS_AFTER = re.compile(r"evaluat|build-test-harness|measure-before")
COMPARISONS_AFTER = re.compile(r"improve|tune-model|measure-after|apply-technique")


@dataclass(frozen=True)
class Builder:
    """Makes the rows of one page. `record` was read with all parts of the project."""

    record: ProjectRecord
    skills: evidence_lines.Skills
    logs: Mapping[int, Log] = field(default_factory=dict)
    """The training logs that comparisons are drawn from, by the primary key of the artefact."""
    texts: Texts = field(default_factory=Texts)
    """The Markdown of the project as HTML."""

    def blocks(self) -> tuple[Block, ...]:
        """All rows that have something to show, in reading order."""
        found = [self._text("question", "The question"), *self._write_up()]
        figures_at = len(found)
        found += [self._decisions(), self._text("lessons", "Lessons")]
        if not self._parts("decisions"):
            found.append(self._text("limits", "What this does not show"))
        found += [self._data(), self._files(), self._links(), self._reproduce(), self._team()]
        found.insert(figures_at, self._figures())
        return tuple(self._with_notes(block) for block in found if block is not None)

    def _parts(self, name: str) -> list:
        manager = getattr(self.record.project, name)
        return sorted(manager.all(), key=lambda part: (part.position, part.pk))

    def _text(self, anchor: str, title: str) -> Block | None:
        html = self.texts.html(anchor)
        return Block(anchor, title, html=html) if html else None

    def _write_up(self) -> list[Block | None]:
        """Sections in their order; results and comparisons stand where the process has them, else at the end."""
        blocks: list[Block | None] = []
        results, comparisons = self._results(), self._comparisons()
        sections: list[Section] = [s for s in self._parts("sections") if s.has_content]
        places = [section.step.key if section.step else "" for section in sections]
        after_results = max((i for i, key in enumerate(places) if RESULTS_AFTER.search(key)), default=len(places) - 1)
        after_comparisons = max(
            (i for i, key in enumerate(places) if COMPARISONS_AFTER.search(key)), default=len(places) - 1
        )
        for place, section in enumerate(sections):
            html = self.texts.html(section.anchor)
            blocks.append(Block(section.anchor, section.title, html=html, is_step=True))
            blocks += [results] if place == after_results else []
            blocks += [comparisons] if place == after_comparisons else []
        return blocks if sections else [results, comparisons]

    def _results(self) -> Block | None:
        tables = figures.tables(self._parts("results"))
        html = self.texts.html("harness")
        if not tables and not html:
            return None
        return Block(
            "results", "Results" if tables else "How candidates were judged", html=html, tables=tables, is_step=True
        )

    def _comparisons(self) -> Block | None:
        made = []
        for comparison in self._parts("comparisons"):
            shown = figures.before_after(comparison)
            problem = self.texts.html(f"{shown.anchor}-p")
            conclusion = self.texts.html(f"{shown.anchor}-c")
            laid = self._curves(comparison)
            made.append(replace(shown, curves=laid, problem_shown=problem, conclusion=conclusion))
        return Block("comparisons", "Before and after", comparisons=tuple(made), is_step=True) if made else None

    def _curves(self, comparison: Comparison) -> curves.LogPage | None:
        """Before and after laid over each other, where both have a log."""
        before, after = self.logs.get(comparison.before_log_id or 0), self.logs.get(comparison.after_log_id or 0)
        if before is None or after is None:
            return None
        return curves.overlay(before, after, from_logs.metric(before, after, comparison.metric))

    def _decisions(self) -> Block | None:
        decisions = tuple(_decision(decision) for decision in self._parts("decisions"))
        if not decisions:
            return None
        aside = self.texts.html("limits")
        title = "What this does not show" if aside else ""
        return Block("decisions", "Design decisions", decisions=decisions, is_step=True, aside_title=title, aside=aside)

    def _figures(self) -> Block | None:
        """Images that no text shows."""
        images = [a for a in self._parts("artefacts") if _has_picture(a) and a.anchor not in self.texts.placed]
        return Block("figures", "Figures", figures=tuple(figure(a) for a in images)) if images else None

    def _data(self) -> Block | None:
        datasets = tuple(_dataset(dataset) for dataset in self._parts("datasets"))
        return Block("data", "Data", datasets=datasets) if datasets else None

    def _files(self) -> Block | None:
        files = tuple(_file(a, self.record.project) for a in self._parts("artefacts") if a.is_file)
        return Block("files", "Notebooks and files", files=files) if files else None

    def _links(self) -> Block | None:
        links = tuple(_artefact(a) for a in self._parts("artefacts") if a.kind == Artefact.Kind.LINK)
        return Block("links", "Code and links", links=links) if links else None

    def _reproduce(self) -> Block | None:
        own = self.record.project
        libraries = ", ".join(sorted(library.name for library in own.libraries.all()))
        facts = [("Libraries", libraries), ("Seeds", own.seeds), ("Hardware", own.hardware), ("Run time", own.run_time)]
        facts = [(label, text) for label, text in facts if text]
        code = [
            (title, text)
            for title, text in (("Dependencies", own.dependencies), ("Commands", own.commands))
            if text.strip()
        ]
        if not facts and not code:
            return None
        return Block("reproduce", "How to reproduce", facts=tuple(facts), code=tuple(code))

    def _team(self) -> Block | None:
        team = self._parts("contributors")
        facts = tuple((f"{c.name} (author)" if c.is_self else c.name, c.did) for c in team)
        return Block("team", "Who did what", facts=facts) if facts else None

    def _with_notes(self, block: Block) -> Block:
        """The evidence that points into this row; what points at a file stands below with the very cell."""
        if block.files:
            return block
        anchors = _anchors(block)
        told = (text for comparison in block.comparisons for text in (comparison.problem_shown, comparison.conclusion))
        html = "".join((block.html, block.aside, *told))
        shown = {a.anchor for a in self._parts("artefacts") if f'src="{_source(a)}"' in html}
        found = [
            record
            for record in self.record.evidence
            if any(place.anchor in anchors or place.anchor in shown for place in record.places if place.anchor)
        ]
        return replace(block, notes=tuple(evidence_lines.note(record, self.skills) for record in found))


def _anchors(block: Block) -> set[str]:
    """The fragments under which things of a row are found."""
    anchors = {block.anchor}
    anchors |= {anchor for table in block.tables for anchor in table.anchors}
    for things in (block.comparisons, block.decisions, block.figures, block.links, block.files):
        anchors |= {thing.anchor for thing in things}
    return anchors


def figure(artefact: Artefact) -> Figure:
    """An image with its caption."""
    image = picture(artefact)
    return Figure(
        anchor=artefact.anchor,
        src=image.src,
        width=image.width,
        height=image.height,
        srcset=image.srcset,
        alt=artefact.alt or artefact.title,
        caption=artefact.caption or artefact.title,
    )


def _source(artefact: Artefact) -> str:
    return picture(artefact).src if _has_picture(artefact) else " "


def _has_picture(artefact: Artefact) -> bool:
    return artefact.kind == Artefact.Kind.IMAGE and bool(artefact.renditions)


def _decision(decision: Decision) -> project.Decision:
    rows = (
        ("Context", decision.context),
        ("Instead of", decision.options),
        ("Because", decision.reason),
        ("I would revisit", decision.revisit),
    )
    return project.Decision(
        decision.anchor, decision.choice, tuple((label, text) for label, text in rows if text.strip())
    )


def _dataset(dataset: DataSet) -> project.DataSet:
    rows = (
        ("Origin", dataset.get_origin_display()),
        ("Licence", dataset.licence or "not stated"),
        ("Size", dataset.size),
        ("Split", dataset.split),
        ("Note", dataset.note),
    )
    return project.DataSet(dataset.name, dataset.url, tuple((label, text) for label, text in rows if text.strip()))


def _artefact(artefact: Artefact) -> project.Artefact:
    pinned = ""
    if artefact.link_kind == Artefact.LinkKind.CODE:
        pinned = "pinned to a commit" if artefact.is_pinned else "not pinned to a commit, so it may change"
    return project.Artefact(
        artefact.anchor, artefact.title, artefact.url, artefact.get_link_kind_display(), artefact.caption, pinned
    )


def _file(artefact: Artefact, own: Project) -> project.File:
    return project.File(
        artefact.anchor, artefact.title, files.address(own, artefact), artefact.get_kind_display(), artefact.caption
    )


def excerpts(record: ProjectRecord, matter: Matter) -> Callable[[EvidenceRecord], tuple[Excerpt, ...]]:
    """For each piece of evidence of a project the things that it points to, cut from `matter`."""
    own = record.project
    matter = replace(
        matter,
        results={result.pk: result for result in own.results.all()},
        comparisons={comparison.pk: comparison for comparison in own.comparisons.all()},
    )

    def of(item: EvidenceRecord) -> tuple[Excerpt, ...]:
        if item.evidence.follows_id is not None:  # they stand with the evidence that it follows
            return ()
        return tuple(excerpt(place, matter, _picture_of(place.pointer.artefact)) for place in item.places)

    return of


def _picture_of(artefact: Artefact | None) -> markdown.Image | None:
    return picture(artefact) if artefact is not None and _has_picture(artefact) else None


def facts(record: ProjectRecord) -> Iterable[tuple[str, str, str]]:
    """What stands beside the title: label, text, address."""
    own = record.project
    data = [d.name + (f", {d.licence}" if d.licence else "") for d in own.datasets.all()]
    code = [a for a in own.artefacts.all() if a.link_kind == Artefact.LinkKind.CODE]
    yield ("Data", english.listing(data), "#data")
    if code:
        yield ("Code", code[0].title, code[0].url)
    yield ("Budget", ", ".join(text for text in (own.hardware, own.run_time) if text), "")
    yield ("Work", origin(record) or "own work", "")


def origin(record: ProjectRecord) -> str:
    """Where the work comes from, when it is not the person's own."""
    own = record.project
    words = {"adapted": "adapted from another’s work", "tutorial": "a tutorial followed"}.get(own.originality, "")
    return f"{words}: {own.originality_source}" if words and own.originality_source else words
