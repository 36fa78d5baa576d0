"""Linking skills to the places of one's own project that show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from competence.queries import editions
from competence.yardstick import Yardstick
from core.errors import DomainError
from core.htmx import render
from portfolio.actions import evidence as actions
from portfolio.actions import parts
from portfolio.forms.evidence import EvidenceForm, initial_of
from portfolio.models import Artefact, Evidence, Pointer, Project
from portfolio.pages import carried, pictures
from portfolio.queries import carrying, lookups, pickers, prospects, records, studio, successors
from portfolio.queries.prospects import Places, Prospect
from portfolio.queries.records import EvidenceRecord, ProjectRecord
from portfolio.queries.successors import Move
from portfolio.views.studio import desk

INDEX = ("portfolio/evidence/index.html", "portfolio/evidence/_index.html")


@dataclass(frozen=True)
class Table:
    """What lies on the table: a yardstick, the places of the project, and the piece that is being changed, if any."""

    project: Project
    yardstick: Yardstick
    places: Places
    piece: Evidence | None
    words: str
    """What is looked for among the skills."""
    part: str = ""
    """Key of the competence that is looked into, where a framework is too large to show at once."""

    def form(self, data: Any = None, **initial: Any) -> EvidenceForm:
        """The form over this table."""
        piece = self.piece
        found = studio.pointers(piece) if piece is not None else []
        if piece is not None:
            initial = {"statement": piece.statement, "revision": piece.revision, **initial_of(found, self.places.parts)}
        skills = None if piece else self.yardstick.skills
        places = self.places
        return EvidenceForm(
            data, initial=initial, skills=skills, places=places.parts, groups=places.groups, before=found
        )

    def prospect(self, form: EvidenceForm) -> Prospect:
        """What the choice in the form would mean; whatever is not valid in it counts as not chosen."""
        if self.piece is not None and not form.is_bound:
            key, pointers = "", studio.pointers(self.piece)
        else:
            chosen = form if form.is_bound else self.form(form.initial)
            chosen.is_valid()
            key, pointers = chosen.cleaned_data.get("skill", ""), chosen.pointers
        return prospects.propose(
            self.project.practitioner,
            self.project,
            self.yardstick,
            key=self.piece.skill.key if self.piece else key,
            pointers=pointers,
            statement=str(form["statement"].value() or "")[:300],
            instead_of=self.piece,
        )


def _table(request: HttpRequest, project: Project, piece: Evidence | None = None) -> Table:
    asked = request.POST if request.method == "POST" else request.GET
    yardstick = prospects.yardstick_of(asked.get("framework", ""))
    if piece is not None:
        known = (one for one in editions.all_current() if piece.skill.key in one.skills)
        yardstick = next(known, yardstick)
    return Table(
        project, yardstick, prospects.places_of(project), piece, asked.get("q", "")[:100], asked.get("part", "")
    )


def show(
    request: HttpRequest,
    project: Project,
    *,
    table: Table | None = None,
    form: EvidenceForm | None = None,
    status: int = 200,
    judged: bool = True,
    **extra: Any,
) -> HttpResponse:
    """The evidence tab: the form, and what is linked so far."""
    table = table or _table(request, project)
    form = form or table.form(**_asked(request))
    prospect = table.prospect(form)
    shown = form if judged else desk.unchecked(form)
    context = desk.context(project, "evidence", form=shown, **_around(table, prospect), **extra)
    context["pieces"] = _pieces(context["desk"].record, context["frameworks"])
    context["carried"] = carrying.count(context["desk"].record)
    context["follows"] = _follows(context["desk"].record, extra.get("editing"))
    context["has_code"] = any(isinstance(part, Artefact) and part.is_code_file for part in table.places.parts.values())
    return render(request, INDEX[0], context, part=INDEX[1], status=status)


def _pieces(record: ProjectRecord, yardsticks: Sequence[Yardstick]) -> list[tuple[EvidenceRecord, str, Move | None]]:
    """Every piece with the name of its skill and, where that is retired, where it could go on."""
    names = {key: skill.name for yardstick in yardsticks for key, skill in yardstick.skills.items()}
    moves = {move.record.evidence.pk: move for move in successors.of_projects([record], yardsticks)}
    return [(item, names.get(item.skill_key, item.skill_key), moves.get(item.evidence.pk)) for item in record.evidence]


def _follows(record: ProjectRecord, piece: Evidence | None) -> str:
    """What stands in the place of the form of evidence that was carried over: from where. Empty for all other."""
    items = (item for item in record.evidence if piece is not None and item.evidence.pk == piece.pk)
    return next((carried.words(item, editions.all_current()) for item in items), "")


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What the address chooses beforehand: a skill, and from a proposal its place and its words."""
    asked = request.GET
    chosen: dict[str, Any] = {"skill": asked.get("skill", ""), "statement": asked.get("statement", "")[:300]}
    place = asked.get("place", "")
    uuid = place.partition(":")[2]
    if uuid:
        chosen |= {"places": [place], f"cell-{uuid}": asked.get("cell", ""), f"lines-{uuid}": asked.get("lines", "")}
    return chosen


