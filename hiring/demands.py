"""What a job text demands and nothing was found for: items of lists, and sentences that say must. Pure.

Whoever reads the proposals has to know what the framework has no word for.
"""

from __future__ import annotations

from competence.yardstick import Yardstick
from hiring import jobtext
from hiring.sheets import MUST


def unfound(text: str, yardstick: Yardstick) -> tuple[str, ...]:
    """Each demand once, in the order of the text, cut where it is long."""
    words = jobtext.lexicon(yardstick)
    read: dict[str, bool] = {}
    for sentence in jobtext.sentences(text, words):
        demand = sentence.item or (sentence.text if sentence.usual == MUST else "")
        if demand and sentence.heading != "neither" and not sentence.is_head:
            read[demand] = read.get(demand, False) or any(jobtext.named(sentence.text, words))
    return tuple(jobtext.quoted(demand) for demand, is_read in read.items() if not is_read)
