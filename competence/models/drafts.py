"""Draft: a framework or catalogue while it is being changed. DraftItem: one block of it. DraftChange: one edit."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from competence.models.frameworks import Edition


class DraftQuerySet(models.QuerySet["Draft"]):
    def open(self) -> DraftQuerySet:
        """Those that are being worked at."""
        return self.filter(closed_at__isnull=True)


class Draft(models.Model):
    """What will be the next edition. `key` is the framework's, or the kind where there is only one of it.

    `revision` counts every edit, undo and redo, so that a page can say what it has seen. `note` is what its publisher
    wrote: catalogues have no editions beside which it could stand.
    """

    class Kind(models.TextChoices):
        FRAMEWORK = "framework", "framework"
        PROCESSES = "processes", "process templates"
        CROSSWALK = "crosswalk", "crosswalk"
        IDEAS = "ideas", "project ideas"

    class Outcome(models.TextChoices):
        PUBLISHED = "published", "published"
        DISCARDED = "discarded", "discarded"

    kind = models.CharField(max_length=20, choices=Kind)
    key = models.SlugField(max_length=60)
    base = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts")
    revision = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    note = models.TextField(blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(closed_at__isnull=True), name="competence_draft_one_open"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["framework", "processes", "crosswalk", "ideas"]),
                name="competence_draft_kind_known",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="competence_draft_has_key"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | Q(closed_at__isnull=False, outcome__in=["published", "discarded"]),
                name="competence_draft_closed_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"draft of {self.key}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_framework(self) -> bool:
        return self.kind == self.Kind.FRAMEWORK


class DraftItem(models.Model):
    """A block as it stands now. `parent` follows from `data`; `revision` is the draft's when its data last changed."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=100)
    key = models.CharField(max_length=420)
    parent = models.CharField(max_length=420, blank=True)
    position = models.BigIntegerField()
    data = models.JSONField()
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "kind", "key"], name="competence_draft_item_once"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(key=""), name="competence_draft_item_says_which_it_is"),
        ]
        indexes = [
            models.Index(fields=["draft", "kind", "parent", "position"], name="competence_draft_item_branch"),
            models.Index(fields=["draft", "kind", "position"], name="competence_draft_item_place"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class DraftChange(models.Model):
    """One edit: who, when, a sentence, and the patches that lead there and back.

    `revision` is that of the draft when the change was last done, undone or done again, by `touched_by`.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=300)
    patches = models.JSONField()
    is_undone = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revision = models.PositiveIntegerField()
    touched_at = models.DateTimeField()
    touched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="competence_draft_change_numbered_once"),
            models.UniqueConstraint(fields=["draft", "revision"], name="competence_draft_change_one_a_revision"),
            models.CheckConstraint(condition=~Q(what=""), name="competence_draft_change_says_what"),
            models.CheckConstraint(
                condition=Q(revision__gte=F("number")), name="competence_draft_change_revision_follows_number"
            ),
        ]

    def __str__(self) -> str:
        return self.what
