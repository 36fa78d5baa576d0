"""A person's own settings: everything about the account on one page, each thing one step away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts import rules
from accounts.actions import users
from accounts.forms.settings import DescriptionForm
from accounts.queries import emails, second_factors
from core.htmx import redirect, render


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Name, address, password, second factor, sessions, data, deletion."""
    context = {
        "pending_email": emails.pending(request.user),
        "second_factors": second_factors.of(request.user),
        "is_admin": rules.is_admin(request.user),
    }
    return render(request, "accounts/settings/show.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Name and affiliation. `?name=` offers one to whoever has none; it is saved by sending the form only."""
    name = request.user.name or request.GET.get("name", "")
    form = DescriptionForm(request.POST or None, initial={"name": name, "affiliation": request.user.affiliation})
    if request.method == "POST" and form.is_valid():
        users.describe(request.user, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "Name saved. Verdicts that you gave before keep the name they were given under.")
        return redirect(request, reverse("accounts:settings-show"))
    return render(request, "accounts/settings/edit.html", {"form": form}, status=422 if form.errors else 200)
