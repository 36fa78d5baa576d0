"""Words in their sentences: what is marked was looked for, and what is shown stands there."""

from hypothesis import given
from hypothesis import strategies as st

from portfolio.search import excerpts, tokens

LONG = "Once upon a time there was a network. " * 20 + "Then dropout helped against overfitting. " + "And so on. " * 40


def test_the_stretch_around_the_first_word() -> None:
    found = excerpts.best([["", "nothing"], ["step-1", LONG]], tokens.terms("overfit dropouts"))
    assert found is not None
    assert (found.anchor, found.terms) == ("step-1", 2)
    assert [text for text, is_hit in found.pieces if is_hit] == ["dropout", "overfitting"]
    text = "".join(text for text, _ in found.pieces)
    assert text.startswith("…") and text.endswith("…") and len(text) < 260
    assert text.strip("…") in LONG


def test_the_passage_with_most_of_the_words_is_chosen() -> None:
    passages = [["a", "dropout"], ["b", "dropout and overfitting"], ["c", "overfitting, dropout"]]
    found = excerpts.best(passages, tokens.terms("overfitting dropout"))
    assert found is not None and found.anchor == "b"
    assert excerpts.best(passages, tokens.terms("keras")) is None


@given(st.text(st.sampled_from("ab <&\n"), max_size=600), st.sampled_from(["a", "ab", "b a", "bb"]))
def test_nothing_is_added_and_nothing_is_marked_that_was_not_looked_for(text: str, q: str) -> None:
    terms = tokens.terms(q)
    found = excerpts.best([["", text]], terms) if terms else None
    if found is None:
        return
    wanted = {token for term in terms for token in term.tokens}
    hits = [piece for piece, is_hit in found.pieces if is_hit]
    assert hits and all(not wanted.isdisjoint(tokens.of_word(piece)) for piece in hits)
    assert "".join(piece for piece, _ in found.pieces if piece != "…") in text
