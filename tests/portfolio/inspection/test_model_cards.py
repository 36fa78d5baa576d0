"""Model cards: everything that real heads look like is read, and what is wrong costs only itself."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.inspection import card_heads, model_cards
from portfolio.inspection.card_results import figure
from portfolio.inspection.errors import Unreadable
from portfolio.inspection.model_cards import Card, CardResult

FULL = """---
language:
- en
- "no"
license: apache-2.0
library_name: keras
pipeline_tag: image-classification
base_model: google/vit-base
tags: [leaves, small]
datasets:
- leaves-2021
- name: moss
metrics:
- accuracy
co2_eq_emissions: 0.2
model-index:
- name: leaf-net
  results:
  - task:
      type: image-classification
      name: Image Classification
    dataset:
      name: Leaves
      type: leaves-2021
      config: default
      split: test
    metrics:
    - type: accuracy
      value: 0.90
      name: Accuracy
      verified: true
    - type: f1
      value: 93.2%
    source:
      name: Leaderboard
      url: https://example.org/board
---

# Leaf **net**

It sorts [leaves](https://example.org).
"""


def read(text: str) -> Card:
    return model_cards.read(text.encode())


def of_head(head: str) -> Card:
    return read(f"---\n{head}\n---\n# A card\n")


def of_metrics(metrics: str) -> Card:
    indented = "\n".join(f"    {line}" for line in metrics.splitlines())
    return of_head(f"model-index:\n- results:\n  - metrics:\n{indented}")


def test_a_whole_card_is_read() -> None:
    card = read(FULL)
    assert (card.title, card.licence, card.library) == ("Leaf net", "apache-2.0", "keras")
    assert (card.languages, card.tags) == (("en", "no"), ("leaves", "small"))
    assert (card.datasets, card.metrics) == (("leaves-2021", "moss"), ("accuracy",))
    assert (card.base_model, card.pipeline) == ("google/vit-base", "image-classification")
    assert card.body == "# Leaf **net**\n\nIt sorts [leaves](https://example.org)."
    assert card.notes == ()
    common = {
        "task": "Image Classification", "dataset": "Leaves", "config": "default", "split": "test",
        "source": "https://example.org/board",
    }  # fmt: skip
    assert card.results == (
        CardResult("Accuracy", "0.90", verified=True, **common),
        CardResult("f1", "93.2", unit="%", **common),
    )


def test_a_card_comes_back_the_same_from_json() -> None:
    card = of_head("license: mit\nmodel-index:\n- results: 3\n  name: a")
    for each in (card, read(FULL), Card()):
        assert Card.from_json(json.loads(json.dumps(each.to_json()))) == each


@pytest.mark.parametrize(
    ("text", "value", "spread", "unit"),
    [
        ("0.90", "0.90", "", ""),
        ("262.40 +/- 24.94", "262.40", "24.94", ""),
        ("'262.40 ± 24.94'", "262.40", "24.94", ""),
        ("93.2%", "93.2", "", "%"),
        ("'93.2 % ± 0.4 %'", "93.2", "0.4", "%"),
        ("-0.5e-3", "-0.5e-3", "", ""),
        ("1,234.5", "1234.5", "", ""),
        ("34", "34", "", ""),
        ("1_000", "1_000", "", ""),
        (".5", ".5", "", ""),
        ("'0,93'", "0,93", "", ""),
        ("0.85 (macro)", "0.85 (macro)", "", ""),
        ("[0.9, 0.8]", "0.9, 0.8", "", ""),
        ("99999999999999999999.5", "99999999999999999999.5", "", ""),
    ],
)
def test_figures_stay_as_they_were_typed(text: str, value: str, spread: str, unit: str) -> None:
    (result,) = of_metrics(f"- type: m\n  value: {text}").results
    assert (result.value, result.spread, result.unit) == (value, spread, unit)
    assert result.is_figure == (value.replace(".", "").replace("-", "").replace("e", "").isdigit())


@pytest.mark.parametrize(
    "text", ["", "~", "n/a", "More information needed", "'{{ value }}'", "nan", "[[1], [2]]", "{a: {b: 1}}"]
)
def test_what_is_no_figure_is_left_out_and_named(text: str) -> None:
    card = of_metrics(f"- type: m\n  value: {text}\n- type: n\n  value: 1")
    assert [result.metric for result in card.results] == ["n"]
    assert len(card.notes) == 1
    assert card.notes[0].startswith("model-index[0].results[0].metrics[0].value")
    assert card.notes[0].endswith("was left out.")


def test_several_values_under_one_metric_are_several_results() -> None:
    card = of_metrics("- type: rouge\n  value:\n    rouge1: 0.3\n    rouge2: 0.2")
    assert [(each.metric, each.value) for each in card.results] == [("rouge rouge1", "0.3"), ("rouge rouge2", "0.2")]


SHAPES = {
    "spacy": "- name: en_core\n  results:\n  - task: {name: NER}\n    metrics:\n    - {name: NER F Score, value: 0.8}",
    "no-lists": "name: a\nresults:\n  task: NER\n  dataset: conll\n  metrics: {type: f1, value: 0.8}",
    "short": "- results:\n  - task: [NER]\n    dataset: [{name: conll}]\n    metrics:\n      f1: 0.8\n      wer: 0.1",
    "args": "- results:\n  - dataset: {name: glue, args: sst2}\n    metrics: [{type: accuracy, value: 0.8}]",
    "args-of-names": "- results:\n  - dataset: {type: g, args: {language: de}}\n    metrics: [{type: a, value: 0.8}]",
    "beside": "- results:\n  - metrics: [{type: a, value: 0.8, std: 0.02}]\n    verified: true",
}


@pytest.mark.parametrize(
    ("shape", "metric", "task", "dataset", "config", "spread"),
    [
        ("spacy", "NER F Score", "NER", "", "", ""),
        ("no-lists", "f1", "NER", "conll", "", ""),
        ("short", "f1", "NER", "conll", "", ""),
        ("args", "accuracy", "", "glue", "sst2", ""),
        ("args-of-names", "a", "", "g", "de", ""),
        ("beside", "a", "", "", "", "0.02"),
    ],
)
def test_every_shape_of_results_is_read(
    shape: str, metric: str, task: str, dataset: str, config: str, spread: str
) -> None:
    index = "\n".join(f"  {line}" for line in SHAPES[shape].splitlines())
    card = of_head(f"model-index:\n{index}")
    assert card.results[0] == CardResult(
        metric, "0.8", task=task, dataset=dataset, config=config, spread=spread, verified=shape == "beside"
    )
    assert card.notes == ()


def test_a_wrong_part_costs_itself_and_is_named_by_its_place() -> None:
    card = of_head(
        "license: mit\ndatasets: [[a], b]\nlibrary_name: {a: b}\nmodel-index:\n- results:\n"
        "  - metrics: [7, {value: 0.7}, {type: a, value: 0.8}]\n  - oops\n- 3"
    )
    assert (card.licence, card.datasets) == ("mit", ("b",))
    assert [result.value for result in card.results] == ["0.8"]
    assert card.notes == (
        "library_name is no text and was left out.",
        "datasets[0] is no text and was left out.",
        "model-index[0].results[0].metrics[0] has no names with values and was left out.",
        "model-index[0].results[0].metrics[1] has neither a name nor a type and was left out.",
        "model-index[0].results[1] has no names with values and was left out.",
        "model-index[1] has no names with values and was left out.",
    )


def test_a_head_that_is_no_yaml_is_read_block_by_block() -> None:
    card = of_head('license: mit\ntags:\n- a\n\t- b\nlibrary_name: {{ library }}\nlanguage: de\nwidget: "open\n')
    assert (card.licence, card.languages) == ("mit", ("de",))
    assert card.notes == (
        "tags (line 3) is no YAML and was left out.",
        "library_name (line 6) is no YAML and was left out.",
        "widget (line 8) is no YAML and was left out.",
    )


@pytest.mark.parametrize(
    "text", ["# Only text\n", "", "\n\n", "---\n---\n# Only text\n", "---\n# Only text\n\n---\nmore\n"]
)
def test_a_card_without_a_head_is_a_card(text: str) -> None:
    card = read(text)
    assert (card.licence, card.results, card.notes) == ("", (), ())
    assert card.title == ("Only text" if "Only" in text else "")


def test_marks_of_windows_and_of_the_order_of_bytes_do_no_harm() -> None:
    assert model_cards.read(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode()) == read(FULL)


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    card = of_head(
        "license: on\nlanguage: [no, yes]\ntags: [2022-01-20, 1:30, 0x1F, 1e3, ~, null]\ndatasets: !!float 3"
    )
    assert (card.licence, card.languages, card.datasets) == ("on", ("no", "yes"), ("3",))
    assert card.tags == ("2022-01-20", "1:30", "0x1F", "1e3")


def test_names_that_stand_twice_have_their_last_value() -> None:
    assert of_head("license: mit\nlicense: gpl-3.0").licence == "gpl-3.0"


@pytest.mark.parametrize(
    ("head", "licence"),
    [
        ("license: [mit, apache-2.0]", "mit, apache-2.0"),
        ("license: other\nlicense_name: leaf-licence\nlicense_link: LICENSE", "leaf-licence"),
        ("license: other\nlicense_link: https://example.org/l", "https://example.org/l"),
        ("license: other", ""),
        ("license: {name: mit}", "mit"),
    ],
)
def test_the_licence_is_what_it_is_called(head: str, licence: str) -> None:
    assert of_head(head).licence == licence


def test_nothing_in_a_head_makes_an_object() -> None:
    card = of_head("license: !!python/object/apply:os.system ['echo hi']\nlibrary_name: !!python/name:os.system x")
    assert (card.licence, card.library) == ("echo hi", "x")


LAUGHS = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20))])


@pytest.mark.parametrize(
    ("head", "note"),
    [
        ("a: " + "[" * 200_000, "is nested too deeply"),
        ("a: " + "{a: " * 60_000, "is nested too deeply"),
        ("- " * 100_000, ""),
        ("a: [" + "x," * 100_000 + "]", "has more than 20,000 parts"),
        ("a: &a [x]\nb: [" + "*a, " * 5_000 + "]", "repeats itself by reference more than 200 times"),
        (LAUGHS, ""),
        ("a: &a [*a]\nlicense: mit\nmodel-index: *a", ""),
        ("a: |\n" + " x\n" * 90_000, "has more than 256 kB"),
    ],
    ids=["lists", "names", "dashes", "parts", "references", "laughs", "round", "long"],
)
def test_a_head_that_costs_too_much_is_not_read(head: str, note: str) -> None:
    begun = time.process_time()
    card = read(f"---\nlicense: mit\n{head}\n---\n# Still here\n")
    assert (card.title, card.results) == ("Still here", ())
    assert any(note in line for line in card.notes) if note else card.licence in {"mit", ""}
    assert time.process_time() - begun < 2


def test_there_are_at_most_five_hundred_figures_and_fifty_notes() -> None:
    rows = "".join("\n- {type: a, value: 1}" for _ in range(600)) + "\n- {type: a}"
    card = of_metrics(rows.strip())
    assert len(card.results) == 500
    assert card.notes == ("model-index[0].results[0] comes after 500 figures and was left out.",)
    card = of_head(f"tags: [{', '.join(['[x]'] * 80)}]")
    assert len(card.notes) == 51
    assert card.notes[-1] == "30 further parts were left out."


def test_nothing_comes_out_that_cannot_be_stored_or_shown() -> None:
    card = read('---\nlicense: "m\\0it"\ntags: ["a\\u202Eb", "c\\x1b[31md"]\n---\n# A \x07card\x9f\x1b[1m\n')
    assert (card.licence, card.tags, card.body) == ("mit", ("ab", "c[31md"), "# A card[1m")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("```\n# a comment\n```\n# The *title* #\n", "The title"),
        ("## Only a second level\n", "index"),
        ("text\n\n# <a href='x'>Linked</a> ![badge](b.svg)\n", "Linked badge"),
        (f"# {'long ' * 100}\n", ("long " * 100)[:200]),
    ],
)
def test_the_title_is_the_first_heading_outside_of_code(body: str, title: str) -> None:
    assert read(f"---\nmodel-index:\n- name: index\n---\n{body}").title == title


@pytest.mark.parametrize("raw", [b"\0", b"# a\0b", b"\xff\xfe#\0", "# Größe".encode("latin-1"), b"x" * (1024**2 + 1)])
def test_what_is_no_text_or_too_large_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        model_cards.read(raw)
    assert refused.value.message.startswith("This model card ")


@given(st.text(max_size=300))
def test_any_text_is_a_card_and_comes_back(text: str) -> None:
    raw = f"---\n{text}\n---\n{text}".encode("utf-8", "ignore").replace(b"\0", b"")
    card = model_cards.read(raw)
    assert Card.from_json(json.loads(json.dumps(card.to_json()))) == card
    assert card_heads.cleaned(card.body) == card.body


@given(st.text("0123456789.,+-/±%eE _", max_size=20))
def test_a_figure_is_a_number_or_none(text: str) -> None:
    found = figure(text)
    if found:
        float(found[0])
        float(found[1] or 0)
        assert found[2] in {"", "%"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FULL, True),
        ("---\nlicense: mit\n---\n", True),
        ("---\ntags: [a]\nlanguage: de\n---\n", True),
        ("---\ntags: [a]\ntitle: My post\n---\n", False),
        ("# Model card for leaves\n", True),
        ("# Leaves\n\n## Model description\n## Intended uses & limitations\n## Training procedure\n", True),
        ("# Model Card Generator User Guide\n", False),
        ("# Notes\n\n## Evaluation\n", False),
        ("license: mit\n", False),
        ("", False),
    ],
)
def test_a_card_is_known_by_its_head_its_title_or_its_sections(text: str, expected: bool) -> None:
    assert model_cards.is_card(text) is expected
