"""The upper tiers of one edition: level, competence, group."""

from django.db import models
from django.db.models import Q

from competence.models.frameworks import Edition


class Level(models.Model):
    """A level of one edition. "Level" of two frameworks is never put on one scale."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="levels")
    key = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    means = models.TextField(blank=True)
    does_not_mean = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    optional = models.BooleanField(default=False)
    prerequisites = models.JSONField(default=list, blank=True)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="competence_level_once_per_edition"),
            models.UniqueConstraint(fields=["edition", "number"], name="competence_level_number_once_per_edition"),
            models.CheckConstraint(condition=~Q(name=""), name="competence_level_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Competence(models.Model):
    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="competences")
    key = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    does_not_mean = models.TextField(blank=True)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "key"], name="competence_competence_once_per_level"),
            models.CheckConstraint(condition=~Q(name=""), name="competence_competence_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    competence = models.ForeignKey(Competence, on_delete=models.CASCADE, related_name="groups")
    key = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["competence", "key"], name="competence_group_once_per_competence"),
            models.CheckConstraint(condition=~Q(name=""), name="competence_group_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
