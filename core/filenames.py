"""Names of files that came from a person: what may be shown of them. They decide nothing, never a path (R-UP-06).

Pure.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

MAX_NAME = 100
LONGEST_SUFFIX = 12
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories of what is not seen or turns the direction of text."""


def display_name(name: str, otherwise: str = "image") -> str:
    """A file name as a person may see it: without folders, control and direction characters, at most 100 characters.

    The extension is kept when a long name is cut. It is not escaped: templates do that. Never use it as a path.
    """
    name = PureWindowsPath(PurePosixPath(unicodedata.normalize("NFC", name)).name).name
    name = "".join(char for char in name if unicodedata.category(char) not in _UNSEEN)
    name = re.sub(r"\s+", " ", name).strip(" .")
    if len(name) > MAX_NAME:
        end = suffix(name)
        name = name[: MAX_NAME - len(end)].rstrip(" .") + end
    return name or otherwise


def suffix(name: str) -> str:
    """The extension of a name that `display_name` gave, lower case with its dot, or nothing: ".csv"."""
    end = PurePosixPath(name).suffix.lower()
    return end if len(end) <= LONGEST_SUFFIX else ""
