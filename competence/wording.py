"""Plain English for the words that a framework brings along."""

AROUND = {"or", "and"}


def plural(name: str) -> str:
    """ "Category" → "Categories", "Competency or topic" → "Competencies or topics"."""
    return " ".join(word if word in AROUND else _many(word) for word in name.split(" "))


def counted(number: int, name: str) -> str:
    """ "1 level", "9 competences"."""
    word = name if number == 1 else plural(name)
    return f"{number:,} {word[:1].lower()}{word[1:]}"


def _many(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"
