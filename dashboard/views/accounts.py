"""Leaving: the account with everything in it."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.forms.settings import DeletionForm
from core.htmx import redirect, render
from dashboard.actions import accounts
from dashboard.queries.accounts import belongings


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Says exactly what goes and what stays; deletes after the password and a typed confirmation."""
    user = request.user
    form = DeletionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if get_adapter().reauthenticate(user, form.cleaned_data["password"]):
            accounts.delete(user, at=timezone.now())
            logout(request)
            messages.success(request, "Your account is deleted, with everything in it.")
            return redirect(request, reverse("account_login"))
        form.add_error("password", "That is not your password. Nothing has been deleted.")
    context = {"form": form, "belongings": belongings(user)}
    return render(request, "dashboard/accounts/delete.html", context, status=422 if form.errors else 200)
