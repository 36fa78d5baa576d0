"""Addresses of hiring: briefs, shortlists, comparing, interviews, teams, saved searches, messages,
snapshots."""

from django.urls import URLPattern, path

from hiring.views import (
    blind_people,
    briefs,
    comparisons,
    conversations,
    entries,
    interviews,
    members,
    notes,
    searches,
    shortlists,
    snapshots,
    teams,
    veils,
)
from hiring.views.public import briefs as published
from hiring.views.starts import briefs as starts
from hiring.views.starts import snapshots as sending
from hiring.views.working import briefs as working

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

of_briefs = [
    path("briefs/", briefs.index, name="briefs-index"),
    path("briefs/new/", starts.new, name="briefs-new"),
    path("briefs/propose/", starts.propose, name="briefs-propose"),
    path("briefs/preview/", briefs.preview, name="briefs-preview"),
    path("briefs/open/", published.published, name="briefs-published"),
    path("briefs/<uuid:uuid>/open/", published.open, name="briefs-open"),
    path("briefs/<uuid:uuid>/edit/", briefs.edit, name="briefs-edit"),
    path("briefs/<uuid:uuid>/publish/", briefs.publish, name="briefs-publish"),
    path("briefs/<uuid:uuid>/withdraw/", briefs.withdraw, name="briefs-withdraw"),
    path("briefs/<uuid:uuid>/archive/", briefs.archive, name="briefs-archive"),
    path("briefs/<uuid:uuid>/restore/", briefs.restore, name="briefs-restore"),
    path("briefs/<uuid:uuid>/remove/", briefs.remove, name="briefs-remove"),
    path("briefs/<uuid:uuid>/copy/", briefs.copy, name="briefs-copy"),
    path("briefs/<uuid:uuid>/move/", briefs.move, name="briefs-move"),
]

of_lists = [
    path("shortlists/", shortlists.index, name="shortlists-index"),
    path("shortlists/new/", shortlists.new, name="shortlists-new"),
    path("shortlists/add/", entries.new, name="entries-new"),
    path("shortlists/<uuid:uuid>/", shortlists.show, name="shortlists-show"),
    path("shortlists/<uuid:uuid>/edit/", shortlists.edit, name="shortlists-edit"),
    path("shortlists/<uuid:uuid>/remove/", shortlists.remove, name="shortlists-remove"),
    path("shortlists/<uuid:uuid>/settle/", shortlists.settle, name="shortlists-settle"),
    path("shortlists/<uuid:uuid>/reopen/", shortlists.reopen, name="shortlists-reopen"),
    path("shortlists/<uuid:uuid>/history/", shortlists.history, name="shortlists-history"),
    path("shortlists/<uuid:uuid>/export/", shortlists.export, name="shortlists-export"),
    path("shortlists/people/<uuid:uuid>/state/", entries.state, name="entries-state"),
    path("shortlists/people/<uuid:uuid>/move/", entries.move, name="entries-move"),
    path("shortlists/people/<uuid:uuid>/remove/", entries.remove, name="entries-remove"),
    path("shortlists/people/<uuid:uuid>/restore/", entries.restore, name="entries-restore"),
    path("shortlists/people/<uuid:uuid>/discard/", entries.discard, name="entries-discard"),
    path("shortlists/people/<uuid:uuid>/history/", entries.history, name="entries-history"),
    path("shortlists/people/<uuid:uuid>/notes/", notes.new, name="notes-new"),
    path("shortlists/notes/<uuid:uuid>/edit/", notes.edit, name="notes-edit"),
    path("shortlists/notes/<uuid:uuid>/remove/", notes.remove, name="notes-remove"),
]

of_matches = [
    path("briefs/<uuid:uuid>/", working.show, name="briefs-show"),
    path("compare/", comparisons.show, name="comparisons-show"),
]

of_interviews = [
    path("briefs/<uuid:uuid>/interview/<slug:handle>/", interviews.show, name="interviews-show"),
    path("briefs/<uuid:uuid>/blind/", veils.put, name="veils-put"),
    path("briefs/<uuid:uuid>/people/<slug:token>/", blind_people.show, name="blind-people-show"),
    path("briefs/<uuid:uuid>/people/<slug:token>/interview/", blind_people.interview, name="blind-people-interview"),
]


of_searches = [
    path("searches/", searches.index, name="searches-index"),
    path("searches/new/", searches.new, name="searches-new"),
    path("searches/<uuid:uuid>/", searches.show, name="searches-show"),
    path("searches/<uuid:uuid>/look/", searches.look, name="searches-look"),
    path("searches/<uuid:uuid>/edit/", searches.edit, name="searches-edit"),
    path("searches/<uuid:uuid>/address/", searches.renew, name="searches-renew"),
    path("searches/<uuid:uuid>/remove/", searches.remove, name="searches-remove"),
    path("searches/<uuid:uuid>/feed/<str:token>/", searches.feed, name="searches-feed"),
]


of_messages = [
    path("messages/", conversations.index, name="conversations-index"),
    path("messages/new/<slug:handle>/", conversations.new, name="conversations-new"),
    path("messages/<uuid:uuid>/", conversations.show, name="conversations-show"),
    path("messages/<uuid:uuid>/reply/", conversations.reply, name="conversations-reply"),
    path("messages/<uuid:uuid>/look/", conversations.look, name="conversations-look"),
    path("messages/<uuid:uuid>/block/", conversations.block, name="conversations-block"),
    path("messages/<uuid:uuid>/unblock/", conversations.unblock, name="conversations-unblock"),
]

of_snapshots = [
    path("briefs/<uuid:uuid>/open/snapshot/", sending.new, name="snapshots-new"),
    path("briefs/<uuid:uuid>/snapshots/", snapshots.received, name="snapshots-received"),
    path("briefs/<uuid:uuid>/snapshots/take/", snapshots.take, name="snapshots-take"),
    path("snapshots/", snapshots.index, name="snapshots-index"),
    path("snapshots/<uuid:uuid>/", snapshots.show, name="snapshots-show"),
    path("snapshots/<uuid:uuid>/withdraw/", snapshots.withdraw, name="snapshots-withdraw"),
]


urlpatterns: list[URLPattern] = [
    *of_briefs,
    *of_matches,
    *of_interviews,
    *of_teams,
    *of_lists,
    *of_searches,
    *of_messages,
    *of_snapshots,
]
