"""Shortlist: people somebody looks at more closely, with notes. Private to its owner or team."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from hiring.models.briefs import Brief
from hiring.models.holding import ONE_HOLDER, HeldQuerySet
from hiring.models.teams import Team
from portfolio.models import Practitioner

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class ShortlistQuerySet(HeldQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> ShortlistQuerySet:
        """A list is known to whoever holds it."""
        return self.held_by(user)

    def held_with(self, holder: User | Team) -> ShortlistQuerySet:
        """Lists of those who know what `holder` holds: of a user their own, of a team its own and its members'."""
        if isinstance(holder, Team):
            return self.filter(Q(team=holder) | Q(owner__in=holder.memberships.values("user")))
        return self.filter(owner=holder)


class Shortlist(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="shortlists"
    )
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="shortlists")
    brief = models.ForeignKey(Brief, null=True, blank=True, on_delete=models.SET_NULL, related_name="shortlists")
    title = models.CharField(max_length=120)
    revision = models.PositiveIntegerField(default=1, db_default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    settled_at = models.DateTimeField(
        null=True, blank=True, help_text="When the choice was made; from then on a blind list shows who they are."
    )

    objects = ShortlistQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_HOLDER, name="hiring_shortlist_has_one_holder"),
            models.CheckConstraint(condition=~Q(title=""), name="hiring_shortlist_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("hiring:shortlists-show", args=[self.uuid])

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None


class EntryQuerySet(models.QuerySet["Entry"]):
    def live(self) -> EntryQuerySet:
        """Those who are on the list."""
        return self.filter(removed_at__isnull=True)

    def shown(self) -> EntryQuerySet:
        """Those whose person everybody may know of."""
        return self.filter(practitioner__in=Practitioner.objects.listed())

    def visible_to(self, user: User | AnonymousUser) -> EntryQuerySet:
        """An entry is known to whoever holds the list."""
        return self.filter(shortlist__in=Shortlist.objects.visible_to(user))


class Entry(models.Model):
    """One person on a list. Empty when their portfolio was deleted: the notes stay with whoever wrote them."""

    class State(models.TextChoices):
        LOOK = "look", "To look at"
        TALK = "talk", "Talk"
        OFFER = "offer", "Offer"
        NO = "no", "No"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="entries")
    practitioner = models.ForeignKey(Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=5, choices=State, default=State.LOOK)
    position = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when they are off the list; it can be undone, with the notes."
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shortlist", "practitioner"], name="hiring_entry_is_one_a_person"),
            models.CheckConstraint(
                condition=Q(state__in=["look", "talk", "offer", "no"]), name="hiring_entry_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shortlist_id} {self.practitioner_id} {self.state}"


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: User | AnonymousUser) -> NoteQuerySet:
        """A note is known to whoever holds the list."""
        return self.filter(entry__shortlist__in=Shortlist.objects.visible_to(user))


class Note(models.Model):
    """What somebody wrote down about a person on a list."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(max_length=4000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="hiring_note_says_something")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.written_at:%Y-%m-%d}"


class EntryChange(models.Model):
    """What happened to a person on a list, or to the list, for its history."""

    class Kind(models.TextChoices):
        ADDED = "added", "Added"
        STATE = "state", "State changed"
        REMOVED = "removed", "Taken off the list"
        RESTORED = "restored", "Put back"
        SETTLED = "settled", "List settled"
        REOPENED = "reopened", "List opened again"

    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="changes")
    entry = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.SET_NULL, related_name="changes")
    kind = models.CharField(max_length=8, choices=Kind)
    was = models.CharField(max_length=5, blank=True)
    became = models.CharField(max_length=5, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["added", "state", "removed", "restored", "settled", "reopened"]),
                name="hiring_entry_change_kind_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.shortlist_id} {self.kind}"
