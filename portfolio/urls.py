"""Addresses of portfolios: `public` for everybody, `studio` for the person whose portfolio it is."""

from types import ModuleType

from django.urls import URLPattern, path

from portfolio.views.public import feeds, files, images, people, profiles, projects, skills, suggestions
from portfolio.views.studio import (
    artefacts,
    carried,
    checklists,
    comparisons,
    contributors,
    datasets,
    decisions,
    evidence,
    fills,
    items,
    merges,
    proposals,
    results,
    sections,
    successors,
    ticks,
)
from portfolio.views.studio import files as own_files
from portfolio.views.studio import profiles as own_profiles
from portfolio.views.studio import projects as own_projects

app_name = "portfolio"

public = [
    path("explore/", people.index, name="people-index"),
    path("explore/projects/", projects.index, name="projects-index"),
    path("explore/suggestions/", suggestions.index, name="suggestions-index"),
    path("frameworks/<slug:framework>/skills/<str:key>/", skills.show, name="skills-show"),
    path("@<slug:handle>/", profiles.show, name="profiles-show"),
    path("@<slug:handle>/feed.atom", feeds.show, name="profiles-feed"),
    path("@<slug:handle>/card.png", profiles.card, name="profiles-card"),
    path("@<slug:handle>/<slug:slug>/", projects.show, name="projects-show"),
    path("@<slug:handle>/<slug:slug>/files/<slug:name>/", files.show, name="files-show"),
    path("@<slug:handle>/<slug:slug>/files/<slug:name>/versions/<int:number>/", files.version, name="files-version"),
    path(
        "@<slug:handle>/<slug:slug>/files/<slug:name>/versions/<int:number>/download/",
        files.download,
        name="files-download",
    ),
    path("media/outputs/<uuid:uuid>/<slug:picture>.webp", files.picture, name="files-picture"),
    path("media/<uuid:uuid>/<int:width>.webp", images.show, name="images-show"),
]


def _parts(noun: str, views: ModuleType) -> list[URLPattern]:
    """The addresses of one kind of part: list, new, edit, move, remove."""
    stem = f"studio/projects/<slug:slug>/{noun}/"
    return [
        path(stem, views.index, name=f"{noun}-index"),
        path(f"{stem}new/", views.new, name=f"{noun}-new"),
        path(f"{stem}<uuid:uuid>/edit/", views.edit, name=f"{noun}-edit"),
        path(f"{stem}<uuid:uuid>/move/", views.move, name=f"{noun}-move"),
        path(f"{stem}<uuid:uuid>/remove/", views.remove, name=f"{noun}-remove"),
    ]


