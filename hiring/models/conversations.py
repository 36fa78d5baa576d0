"""Writing to a practitioner through the site: neither side sees the other's e-mail address."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from portfolio.models import Practitioner

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, user: User | AnonymousUser) -> ConversationQuerySet:
        """A conversation is known to its two sides."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(started_by=user) | Q(practitioner__user=user))


class Conversation(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="conversations")
    subject = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    seen_by_practitioner_at = models.DateTimeField(null=True, blank=True)
    seen_by_starter_at = models.DateTimeField(null=True, blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(subject=""), name="hiring_conversation_has_a_subject")]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("hiring:conversations-show", args=[self.uuid])


class Message(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    is_from_practitioner = models.BooleanField(default=False)
    text = models.TextField(max_length=4000)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="hiring_message_says_something")]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.sent_at:%Y-%m-%d}"


class Block(models.Model):
    """A user who may not write to this practitioner any more."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    blocked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practitioner", "user"], name="hiring_block_is_one_a_user")]

    def __str__(self) -> str:
        return f"{self.practitioner_id} {self.user_id}"
