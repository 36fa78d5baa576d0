"""Rules × strengths → standing: what a portfolio has shown, by the rules of one edition. Pure: no database, no clock.

`read(yardstick, processes, portfolio)` is the way in; `facts` says what goes in and `readings` what comes out.
docs/concepts-standing.md explains it to people. Source: the framework files' README, "Rules" and "From rules to a
standing".
"""

from competence.standing.facts import ComparisonFacts, PortfolioFacts, ProjectFacts, Proof
from competence.standing.kinds import KINDS
from competence.standing.levels import read
from competence.standing.readings import (
    CellReading,
    LevelReading,
    MatrixReading,
    Open,
    PartReading,
    RuleReading,
    Standing,
    State,
)

__all__ = [
    "KINDS",
    "CellReading",
    "ComparisonFacts",
    "LevelReading",
    "MatrixReading",
    "Open",
    "PartReading",
    "PortfolioFacts",
    "ProjectFacts",
    "Proof",
    "RuleReading",
    "Standing",
    "State",
    "read",
]
