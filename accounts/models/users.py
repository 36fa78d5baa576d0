"""The user: who is signed in. A person with a portfolio is a `portfolio.Practitioner`."""

from typing import ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.crypto import salted_hmac


class UserManager(BaseUserManager["User"]):
    """Makes users; addresses are kept in small letters, as sign-in compares them."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """A user with this address, saved. `ValueError` without an address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """A user who may do everything. Only the command line calls this, so the address counts as confirmed."""
        user = self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Signs in by e-mail address."""

    email = models.EmailField("e-mail address", unique=True, max_length=254)
    name = models.CharField(max_length=120, blank=True, help_text="Shown with verdicts that this person gives.")
    affiliation = models.CharField(max_length=160, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    session_epoch = models.PositiveIntegerField(default=0, help_text="Raised to end every session of this person.")
    joined_at = models.DateTimeField(db_default=Now())  # said by whoever makes a user; createsuperuser does not know

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_is_unique_without_case"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], condition=models.Q(is_active=False), name="accounts_users_out_of_use"),
        ]

    def __str__(self) -> str:
        return self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is tied to: it ends when any of these changes, for good once the epoch is raised (R-AU-04)."""
        facts = (self.password, str(self.session_epoch), self.email, str(self.is_staff), str(self.is_superuser))
        return salted_hmac("accounts.User.session", "\n".join(facts), secret=secret, algorithm="sha256").hexdigest()