studio = [
    path("studio/", own_projects.start, name="studio"),
    path("studio/profile/new/", own_profiles.new, name="profiles-new"),
    path("studio/profile/edit/", own_profiles.edit, name="profiles-edit"),
    path("studio/profile/feature/", own_profiles.feature, name="profiles-feature"),
    path("studio/profile/visibility/", own_profiles.visibility, name="profiles-visibility"),
    path("studio/projects/", own_projects.index, name="projects-list"),
    path("studio/projects/new/", own_projects.new, name="projects-new"),
    path("studio/projects/<slug:slug>/edit/", own_projects.edit, name="projects-edit"),
    path("studio/projects/<slug:slug>/preview/", own_projects.preview, name="projects-preview"),
    path("studio/projects/<slug:slug>/publish/", own_projects.publish, name="projects-publish"),
    path("studio/projects/<slug:slug>/withdraw/", own_projects.withdraw, name="projects-withdraw"),
    path("studio/projects/<slug:slug>/remove/", own_projects.remove, name="projects-remove"),
    path("studio/projects/<slug:slug>/sections/preview/", sections.preview, name="sections-preview"),
    path("studio/projects/<slug:slug>/artefacts/upload/", artefacts.upload, name="artefacts-upload"),
    path("studio/projects/<slug:slug>/files/new/", own_files.new, name="files-new"),
    path("studio/projects/<slug:slug>/files/<uuid:uuid>/replace/", own_files.replace, name="files-replace"),
    path("studio/projects/<slug:slug>/fills/<uuid:uuid>/new/", fills.new, name="fills-new"),
    path("studio/projects/<slug:slug>/proposals/", proposals.index, name="proposals-index"),
    path("studio/projects/<slug:slug>/proposals/accept/", proposals.accept, name="proposals-accept"),
    path("studio/projects/<slug:slug>/proposals/dismiss/", proposals.dismiss, name="proposals-dismiss"),
    path("studio/projects/<slug:slug>/proposals/restore/", proposals.restore, name="proposals-restore"),
    path("studio/projects/<slug:slug>/evidence/preview/", evidence.preview, name="evidence-preview"),
    path("studio/projects/<slug:slug>/carried/", carried.index, name="carried-index"),
    path("studio/projects/<slug:slug>/carried/accept/", carried.accept, name="carried-accept"),
    path("studio/projects/<slug:slug>/carried/dismiss/", carried.dismiss, name="carried-dismiss"),
    path("studio/projects/<slug:slug>/carried/<uuid:uuid>/part-ways/", carried.part_ways, name="carried-part-ways"),
    path("studio/projects/<slug:slug>/evidence/<uuid:uuid>/renew/", evidence.renew, name="evidence-renew"),
    path("studio/projects/<slug:slug>/successors/<uuid:uuid>/accept/", successors.accept, name="successors-accept"),
    path("studio/projects/<slug:slug>/successors/<uuid:uuid>/dismiss/", successors.dismiss, name="successors-dismiss"),
    path("studio/checklists/", checklists.index, name="checklists-index"),
    path("studio/checklists/new/", checklists.new, name="checklists-new"),
    path("studio/checklists/<uuid:uuid>/", checklists.show, name="checklists-show"),
    path("studio/checklists/<uuid:uuid>/history/", checklists.history, name="checklists-history"),
    path("studio/checklists/<uuid:uuid>/undo/", checklists.undo, name="checklists-undo"),
    path("studio/checklists/<uuid:uuid>/share/", checklists.share, name="checklists-share"),
    path("studio/checklists/<uuid:uuid>/archive/", checklists.archive, name="checklists-archive"),
    path("studio/checklists/<uuid:uuid>/restore/", checklists.restore, name="checklists-restore"),
    path("studio/checklists/<uuid:uuid>/remove/", checklists.remove, name="checklists-remove"),
    path("studio/checklists/<uuid:uuid>/ticks/", ticks.index, name="ticks-index"),
    path("studio/checklists/<uuid:uuid>/ticks/accept/", ticks.accept, name="ticks-accept"),
    path("studio/checklists/<uuid:uuid>/merge/", merges.new, name="merges-new"),
    path("studio/checklists/<uuid:uuid>/items/tick/", items.tick, name="items-tick"),
    path("studio/checklists/<uuid:uuid>/items/new/", items.new, name="items-new"),
    path("studio/checklists/<uuid:uuid>/items/<str:key>/edit/", items.edit, name="items-edit"),
    path("studio/checklists/<uuid:uuid>/items/<str:key>/put/", items.put, name="items-put"),
    path("studio/checklists/<uuid:uuid>/items/<str:key>/move/", items.move, name="items-move"),
    path("studio/checklists/<uuid:uuid>/items/<str:key>/remove/", items.remove, name="items-remove"),
    *_parts("sections", sections),
    *_parts("datasets", datasets),
    *_parts("results", results),
    *_parts("comparisons", comparisons),
    *_parts("decisions", decisions),
    *_parts("contributors", contributors),
    *_parts("artefacts", artefacts),
    *_parts("evidence", evidence),
]

urlpatterns = [*public, *studio]
