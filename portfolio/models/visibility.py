"""Who may know that a thing exists."""

from django.db import models


class Visibility(models.TextChoices):
    """Chosen per profile and per project; private until the person says otherwise."""

    PRIVATE = "private", "Private: only you"
    UNLISTED = "unlisted", "Unlisted: anyone with the address"
    PUBLIC = "public", "Public: listed and found by search"
