"""The project: what was asked, done, found and decided."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from competence.models import ProcessTemplate
from portfolio.models.practitioners import Practitioner
from portfolio.models.visibility import Visibility

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

OWNER_ACTIVE = Q(practitioner__user__isnull=True) | Q(practitioner__user__is_active=True)


class ProjectQuerySet(models.QuerySet["Project"]):
    def listed(self) -> ProjectQuerySet:
        """Projects that lists, counts, search, feeds and the site map may name."""
        return self.filter(OWNER_ACTIVE, visibility=Visibility.PUBLIC, practitioner__visibility=Visibility.PUBLIC)

    def on_profile(self) -> ProjectQuerySet:
        """Projects that a visitor finds on the profile, whether the profile is public or unlisted."""
        return self.filter(OWNER_ACTIVE, visibility=Visibility.PUBLIC).exclude(
            practitioner__visibility=Visibility.PRIVATE
        )

    def visible_to(self, user: User | AnonymousUser) -> ProjectQuerySet:
        """Projects that this user may know of: those with an address, and their own."""
        reachable = OWNER_ACTIVE & ~Q(visibility=Visibility.PRIVATE) & ~Q(practitioner__visibility=Visibility.PRIVATE)
        if user.is_authenticated:
            return self.filter(reachable | Q(practitioner__user=user))
        return self.filter(reachable)


class Project(models.Model):
    """One piece of work."""

    class Originality(models.TextChoices):
        OWN = "own", "Own work"
        ADAPTED = "adapted", "Adapted from a tutorial or another project"
        TUTORIAL = "tutorial", "A tutorial followed"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="projects")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=140)
    summary = models.CharField(max_length=400, blank=True, help_text="One or two sentences; may use **bold**.")
    question = models.TextField(max_length=2000, blank=True)
    template = models.ForeignKey(ProcessTemplate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    harness = models.TextField(max_length=8000, blank=True)
    lessons = models.TextField(max_length=8000, blank=True)
    limits = models.TextField(max_length=8000, blank=True)
    dependencies = models.TextField(max_length=4000, blank=True)
    commands = models.TextField(max_length=4000, blank=True)
    seeds = models.CharField(max_length=200, blank=True)
    hardware = models.CharField(max_length=200, blank=True)
    run_time = models.CharField(max_length=120, blank=True)
    originality = models.CharField(max_length=8, choices=Originality, default=Originality.OWN)
    originality_source = models.CharField(max_length=300, blank=True)
    built_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continued_by")
    text_licence = models.CharField(max_length=60, blank=True)
    code_licence = models.CharField(max_length=60, blank=True)
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.PRIVATE)
    position = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True, help_text="First publication; kept when withdrawn.")

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "slug"], name="portfolio_project_slug_is_unique_per_person"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="portfolio_project_visibility_is_known"
            ),
            models.CheckConstraint(
                condition=Q(visibility=Visibility.PRIVATE) | Q(published_at__isnull=False),
                name="portfolio_published_project_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(originality__in=["own", "adapted", "tutorial"]), name="portfolio_originality_is_known"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="portfolio_project_has_a_title"),
        ]
        indexes = [models.Index(fields=["visibility", "-published_at"], name="portfolio_projects_by_date")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("portfolio:projects-show", args=[self.practitioner.handle, self.slug])

    @property
    def is_published(self) -> bool:
        """Whether anybody but its owner can reach it by its own visibility."""
        return self.visibility != Visibility.PRIVATE


class AxisChoice(models.Model):
    """A value that a project carries on an axis of a framework, such as domain: time-series."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="axis_choices")
    axis = models.SlugField(max_length=60)
    value = models.SlugField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "axis", "value"], name="portfolio_axis_choice_is_unique")
        ]
        indexes = [models.Index(fields=["axis", "value"], name="portfolio_projects_by_axis")]

    def __str__(self) -> str:
        return f"{self.axis}: {self.value}"


class Library(models.Model):
    """A library that the project uses, as its authors write it (Keras, PyTorch, scikit-learn)."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="libraries")
    name = models.CharField(max_length=60)
    key = models.SlugField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="portfolio_library_is_unique_per_project")
        ]
        indexes = [models.Index(fields=["key"], name="portfolio_projects_by_library")]

    def __str__(self) -> str:
        return self.name
