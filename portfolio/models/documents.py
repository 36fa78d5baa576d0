"""The documents of full-text search: one for every person, project and notebook that lists may name."""

from datetime import date

from django.db import models
from django.db.models import Q

from portfolio.models.practitioners import Practitioner
from portfolio.models.projects import Project

LEARNING = 7_380_271_655_020
"""Number of the advisory lock on PostgreSQL that those share who learn words, until they commit."""


class Document(models.Model):
    """What one thing can be found by; written only by `portfolio.actions.indexing`.

    There are rows only for what is listed; what is withdrawn loses its row in the same transaction. The database keeps
    an index over `tokens` (portfolio.search.dialects): on SQLite one table of FTS5 a kind, kept in step by triggers, on
    PostgreSQL one index of lexemes a kind.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        PROJECT = "project", "Project"
        NOTEBOOK = "notebook", "Notebook"

    kind = models.CharField(max_length=8, choices=Kind)
    thing = models.BigIntegerField(help_text="Primary key of the practitioner, project or file version.")
    uuid = models.UUIDField(help_text="Of that thing: what decides between equals.")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="documents")
    project = models.ForeignKey(Project, null=True, on_delete=models.CASCADE, related_name="documents")
    slug = models.SlugField(max_length=60, blank=True, help_text="Of a notebook: the name of its file in addresses.")
    proof_on = models.DateField(default=date.min, help_text="Day of the person's latest proof; without one, the first.")
    mark = models.CharField(max_length=32, help_text="Hash of what it was made of.")
    passages = models.JSONField(default=list, help_text="[[fragment of the address, text], …]; title and names first.")
    tokens = models.TextField(help_text="portfolio.search.tokens.line")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "thing"], name="portfolio_document_is_one_row_a_thing"),
            models.CheckConstraint(
                condition=Q(kind="person", project=None) | Q(kind__in=["project", "notebook"], project__isnull=False),
                name="portfolio_document_is_of_a_known_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "thing", "proof_on", "uuid"], name="portfolio_documents_by_thing"),
            models.Index(fields=["kind", "-proof_on", "uuid", "thing"], name="portfolio_documents_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class Spelling(models.Model):
    """Three letters in a row of a word that a document has or had, to find it by a word that is nearly the same.

    Rows stay when a word goes; whoever proposes a word asks the index first whether a document has it.
    """

    gram = models.CharField(max_length=3)
    word = models.CharField(max_length=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gram", "word"], name="portfolio_spelling_is_one_row_a_gram"),
        ]

    def __str__(self) -> str:
        return f"{self.gram} {self.word}"
