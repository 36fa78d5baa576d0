"""Which second factors somebody has."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from accounts.models import User


@dataclass(frozen=True)
class SecondFactors:
    """`app`: an authenticator app is set up. `codes_left`: recovery codes that have not been used."""

    app: bool
    codes_left: int


def has_one(user: User) -> bool:
    """Does signing in ask for a second factor? Recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def of(user: User) -> SecondFactors:
    """The second factors of the user, in one query."""
    found = {row.type: row for row in Authenticator.objects.filter(user=user)}
    codes = found.get(Authenticator.Type.RECOVERY_CODES)
    return SecondFactors(
        app=Authenticator.Type.TOTP in found, codes_left=len(codes.wrap().get_unused_codes()) if codes else 0
    )
