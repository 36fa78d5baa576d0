"""CrosswalkMatch: two skills of different frameworks that correspond."""

from django.db import models
from django.db.models import F, Q

from competence.models.skills import Skill
from competence.vocabulary import Match


class CrosswalkMatch(models.Model):
    """Reads "`source` `kind` `target`": `broader` says that the target is the wider skill."""

    source = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="matches_out")
    target = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="matches_in")
    kind = models.CharField(max_length=20, choices=Match)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="competence_crosswalk_match_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="competence_crosswalk_match_leads_elsewhere"),
            models.CheckConstraint(condition=Q(kind__in=Match.values), name="competence_crosswalk_match_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"
