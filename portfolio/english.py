"""Small turns of English that sentences made by rule need. Pure; no word of the domain."""

from collections.abc import Sequence

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def count(number: int) -> str:
    """A number as this voice writes it: words up to twelve."""
    return WORDS[number] if 0 <= number < len(WORDS) else f"{number:,}"


def listing(words: Sequence[str]) -> str:
    """As in: a, b and c."""
    return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} and {words[-1]}"


def capital(text: str) -> str:
    """The text with its first letter in capitals and the others as they are."""
    return text[:1].upper() + text[1:]


def small(name: str) -> str:
    """A name inside a sentence; abbreviations keep their capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def short(name: str) -> str:
    """The name of a competence without the word competence."""
    return name.removesuffix(" competence")


def is_plural(name: str) -> bool:
    """Whether a name asks for "are", judged by its ending."""
    return name.endswith("s") and not name.endswith("ss")
