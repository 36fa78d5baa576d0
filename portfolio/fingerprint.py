"""The version of a piece of evidence: a hash of the statement and of everything that it points to.

Source: PRODUCT.md, "What must always hold" 3: a verdict holds for one version; change statement, pointers or
result, and it reads "verified for an earlier version".
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

Substance = Mapping[str, object]


def of(skill: str, statement: str, places: Iterable[tuple[str, str, Substance]]) -> str:
    """64 hexadecimal digits for a skill key, a statement and the places (kind, lines, substance) pointed to.

    The order of the places does not matter; white space at the ends of the statement does not either.
    """
    parts = sorted(
        json.dumps([kind, lines, dict(substance)], sort_keys=True, default=str) for kind, lines, substance in places
    )
    whole = json.dumps([skill, statement.strip(), parts])
    return hashlib.sha256(whole.encode()).hexdigest()
