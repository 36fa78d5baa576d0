"""The shape of a brief: its own fields, and its needs, which the page sends as lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.http import QueryDict

from competence.strengths import Strength
from competence.yardstick import Yardstick
from hiring import sheets, texts
from hiring.models import Brief, Team
from hiring.sheets import DOMAIN, GROUP, LEVEL, MOST, MUST, SKILL, USEFUL, WEIGHTS, Line, Sheet, once
from portfolio.forms.texts import MarkdownText

STRENGTHS = [
    ("2", "Evidenced: it points to something that can be inspected"),
    ("3", "Verified: another person has looked at it and said that it meets"),
    ("1", "Claims too: somebody says so"),
]
MINE = "mine"
TEXT_AT_MOST = 30_000
"""Characters of a pasted job text."""
KEY_AT_MOST = 160
LEAST = re.compile(r"[1-9][0-9]{0,2}")
"""How many of a group, as it is typed."""


class BriefForm(forms.Form):
    """The fields of a brief. Its needs are read by `lines`."""

    title = forms.CharField(
        label="Role", max_length=120, help_text="For example Forecasting engineer, grid operations."
    )
    text = MarkdownText(
        label="What the work is",
        max_length=6000,
        rows=7,
        help_text="The problem, the data, what is there already. When the brief is published, everybody reads it.",
    )
    framework = forms.ChoiceField(label="Framework", help_text="The yardstick that people are read by.")
    strength = forms.ChoiceField(label="Proof that counts", choices=STRENGTHS, widget=forms.RadioSelect, initial="2")
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, yardsticks: Sequence[Yardstick], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["framework"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(one.key, one.title) for one in yardsticks]

    def sheet(self, needs: Sequence[Line]) -> Sheet:
        """What was given, with these needs. Call once it is valid."""
        given = self.cleaned_data
        return Sheet(given["title"], given["text"], given["framework"], int(given["strength"]), tuple(needs))


def initial_of(sheet: Sheet, revision: int) -> dict[str, Any]:
    """A saved brief as the form shows it."""
    return {
        "title": sheet.title,
        "text": sheet.text,
        "framework": sheet.framework,
        "strength": str(sheet.strength),
        "revision": revision,
    }


def lines(data: QueryDict) -> tuple[Line, ...]:
    """The needs as they stand in the page: levels and domains by their names (`level-l2`), skills and groups as the
    list `need` with fields named after each (`weight-skill:…`). What is not of this shape says nothing."""
    found = [*_of_prefix(data, LEVEL, WEIGHTS)]
    for id_ in data.getlist("need")[: MOST * 2]:
        kind, _, key = id_.partition(":")
        if kind in (SKILL, GROUP, DOMAIN, LEVEL) and _is_key(key):
            found.append(_line(data, kind, key))
    found += _of_prefix(data, DOMAIN, (MUST, USEFUL))
    return once(found)


def _of_prefix(data: QueryDict, kind: str, weights: Sequence[str]) -> list[Line]:
    keys = [name.removeprefix(f"{kind}-") for name in data if name.startswith(f"{kind}-")]
    given = [(key, data[f"{kind}-{key}"]) for key in keys if _is_key(key)]
    return [Line(kind, key, weight) for key, weight in given if weight in weights]


def _is_key(key: str) -> bool:
    """Whether it can be kept as a key: not too long, and without the one character that no text of a database holds."""
    return 0 < len(key) <= KEY_AT_MOST and "\x00" not in key


def _line(data: QueryDict, kind: str, key: str) -> Line:
    weight = data.get(f"weight-{kind}:{key}", "")
    allowed = WEIGHTS if kind == LEVEL else (MUST, USEFUL)
    least, strength = data.get(f"least-{kind}:{key}", "1"), data.get(f"strength-{kind}:{key}", "")
    return Line(
        kind=kind,
        key=key,
        weight=weight if weight in allowed else MUST,
        at_least=int(least) if kind == GROUP and LEAST.fullmatch(least) else 1,
        strength=int(strength) if strength in {"1", "2", "3"} else None,
    )


def counts(data: QueryDict) -> Strength | None:
    """Which proof counts everywhere, where that is asked instead of what the brief says."""
    word = data.get("counts", "").upper()
    return Strength[word] if word in Strength.__members__ else None


@dataclass(frozen=True)
class Needs:
    """The needs of a sent page, held against an edition; beside the form of the other fields."""

    lines: tuple[Line, ...]
    yardstick: Yardstick

    @property
    def errors(self) -> Mapping[str, str]:
        """What cannot be saved like this: id of the line → a sentence."""
        return sheets.problems(self.lines, self.yardstick)

    def is_valid(self) -> bool:
        return not self.errors


@dataclass(frozen=True)
class Turn:
    """A step in writing that saves nothing: the page comes back with everything typed."""

    lines: tuple[Line, ...]
    words: str = ""
    """What is looked for."""
    focus: str = ""
    """Where to go on: the id of a line, `find`, `found` or `framework`."""
    said: Mapping[str, str] = field(default_factory=dict)
    """What happened (`added`, `dropped`) to which line."""
    has_moved: bool = False
    """Whether another framework was chosen than the page showed."""


def turn(data: QueryDict, given: tuple[Line, ...]) -> Turn | None:
    """The step that a button asks for; None for saving. A framework that was only just chosen is looked at first."""
    step = _step(data, given)
    if data.get("shown", data.get("framework")) == data.get("framework"):
        return step
    return replace(step or Turn(given, _words(data), "framework"), has_moved=True)


def _words(data: QueryDict) -> str:
    """What is looked for."""
    return data.get("q", "").strip()[:200]


def _step(data: QueryDict, given: tuple[Line, ...]) -> Turn | None:
    """Adding, taking off or looking up. Enter in the search box looks, anywhere else it saves."""
    words = _words(data)
    if dropped := data.get("drop", ""):
        left = tuple(line for line in given if line.id != dropped)
        return Turn(left, words, "find", {"dropped": dropped})
    added = data.get("pick", "") if "put" in data else data.get("add", "")
    kind, _, key = added.partition(":")
    if kind in (SKILL, GROUP) and _is_key(key):
        return Turn(once((*given, Line(kind, key, MUST))), words, added, {"added": added})
    if "find" in data or "put" in data or ("enter" in data and words):
        return Turn(given, words, "found" if words else "find")
    return None


class HolderForm(forms.Form):
    """Whose it is: one's own, or a team's."""

    holder = forms.ChoiceField(label="For", widget=forms.RadioSelect, initial=MINE)

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.uuid): team for team in teams}
        choice = self.fields["holder"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(MINE, "Me alone"), *((key, f"The team {team.name}") for key, team in self.teams.items())]

    @property
    def team(self) -> Team | None:
        """The team; None for oneself. Call once it is valid."""
        return self.teams.get(self.cleaned_data["holder"])


class MoveForm(HolderForm):
    """Whose it is to be; of a published brief also that its public page names the team."""

    named = forms.BooleanField(label="Everybody may read the name of the team on its public page", required=False)

    def __init__(self, *args: Any, brief: Brief, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._brief = brief
        if not brief.is_published:
            del self.fields["named"]

    def clean(self) -> dict[str, Any]:
        """A team is not named to everybody unasked."""
        given = super().clean() or {}
        team = self.teams.get(given.get("holder", ""))
        is_new = team is not None and team != self._brief.team
        if is_new and "named" in self.fields and not given.get("named"):
            self.add_error("named", "Tick this, or withdraw the public page before you move the brief.")
        return given


class TextForm(forms.Form):
    """A job text as it was pasted."""

    text = forms.CharField(
        label="The text of the advertisement",
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 12, "class": "in"}),
        help_text="It is read here, on this server, by words; nothing is sent anywhere.",
    )


class RoleForm(forms.Form):
    """What a brief that begins with a text is called."""

    title = forms.CharField(label="Role", max_length=120, required=False)


def taken(data: QueryDict) -> tuple[Line, ...]:
    """The proposals that were ticked: `take` is a list of ids, `weight-<id>` says how much each matters."""
    found = []
    for id_ in data.getlist("take")[:MOST]:
        kind, _, key = id_.partition(":")
        weight = data.get(f"weight-{id_}", MUST)
        if kind in (LEVEL, SKILL, GROUP, DOMAIN) and _is_key(key) and weight in (MUST, USEFUL):
            found.append(Line(kind, key, weight))
    return once(found)


def weights(data: QueryDict) -> dict[str, str]:
    """How much each proposal matters as the page has it, ticked or not: by id."""
    given = ((name.removeprefix("weight-"), data[name]) for name in data if name.startswith("weight-"))
    return {id_: weight for id_, weight in given if weight in (MUST, USEFUL)}


BRIEF_TEXT_AT_MOST = 6000


def beginning_text(text: str, title: str) -> str:
    """A pasted text as the text of a brief: whole, or up to the last line that has room."""
    text = texts.taken_over(text, title)
    if len(text) <= BRIEF_TEXT_AT_MOST:
        return text
    return text[:BRIEF_TEXT_AT_MOST].rpartition("\n")[0].rstrip() or text[:BRIEF_TEXT_AT_MOST]
