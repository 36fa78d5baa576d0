"""A shortlist: its title, for whom it is, for which brief; and whom to put on which list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from hiring.models import Brief, Team
from hiring.queries.entries import Choice


class NewListForm(forms.Form):
    """Title and holder. Without `teams` there is nothing to choose, and pages leave the field out."""

    title = forms.CharField(
        label="Title", max_length=120, help_text="Only whoever holds the list sees it. For example: Grid team, autumn."
    )
    team = forms.ChoiceField(label="Who holds it", required=False, help_text="It stays there.")

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.uuid): team for team in teams}
        _offer_teams(self, self.teams)

    @property
    def chosen_team(self) -> Team | None:
        """After `is_valid()`: the team that is to hold it, or None for oneself."""
        return self.teams.get(self.cleaned_data.get("team", ""))


def _offer_teams(form: forms.Form, teams: dict[str, Team]) -> None:
    choice = form.fields["team"]
    assert isinstance(choice, forms.ChoiceField)
    choice.choices = [("", "Only you"), *((key, team.name) for key, team in teams.items())]


class BriefChoice(forms.ModelChoiceField):
    """Briefs by title, with whose they are and since when: two may have the same title."""

    def label_from_instance(self, brief: Brief) -> str:
        """As in: Forecasting engineer (Grid team, made 12 October 2026)."""
        return f"{brief.title} ({brief.team.name if brief.team else 'yours'}, {_made(brief.created_at)})"


class ListForm(forms.Form):
    """Title and brief of a list that is there. Without `briefs` it has one that may not be named, and keeps it; without
    `teams` there is none that could take it."""

    title = forms.CharField(label="Title", max_length=120)
    brief = BriefChoice(
        Brief.objects.none(),
        label="Brief",
        required=False,
        to_field_name="uuid",
        empty_label="None",
        help_text="With a brief the list shows how each person stands against it.",
    )
    team = forms.ChoiceField(
        label="Who holds it",
        required=False,
        help_text="A team that takes it keeps it: every member reads and changes it, with all notes.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, briefs: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.uuid): team for team in teams}
        _offer_teams(self, self.teams)
        if not teams:
            del self.fields["team"]
        if briefs is None:
            del self.fields["brief"]
            return
        choice = self.fields["brief"]
        assert isinstance(choice, BriefChoice)
        choice.queryset = briefs

    @property
    def chosen(self) -> dict[str, Any]:
        """After `is_valid()`: what was chosen, with the team that is to hold it, or None."""
        return {**self.cleaned_data, "team": self.teams.get(self.cleaned_data.get("team", ""))}


class AddForm(NewListForm):
    """Which list people are put on: one of those that are there, or a new one."""

    NEW = "new"
    field_order = ("shortlist", "title", "team")

    shortlist = forms.ChoiceField(label="Which list?", widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, choices: Sequence[Choice], people: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = {str(choice.shortlist.uuid): choice.shortlist for choice in choices}
        titles = Counter(choice.shortlist.title for choice in choices)
        offered = self.fields["shortlist"]
        assert isinstance(offered, forms.ChoiceField)
        offered.choices = [
            *((str(choice.shortlist.uuid), _label(choice, people, titles)) for choice in choices),
            (self.NEW, "A new list"),
        ]
        title = self.fields["title"]
        title.required, title.label = not choices, "Title of a new list"
        if choices:
            title.help_text = "A title that you type here makes a new list. Only whoever holds it sees it."
        else:
            del self.fields["shortlist"]

    def clean(self) -> dict[str, Any]:
        """A list that is there, or a title; who types a title means a new list, whatever else is chosen."""
        given = super().clean() or {}
        chosen, title = given.get("shortlist", ""), given.get("title")
        if title and title != self.initial.get("title"):
            return {**given, "shortlist": self.NEW}
        if "shortlist" in self.errors or chosen in self.choices:
            return given
        if not title and "title" not in self.errors:
            is_new = chosen == self.NEW
            choose = "Choose a list, or give a title for a new one."
            self.add_error("title" if is_new else "shortlist", "Give it a title." if is_new else choose)
        return given

    @property
    def chosen(self) -> Any:
        """After `is_valid()`: the list that is there, or None for a new one."""
        return self.choices.get(self.cleaned_data.get("shortlist", ""))


def _made(at: datetime) -> str:
    day = timezone.localtime(at)
    return f"made {day.day} {day:%B %Y}"


def _label(choice: Choice, people: int, titles: Mapping[str, int]) -> str:
    """As in: Grid team, autumn (Example hiring; 1 of 2 is on it already). Of equal titles each has its day."""
    told = [choice.team] if choice.team else []
    if titles[choice.shortlist.title] > 1:
        told.append(_made(choice.shortlist.created_at))
    if choice.already:
        all_ = "on it already" if people == 1 else f"{choice.already} of {people} on it already"
        told.append(all_)
    return f"{choice.shortlist.title} ({'; '.join(told)})" if told else choice.shortlist.title
