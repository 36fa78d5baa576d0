"""What is found in job texts, whether it is a must, and why. No database."""

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from competence import synonyms
from competence.formats import toml
from competence.yardstick import Yardstick
from hiring import jobtext
from tests.factories.competence import small_yardstick
from tests.hiring import adverts

SHIPPED = Path(__file__).resolve().parents[2] / "competence" / "data" / "three-levels.toml"


@pytest.fixture(scope="module")
def three_levels() -> Yardstick:
    return toml.read_framework(SHIPPED.read_text(encoding="utf-8"), "three-levels.toml")


def weights(text: str, yardstick: Yardstick) -> dict[str, str]:
    return {one.id: one.weight for one in jobtext.propose(text, yardstick)}


def test_an_orderly_advertisement(three_levels: Yardstick) -> None:
    assert weights(adverts.GRID, three_levels) == {
        "domain:time-series": "must",
        "skill:l1.modeling.impute-missing-values": "must",
        "skill:l1.modeling.test-harness": "must",
        "skill:l3.technique.classical-baseline": "must",
        "skill:l1.library.fit-model": "must",
        "skill:l3.technique.ts-multi-step": "useful",
        "skill:l3.technique.ts-recurrent": "useful",
        "skill:l3.technique.ts-convolutional": "useful",
        "group:l2.prediction.ensembles": "useful",
        "skill:lx.scale.streaming-data": "useful",
        "domain:computer-vision": "useful",
    }, "the view from the roof is found too, and nobody ticks it"


def test_a_chatty_one(three_levels: Yardstick) -> None:
    found = weights(adverts.STARTUP, three_levels)
    assert found["skill:l3.technique.cv-object-localization"] == "must"
    assert found["skill:l1.modeling.small-data-design"] == "must"
    assert "skill:l2.generalization.diagnose-overfitting" in found
    assert found["skill:l2.generalization.dropout"] == "useful"
    assert found["skill:lx.scale.gpu-programming"] == "useful"
    assert found["skill:l1.modeling.end-to-end"] == "useful"
    assert "skill:l2.learning.transfer-learning" in found
    assert "domain:natural-language" not in found, "they say that they do not do it"


def test_one_of_a_bank(three_levels: Yardstick) -> None:
    found = weights(adverts.BANK, three_levels)
    assert found["skill:l1.modeling.target-binary"] == "useful", "default prediction; imbalance alone is no target"
    assert found["skill:l1.modeling.feature-selection"] == "must"
    assert found["skill:l1.modeling.input-mixed-types"] == "must"
    assert found["skill:l1.modeling.cross-validation"] == "must"
    assert found["skill:l1.modeling.compare-models"] == "must"
    assert found["skill:l1.modeling.compare-configurations"] == "useful"
    assert found["skill:l2.prediction.diagnose-high-variance"] == "useful"
    assert found["level:l1"] == "useful", "said in passing, so it weighs little"


def test_running_text(three_levels: Yardstick) -> None:
    found = weights(adverts.LANGUAGE, three_levels)
    assert found["domain:natural-language"] == "must"
    assert found["skill:l3.data-handling.nlp-encode-words"] == "must"
    assert found["skill:l3.technique.nlp-translation"] == "useful"
    assert found["skill:l3.technique.nlp-named-architectures"] == "useful"
    assert "skill:l3.technique.nlp-text-classification" in found
    assert "skill:l3.technique.nlp-summarization" in found
    assert "domain:computer-vision" not in found


def test_one_in_which_nothing_fits(three_levels: Yardstick) -> None:
    assert jobtext.propose(adverts.NOTHING, three_levels) == ()
    assert jobtext.propose("", three_levels) == ()


def test_a_very_long_one(three_levels: Yardstick) -> None:
    text = adverts.long_one()
    assert len(text) == 20_000
    assert weights(text, three_levels) == {
        "skill:l2.learning.batch-normalization": "must",
        "skill:l2.prediction.diagnose-high-variance": "must",
        "skill:lx.invention.novel-methods": "useful",
    }


