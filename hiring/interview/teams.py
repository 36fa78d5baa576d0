"""Questions on work in a team: who did what. Other people are never named."""

from __future__ import annotations

from collections.abc import Iterator

from hiring.interview.candidates import Candidate, Ground
from hiring.interview.wording import SAID, TITLE, quoted, says, told


def read(on: Ground) -> Iterator[Candidate]:
    """One candidate for each project that others had a part in."""
    for work in on.subject.works:
        others = [part for part in work.team if not part.is_self]
        if not others:
            continue
        key, rank = on.best(work)
        own = next((part.did for part in work.team if part.is_self and says(part.did)), "")
        lead = f"{quoted(work.title, TITLE)} was not made by you alone."
        if own:
            text = f"{lead} Your part, as you write: {told(own, SAID)} "
            text += "What did you need the others for, and which decision was yours?"
        else:
            text = f"{lead} What was your part, and which decision was yours?"
        touches = [f"What the others did: {quoted(part.did, 90)}" for part in others[:2] if says(part.did)]
        touches += ["A clear line between their own part and that of others", "What they would have done alone"]
        why = "A part in a team counts in full; it should be clear which part."
        question = on.question("team", text, why, touches, work.spot, key, is_direct=False)
        yield Candidate(kind="team", rank=rank, forms=(question,), project=work.key, topic="team")
