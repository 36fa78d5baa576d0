"""Public addresses of the yardsticks. The page of one skill shows people's evidence, so it lives in portfolio."""

from django.urls import path, re_path

from competence.views import case, editions, exports, frameworks

app_name = "competence"

urlpatterns = [
    path("frameworks/", frameworks.index, name="frameworks-index"),
    path("frameworks/<slug:key>/", frameworks.show, name="frameworks-show"),
    path("frameworks/<slug:key>/editions/<str:version>/", editions.show, name="editions-show"),
    path("frameworks/<slug:key>/editions/<str:version>/changes/", editions.changes, name="editions-changes"),
    path("frameworks/<slug:key>/formats/", exports.index, name="exports-index"),
    path("frameworks/<slug:key>/formats/<str:form>/", exports.show, name="exports-show"),
    path("ims/case/v1p1/CFDocuments", case.index, name="case-index"),
    re_path(
        r"^ims/case/v1p1/(?P<kind>CF(?:Packages|Documents|Items|ItemAssociations|Associations|AssociationGroupings|"
        r"Concepts|Subjects|Licenses|ItemTypes|Rubrics))/(?P<identifier>[^/]{1,200})$",
        case.show,
        name="case-show",
    ),
    path("ims/case/v1p1/<path:path>", case.unknown, name="case-unknown"),
    path("ims/case/v1p0/<path:path>", case.older, name="case-older"),
]
