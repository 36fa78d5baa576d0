"""Lines of code as people write them, and as they are kept: 40 or 40-88. Pure."""

import re

RANGE = re.compile(r"#?\s*L?\s*([1-9][0-9]{0,5})(?:\s*(?:-|–|—|:|\.\.|to)\s*L?\s*([1-9][0-9]{0,5}))?", re.IGNORECASE)
HELP = "Give lines as 40 or 40-88."


def parse(text: str) -> str:
    """`40`, `40-88`, `40 to 88`, `L40-L88` and `#L40-L88` become `40` or `40-88`; nothing stays nothing.

    `ValueError`, with words for the person, for anything else. A range written backwards is turned round.
    """
    if not text.strip():
        return ""
    found = RANGE.fullmatch(text.strip().replace("lines ", "").replace("line ", ""))
    if found is None:
        raise ValueError(HELP)
    first, last = int(found[1]), int(found[2] or found[1])
    return str(first) if first == last else f"{min(first, last)}-{max(first, last)}"


def of_address(url: str) -> str:
    """The lines that the fragment of a link to code names (`…/train.py#L10-L40`); empty when it names none."""
    try:
        return parse(url.partition("#")[2])
    except ValueError:
        return ""
