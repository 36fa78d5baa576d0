"""What an account holds, in numbers."""

from dataclasses import dataclass

from accounts.models import User
from portfolio.models import Artefact, Checklist, Evidence, Practitioner, Project, Verdict


@dataclass(frozen=True)
class Belongings:
    """What deleting takes away (`received` goes with the evidence that it is about), and what stays (`given`)."""

    handle: str
    projects: int
    evidence: int
    images: int
    files: int
    checklists: int
    received: int
    given: int


def belongings(user: User) -> Belongings:
    """Counts of everything that the person made, was told, and told others."""
    mine = {"project__practitioner__user": user}
    return Belongings(
        handle=Practitioner.objects.filter(user=user).values_list("handle", flat=True).first() or "",
        projects=Project.objects.filter(practitioner__user=user).count(),
        evidence=Evidence.objects.filter(**mine).count(),
        images=Artefact.objects.filter(**mine, kind=Artefact.Kind.IMAGE).count(),
        files=Artefact.objects.filter(**mine, kind__in=Artefact.FILES).count(),
        checklists=Checklist.objects.filter(practitioner__user=user).count(),
        received=Verdict.objects.filter(evidence__project__practitioner__user=user).count(),
        given=Verdict.objects.filter(reviewer=user).count(),
    )
