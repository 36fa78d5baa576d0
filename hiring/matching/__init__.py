"""What a brief asks for, held against what people show. Pure: no database, no clock, nothing about who somebody is.

`readings.read` says of every ask whether it is met, partly met or missing, and by which skills; `order` puts people in
order by four stated figures; `moves` says what would move somebody up; `words` says all of it in sentences.
"""

from hiring.matching.facts import Facts
from hiring.matching.moves import Deciding, Move, deciding, moves
from hiring.matching.order import Figures, Scored, Scoring
from hiring.matching.readings import Match, Met, Reading, counting, read
from hiring.matching.surplus import Surplus, surplus

__all__ = [
    "Deciding",
    "Facts",
    "Figures",
    "Match",
    "Met",
    "Move",
    "Reading",
    "Scored",
    "Scoring",
    "Surplus",
    "counting",
    "deciding",
    "moves",
    "read",
    "surplus",
]