def _around(table: Table, prospect: Prospect) -> dict[str, Any]:
    """Everything beside the form itself."""
    chosen = prospect.skill.key if prospect.skill else ""
    found = pickers.picker(
        table.yardstick,
        prospect.sheet,
        prospect.strengths,
        words=table.words,
        part=table.part,
        chosen=chosen,
        wider=lookups.find,
    )
    image = next(
        (p.pointer.artefact for p in prospect.places if p.kind == Pointer.Kind.IMAGE and p.pointer.artefact), None
    )
    linked = {e.skill.key for e in studio.evidence(table.project)}
    return {
        "table": table,
        "prospect": prospect,
        "chosen": chosen,
        "picker": found,
        "linked": linked,
        "frameworks": editions.all_current(),
        "picture": pictures.picture(image) if image is not None else None,
    }


@require_GET
def index(request: HttpRequest, slug: str) -> HttpResponse:
    return show(request, desk.own_project(request, slug))


@require_GET
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """What the present choice would mean, while it is being made. Nothing is saved."""
    project = desk.own_project(request, slug)
    piece = _known(project, request.GET.get("piece", ""))
    table = _table(request, project, piece)
    prospect = table.prospect(table.form(request.GET))
    context = {"project": project, "here": "studio", **_around(table, prospect)}
    page, part = "portfolio/evidence/preview.html", "portfolio/evidence/_preview.html"
    return render(request, page, context, part=part)


def _known(project: Project, uuid: str) -> Evidence | None:
    """The piece with this identifier in the project; None for anything else."""
    return next((e for e in studio.evidence(project) if str(e.uuid) == uuid), None)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    if request.method == "GET":
        return show(request, project)
    table = _table(request, project)
    form = table.form(request.POST)
    if {"find", "look"} & request.POST.keys():
        return show(request, project, table=table, form=form, judged=False)
    made: list[Evidence] = []
    status = desk.save(form, lambda: made.append(_link(request, project, form)))
    if made:
        return desk.answer(request, show, project, "evidence", "Evidence linked." + _strength(project, made[0]))
    return show(request, project, table=table, form=form, status=status)


def _link(request: HttpRequest, project: Project, form: EvidenceForm) -> Evidence:
    given = form.cleaned_data
    return actions.link(
        project,
        skill=studio.skill(given["skill"]),
        statement=given["statement"],
        pointers=form.pointers,
        by=request.user,
        at=timezone.now(),
    )


def _strength(project: Project, piece: Evidence) -> str:
    """What became of it, as the rest of the message."""
    item = next(e for e in records.read_project(project).evidence if e.evidence.pk == piece.pk)
    if item.reading.is_shown:
        return f" It is {item.strength.word}."
    why = [line.text for line in item.reading.lines if not line.holds]
    return " ".join(["", "It stays a claim:", *why])


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    piece = get_object_or_404(studio.evidence(project), uuid=uuid)
    table = _table(request, project, piece)
    if request.method == "GET":
        return show(request, project, table=table, form=table.form(), editing=piece)
    form = table.form(request.POST)
    if {"find", "look"} & request.POST.keys():
        return show(request, project, table=table, form=form, judged=False, editing=piece)
    status = desk.save(form, lambda: _change(request, piece, form))
    if status == 200:
        return desk.answer(request, show, project, "evidence", "Evidence saved." + _strength(project, piece))
    again = desk.again(form, table.form(), status)
    return show(request, project, table=table, status=status, editing=piece, **again)


def _change(request: HttpRequest, piece: Evidence, form: EvidenceForm) -> Evidence:
    return actions.change(
        piece,
        revision=form.cleaned_data["revision"] or 0,
        statement=form.cleaned_data["statement"],
        pointers=form.pointers,
        by=request.user,
        at=timezone.now(),
    )


@require_POST
def renew(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    """Point at the newest version of the files; where a cell is not found again, the form asks for it."""
    project = desk.own_project(request, slug)
    piece = get_object_or_404(studio.evidence(project), uuid=uuid)
    try:
        actions.renew(piece, by=request.user, at=timezone.now())
    except DomainError as error:
        table = _table(request, project, piece)
        return show(request, project, table=table, form=table.form(), editing=piece, status=422, refusal=error.message)
    return desk.answer(request, show, project, "evidence", "It points at the newest version now.")


@require_POST
def move(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    piece = get_object_or_404(project.evidence, uuid=uuid)
    parts.move(piece, to=desk.direction(request), by=request.user, at=timezone.now())
    return desk.answer(request, show, project, "evidence", "Evidence moved.")


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    piece = get_object_or_404(studio.evidence(project), uuid=uuid)
    if request.method == "GET":
        lost = {"verdicts": studio.verdicts(piece), "followers": studio.followers(piece)}
        return show(request, project, removing=piece, **lost)
    actions.remove(piece, by=request.user, at=timezone.now())
    return desk.answer(request, show, project, "evidence", "Evidence unlinked.")
