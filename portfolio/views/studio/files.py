"""Files that are dropped into one's own project: several at once, each decided by its content."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core import health, ratelimit
from core.errors import DomainError
from core.filenames import display_name
from portfolio.actions import files as actions
from portfolio.actions import room
from portfolio.models import Artefact, Project
from portfolio.queries import studio
from portfolio.views.studio import artefacts, desk

logger = logging.getLogger("portfolio.studio")

LOW = (
    "The server has little room left, so files are not taken at the moment. Tell whoever runs it, and try again later."
)


@dataclass(frozen=True)
class Outcome:
    """What became of one file, for the list and for the element that sends them one by one."""

    name: str
    text: str
    status: int
    seconds: int = 0
    """When it was one too many: until it may be tried again."""

    @property
    def is_taken(self) -> bool:
        """Whether it is in the project now."""
        return self.status < 400


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Take in what was chosen or dropped. Whoever asks for JSON sends one file at a time and is told of that one."""
    project = desk.own_project(request, slug)
    if request.method == "GET":
        return artefacts.show(request, project)
    sent = request.FILES.getlist("files")
    outcomes = [_take(request, project, file) for file in sent]
    if request.accepts("application/json") and not request.accepts("text/html"):
        return _waiting(_told(outcomes), outcomes)
    refused = [outcome for outcome in outcomes if not outcome.is_taken]
    if sent and not refused:
        text = outcomes[0].text if len(outcomes) == 1 else f"{len(outcomes)} files taken in."
        return desk.answer(request, artefacts.show, project, "artefacts", text)
    status = max((outcome.status for outcome in refused), default=422)
    taken = [outcome for outcome in outcomes if outcome.is_taken]
    answer = artefacts.show(request, project, status=status, kept_out=refused, taken=taken, nothing_sent=not sent)
    return _waiting(answer, outcomes)


def _waiting(answer: HttpResponse, outcomes: Iterable[Outcome]) -> HttpResponse:
    """The answer; when files were too many it says how long to wait."""
    seconds = max((outcome.seconds for outcome in outcomes), default=0)
    if seconds:
        answer["Retry-After"] = str(seconds)
    return answer


def _told(outcomes: list[Outcome]) -> JsonResponse:
    """The last file in words."""
    if not outcomes:
        return JsonResponse({"text": "Choose a file first."}, status=422)
    last = outcomes[-1]
    return JsonResponse({"name": last.name, "text": last.text}, status=last.status)


def _take(request: HttpRequest, project: Project, file: UploadedFile, into: Artefact | None = None) -> Outcome:
    """One file on its own: the others come in whatever becomes of it."""
    name = display_name(str(file.name or ""))
    if health.storage_is_low():
        return Outcome(name, LOW, 507)
    try:
        ratelimit.spend("upload", str(request.user.pk), limit=artefacts.UPLOADS_AN_HOUR, seconds=3600)
        taken = actions.take_in(project, file=file, into=into, by=request.user, at=timezone.now())
    except ratelimit.TooMany as error:
        logger.warning("too many requests", extra={"event": "throttled", "limit": error.name})
        return Outcome(
            name, f"More than {artefacts.UPLOADS_AN_HOUR} files within an hour. Try it again later.", 429, error.seconds
        )
    except room.Full as error:
        return Outcome(name, error.message, 413)
    except DomainError as error:
        return Outcome(name, error.message, 422)
    return Outcome(name, _sentence(taken), 200)


def _sentence(taken: actions.Taken) -> str:
    """As in: train.ipynb is in, a notebook."""
    kind = taken.artefact.get_kind_display().lower()
    if taken.outcome == "same":
        return f"{taken.artefact.title} is there already, with this very content."
    if taken.outcome == "version":
        return f"{taken.artefact.title}: a new version is in. Evidence still points at the version it was linked to."
    if taken.artefact.kind == Artefact.Kind.IMAGE:
        return f"{taken.artefact.title} is in, an image. Say what it shows, for people who cannot see it."
    return f"{taken.artefact.title} is in: {kind}."


@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    """The next version of a file."""
    project = desk.own_project(request, slug)
    artefact = get_object_or_404(studio.uploaded(project), uuid=uuid)
    context: dict[str, Any] = {"replacing": artefact}
    if request.method == "GET":
        return artefacts.show(request, project, **context)
    file = request.FILES.get("file")
    if file is None:
        return artefacts.show(request, project, status=422, refusal="Choose the file first.", **context)
    outcome = _take(request, project, file, artefact)
    if outcome.is_taken:
        return desk.answer(request, artefacts.show, project, "artefacts", outcome.text)
    answer = artefacts.show(request, project, status=outcome.status, refusal=outcome.text, **context)
    return _waiting(answer, [outcome])
