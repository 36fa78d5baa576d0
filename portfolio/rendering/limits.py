"""How much of a notebook its page shows. What is over a limit is said in its place; the file itself has it all."""

from dataclasses import dataclass

MAX_HTML = 2_000_000
"""Bytes of HTML of one notebook: sources first, then outputs in order."""
LINE_MARKUP = 90
"""Bytes that a template puts around one line of a source."""
FIRST_LINES = 40
"""Lines of an output that stand open."""
MOST_LINES = 400
"""Lines of an output that are shown, the folded ones included."""
MAX_PICTURES = 300
MAX_LABEL = 300

LEFT_OUT = "Left out here: this notebook has more than a page can show. The file has it."


@dataclass(slots=True)
class Budget:
    """The bytes that are left for a notebook."""

    left: int = MAX_HTML

    def takes(self, *texts: str, extra: int = 0) -> bool:
        """Whether there is room for all of `texts`; if so, it is taken."""
        size = sum(len(text) if text.isascii() else len(text.encode()) for text in texts) + extra
        if size > self.left:
            return False
        self.left -= size
        return True
