"""Things that a visitor can inspect: images, links and files. What is uploaded stands in `FileVersion`."""

import re

from django.db import models
from django.db.models import Q

from portfolio.models.parts import SAFE_ADDRESS, Part

COMMIT = re.compile(r"/(?:blob|tree|commit|raw|src/commit)/[0-9a-f]{40}(?:/|$|#)")


class Artefact(Part):
    FIELDS = ("title", "caption", "alt", "url", "link_kind")

    class Kind(models.TextChoices):
        IMAGE = "image", "Image"
        LINK = "link", "Link"
        NOTEBOOK = "notebook", "Notebook"
        CODE = "code", "Code"
        LOG = "log", "Training log"
        CARD = "card", "Model card"
        DOCUMENT = "document", "Document"
        FILE = "file", "File"

    FILES = (Kind.NOTEBOOK, Kind.CODE, Kind.LOG, Kind.CARD, Kind.DOCUMENT, Kind.FILE)
    """Kinds whose content is a file that was uploaded, in versions."""

    class LinkKind(models.TextChoices):
        CODE = "code", "Code"
        DATA = "data", "Data"
        DEMO = "demo", "Demo"
        PAPER = "paper", "Paper"
        OTHER = "other", "Other"

    class Answer(models.TextChoices):
        ANSWERS = "answers", "Answers"
        GONE = "gone", "Is gone"
        REFUSED = "refused", "Refuses"
        UNREACHABLE = "unreachable", "Cannot be reached"
        NOT_ALLOWED = "not-allowed", "Is not asked"

    kind = models.CharField(max_length=8, choices=Kind)
    name = models.SlugField(max_length=60, help_text="Short name; an image is used in the text as image:name.")
    title = models.CharField(max_length=160)
    caption = models.CharField(max_length=400, blank=True)
    alt = models.CharField(max_length=300, blank=True, help_text="What the image shows, for people who cannot see it.")
    renditions = models.JSONField(default=list, blank=True, help_text="[{width, height, path, bytes}], smallest first.")
    content_hash = models.CharField(max_length=64, blank=True)
    url = models.URLField(max_length=600, blank=True)
    link_kind = models.CharField(max_length=5, choices=LinkKind, blank=True)
    answer = models.CharField(max_length=12, choices=Answer, blank=True, help_text="Of a link, when it was last asked.")
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="portfolio_artefact_name_is_unique_per_project"),
            models.CheckConstraint(
                condition=(Q(kind="image") & ~Q(content_hash="") & Q(url=""))
                | (Q(kind="link") & Q(content_hash="") & ~Q(url="") & ~Q(link_kind=""))
                | (
                    Q(kind__in=["notebook", "code", "log", "card", "document", "file"])
                    & ~Q(content_hash="")
                    & Q(url="")
                ),
                name="portfolio_artefact_is_an_image_a_link_or_a_file",
            ),
            models.CheckConstraint(
                condition=Q(answer="", asked_at=None) | (~Q(answer="") & Q(kind="link", asked_at__isnull=False)),
                name="portfolio_only_links_that_were_asked_have_an_answer",
            ),
            models.CheckConstraint(condition=SAFE_ADDRESS, name="portfolio_artefact_link_has_a_safe_scheme"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_file(self) -> bool:
        """Whether its content is a file that was uploaded."""
        return self.kind in self.FILES

    @property
    def is_code_file(self) -> bool:
        """Whether its code is read: an uploaded notebook or script."""
        return self.kind in (self.Kind.NOTEBOOK, self.Kind.CODE)

    @property
    def substance(self) -> dict[str, object]:
        """What a verdict on evidence that points here has judged."""
        return {
            "title": self.title,
            "caption": self.caption,
            "content": self.content_hash,
            "url": self.url,
            "link_kind": self.link_kind,
        }

    def url_at(self, lines: str) -> str:
        """The address with a line fragment such as #L40-L88, which the common code hosts understand."""
        if not lines or self.link_kind != self.LinkKind.CODE:
            return self.url
        first, _, last = lines.partition("-")
        return f"{self.url.split('#')[0]}#L{first}" + (f"-L{last}" if last else "")

    @property
    def is_pinned(self) -> bool:
        """Whether a code link names a commit, so that it still shows the same lines in ten years."""
        return bool(COMMIT.search(self.url))
