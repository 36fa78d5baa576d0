"""Model cards: Markdown with a head in YAML, as Hugging Face writes them. Read leniently. Pure."""


def is_card(text: str) -> bool:
    """Whether this Markdown is a model card and not a note."""
    return text.startswith("---\n")