def work_of(text: str, yardstick: Yardstick) -> tuple[int, int]:
    """How many characters are compared with the words that weigh a find, and how often borders of clauses are looked
    for, while `text` is read."""
    jobtext.propose("dropout", yardstick)  # the words of the framework are in memory
    characters = looks = 0

    def watch(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal characters, looks
        if event == "call" and frame.f_code is jobtext.plain.__code__:
            characters += len(frame.f_locals["text"])
        elif event == "c_call" and getattr(arg, "__self__", None) is jobtext.CLAUSE:
            looks += 1

    sys.setprofile(watch)
    try:
        jobtext.propose(text, yardstick)
    finally:
        sys.setprofile(None)
    return characters, looks


@pytest.mark.parametrize("again", ["dropout, ", "dropout ", "we need dropout. ", "dropout\n"])
def test_a_text_is_read_a_few_times_however_much_is_found_in_it(again: str, three_levels: Yardstick) -> None:
    text = (again * 30_000)[:30_000]
    characters, looks = work_of(text, three_levels)
    assert 0 < characters <= 4 * len(text)
    assert 0 < looks <= text.count(".") + text.count("\n") + len(text) // jobtext.SENTENCE_AT_MOST + 2


def test_a_sentence_without_an_end_is_read_in_pieces_and_nothing_of_it_is_lost(three_levels: Yardstick) -> None:
    text = f"{'words and more ' * 400}dropout {'words and more ' * 400}"
    [one] = jobtext.propose(text, three_levels)
    assert one.id == "skill:l2.generalization.dropout"
    assert "".join(jobtext._pieces(text)) == text
    assert max(map(len, jobtext._pieces("x" * 9_000 + text))) <= jobtext.SENTENCE_AT_MOST


def test_the_reason_is_the_sentence_as_it_stands(three_levels: Yardstick) -> None:
    found = {one.id: one for one in jobtext.propose(adverts.GRID, three_levels)}
    gaps = found["skill:l1.modeling.impute-missing-values"]
    assert (gaps.words, gaps.sentence) == (
        "missing values",
        "You know how to treat missing values: our meters have gaps",
    )


def test_a_long_sentence_is_cut_around_the_find(three_levels: Yardstick) -> None:
    [one] = jobtext.propose("word " * 200 + "dropout " + "word " * 200, three_levels)
    assert "dropout" in one.sentence
    assert one.sentence.startswith("… ")
    assert one.sentence.endswith(" …")
    assert len(one.sentence) <= jobtext.QUOTED + 4


@pytest.mark.parametrize(
    "text",
    [
        "Overfitting",
        "you have met OVERFITTING",
        "Models that over-fit are no good",
        "models overfitted",
        "Show overfitting",
        "the generalisation gap",
    ],
)
def test_spellings_and_endings_do_not_matter(text: str, three_levels: Yardstick) -> None:
    assert "skill:l2.generalization.diagnose-overfitting" in weights(text, three_levels)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("Dropout is a must.", "must"),
        ("Dropout is not a must.", "useful"),
        ("Dropout would be a plus.", "useful"),
        ("You have used dropout.", "must"),
        ("We use dropout.", "useful"),
        ("Required: dropout", "must"),
        ("Nice to have: dropout", "useful"),
        ("Dropout is required; Keras would be nice to have.", "must"),
        ("Dropout is not needed.", ""),
        ("No knowledge of dropout is required.", ""),
        ("We don't expect dropout.", ""),
        ("Requirements\n- dropout", "must"),
        ("Requirements\n- dropout, ideally", "useful"),
        ("Requirements\n\nBenefits:\n- dropout", "useful"),
        ("Bonus points\n- dropout", "useful"),
        ("DROPOUT is essential, Keras a bonus", "must"),
    ],
)
def test_the_words_around_weigh_it(text: str, weight: str, three_levels: Yardstick) -> None:
    assert weights(text, three_levels).get("skill:l2.generalization.dropout", "") == weight


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Experience with CNNs is required", "l3.technique.cv-deep-cnn"),
        ("Experience with RNNs, LSTMs or GRUs is required", "l3.technique.ts-recurrent"),
        ("You must have built mlps", "l1.library.multilayer-perceptron"),
    ],
)
def test_an_abbreviation_is_found_in_the_plural(text: str, key: str, three_levels: Yardstick) -> None:
    assert weights(text, three_levels).get(f"skill:{key}") == "must"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("You will own our forecasting stack", {"domain:time-series"}),
        ("Experience with stacking", {"skill:l2.prediction.stacking-ensembles"}),
        ("You know the Temporal Fusion Transformer. No need for computer vision or NLP", {"domain:time-series"}),
        ("You have handled class imbalance", set()),
        ("Meters with missing readings", {"skill:l1.modeling.impute-missing-values"}),
        ("Forecasts from several input series", {"domain:time-series", "skill:l3.technique.ts-multivariate"}),
        ("Walk-forward validation", {"skill:l1.modeling.test-harness"}),
        ("Named entity recognition and RAG", {"domain:natural-language"}),
        ("QLoRA", {"skill:l2.learning.transfer-learning"}),
    ],
)
def test_words_mean_what_a_skill_means(text: str, ids: set[str], three_levels: Yardstick) -> None:
    assert set(weights(text, three_levels)) == ids


