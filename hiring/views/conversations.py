"""Messages: writing to a practitioner, and the conversations of both sides."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from core.htmx import redirect, render, wants_part
from core.paging import page_of
from hiring import rules
from hiring.actions import conversations as actions
from hiring.forms.conversations import MessageForm, ReplyForm, SeenForm
from hiring.models import Conversation
from hiring.queries import conversations as reading
from portfolio.rules import can_edit_practitioner
from portfolio.views.studio import desk

HERE = {"here": "hiring", "section": "conversations"}


def _held(request: HttpRequest, uuid: str) -> Conversation:
    """A conversation of whoever is signed in; 404 for everything else."""
    return get_object_or_404(reading.held(request.user), uuid=uuid)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    page = page_of(reading.held(request.user), request.GET)
    context = {"page": page, "glances": reading.glances(page.rows, request.user), **HERE}
    return render(request, "hiring/conversations/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, handle: str) -> HttpResponse:
    """A first message to somebody with a public profile."""
    practitioner = get_object_or_404(reading.reachable(), handle=handle)
    if can_edit_practitioner(request.user, practitioner):
        return redirect(request, reverse("hiring:conversations-index"))
    form = MessageForm(request.POST or None)
    status = 200
    if request.method == "POST":
        made: list[Conversation] = []

        def act() -> None:
            made.append(actions.start(practitioner, by=request.user, at=timezone.now(), **form.cleaned_data))

        status = desk.save(form, act)
        if status == 200:
            messages.success(request, f"Sent to {practitioner.name}. Answers come here.")
            return redirect(request, made[0].get_absolute_url())
    context = {
        "form": form,
        "person": practitioner,
        "closed": reading.closed_to(practitioner, request.user),
        "earlier": reading.earlier(practitioner, request.user),
        **HERE,
    }
    return render(request, "hiring/conversations/new.html", context, status=status)


def _show(request: HttpRequest, uuid: str, *, status: int = 200, **extra: Any) -> HttpResponse:
    talk = reading.talk(_held(request, uuid), request.user)
    context = {"talk": talk, "form": ReplyForm(), **HERE, **extra}
    return render(request, "hiring/conversations/show.html", context, status=status)


@require_GET
def show(request: HttpRequest, uuid: str) -> HttpResponse:
    return _show(request, uuid)


@require_POST
def reply(request: HttpRequest, uuid: str) -> HttpResponse:
    """One more message; what was refused stays in the form."""
    conversation, form = _held(request, uuid), ReplyForm(request.POST)

    def act() -> None:
        actions.reply(conversation, text=form.cleaned_data["text"], by=request.user, at=timezone.now())

    status = desk.save(form, act)
    if status != 200:
        return _show(request, uuid, status=status, form=form)
    messages.success(request, "Sent.")
    return redirect(request, conversation.get_absolute_url())


@require_POST
def look(request: HttpRequest, uuid: str) -> HttpResponse:
    """Read is what the page showed. With scripts the page asks for this itself when it opens."""
    conversation, form = _held(request, uuid), SeenForm(request.POST)
    with suppress(DomainError):  # gone: there is nothing to read any more
        if form.is_valid():
            actions.look(conversation, last=form.cleaned_data["last"], by=request.user, at=timezone.now())
    if wants_part(request):
        return render(request, "hiring/conversations/_seen.html", {})
    return redirect(request, reverse("hiring:conversations-index"))


@require_POST
def block(request: HttpRequest, uuid: str) -> HttpResponse:
    """Hear no more of who began this conversation."""
    return _shut(request, uuid, actions.block, "Blocked. They are not told, and cannot write to you any more.")


@require_POST
def unblock(request: HttpRequest, uuid: str) -> HttpResponse:
    return _shut(request, uuid, actions.unblock, "They may write to you again.")


def _shut(request: HttpRequest, uuid: str, act: Callable[..., None], said: str) -> HttpResponse:
    conversation = _held(request, uuid)
    if not rules.can_block(request.user, conversation):
        raise PermissionDenied("Only who was written to may block.")
    try:
        act(conversation, by=request.user, at=timezone.now())
    except DomainError as error:
        messages.warning(request, error.message)
        return redirect(request, reverse("hiring:conversations-index"))
    messages.success(request, said)
    return redirect(request, conversation.get_absolute_url())
