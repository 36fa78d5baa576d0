"""The shape of what is said about teams."""

from __future__ import annotations

from django import forms

from hiring.models import Membership

ROLES = [
    (Membership.Role.MEMBER, "Member: works with everything that the team holds"),
    (Membership.Role.OWNER, "Owner: also invites, removes and gives roles"),
]


class TeamForm(forms.Form):
    """What a team is called."""

    name = forms.CharField(
        label="Name of the team", max_length=80, help_text="Its members see it, and whoever is invited."
    )


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
