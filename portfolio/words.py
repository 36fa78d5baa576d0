"""Words as they are compared: small letters, no accents, one space between, and their stems. Pure."""

import unicodedata
from functools import lru_cache
from threading import local

from snowballstemmer.english_stemmer import EnglishStemmer  # the one in Python: the same on every machine

READ_ALONG = ("libraries", "decisions", "comparisons", "artefacts")
"""Relations of a project that hold words and are not in every record."""

_own = local()


def fold(text: str) -> str:
    """`text` as it is stored and asked for: case folded, accents dropped, white space as single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one folded English word."""
    if not hasattr(_own, "stemmer"):
        _own.stemmer = EnglishStemmer()  # it keeps the word it works on, so each thread has its own
    found: str = _own.stemmer.stemWord(word)
    return found
