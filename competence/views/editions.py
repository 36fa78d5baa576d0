"""The public page of one edition, whether it is the current one or not."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from competence.views.frameworks import edition_page


@require_safe
@login_not_required
def show(request: HttpRequest, key: str, version: str) -> HttpResponse:
    """One published edition, with a notice when another one is current."""
    return edition_page(request, key, version)
