import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize("length", [8, 11])
def test_r_au_08_a_short_password_is_refused(length):
    with pytest.raises(ValidationError, match="at least 12"):
        validate_password("kx7Qpw2mzv9L"[:length])


def test_r_au_08_a_common_password_is_refused():
    with pytest.raises(ValidationError):
        validate_password("123456789012")


@pytest.mark.parametrize(
    "password", ["wallpaper tuesday", "🦔🌲🪵🧭🛶🏕🦉🌧🍂🪨🐟🔭", "q" * 5 + "vxzkw pj mhtr ö" * 4 + "y" * 3]
)
def test_r_au_08_no_rule_of_composition(password):
    validate_password(password)


def test_r_au_08_every_character_up_to_128_counts():
    password = "".join(chr(0x4E00 + n * 7) for n in range(128))
    validate_password(password)
    hashed = make_password(password)
    assert hashed.startswith("argon2$argon2id$")
    assert check_password(password, hashed)
    assert not check_password(password[:-1], hashed)
    with pytest.raises(ValidationError, match="at most 128"):
        validate_password(password + "a")
