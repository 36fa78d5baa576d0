"""What people type, made fit to stand inside a question: no mark-up, one line, short, quoted. Pure.

A sentence never joins on to somebody's words: they stand in quotation marks, so whatever they begin or end with, the
sentence around them stays right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from competence.yardstick import Level, Skill, Yardstick
from portfolio import english

TITLE, CHOICE, OPTIONS, REASON, REVISIT, SAID = 50, 100, 110, 130, 100, 120
"""Characters of each kind of text that a question takes."""
SHORT_NAME = 2
"""Words of a metric's name that read well before its value."""
NOTHING = frozenset({"", "n/a", "na", "none", "no", "nothing", "tbd", "todo", "unknown", "not known", "hidden"})
COMMON = frozenset(
    "accuracy area average balanced error exact f-score loss macro mean mean-squared median micro perplexity precision "
    "recall root share top weighted word character".split()
)
"""First words of names of metrics that are no names of people and no abbreviations."""
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"`+([^`\n]+)`+"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^>\n]*>"), ""),
)
_HEAD = re.compile(r"^\s*(?:#{1,6}|>+)\s+")
_QUOTED = re.compile(r"“([^”]*)”|„([^“”]*)[“”]|\"([^\"]*)\"")


def plain(text: str) -> str:
    """`text` on one line, without the marks of Markdown and HTML; items of a list are parted by semicolons."""
    lines = [_HEAD.sub("", line) for line in text.splitlines() if line.strip()]
    parts: list[str] = []
    for line in lines:
        item = _ITEM.sub("", line).strip()
        if parts:
            parts.append("; " if _ITEM.match(line) and parts[-1][-1:] not in ";:" else " ")
        parts.append(item.rstrip(";") if _ITEM.match(line) else item)
    found = "".join(parts)
    for pattern, kept in _RULES:
        found = pattern.sub(kept, found)
    return " ".join(found.split())


def says(text: str) -> bool:
    """Whether `text` says anything: not a dash, "n/a" or only what is hidden."""
    bare = re.sub(r"\[hidden\]", " ", plain(text))
    words = re.sub(r"[^\w/ ]+", " ", bare).strip().casefold()
    return " ".join(words.split()) not in NOTHING


def short(text: str, most: int) -> str:
    """`text` with at most `most` characters: cut after a word, with …"""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    if not text[most - 1].isspace() and " " in cut:
        cut = cut.rpartition(" ")[0]
    return f"{cut.rstrip(' ,;:.–—-(')}…"


def quoted(text: str, most: int) -> str:
    """`text` in quotation marks."""
    return f"“{bare(text, most)}”"


def told(text: str, most: int) -> str:
    """`text` in quotation marks at the end of a sentence, with a full stop where it does not end by itself."""
    whole = quoted(text, most)
    return whole if whole[-2] in "?!…" else f"{whole}."


def measure(name: str) -> str:
    """The name of a metric inside a sentence: a common word loses its capital, MAPE and Brier score keep it."""
    whole = bare(name, 60)
    return english.small(whole) if whole.partition(" ")[0].casefold() in COMMON else whole


def valued(name: str, value: str) -> str:
    """A metric with its value: accuracy 0.94; of a longer name 0.129 (RMSE of the log price)."""
    whole = measure(name)
    return f"{whole} {value}" if len(whole.split()) <= SHORT_NAME else f"{value} ({whole})"


def bare(text: str, most: int) -> str:
    """`text` plain, short, without a full stop at its end, its own quotation marks single."""
    inner = _QUOTED.sub(lambda found: f"‘{found[1] or found[2] or found[3] or ''}’", plain(text))
    whole = short(inner, most)
    return whole if whole.endswith(("…", "...")) else whole.rstrip(" .;,")


def named(name: str) -> str:
    """The name of a skill in quotation marks; it is never cut."""
    return quoted(name, 200)


def doing(skill: Skill | None) -> str:
    """What showing the skill means, after "to": choose a batch size by its effect. Empty where the framework says it
    in another form."""
    if skill is None or not skill.can_do.startswith("Can "):
        return ""
    return skill.can_do.removeprefix("Can ").strip().rstrip(".")


def they(text: str) -> str:
    """A text that speaks to the practitioner, as one about them: that you know → that they know."""
    pairs = (("yourself", "themselves"), ("yours", "theirs"), ("your", "their"), ("you", "they"))
    for word, other in pairs:
        text = re.sub(rf"\b{word}\b", other, text)
        text = re.sub(rf"\b{word.capitalize()}\b", english.capital(other), text)
    return text


def level(found: Level, yardstick: Yardstick) -> str:
    """As in: Level 2 (Tuning)"""
    return f"{yardstick.tiers.level} {found.number} ({found.name})" if yardstick.ordered else f"“{found.name}”"


def looked_for(skill: Skill | None) -> list[str]:
    """What the framework says that proof for the skill looks like."""
    return [f"What a reviewer looks for: {_tail(skill.evidence)}"] if skill and skill.evidence.strip() else []


def beside(skill: Skill | None, yardstick: Yardstick) -> tuple[str, ...]:
    """What the framework says that no good answer has to touch: what makes proof weak, and what is not asked for."""
    if skill is None:
        return ()
    meant = skill.does_not_mean or yardstick.competences[skill.competence].does_not_mean
    found = (("A warning sign", skill.pitfall), ("Not needed", they(meant)))
    return tuple(f"{word}: {_tail(text)}" for word, text in found if text.strip())


def _tail(text: str) -> str:
    """A sentence of the framework after a colon."""
    return f"{english.small(text.strip()).rstrip('.')}."


def listing(names: Sequence[str], most: int = 4) -> str:
    """Names in quotation marks; of many the first ones and how many more."""
    if len(names) <= most + 1:
        return english.listing([named(name) for name in names])
    return f"{', '.join(named(name) for name in names[:most])} and {english.count(len(names) - most)} more"
