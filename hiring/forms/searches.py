"""A search that is kept: its title and who holds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from hiring.models import SavedSearch, Team


class TitleForm(forms.Form):
    """What a search is called."""

    title = forms.CharField(label="Title", max_length=120)


class RenameForm(TitleForm):
    """The same for a search that is there: it says which version was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class NewSearchForm(TitleForm):
    """What is kept travels along as the address said it. Without `teams` there is nobody to choose."""

    kind = forms.ChoiceField(choices=SavedSearch.Kind.choices, widget=forms.HiddenInput)
    query = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)
    team = forms.ChoiceField(label="Who holds it", required=False)

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.uuid): team for team in teams}
        choice = self.fields["team"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", "Only you"), *((key, team.name) for key, team in self.teams.items())]

    @property
    def chosen_team(self) -> Team | None:
        """After `is_valid()`: the team that is to hold it, or None for oneself."""
        return self.teams.get(self.cleaned_data["team"])
