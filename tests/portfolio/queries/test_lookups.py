"""Skills are found by what people call them, not by the words of the framework alone."""

import pytest

from competence.queries import editions
from portfolio.queries import lookups

FOUND = (
    ("augmentation", "l2.generalization.adding-noise"),
    ("data augmentations", "l2.generalization.adding-noise"),
    ("EfficientNet", "l3.technique.cv-named-architectures"),
    ("resnet", "l3.technique.cv-named-architectures"),
    ("fine-tuning", "l2.learning.transfer-learning"),
    ("finetuning", "l2.learning.transfer-learning"),
    ("class imbalance", "l1.modeling.target-multiclass"),
    ("macro F1", "l1.modeling.test-harness"),
    ("agumentation", "l2.generalization.adding-noise"),
    ("recurrent layers", "l3.technique.ts-recurrent"),
    ("BatchNormalization", "l2.learning.batch-normalization"),
)


@pytest.mark.parametrize(("words", "key"), FOUND)
def test_by_other_words(frameworks: None, db: None, words: str, key: str) -> None:
    yardstick = editions.of("three-levels")
    assert key in lookups.find(words, yardstick)


@pytest.mark.parametrize("words", ["", "  ", "the", "qwxz", "dropout zebra", "\x00", "w" * 5000])
def test_nothing_means_nothing(frameworks: None, db: None, words: str) -> None:
    assert lookups.find(words, editions.of("three-levels")) == frozenset()


def test_few_skills_are_meant(frameworks: None, db: None) -> None:
    """A word that says little would otherwise list half the framework."""
    yardstick = editions.of("three-levels")
    counts = {words: len(lookups.find(words, yardstick)) for words, _ in FOUND}
    assert max(counts.values()) <= 12, counts


def test_what_it_costs(frameworks: None, db: None, django_assert_num_queries) -> None:
    yardstick = editions.of("three-levels")
    lookups.find("augmentation", yardstick)
    with django_assert_num_queries(2):
        lookups.find("augmentation", yardstick)
