"""The signed-in home of a practitioner."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dashboard.queries import overviews
from portfolio.queries import practitioners


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Where the person stands, what is open, and what to do next; who has no portfolio yet is asked to start one."""
    practitioner = practitioners.of(request.user)
    if practitioner is None:
        return redirect("portfolio:profiles-new")
    overview = overviews.overview(practitioner, request.GET.get("framework", ""))
    return render(request, "dashboard/overviews/show.html", {"overview": overview, "here": "coverage"})