def test_the_longest_phrase_wins(three_levels: Yardstick) -> None:
    found = weights("multivariate time series", three_levels)
    assert "skill:l3.technique.ts-multivariate" in found
    assert "domain:time-series" not in found


def test_of_two_mentions_the_must_stays(three_levels: Yardstick) -> None:
    [one] = jobtext.propose("Dropout is a bonus. On second thought, dropout is required.", three_levels)
    assert (one.weight, one.sentence) == ("must", "On second thought, dropout is required.")


def test_another_framework_is_read_by_its_own_names() -> None:
    yardstick = small_yardstick()
    assert weights("You must split data, and know Keras", yardstick) == {"skill:s1.basics.split": "must"}


def test_every_key_of_the_synonyms_is_in_the_shipped_edition(three_levels: Yardstick) -> None:
    known = {
        *(f"level:{key}" for key in three_levels.levels_by_key),
        *(f"skill:{key}" for key, skill in three_levels.skills.items() if not skill.retired),
        *(f"group:{key}" for key in three_levels.groups),
        *(f"domain:{value.key}" for value in three_levels.axes_by_key["domain"].values),
    }
    named = {need for block in synonyms.data()["synonyms"] for need in block["needs"]}
    assert named - known == set()
    assert len(named) > 50


def test_no_word_of_the_synonyms_stands_in_two_blocks() -> None:
    seen: dict[jobtext.Phrase, str] = {}
    for block in synonyms.data()["synonyms"]:
        for word in block["words"]:
            phrase = jobtext.stems(word)
            assert phrase, word
            other = seen.setdefault(phrase, str(block["needs"]))
            assert other == str(block["needs"]), f"{word} also means {other}"


def test_ignored_names_are_names_of_the_framework(three_levels: Yardstick) -> None:
    names = {skill.name for skill in three_levels.skills.values()}
    names |= {group.name for group in three_levels.groups.values()}
    names |= {level.name for level in three_levels.levels} | {c.name for c in three_levels.competences.values()}
    assert set(jobtext.data()["ignore"]["names"]) - names == set()


def test_a_sentence_may_be_broken_over_lines(three_levels: Yardstick) -> None:
    text = "Of course we would like very much that you have worked at length with time\nseries, and with dropout."
    assert weights(text, three_levels)["domain:time-series"] == "must"
    assert "domain:time-series" not in weights("short time\nseries", three_levels)
