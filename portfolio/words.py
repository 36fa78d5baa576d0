"""Words as they are compared: small letters, no accents, one space between. Pure."""

import unicodedata

READ_ALONG = ("libraries", "decisions", "comparisons", "artefacts")
"""Relations of a project that hold words and are not in every record."""


def fold(text: str) -> str:
    """`text` as it is stored and asked for: case folded, accents dropped, white space as single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())
