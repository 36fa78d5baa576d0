"""Which second factors somebody has."""

from collections.abc import Callable

from accounts.models import User
from accounts.queries import second_factors


def test_nobody_has_one_at_first(ada: User) -> None:
    assert not second_factors.has_one(ada)
    assert second_factors.of(ada) == second_factors.SecondFactors(app=False, codes_left=0)


def test_an_app_is_one(ada: User, sam: User, give_app: Callable[[User], list[str]]) -> None:
    give_app(ada)
    assert second_factors.has_one(ada)
    assert not second_factors.has_one(sam)
    assert second_factors.of(ada) == second_factors.SecondFactors(app=True, codes_left=10)


def test_recovery_codes_alone_are_none(ada: User, give_app: Callable[[User], list[str]]) -> None:
    give_app(ada)
    ada.authenticator_set.filter(type="totp").delete()
    assert not second_factors.has_one(ada)
