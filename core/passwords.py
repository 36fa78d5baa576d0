"""A limit for the length of passwords: hashing a megabyte is work that anybody could ask for."""

from django.core.exceptions import ValidationError


class MaximumLengthValidator:
    """Refuses a password of more than `max_length` characters; nothing is ever cut off."""

    def __init__(self, max_length: int = 128) -> None:
        self.max_length = max_length

    def validate(self, password: str, user: object | None = None) -> None:
        """`ValidationError` when it is too long."""
        if len(password) > self.max_length:
            raise ValidationError(
                f"This password is too long. It must contain at most {self.max_length} characters.",
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        """The sentence beside the field."""
        return f"Your password must contain at most {self.max_length} characters."
