"""Recording what another person said of a piece of evidence. Reviews end here; profiles read only this."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from core.errors import DomainError, StaleVersion
from portfolio import rules
from portfolio.actions import portfolios
from portfolio.models import Evidence, Practitioner, Verdict


@transaction.atomic
def record(evidence: Evidence, *, outcome: str, grounds: str, fingerprint: str, by: User, at: datetime) -> Verdict:
    """One verdict by `by` on the version `fingerprint` of `evidence`.

    `DomainError` for the person's own evidence, without grounds, or for a second verdict on the same version;
    `StaleVersion` when the evidence changed since it was opened.
    """
    if not User.objects.select_for_update().filter(pk=by.pk).exists():
        raise DomainError("This account was deleted in the meantime.")
    portfolios.lock(evidence.project.practitioner)
    current = Evidence.objects.select_related("project__practitioner").get(pk=evidence.pk)
    if not rules.can_judge(by, current):
        raise DomainError("You cannot judge your own work. Ask somebody else to look at it.")
    if not grounds.strip():
        raise DomainError("Give your grounds: what you looked at, and what you saw.")
    if current.fingerprint != fingerprint:
        raise StaleVersion("The evidence was changed after you opened it. Look at it again before you judge.")
    try:
        with transaction.atomic():
            verdict = Verdict.objects.create(
                evidence=current,
                reviewer=by,
                reviewer_name=by.name or "A reviewer",
                reviewer_affiliation=by.affiliation,
                outcome=Verdict.Outcome(outcome),
                grounds=grounds.strip(),
                fingerprint=fingerprint,
                given_at=at,
            )
    except IntegrityError as error:
        raise DomainError("You have judged this version already. A new verdict is possible once it changes.") from error
    portfolios.refresh(current.project.practitioner, at=at)
    return verdict


@transaction.atomic
def anonymise(user: User, *, at: datetime) -> int:
    """Take the name off every verdict that `user` gave, before the account goes; says how many there were.

    The verdicts stay and count: the person judged is not to lose them. The account is locked before the portfolios, as
    `record` does, so that no verdict with the name is given in between; then all portfolios concerned, the person's own
    among them, in one order, so that two people who judged each other can leave at the same time.
    """
    User.objects.select_for_update().filter(pk=user.pk).first()
    given = Verdict.objects.filter(reviewer=user)
    judged = set(given.values_list("evidence__project__practitioner", flat=True))
    own = Practitioner.objects.filter(user=user).values_list("pk", flat=True)
    practitioners = list(Practitioner.objects.select_for_update().filter(pk__in={*judged, *own}).order_by("pk"))
    count = given.update(reviewer=None, reviewer_name="", reviewer_affiliation="")
    for practitioner in practitioners:
        if practitioner.pk in judged:
            portfolios.refresh(practitioner, at=at)
    return count
