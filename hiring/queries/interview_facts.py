"""From a portfolio that was read to the facts that an interview is made from. No query of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from competence import signals
from competence.strengths import Strength
from hiring.interview.facts import Choice, Figure, Finding, Known, Opinion, Part, Piece, Spot, Subject, Trial, Work
from hiring.interview.wording import quoted, short, valued
from hiring.pages.doors import OPEN_DOOR, Door, in_order
from portfolio.checks.values import IMPOSSIBLE, OPEN, Check
from portfolio.inspection import metric_names
from portfolio.models import Better, Comparison, Result
from portfolio.pages.figures import amount
from portfolio.pages.reviews import is_own
from portfolio.queries import standings

if TYPE_CHECKING:
    from decimal import Decimal

    from competence.yardstick import Yardstick
    from portfolio.models import Decision
    from portfolio.queries.checks import ProjectChecks
    from portfolio.queries.profiles import Ground
    from portfolio.queries.records import EvidenceRecord, PortfolioRecord, ProjectRecord

READ_ALONG = ("decisions", "comparisons", "contributors", "artefacts")
"""Relations of a project that have to be read with the portfolio."""
CHECKED = ("split", "figure", "order", "seeds")
LINK_PLACE = 60
LINK_TITLE = 50
"""Characters of a project's title in the words of a link."""


def subject(
    record: PortfolioRecord,
    yardstick: Yardstick,
    on: Ground,
    checks: Mapping[int, ProjectChecks] | None = None,
    door: Door = OPEN_DOOR,
) -> Subject:
    """The facts of `record`, cut to what visitors see, by one yardstick. `checks` by the primary key of the project."""
    standing = standings.standing(record, yardstick, on.processes)
    return Subject(
        yardstick=yardstick,
        works=tuple(
            _Reader(project, door, (checks or {}).get(project.project.pk)).work() for project in record.projects
        ),
        standing=standing,
        spot=Spot("The portfolio", door.profile(record)),
        strengths=record.strengths,
        signals=signals.read(yardstick, standing) if yardstick.ordered else (),
        order_reason=door.say(record.practitioner.order_reason),
    )


