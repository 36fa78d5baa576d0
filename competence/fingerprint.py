"""A hash that changes with the content of a file and with nothing else: not with its layout, not with its comments."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from competence.catalogues import Crosswalk, Ideas
from competence.yardstick import Processes, Yardstick

NOT_CONTENT = ("default", "fingerprint")
"""Which framework is shown first is a choice of the site, not part of an edition; and no hash can hold itself."""

LATER = ("signals",)
"""Fields that files did not have at first. Left out while they are empty: editions from before keep their hash."""


def of(content: Yardstick | Processes | Crosswalk | Ideas) -> str:
    """64 hexadecimal digits. Equal content gives equal digits, from whatever format it was read."""
    values: dict[str, Any] = {
        name: value for name, value in asdict(content, dict_factory=_said).items() if name not in NOT_CONTENT
    }
    spelled = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(spelled.encode()).hexdigest()


def _said(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, value in fields if value or name not in LATER}
