"""Passwords that are guessed first although they are long: a common one with figures behind it, or a pattern."""

import re
from itertools import pairwise
from typing import Final

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

COMMON: Final[frozenset[str]] = frozenset(CommonPasswordValidator().passwords)
TAIL = re.compile(r"[\d!?.,*#@$%&+=_-]+$")
SHORT_UNIT = 6
"""Repeating fewer characters than this is a pattern, whatever they are."""


class GuessableValidator:
    """Refuses what a guesser tries right after the common list. No rule about which characters there must be."""

    def validate(self, password: str, user: object | None = None) -> None:
        """`ValidationError` when the password is a common one in disguise."""
        if is_guessable(password):
            raise ValidationError("This is among the passwords that are tried first. Choose another.", code="guessable")

    def get_help_text(self) -> str:
        """The sentence beside the field."""
        return "Not one of the passwords that are tried first."


def is_guessable(password: str) -> bool:
    """True for a common password with figures or signs behind it, a repeated one, and a run such as 123456789012."""
    plain = password.lower()
    stem = TAIL.sub("", plain)
    unit = _unit(plain)
    return stem in COMMON or (unit != plain and (len(unit) < SHORT_UNIT or unit in COMMON)) or _is_run(plain)


def _unit(text: str) -> str:
    """The shortest text that, repeated, gives `text`; `text` itself when it repeats nothing."""
    return text[: (text + text).find(text, 1)] if text else text


def _is_run(text: str) -> bool:
    if not (text.isascii() and text.isdecimal()):
        return False
    return len({(int(b) - int(a)) % 10 for a, b in pairwise(text)}) == 1
