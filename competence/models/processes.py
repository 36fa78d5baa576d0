"""Process templates: named, ordered steps for write-ups; the ladder of results; what a reference score stands for.

They are shared by all frameworks, have no editions and are updated in place by their key. What goes out of
use is marked retired, so that projects keep the step under which they wrote.
"""

from django.db import models
from django.db.models import F, Q

from competence.vocabulary import Relation, TemplateKind


class ProcessTemplate(models.Model):
    key = models.CharField(max_length=200, unique=True)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=TemplateKind)
    summary = models.TextField(blank=True)
    use_when = models.TextField(blank=True)
    is_default = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="competence_one_default_template"
            ),
            models.CheckConstraint(condition=Q(kind__in=TemplateKind.values), name="competence_template_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title


class ProcessStep(models.Model):
    """`skills` and `required_for_levels` are keys; `skill_scope` is the key of a level of which any skill is meant."""

    template = models.ForeignKey(ProcessTemplate, on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(max_length=200, unique=True)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    questions = models.JSONField(default=list, blank=True)
    artefacts = models.JSONField(default=list, blank=True)
    required = models.BooleanField(default=False)
    required_for_levels = models.JSONField(default=list, blank=True)
    skills = models.JSONField(default=list, blank=True)
    skill_scope = models.CharField(max_length=200, blank=True)
    covers = models.CharField(max_length=40, blank=True)
    dataset_source = models.CharField(max_length=200, blank=True)
    retired = models.BooleanField(default=False)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="competence_step_has_name")]

    def __str__(self) -> str:
        return self.name


class StepLink(models.Model):
    """What a completed `source` step does for the `target` step of another template."""

    source = models.ForeignKey(ProcessStep, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(ProcessStep, on_delete=models.CASCADE, related_name="links_in")
    relation = models.CharField(max_length=20, choices=Relation)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="competence_step_link_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="competence_step_link_leads_elsewhere"),
            models.CheckConstraint(
                condition=Q(relation__in=Relation.values), name="competence_step_link_relation_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.relation} {self.target_id}"


class Rung(models.Model):
    """A rung of the result ladder, by the share of the way from a naive baseline to a reference score."""

    template = models.ForeignKey(ProcessTemplate, on_delete=models.CASCADE, related_name="rungs")
    key = models.CharField(max_length=200, unique=True)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    meaning = models.TextField(blank=True)
    needs = models.JSONField(default=list, blank=True)
    progress_above = models.FloatField(null=True, blank=True)
    progress_at_least = models.FloatField(null=True, blank=True)
    repeats_at_least = models.PositiveSmallIntegerField(default=1)
    reference_roles = models.JSONField(default=list, blank=True)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(progress_above__isnull=True) | Q(progress_at_least__isnull=True),
                name="competence_rung_has_one_threshold",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ReferenceRole(models.Model):
    """What a reference score stands for; `shown_as` is the label on a result."""

    key = models.CharField(max_length=60, unique=True)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    shown_as = models.CharField(max_length=200)
    meaning = models.TextField(blank=True)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(shown_as=""), name="competence_reference_role_has_label")]

    def __str__(self) -> str:
        return self.name
