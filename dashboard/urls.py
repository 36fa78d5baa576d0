"""Addresses of pages that look across apps."""

from django.urls import path

from dashboard.views import about, accounts, analytics, archives, effects, home, overviews, publications, sitemaps

app_name = "dashboard"

urlpatterns = [
    path("", home.show, name="home-show"),
    path("sitemap.xml", sitemaps.show, name="sitemaps-show"),
    path("about/proof/", about.proof, name="about-proof"),
    path("about/privacy/", about.privacy, name="about-privacy"),
    path("dashboard/", overviews.show, name="overviews-show"),
    path("manage/frameworks/<slug:key>/effects/", effects.new, name="effects-new"),
    path("manage/frameworks/<slug:key>/publish/", publications.new, name="publications-new"),
    path("manage/frameworks/<slug:key>/analytics/", analytics.show, name="analytics-show"),
    path("accounts/archive/", archives.show, name="archives-show"),
    path("accounts/delete/", accounts.delete, name="accounts-delete"),
]
