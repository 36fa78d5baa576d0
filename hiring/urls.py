"""Addresses of hiring: briefs, shortlists, comparing, interviews, teams, saved searches, messages."""

from django.urls import URLPattern, path

from hiring.views import members, teams

app_name = "hiring"

of_teams = [
    path("teams/", teams.index, name="teams-index"),
    path("teams/new/", teams.new, name="teams-new"),
    path("teams/join/<str:token>/", teams.join, name="teams-join"),
    path("teams/<uuid:uuid>/", teams.show, name="teams-show"),
    path("teams/<uuid:uuid>/rename/", teams.rename, name="teams-rename"),
    path("teams/<uuid:uuid>/invite/", teams.invite, name="teams-invite"),
    path("teams/<uuid:uuid>/leave/", teams.leave, name="teams-leave"),
    path("teams/<uuid:uuid>/invitations/<uuid:invitation>/withdraw/", teams.withdraw, name="teams-withdraw"),
    path("teams/<uuid:uuid>/members/<uuid:member>/edit/", members.edit, name="members-edit"),
    path("teams/<uuid:uuid>/members/<uuid:member>/lead/", members.lead, name="members-lead"),
    path("teams/<uuid:uuid>/members/<uuid:member>/remove/", members.remove, name="members-remove"),
]

urlpatterns: list[URLPattern] = [*of_teams]
