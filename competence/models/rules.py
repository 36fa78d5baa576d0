"""Rule: what makes a level count as demonstrated. Stored as the file words it; `competence.standing` applies it."""

from django.db import models
from django.db.models import Q

from competence.models.frameworks import Edition
from competence.models.levels import Level
from competence.vocabulary import Basis, RuleKind


class Rule(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rules")
    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="rules")
    key = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=RuleKind)
    text = models.TextField()
    required = models.BooleanField(default=True)
    basis = models.CharField(max_length=20, choices=Basis, blank=True)
    alternative = models.CharField(max_length=200, blank=True)
    params = models.JSONField(default=dict, blank=True)
    requires = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="competence_rule_once_per_edition"),
            models.CheckConstraint(condition=Q(kind__in=RuleKind.values), name="competence_rule_kind_known"),
            models.CheckConstraint(condition=Q(basis__in=["", *Basis.values]), name="competence_rule_basis_known"),
        ]

    def __str__(self) -> str:
        return self.key
