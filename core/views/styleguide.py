"""Every component of the pages once, in each of its states, for staff who build pages."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import samples
from core.forms.styleguide import SampleForm
from core.paging import page_of
from core.views.unsent import Unsent


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The style guide; only staff may see it (403 for others)."""
    if not request.user.is_staff:
        raise PermissionDenied
    form = SampleForm({"email": "rahul@mail", "level": "2"})
    sent = Unsent(request.path, [("title", "Churn"), ("body", "What was typed,\nline by line.")])
    context = {**samples.everything(), "form": form, "unsent": sent, "page": page_of(list(range(60)), request.GET)}
    return render(request, "core/styleguide/show.html", context)
