"""The strength of a piece of evidence, on one ordinal scale.

Source: PRODUCT.md, "Strength": claimed (says so) → evidenced (points to something inspectable of the
kind that the skill asks for) → verified (another person gave the verdict "meets" on this very version).
"""

from enum import IntEnum


class Strength(IntEnum):
    """How strong a proof is. Comparable (`>=`), never added up."""

    CLAIMED = 1
    EVIDENCED = 2
    VERIFIED = 3

    @property
    def word(self) -> str:
        """The word that pages, files and style sheets use: claimed, evidenced or verified."""
        return self.name.lower()

    @classmethod
    def from_word(cls, word: str) -> "Strength":
        """The strength that `word` names; `KeyError` for any other word."""
        return cls[word.upper()]
