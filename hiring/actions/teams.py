"""Teams: made, named, joined by invitation, led, left. A team always has an owner."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.urls import reverse

from accounts.actions import users
from accounts.models import User
from core.errors import DomainError, StaleVersion
from hiring import tokens
from hiring.actions import holders, snapshots
from hiring.models import Brief, Invitation, Membership, Snapshot, Team
from hiring.queries import teams

INVITATION_DAYS = 14
TEAMS_AT_MOST = 20
"""Teams of one person."""
PLACES_AT_MOST = 50
"""Members and open invitations of one team."""
OWNER, MEMBER = Membership.Role.OWNER, Membership.Role.MEMBER
NOT_IN_IT = "They have left the team in the meantime."
NEEDS_OWNER = "A team needs an owner. Make somebody else an owner first, or hand the team over."


@transaction.atomic
def create(*, name: str, by: User, own_name: str = "", at: datetime) -> Team:
    """A team with `by` as its owner. `DomainError` beyond `TEAMS_AT_MOST`."""
    _introduce(by, own_name, at)
    if Membership.objects.filter(user=by).count() >= TEAMS_AT_MOST:
        raise DomainError(f"You are in {TEAMS_AT_MOST} teams. Leave one before you make another.")
    team = Team.objects.create(name=name.strip(), created_at=at)
    Membership.objects.create(team=team, user=by, role=OWNER, joined_at=at)
    return team


@transaction.atomic
def rename(team: Team, *, name: str, revision: int, by: User, at: datetime) -> Team:
    """Call it something else. `StaleVersion` if somebody did in the meantime."""
    current = _lock(team, by)
    if current.revision != revision:
        raise StaleVersion()
    current.name, current.revision = name.strip(), revision + 1
    current.save(update_fields=["name", "revision"])
    return current


@transaction.atomic
def invite(team: Team, *, email: str, role: str, by: User, at: datetime) -> Invitation:
    """Offer a place to an address, by mail. An open invitation of that address is replaced, so its link ends.

    `DomainError` when the address belongs to a member already, or the team is full.
    """
    current, address = _lock(team, by), email.strip().lower()
    people = Membership.objects.filter(team=current)
    if people.filter(user__email__iexact=address).exists():
        raise DomainError(f"{address} is in the team already.")
    open_ones = Invitation.objects.filter(team=current, accepted_at__isnull=True)
    open_ones.filter(email=address).delete()
    if people.count() + open_ones.count() >= PLACES_AT_MOST:
        raise DomainError(f"A team has at most {PLACES_AT_MOST} members and open invitations.")
    token = tokens.new()
    made = Invitation.objects.create(
        team=current,
        email=address,
        role=Membership.Role(role),
        token_hash=tokens.hashed(token),
        invited_by=by,
        created_at=at,
        expires_at=at + timedelta(days=INVITATION_DAYS),
    )
    _tell(made, by, reverse("hiring:teams-join", args=[token]))
    return made


def _tell(invitation: Invitation, by: User, path: str) -> None:
    """The mail with the link, once it is sure. A mail that cannot be sent undoes nothing: it can be sent again."""
    email, inviter = invitation.email, by.name or by.email
    context = {"invitation": invitation, "inviter": inviter, "path": path, "days": INVITATION_DAYS}
    transaction.on_commit(lambda: get_adapter().send_mail("hiring/email/team_invitation", email, context), robust=True)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Take an invitation back: its link ends. Nothing happens when it was taken meanwhile."""
    _lock(invitation.team, by)
    Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True).delete()


@transaction.atomic
def accept(invitation: Invitation, *, by: User, own_name: str = "", at: datetime) -> Membership:
    """Take the place. `DomainError` when it is not for `by`, or was taken, withdrawn or too old by now."""
    _introduce(by, own_name, at)
    _lock(invitation.team, by)
    current = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, expires_at__gt=at).first()
    if current is None:
        raise DomainError("This invitation was withdrawn, taken or is too old. Ask for another one.")
    if not teams.is_for(current, by):
        raise DomainError("This invitation was sent to another address.")
    if Membership.objects.filter(user=by).count() >= TEAMS_AT_MOST:
        raise DomainError(f"You are in {TEAMS_AT_MOST} teams. Leave one before you join another.")
    current.accepted_at = at
    current.save(update_fields=["accepted_at"])
    place, _ = Membership.objects.get_or_create(
        team=current.team, user=by, defaults={"role": current.role, "joined_at": at}
    )
    return place


@transaction.atomic
def set_role(member: Membership, *, role: str, by: User, at: datetime) -> Membership:
    """Make somebody an owner or a member. `DomainError` when nobody would lead the team, or they have left it."""
    current = _locked(member, by)
    if role == MEMBER and not _other_owner(current):
        raise DomainError(NEEDS_OWNER)
    current.role = Membership.Role(role)
    current.save(update_fields=["role"])
    return current


@transaction.atomic
def hand_over(member: Membership, *, by: User, at: datetime) -> None:
    """Make `member` an owner, and `by` a member. `DomainError` when `member` has left the team."""
    current = _locked(member, by)
    current.role = OWNER
    current.save(update_fields=["role"])
    Membership.objects.filter(team=current.team, user=by).exclude(pk=current.pk).update(role=MEMBER)


@transaction.atomic
def remove(member: Membership, *, by: User, at: datetime) -> None:
    """Take somebody out of the team. What they made for it stays with it. `DomainError` when nobody would lead it, or
    they have left it."""
    current = _locked(member, by)
    if not _other_owner(current):
        raise DomainError(NEEDS_OWNER)
    current.delete()


@transaction.atomic
def leave(team: Team, *, by: User, with_everything: bool = False, at: datetime) -> bool:
    """Leave the team; says whether it is deleted with it, since nobody was left.

    `DomainError` when they are no longer in it, when others stay without an owner, or when somebody is the last one and
    did not say `with_everything`: then the briefs, lists and searches of the team go with it.
    """
    current = _lock(team, by)
    own = Membership.objects.filter(team=current, user=by).first()
    if own is None:
        raise DomainError("You are no longer in this team.")
    if Membership.objects.filter(team=current).exclude(pk=own.pk).exists():
        if not _other_owner(own):
            raise DomainError(NEEDS_OWNER)
        own.delete()
        return False
    if not with_everything:
        raise DomainError("You are the last one in the team. Say that everything it holds may go with it.")
    snapshots.end_with(Brief.objects.filter(team=current), because=Snapshot.Because.REMOVED, at=at)
    current.delete()
    return True


def _introduce(by: User, own_name: str, at: datetime) -> None:
    """Keeps the name on an account that has none."""
    account = holders.account(by)
    if own_name and not account.name:
        users.describe(account, name=own_name, affiliation=account.affiliation, by=by, at=at)


def _lock(team: Team, by: User) -> Team:
    """The team, until the end of the transaction, after whoever changes it. `DomainError` when it is gone."""
    holders.account(by)
    return holders.team(team)


def _locked(member: Membership, by: User) -> Membership:
    """Somebody's place as it stands now, in a team that is locked. `DomainError` when they have left it."""
    team = _lock(member.team, by)
    current = Membership.objects.select_related("user").filter(pk=member.pk, team=team).first()
    if current is None:
        raise DomainError(NOT_IN_IT)
    current.team = team
    return current


def _other_owner(member: Membership) -> bool:
    return Membership.objects.filter(team=member.team_id, role=OWNER).exclude(pk=member.pk).exists()
