"""Words as they are compared: small letters, no accents, one space between, and their stems. Pure."""

import re
import unicodedata
from functools import lru_cache
from threading import local

from snowballstemmer.english_stemmer import EnglishStemmer  # the one in Python: the same on every machine

READ_ALONG = ("libraries", "decisions", "comparisons", "artefacts")
"""Relations of a project that hold words and are not in every record."""

_CAPITALS = re.compile(r"[^\W\d_]*[A-Z][A-Z0-9]+s")
_FEW_VOWELS = re.compile(r"(?:[b-df-hj-np-tv-xz][b-df-hj-np-tv-xz0-9]{2,}|[b-df-hj-np-tv-xz]{2,}u)(?<!s)s")
"""Words that end in s and have no vowel, or an u before it alone: lstms, gpus. The stemmer takes them for singulars."""
_own = local()


def fold(text: str) -> str:
    """`text` as it is stored and asked for: case folded, accents dropped, white space as single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())


def singular(word: str) -> str:
    """A word as it was written; an abbreviation in capitals without the s of its plural: CNNs → CNN, ReLUs → ReLU."""
    return word[:-1] if _CAPITALS.fullmatch(word) else word


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """The stem of one folded English word. Of the plural of an abbreviation the abbreviation: lstms → lstm."""
    if _FEW_VOWELS.fullmatch(word):
        return word[:-1]
    if not hasattr(_own, "stemmer"):
        _own.stemmer = EnglishStemmer()  # it keeps the word it works on, so each thread has its own
    found: str = _own.stemmer.stemWord(word)
    return found
