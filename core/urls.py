"""Addresses of core: for machines, and the styleguide."""

from django.urls import path

from core.views import health, styleguide

app_name = "core"

urlpatterns = [
    path("healthz", health.alive, name="health-alive"),
    path("readyz", health.ready, name="health-ready"),
    path("robots.txt", health.robots, name="health-robots"),
    path("styleguide/", styleguide.show, name="styleguide"),
]
