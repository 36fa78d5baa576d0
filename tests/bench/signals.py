"""What the signals of three-levels find in real notebooks, beside what was labelled by hand.

    python -m tests.bench.signals FOLDER…                # looks for the notebooks of `labels.toml` there
    python -m tests.bench.signals --split tuning FOLDER… # only those that may be read while signals are written

Notebooks are known by their SHA-256, whatever they are called. Prints for each notebook the skills that were missed and
the false alarms, with cells, then precision and recall over pairs (notebook, skill) for each split. Proposals count
from the confidence "likely" on; hints are left out. Nothing here is a test: no threshold, no verdict.
"""

from __future__ import annotations

import argparse
import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from competence.formats import toml
from competence.skill_signals import HINT, Signal
from portfolio.inspection import notebooks
from portfolio.inspection.code import inspect
from portfolio.inspection.signals import Proposal, propose

HERE = Path(__file__).parent
LABELS = HERE / "labels.toml"
FRAMEWORK = HERE.parents[1] / "competence" / "data" / "three-levels.toml"
SPLITS = ("tuning", "held_out")


@dataclass
class Count:
    """Pairs (notebook, skill) that were found, missed, and found wrongly."""

    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        right, alarms = self.right.total(), self.alarms.total()
        return right / (right + alarms) if right + alarms else 1.0

    @property
    def recall(self) -> float:
        right, missed = self.right.total(), self.missed.total()
        return right / (right + missed) if right + missed else 1.0


def main(folders: Iterable[Path], splits: Iterable[str] = SPLITS, *, quiet: bool = False) -> dict[str, Count]:
    """Measure the labelled notebooks in `folders`, print what came out, and give the counts by split."""
    labels = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    signals = signals_of(FRAMEWORK)
    found = _found(folders)
    counts = {split: Count() for split in splits}
    absent = 0
    for entry in labels["notebooks"]:
        raw = found.get(entry["sha256"])
        if entry["split"] in counts:
            absent += raw is None
            if raw is not None:
                proposals = propose(inspect(notebooks.read(raw)), signals)
                _compare(entry, proposals, set(labels["in_scope"]), counts[entry["split"]], quiet=quiet)
    print(f"\n{absent} labelled notebooks were not found in these folders.")
    for split, count in counts.items():
        _sum_up(split, count)
    return counts


def signals_of(path: Path) -> Mapping[str, tuple[Signal, ...]]:
    """Skill → signals of a framework file."""
    skills = toml.read_framework(path.read_text(encoding="utf-8"), path.name).skills
    return {key: skill.signals for key, skill in skills.items()}


def _found(folders: Iterable[Path]) -> dict[str, bytes]:
    """Every notebook in the folders, by its SHA-256."""
    files = [path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.ipynb")) if path.is_file()]
    return {hashlib.sha256(raw).hexdigest(): raw for raw in files}


def _compare(
    entry: Mapping[str, Any], proposals: Iterable[Proposal], in_scope: set[str], count: Count, *, quiet: bool
) -> None:
    """Count one notebook, and print what differs from its labels."""
    labelled = {label["key"]: label["cells"] for label in entry["skills"]}
    proposed = {p.skill: p for p in proposals if p.confidence != HINT and p.skill in in_scope}
    count.right.update(proposed.keys() & labelled.keys())
    count.missed.update(labelled.keys() - proposed.keys())
    count.alarms.update(proposed.keys() - labelled.keys())
    if quiet:
        return
    print(f"\n{entry['repository']}: {entry['path']} ({entry['split']})")
    for skill in sorted(labelled.keys() - proposed.keys()):
        print(f"  missed  {skill}, labelled in cells {', '.join(map(str, labelled[skill]))}")
    for skill in sorted(proposed.keys() - labelled.keys()):
        print(f"  alarm   {skill} ({proposed[skill].confidence}): {proposed[skill].why[0]}")


def _sum_up(split: str, count: Count) -> None:
    print(f"\n{split}: precision {count.precision:.3f}, recall {count.recall:.3f}", end="")
    print(f"  ({count.right.total()} right, {count.missed.total()} missed, {count.alarms.total()} false alarms)")
    skills = sorted(count.right | count.missed | count.alarms)
    for skill in skills:
        numbers = count.right[skill], count.missed[skill], count.alarms[skill]
        if numbers[1] or numbers[2]:
            print(f"  {skill:<52} right {numbers[0]:>2}  missed {numbers[1]:>2}  alarms {numbers[2]:>2}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--split", choices=SPLITS, action="append")
    parser.add_argument("--quiet", action="store_true", help="only the sums")
    given = parser.parse_args()
    main(given.folders, given.split or SPLITS, quiet=given.quiet)
