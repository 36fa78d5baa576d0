"""Public addresses of the yardsticks, and the editor. The page of one skill shows evidence, so portfolio has it."""

from django.urls import path, re_path

from competence.views import case, editions, exports, frameworks, suggestions
from competence.views.manage import drafts, imports, items, rows
from competence.views.manage import suggestions as all_suggestions

app_name = "competence"

urlpatterns = [
    path("frameworks/", frameworks.index, name="frameworks-index"),
    path("frameworks/<slug:key>/", frameworks.show, name="frameworks-show"),
    path("frameworks/<slug:key>/editions/<str:version>/", editions.show, name="editions-show"),
    path("frameworks/<slug:key>/editions/<str:version>/changes/", editions.changes, name="editions-changes"),
    path("frameworks/<slug:key>/formats/", exports.index, name="exports-index"),
    path("frameworks/<slug:key>/formats/<str:form>/", exports.show, name="exports-show"),
    path("manage/frameworks/import/", imports.new, name="imports-new"),
    path("manage/frameworks/import/<str:token>/", imports.show, name="imports-show"),
    path("ims/case/v1p1/CFDocuments", case.index, name="case-index"),
    re_path(
        r"^ims/case/v1p1/(?P<collection>CF(?:Packages|Documents|Items|ItemAssociations|Associations|AssociationGroupings|"
        r"Concepts|Subjects|Licenses|ItemTypes|Rubrics))/(?P<identifier>[^/]{1,200})$",
        case.show,
        name="case-show",
    ),
    path("ims/case/v1p1/<path:path>", case.unknown, name="case-unknown"),
    path("ims/case/v1p0/<path:path>", case.older, name="case-older"),
    path("manage/frameworks/", drafts.index, name="drafts-index"),
    path("manage/frameworks/new/", drafts.new, name="drafts-new"),
    path("manage/frameworks/<slug:key>/", drafts.show, name="drafts-show"),
    path("manage/frameworks/<slug:key>/begin/", drafts.begin, name="drafts-begin"),
    path("manage/frameworks/<slug:key>/undo/", drafts.undo, name="drafts-undo"),
    path("manage/frameworks/<slug:key>/redo/", drafts.redo, name="drafts-redo"),
    path("manage/frameworks/<slug:key>/others/", drafts.others, name="drafts-others"),
    path("manage/frameworks/<slug:key>/history/", drafts.history, name="drafts-history"),
    path("manage/frameworks/<slug:key>/difference/", drafts.difference, name="drafts-difference"),
    path("manage/frameworks/<slug:key>/discard/", drafts.discard, name="drafts-discard"),
    path("manage/frameworks/<slug:key>/items/<str:kind>/", items.index, name="items-index"),
    path("manage/frameworks/<slug:key>/new/<str:kind>/", items.new, name="items-new"),
    path("manage/frameworks/<slug:key>/items/<str:kind>/<str:item>/", items.edit, name="items-edit"),
    path("manage/frameworks/<slug:key>/items/<str:kind>/<str:item>/move/", items.move, name="items-move"),
    path("manage/frameworks/<slug:key>/items/<str:kind>/<str:item>/retire/", items.retire, name="items-retire"),
    path("manage/frameworks/<slug:key>/items/<str:kind>/<str:item>/restore/", items.restore, name="items-restore"),
    path("manage/frameworks/<slug:key>/items/<str:kind>/<str:item>/merge/", items.merge, name="items-merge"),
    path("manage/frameworks/<slug:key>/items/<str:kind>/<str:item>/split/", items.split, name="items-split"),
    path("manage/frameworks/<slug:key>/items/<str:kind>/<str:item>/remove/", items.remove, name="items-remove"),
    path("manage/frameworks/<slug:key>/items/<str:kind>/<str:item>/rows/new/", rows.new, name="rows-new"),
    path("manage/frameworks/<slug:key>/items/<str:kind>/<str:item>/rows/<int:place>/", rows.edit, name="rows-edit"),
    path(
        "manage/frameworks/<slug:key>/items/<str:kind>/<str:item>/rows/<int:place>/move/", rows.move, name="rows-move"
    ),
    path(
        "manage/frameworks/<slug:key>/items/<str:kind>/<str:item>/rows/<int:place>/remove/",
        rows.remove,
        name="rows-remove",
    ),
    path("frameworks/<slug:key>/competences/<str:competence>/", frameworks.branch, name="frameworks-branch"),
    path(
        "frameworks/<slug:key>/editions/<str:version>/competences/<str:competence>/",
        editions.branch,
        name="editions-branch",
    ),
    path("frameworks/<slug:framework>/skills/<str:key>/suggest/", suggestions.new, name="suggestions-new"),
    path("suggestions/", suggestions.index, name="suggestions-index"),
    path("suggestions/<uuid:uuid>/withdraw/", suggestions.withdraw, name="suggestions-withdraw"),
    path("manage/suggestions/", all_suggestions.inbox, name="suggestions-inbox"),
    path("manage/suggestions/<uuid:uuid>/", all_suggestions.show, name="suggestions-show"),
]
