"""The shape of what is said about teams."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from hiring.models import Membership

ROLES = [
    (Membership.Role.MEMBER, "Member: works with everything that the team holds"),
    (Membership.Role.OWNER, "Owner: also invites, removes and gives roles"),
]


def _own_name() -> forms.CharField:
    """Asked of whoever has no name yet, so that the team can tell who did what."""
    return forms.CharField(
        label="Your name",
        required=False,
        max_length=User._meta.get_field("name").max_length,
        help_text="The team reads it beside what you do. It is kept on your account.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class TeamForm(forms.Form):
    """What a team is called."""

    name = forms.CharField(
        label="Name of the team", max_length=80, help_text="Its members see it, and whoever is invited."
    )


class NewTeamForm(TeamForm):
    """A team, and by which name its owner is known there."""

    own_name = _own_name()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user.name:
            del self.fields["own_name"]


class JoinForm(forms.Form):
    """By which name whoever joins is known in the team."""

    own_name = _own_name()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user.name:
            del self.fields["own_name"]


class RenameForm(TeamForm):
    """The same for a team that is there: it says which version was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label="E-mail address", max_length=254)
    role = forms.ChoiceField(label="As", choices=ROLES, initial=Membership.Role.MEMBER, widget=forms.RadioSelect)


class RoleForm(forms.Form):
    """As what somebody goes on."""

    role = forms.ChoiceField(choices=Membership.Role)


class LeaveForm(forms.Form):
    """Leaving as the last one takes a tick."""

    with_everything = forms.BooleanField(label="Delete the team and everything it holds", required=False)
