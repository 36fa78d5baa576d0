"""Public addresses of the yardsticks. The page of one skill shows people's evidence, so it lives in portfolio."""

from django.urls import path

from competence.views import editions, frameworks

app_name = "competence"

urlpatterns = [
    path("frameworks/", frameworks.index, name="frameworks-index"),
    path("frameworks/<slug:key>/", frameworks.show, name="frameworks-show"),
    path("frameworks/<slug:key>/editions/<str:version>/", editions.show, name="editions-show"),
    path("frameworks/<slug:key>/editions/<str:version>/changes/", editions.changes, name="editions-changes"),
]
