"""R-AZ-04: a form takes nothing that decides whose a thing is, what somebody may, or what others say of it.

`test_access` sends such fields to every address; a form that is refused for another reason ignores them all the same.
Here every form says by its fields what it can take at all, so a field that is added to one is seen.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from django import forms

from tests.architecture.test_access import SENT

APPS = ("accounts", "competence", "portfolio", "hiring", "dashboard")
DECIDES = SENT | {"by", "at", "groups", "permissions", "user_permissions", "author", "sender", "revoked_at", "given_at"}
TAKEN = {
    # the field is what the form is for; who may send it is asked by its view and held by tests of that view
    ("RoleForm", "role"): "an owner of a team gives a member another role",
    ("InvitationForm", "role"): "an owner of a team says as what somebody is invited",
    ("InvitationForm", "email"): "whom they invite",
    ("NewProfileForm", "handle"): "people choose the address of their own profile, once",
    ("VisibilityForm", "visibility"): "people choose who can see their own profile",
    ("PublishForm", "visibility"): "people choose who can see their own project",
    ("ReferenceForm", "role"): "what a reference value stands for: baseline, best known",
    ("BriefForm", "strength"): "how strong the proof is to be that a brief asks for",
}


def every_form() -> Iterator[type[forms.BaseForm]]:
    for app in APPS:
        try:
            package = importlib.import_module(f"{app}.forms")
        except ModuleNotFoundError:
            continue
        for module in pkgutil.walk_packages(getattr(package, "__path__", ()), f"{app}.forms."):
            importlib.import_module(module.name)
    yield from (form for form in _below(forms.BaseForm) if form.__module__.partition(".")[0] in APPS)


def _below(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for kind in form.__subclasses__():
        yield kind
        yield from _below(kind)


def test_r_az_04_no_form_takes_what_is_not_the_persons_to_say() -> None:
    found = list(every_form())
    assert len({form.__name__ for form in found}) > 50, "the forms were not found"
    taken = {(form.__name__, name) for form in found for name in set(form.base_fields) & DECIDES}  # type: ignore[attr-defined]
    taken -= {(form.__name__, "email") for form in found if form.__module__.startswith("accounts.")}
    taken -= {(form.__name__, "password") for form in found if form.__module__.startswith("accounts.")}
    assert taken - set(TAKEN) == set()
    assert set(TAKEN) - taken == set(), "no longer there: take the line out"
