"""What an account holds, in numbers."""

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from hiring.models import Brief, Conversation, Membership, SavedSearch, Shortlist, Snapshot
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
    briefs: int
    shortlists: int
    searches: int
    conversations: int
    snapshots: int

    @property
    def hires(self) -> bool:
        """Whether they keep anything for choosing people."""
        return bool(self.briefs or self.shortlists or self.searches)


def hires(user: User) -> bool:
    """Whether they hold something for choosing people, or share it in a team."""
    own = (rows.objects.filter(owner=user) for rows in (Brief, Shortlist, SavedSearch))
    return any(rows.exists() for rows in (Membership.objects.filter(user=user), *own))


def belongings(user: User) -> Belongings:
    """Counts of everything that the person made, was told, and told others. What a team holds is the team's."""
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
        briefs=Brief.objects.filter(owner=user).count(),
        shortlists=Shortlist.objects.filter(owner=user).count(),
        searches=SavedSearch.objects.filter(owner=user).count(),
        conversations=Conversation.objects.filter(Q(started_by=user) | Q(practitioner__user=user)).count(),
        snapshots=Snapshot.objects.sent_by(user).count(),
    )
