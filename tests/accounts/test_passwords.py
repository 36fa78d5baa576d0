"""R-AU-08: which passwords are good."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.passwords import is_guessable

GOOD = [
    "correct horse battery staple",
    "onlysmallletters",  # no rule of composition
    "271828182845",
    "   surrounded by spaces   ",
    "🦊🦉🐢🐙🦋🐝🦔🐬🦩🐌🦚🐊",
    "пароль из слов",
    "naïve façade Ω",
    "x7" * 2 + "abcdefgh" * 7 + "zu19",  # 64 characters
    "ab c" + "0123456789 plus words " * 5 + "end of it 1234",  # 128 characters
]
BAD = {
    "eightchr": "at least 12",
    "elevenchars": "at least 12",
    "qwerty123456": "too common",
    "1q2w3e4r5t6y": "too common",
    "password1234": "too common",
    "passwordpassword": "tried first",
    "letmein20262026": "tried first",
    "iloveyou!!!!!!": "tried first",
    "123456789012": "tried first",
    "987654321098": "tried first",
    "aaaaaaaaaaaa": "tried first",
    "abcabcabcabc": "tried first",
    "ada.lindqvist": "too similar",
    "a" * 60 + "b" * 69: "at most 128",
}


@pytest.mark.parametrize("password", GOOD)
def test_r_au_08_good_passwords(password: str) -> None:
    assert 12 <= len(password) <= 128
    validate_password(password, User(email="ada@example.org"))


def test_r_au_08_the_longest_is_128() -> None:
    assert max(map(len, GOOD)) == 128
    assert 64 in map(len, GOOD)


@pytest.mark.parametrize(("password", "reason"), BAD.items())
def test_r_au_08_refused_with_the_reason(password: str, reason: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, User(email="ada.lindqvist@example.org"))
    assert reason in " ".join(refused.value.messages)


@pytest.mark.parametrize("word", ["horse 12 battery", "2718281828459", "letmein-letmein-", ""])
def test_not_guessable(word: str) -> None:
    assert not is_guessable(word)
