"""Addresses of pages that look across apps."""

from django.urls import path

from dashboard.views import accounts

app_name = "dashboard"

urlpatterns = [
    path("accounts/delete/", accounts.delete, name="accounts-delete"),
]
