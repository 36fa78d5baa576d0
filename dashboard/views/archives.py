"""Taking one's own data along."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core import ratelimit
from core.htmx import render
from dashboard.queries.accounts import belongings
from hiring import archive as hiring_archive
from hiring.queries import archives as hiring_archives
from portfolio import archive, packing
from portfolio.queries import archives

ARCHIVES_AN_HOUR = 6
"""Each reads everything of the person from database and store."""


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponseBase:
    """Says what is inside; asked for it (POST), gives everything of the person as one zip file."""
    user = request.user
    if request.method != "POST":
        return render(request, "dashboard/archives/show.html", {"belongings": belongings(user)})
    ratelimit.spend("archive", str(user.pk), limit=ARCHIVES_AN_HOUR, seconds=3600)
    at = timezone.now()
    whole = archives.whole(user)
    document = archive.document(whole, site_url=settings.SITE_URL, at=at)
    document["hiring"] = hiring_archive.document(hiring_archives.kept(user), site_url=settings.SITE_URL)
    packed = packing.pack(document, archive.stored(whole), default_storage.open)
    return FileResponse(
        packed, as_attachment=True, filename=archive.file_name(whole, at=at), content_type="application/zip"
    )
