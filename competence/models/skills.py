"""Skill: what evidence points to, for good. SkillEntry: what one edition says about it."""

from django.db import models
from django.db.models import F, Q

from competence.models.frameworks import Edition, Framework
from competence.models.levels import Competence, Group
from competence.vocabulary import Proof


class Skill(models.Model):
    """The stable identity of a skill, across editions. Never deleted: it is retired, with a successor or none."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="skills")
    key = models.CharField(max_length=200, unique=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="predecessors")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="competence_skill_has_key"),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(retired_at__isnull=False),
                name="competence_skill_with_successor_is_retired",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                name="competence_skill_not_its_own_successor",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class SkillEntry(models.Model):
    """A skill as one edition words and places it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="entries")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="entries")
    competence = models.ForeignKey(Competence, on_delete=models.CASCADE, related_name="entries")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    can_do = models.TextField()
    evidence = models.TextField(blank=True)
    pitfall = models.TextField(blank=True)
    proof = models.CharField(max_length=20, choices=Proof)
    does_not_mean = models.TextField(blank=True)
    added = models.BooleanField(default=False)
    comparison = models.BooleanField(default=False)
    diagnosis = models.BooleanField(default=False)
    optional = models.BooleanField(default=False)
    axis = models.CharField(max_length=200, blank=True)
    axis_value = models.CharField(max_length=200, blank=True)
    domain = models.CharField(max_length=200, blank=True)
    aspect = models.CharField(max_length=40, blank=True)
    retired = models.BooleanField(default=False)
    successor_key = models.CharField(max_length=200, blank=True)
    signals = models.JSONField(default=list, blank=True)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "skill"], name="competence_skill_entry_once_per_edition"),
            models.CheckConstraint(condition=~Q(name=""), name="competence_skill_entry_has_name"),
            models.CheckConstraint(condition=Q(proof__in=Proof.values), name="competence_skill_entry_proof_known"),
        ]

    def __str__(self) -> str:
        return self.name
