"""Doors of pages for admins, for every app above."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from accounts import rules
from accounts.queries import second_factors
from core.htmx import redirect

View = Callable[..., HttpResponseBase]


def admins_only(view: View) -> View:
    """404 for everybody who is no admin; an admin without a second factor is led to setting one up first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not rules.is_admin(request.user):
            raise Http404
        if not rules.may_administer(request.user, has_second_factor=second_factors.has_one(request.user)):
            messages.warning(
                request, "Pages for admins ask for a second factor. Set one up here, then open the page again."
            )
            return redirect(request, reverse("mfa_index"))
        return view(request, *args, **kwargs)

    return guarded
