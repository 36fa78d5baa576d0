"""What is indexed and what is asked for meet, whatever the letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.search import tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Overfitting networks, forecasted", {"overfit", "network", "forecast"}),
        ("the harness of an MLP", {"har", "mlp"}),
        ("EarlyStopping(patience=3)", {"earlystop", "earli", "stop", "patienc", "3"}),
        ("train_test_split", {"train", "test", "split"}),
        ("PyTorch", {"pytorch", "py", "torch"}),
        ("Überraschend", {"uberraschend"}),
        ("Łukasz", {"_000142ukasz"}),
        ("data — 数据", {"data", "_006570_00636e"}),
        ("a" * 41, set()),
        ("%&/", set()),
    ],
)
def test_a_text_is_taken_apart(text: str, found: set[str]) -> None:
    assert tokens.of_text(text) == found


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ("early stopping", "keras.callbacks.EarlyStopping()"),
        ("EarlyStopping", "we used early stopping"),
        ("XGBoost", "xgboost"),
        ("torch", "PyTorch"),
        ("pytorch", "PyTorch"),
        ("forecasts", "a forecast"),
        ("the loss of a net", "net loss"),
        ("train_test_split", "from sklearn.model_selection import train_test_split"),
        ("Łukasz", "łukasz"),
        ("scikit-learn", "scikit learn"),
    ],
)
def test_a_search_meets_a_text(q: str, text: str) -> None:
    terms = tokens.terms(q)
    assert terms and tokens.held(tokens.line((), (), tokens.of_text(text)), terms) == len(terms)


def test_words_that_stand_everywhere_are_passed_over_beside_others() -> None:
    assert [term.typed for term in tokens.terms("the loss of the net, the NET")] == ["loss", "net"]
    assert [term.typed for term in tokens.terms("the")] == ["the"]
    assert tokens.terms(" %'\" ") == ()
    assert len(tokens.terms(" ".join(f"w{n}" for n in range(30)))) == tokens.MOST_TERMS


def test_a_better_place_is_a_place_in_the_text_as_well() -> None:
    line = tokens.line({"ada"}, {"dropout"}, {"churn"})
    assert line.split() == ["_nada", "_ndropout", "_tada", "ada", "churn", "dropout"]
    assert tokens.plain(line) == {"ada", "churn", "dropout"}


@given(st.text(max_size=80))
def test_tokens_are_letters_that_no_database_takes_apart(text: str) -> None:
    for token in tokens.of_text(text):
        assert token.isascii() and token.replace("_", "a").isalnum() and token == token.lower()
    for term in tokens.terms(text):
        assert all(way for way in term.ways)


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=12))
def test_what_is_written_is_found_by_writing_it_again(word: str) -> None:
    line = tokens.line((), (), tokens.of_text(word))
    terms = tokens.terms(word)
    if line and terms:
        assert tokens.held(line, terms) == len(terms)
