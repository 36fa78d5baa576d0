"""Code fences as people write them, in the strict form that superfences reads: closed, and closed exactly as opened."""

import re

_OPEN = re.compile(r"^( {0,3})(`{3,}|~{3,})([^`]*)$")


def in_strict_form(lines: list[str]) -> list[str]:
    """`lines` with every fence (up to three spaces in) closed by the marks and the indent that opened it.

    A longer closing run, another indent, and a fence that is still open at the end are all code, as in CommonMark.
    """
    out: list[str] = []
    lead = mark = ""
    for line in lines:
        if not mark:
            opened = _OPEN.match(line)
            if opened:
                lead, mark = opened[1], opened[2]
            out.append(line)
        elif _closes(line, mark):
            out.append(lead + mark)
            mark = ""
        else:
            missing = len(lead) - (len(line) - len(line.lstrip(" ")))
            out.append(" " * max(0, missing) + line if line.strip() else line)
    if mark:
        while not out[-1].strip():
            out.pop()
        out.append(lead + mark)
    return out


def _closes(line: str, mark: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(mark) and not bare.strip(mark[0]) and len(line) - len(line.lstrip(" ")) <= 5