@dataclass(frozen=True)
class _Reader:
    """Reads one project."""

    record: ProjectRecord
    door: Door
    checks: ProjectChecks | None

    def work(self) -> Work:
        own = self.record.project
        return Work(
            key=str(own.uuid),
            title=self.door.say(own.title),
            spot=self._spot("Project", ""),
            originality=own.originality,
            source=self.door.say(own.originality_source),
            choices=tuple(self._choice(decision) for decision in in_order(own.decisions.all())),
            pieces=tuple(self._piece(item) for item in self.record.evidence),
            figures=tuple(self._figure(result) for result in in_order(own.results.all())),
            trials=tuple(self._trial(comparison) for comparison in in_order(own.comparisons.all())),
            findings=tuple(self._findings()),
            team=tuple(Part(self.door.say(c.did), c.is_self) for c in in_order(own.contributors.all())),
        )

    def _spot(self, what: str, anchor: str) -> Spot:
        """As in: Decision in “Power demand”"""
        title = quoted(self.door.say(self.record.project.title), LINK_TITLE)
        return Spot(f"{what} in {title}" if anchor else f"{what} {title}", self.door.part(self.record, anchor))

    def _pointing(self, target: str, pk: int) -> list[EvidenceRecord]:
        """The evidence that points at a decision, result or comparison."""
        found = self.record.evidence
        return [e for e in found if any(getattr(p.pointer, f"{target}_id") == pk for p in e.places)]

    def _choice(self, decision: Decision) -> Choice:
        pointing, say = self._pointing("decision", decision.pk), self.door.say
        return Choice(
            choice=say(decision.choice),
            spot=self._spot("Decision", decision.anchor),
            options=say(decision.options),
            reason=say(decision.reason),
            revisit=say(decision.revisit),
            skills=_keys(pointing),
            is_verified=_verified(pointing),
        )

    def _piece(self, item: EvidenceRecord) -> Piece:
        return Piece(
            skill=item.skill_key,
            spot=self._evidence_spot(item),
            strength=item.strength,
            statement=self.door.say(item.evidence.statement),
            is_earlier=item.reading.is_earlier,
            opinions=tuple(
                Opinion(v.outcome, self.door.say(v.grounds), v.fingerprint == item.fingerprint)
                for v in item.verdicts
                if not is_own(item, v)
            ),
        )

    def _evidence_spot(self, item: EvidenceRecord) -> Spot:
        """The first place that can be opened here, else the line of the evidence."""
        title = quoted(self.door.say(self.record.project.title), LINK_TITLE)
        for place in item.places:
            href = self.door.place(self.record, place)
            if href:
                return Spot(f"{short(self.door.say(place.label), LINK_PLACE)} in {title}", href)
        return self._spot("Evidence", item.evidence.anchor)

    def _figure(self, result: Result) -> Figure:
        pointing = self._pointing("result", result.pk)
        references = sorted(result.references.all(), key=lambda r: (r.position, r.pk))
        return Figure(
            metric=self.door.say(result.metric),
            value=result.value,
            words=self._amount(result.value, result.unit),
            spot=self._spot("Result", result.anchor),
            is_lower_better=result.better == Better.LOWER,
            repeats=result.repeats or 0,
            known=tuple(
                Known(r.role, r.value, self._amount(r.value, result.unit), self.door.say(r.source)) for r in references
            ),
            skills=_keys(pointing),
            is_verified=_verified(pointing),
            is_share=metric_names.is_share(result.metric),
            is_headline=result == self.record.headline,
        )

    def _amount(self, value: Decimal, unit: str) -> str:
        """A figure with its unit, which the person typed."""
        return amount(value, self.door.say(unit))

    def _trial(self, comparison: Comparison) -> Trial:
        pointing = self._pointing("comparison", comparison.pk)
        spreads = [s for s in (comparison.before_spread, comparison.after_spread) if s is not None]
        moved = abs(comparison.after - comparison.before)
        return Trial(
            technique=self.door.say(comparison.technique),
            metric=self.door.say(comparison.metric),
            before=self._amount(comparison.before, comparison.unit),
            after=self._amount(comparison.after, comparison.unit),
            spot=self._spot("Comparison", comparison.anchor),
            runs=(comparison.before_repeats, comparison.after_repeats),
            is_equal=not moved,
            is_within=bool(moved) and len(spreads) == 2 and moved <= sum(spreads),
            helped=comparison.helped,
            skills=_keys(pointing),
            is_verified=_verified(pointing),
        )

    def _findings(self) -> Iterable[Finding]:
        """Checks that are open. Of results, in the order of the project, each has its own."""
        if self.checks is None:
            return
        facts = self.checks.facts
        results = iter(facts.results)
        for check in self.checks.all:
            result = next(results) if check.key == "figure" else None
            if check.key not in CHECKED or not (check.outcome == OPEN or self._is_untold(check)):
                continue
            said = {"split": facts.splits[0] if facts.splits else "", "seeds": facts.seeds}.get(check.key, "")
            spot = Spot(f"{self._what(check)} in {quoted(self.door.say(self.record.project.title), LINK_TITLE)}",
                        self.door.found(self.record, check))  # fmt: skip
            yield Finding(
                key=check.key,
                spot=spot,
                figure=valued(self.door.say(result.metric), self._amount(result.value, result.unit)) if result else "",
                repeats=result.repeats if result else 1,
                said=self.door.say(said),
                has_code=check.outcome == OPEN,
            )

    def _is_untold(self, check: Check) -> bool:
        """Whether figures are given, and neither code nor words say that a part of the data was held out."""
        own = self.record.project
        is_said = bool(self.checks and self.checks.facts.splits) or bool(own.harness.strip())
        return check.key == "split" and check.outcome == IMPOSSIBLE and bool(own.results.all()) and not is_said

    def _what(self, check: Check) -> str:
        """Where the check has looked, in words."""
        for text, href in check.places:
            if href.startswith("/"):
                return self.door.say(text)
        return "Checks"


def _keys(pointing: Iterable[EvidenceRecord]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.skill_key for item in pointing))


def _verified(pointing: Iterable[EvidenceRecord]) -> bool:
    return any(item.strength == Strength.VERIFIED for item in pointing)
