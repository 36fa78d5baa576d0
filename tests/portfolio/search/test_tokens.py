"""What is indexed and what is asked for meet, whatever the letters."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio import words
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
        ("data — 数据", {"data", "_006570", "_00636e", "_006570_00636e"}),
        ("CNNs, LSTMs and ReLUs on GPUs", {"cnn", "lstm", "relu", "re", "lu", "gpu"}),
        ("the GPS of two GPs", {"gps", "two", "gp"}),
        ("ResNet50", {"resnet50", "res", "net50", "resnet", "net"}),
        ("yolov8, F1, n-1, 10-20", {"yolov8", "yolov", "yolo", "f1", "n", "1", "10", "20"}),
        ("GPT-2", {"gpt", "2", "gpt2"}),
        ("multi-head-attention", {"multi", "head", "attent", "multihead", "headattent"}),
        ("C++17 and C#", {"c_00002b_00002b", "17", "c_000023"}),
        ("हिन्दी", {"_000939_00093f_000928_000926_000940"}),
        ("cafe\u0301", {"cafe"}),
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
        ("lstm", "LSTMs"),
        ("LSTMs", "an lstm"),
        ("cnns", "a CNN"),
        ("gpus", "one GPU"),
        ("R-CNN", "R-CNNs"),
        ("resnet", "ResNet50"),
        ("resnets", "ResNet50"),
        ("yolo", "YOLOv8"),
        ("vgg", "VGG16"),
        ("gpt", "GPT2"),
        ("cifar", "CIFAR10"),
        ("cifar10", "CIFAR-10"),
        ("CIFAR-10", "cifar10"),
        ("conv", "Conv2D(32, 3)"),
        ("efficientnet", "EfficientNetB0"),
        ("mobilenet", "mobilenetv2"),
        ("unet", "a U-Net"),
        ("U-Net", "UNet"),
        ("finetuning", "fine-tuned"),
        ("fine-tuning", "finetuned"),
        ("fine-tuning", "fine tuning"),
        ("scikitlearn", "scikit-learn"),
        ("pre-processing", "preprocessed"),
        ("preprocessing", "pre-process"),
        ("学习", "我们使用深度学习模型。"),
        ("深度学习", "我们使用深度学习模型。"),
        ("猫", "黑猫在家"),
        ("딥러닝", "딥러닝을 배웠다"),
        ("データ", "データ分析"),
        ("हिन्दी", "यह हिन्दी है"),
        ("C++", "written in C++."),
        ("c#", "C# and F#"),
    ],
)
def test_a_search_meets_a_text(q: str, text: str) -> None:
    assert _meets(q, text)


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ("C++", "vitamin C"),
        ("C", "C++"),
        ("C#", "C++"),
        ("gps", "two GPs"),
        ("resnet50", "ResNet"),
        ("习学", "深度学习"),
        ("हिन", "हिन्दी"),
        ("11", "n1-1"),
    ],
)
def test_a_search_passes_by_what_only_looks_alike(q: str, text: str) -> None:
    assert not _meets(q, text)


def _meets(q: str, text: str) -> bool:
    terms = tokens.terms(q)
    return bool(terms) and tokens.held(tokens.line((), (), tokens.of_text(text)), terms) == len(terms)


def test_words_that_stand_everywhere_are_passed_over_beside_others() -> None:
    assert [term.typed for term in tokens.terms("the loss of the net, the NET")] == ["loss", "net"]
    assert [term.typed for term in tokens.terms("the")] == ["the"]
    assert tokens.terms(" %'\" ") == ()


def test_what_is_not_looked_for_is_told() -> None:
    found = tokens.search(f"the {'x' * 41} {' '.join(f'w{n}' for n in range(10))} w9")
    assert [term.typed for term in found.terms] == [f"w{n}" for n in range(8)]
    assert found.left_out == ("x" * 41, "w8", "w9")
    assert tokens.search("the loss of U-Nets") == tokens.Search(tokens.terms("loss U-Nets"), ())


def test_a_search_asks_for_no_more_tokens_than_a_statement_takes() -> None:
    """SQLite joins 500 selections in one statement; the index in memory reads each token in its three places."""
    signs = "".join(chr(0x4E00 + n) for n in range(200))
    for q in (signs, " ".join(signs[at : at + 39] for at in range(0, 200, 39)), "AaBbCcDd" * 25):
        found = tokens.search(q)
        assert 3 * sum(len(term.tokens) for term in found.terms) < 500
        assert found.terms or found.left_out


@pytest.mark.parametrize(
    "text", ["a" + "\u0301" * 50_000, "a-" * 50_000 + "_", "ab" * 50_000, "深" * 50_000, "aB" * 50_000]
)
def test_hostile_texts_are_read_in_one_go(text: str) -> None:
    """A second for what takes milliseconds; tried again and again it would take hours."""
    before = time.process_time()
    tokens.of_text(text)
    assert sum(end > start for start, end, _ in tokens.spots(text)) > 0
    assert time.process_time() - before < 2


def test_a_better_place_is_a_place_in_the_text_as_well() -> None:
    line = tokens.line({"ada"}, {"dropout"}, {"churn"})
    assert line.split() == ["_nada", "_ndropout", "_tada", "ada", "churn", "dropout"]
    assert tokens.plain(line) == {"ada", "churn", "dropout"}
    begun = tokens.line({"jen"}, (), (), begun=tokens.beginnings("Jennings-Łuk"))
    assert begun.split() == ["_b_000142uk", "_bjennings", "_njen", "_tjen", "jen"]
    assert tokens.plain(begun) == {"jen"}


def test_of_a_document_without_end_title_and_names_are_kept_and_the_longest_words_go() -> None:
    own, more = {"short", "muchlonger"}, {"zz", "yyyyyyyyyyyy"}
    whole = tokens.line({"ada"}, {"keras"}, own, more)
    assert tokens.line({"ada"}, {"keras"}, own, more, most=len(whole)) == whole
    for most in range(len(whole)):
        line = tokens.line({"ada"}, {"keras"}, own, more, most=most)
        assert len(line) <= most
        assert all(token.removeprefix("_n").removeprefix("_t") in line.split() for token in line.split())
    assert tokens.line({"ada"}, {"keras"}, own, more, most=50).split() == [
        "_nada", "_nkeras", "_tada", "ada", "keras", "muchlonger", "short", "zz",
    ]  # fmt: skip


def test_of_words_that_were_read_few_stay_at_hand() -> None:
    """Full, both are 5 MB in every process; they were 38."""
    assert tokens.of_word.cache_info().maxsize + words.stem.cache_info().maxsize <= 25_000


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
