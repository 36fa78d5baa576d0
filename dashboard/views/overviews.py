"""The signed-in home of a practitioner."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dashboard.queries import accounts, overviews
from portfolio.queries import practitioners


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Where the person stands, what is open, and what to do next. Who has no portfolio goes to their briefs if they
    hire, and is asked what they came for if they do not."""
    practitioner = practitioners.of(request.user)
    if practitioner is None and accounts.hires(request.user):
        return redirect("hiring:briefs-index")
    if practitioner is None:
        return render(request, "dashboard/overviews/choose.html")
    overview = overviews.overview(practitioner, request.GET.get("framework", ""), request.GET.get("goal", ""))
    return render(request, "dashboard/overviews/show.html", {"overview": overview, "here": "coverage"})
