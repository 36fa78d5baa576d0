"""The public page of one edition, whether it is the current one or not."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

from competence.views import frameworks


@require_safe
@login_not_required
@condition(etag_func=frameworks.edition_tag)
def show(request: HttpRequest, key: str, version: str) -> HttpResponse:
    """One published edition, with a notice when another one is current. 404 for drafts and for what does not exist."""
    return frameworks.page(request, key, version)
