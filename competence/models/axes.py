"""Axis: a way to sort projects. Matrix: two axes crossed. Both belong to one edition."""

from django.db import models
from django.db.models import Q

from competence.models.frameworks import Edition
from competence.vocabulary import AxisKind, MatrixKind


class Axis(models.Model):
    """`level` is the key of a level, or "framework" for an axis that belongs to all of them."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="axes")
    key = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=AxisKind)
    level = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    multiple = models.BooleanField(default=True)
    parent_axis = models.CharField(max_length=200, blank=True)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="competence_axis_once_per_edition"),
            models.CheckConstraint(condition=Q(kind__in=AxisKind.values), name="competence_axis_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


class AxisValue(models.Model):
    axis = models.ForeignKey(Axis, on_delete=models.CASCADE, related_name="values")
    key = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    hint = models.TextField(blank=True)
    skill = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=200, blank=True)
    parent = models.CharField(max_length=200, blank=True)
    levels = models.JSONField(default=list, blank=True)
    no_evidence_for = models.JSONField(default=list, blank=True)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["axis", "key"], name="competence_axis_value_once_per_axis")]

    def __str__(self) -> str:
        return self.name


class Matrix(models.Model):
    """`rows` and `columns` are keys of axes of the same edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="matrices")
    key = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=200)
    rows = models.CharField(max_length=200)
    columns = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=MatrixKind)
    cells = models.PositiveIntegerField()
    reading = models.TextField(blank=True)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="competence_matrix_once_per_edition"),
            models.CheckConstraint(condition=Q(kind__in=MatrixKind.values), name="competence_matrix_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name
