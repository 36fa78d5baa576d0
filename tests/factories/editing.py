"""What tests of the editor share: addresses, and what a page says."""

import re

from django.urls import reverse

from competence.models import Draft
from competence.queries import drafts as queries

HTMX = {"HTTP_HX_REQUEST": "true"}


def url(verb, *args, key="three-levels"):
    return reverse(f"competence:{verb}", args=[key, *args])


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def data(kind, key):
    """What an item of the one open draft says."""
    return queries.row(Draft.objects.open().get(), kind, key).data
