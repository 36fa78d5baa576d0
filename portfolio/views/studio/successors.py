"""What becomes of one's evidence for a skill that was retired: move it to the skill that continues it, or leave it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.errors import DomainError, StaleVersion
from portfolio.actions import proposals
from portfolio.actions import successors as actions
from portfolio.queries import studio, successors
from portfolio.views.studio import desk, evidence


@require_POST
def accept(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    """Move the evidence to the skill that continues its own."""
    project = desk.own_project(request, slug)
    piece = get_object_or_404(studio.evidence(project), uuid=uuid)
    successor = successors.successor_of(piece)
    if successor is None:
        return evidence.show(request, project, status=422, refusal="Nothing continues this skill. The evidence stays.")
    try:
        actions.accept(piece, skill=successor, by=request.user, at=timezone.now())
    except StaleVersion as error:
        return evidence.show(request, project, status=409, refusal=error.message)
    except DomainError as error:
        return evidence.show(request, project, status=422, refusal=error.message)
    return desk.answer(request, evidence.show, project, "evidence", "Moved. What it says and shows is the same.")


@require_POST
def dismiss(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    """Leave the evidence where it is; the move is not proposed again."""
    project = desk.own_project(request, slug)
    piece = get_object_or_404(studio.evidence(project), uuid=uuid)
    successor = successors.successor_of(piece)
    if successor is not None:
        proposals.dismiss(project, keys=[successor.key], by=request.user, at=timezone.now())
    return desk.answer(request, evidence.show, project, "evidence", "It stays where it is.")
