"""Rendering the Markdown of projects when it is saved, so that no visitor waits for it.

Called by `portfolios.refresh`. The work is done after the commit, outside every lock: a long text takes seconds, and
nobody else's save may wait for it. Until it is done, and where it fails, the page renders the text itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from portfolio.models import Practitioner, Project, Rendering
from portfolio.pages import texts

READ_ALONG = ("sections", "comparisons", "artefacts")


def follow(projects: Iterable[int]) -> None:
    """Renew the stored HTML of these projects, by primary key, once what is under way is committed."""
    for project in projects:

        def after(project: int = project) -> None:  # not a partial: Django names what fails by its __qualname__
            renew(project)

        transaction.on_commit(after, robust=True)


def renew(project: int) -> None:
    """Store the HTML of the texts of a project, rendering only what is new, and drop what none of them asks for.

    Where the portfolio was changed meanwhile nothing is stored: that change has a renewal of its own.
    """
    own = Project.objects.select_related("practitioner").prefetch_related(*READ_ALONG).filter(pk=project).first()
    if own is None:
        return
    known = dict(own.renderings.values_list("key", "html"))
    made = {text.key: text for text in texts.of(own, known).made}
    with transaction.atomic():
        now = Practitioner.objects.select_for_update().filter(pk=own.practitioner_id).first()
        if now is None or now.version != own.practitioner.version or not Project.objects.filter(pk=project).exists():
            return
        own.renderings.exclude(key__in=made).delete()
        new = [text for key, text in made.items() if key not in known]
        Rendering.objects.bulk_create(
            [Rendering(project=own, key=text.key, html=text.html, places=list(text.places)) for text in new],
            ignore_conflicts=True,
        )
