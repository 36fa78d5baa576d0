"""Every address of the site, one include an app."""

from django.urls import include, path

handler404 = "core.views.errors.not_found"
handler429 = "accounts.adapters.too_many"  # asked by allauth
handler500 = "core.views.errors.server_error"

urlpatterns = [
    path("", include("core.urls")),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("competence.urls")),
    path("", include("portfolio.urls")),
    path("", include("hiring.urls")),
    path("", include("dashboard.urls")),
]
