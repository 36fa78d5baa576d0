"""Addresses of hiring: briefs, shortlists, comparing, interviews, teams, saved searches, messages."""

from django.urls import URLPattern

app_name = "hiring"

urlpatterns: list[URLPattern] = []
