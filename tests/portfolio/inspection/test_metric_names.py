"""One name for all the ways in which a metric is written."""

import pytest

from portfolio.inspection import metric_names as names


@pytest.mark.parametrize(
    ("written", "metric"),
    [
        ("acc", "accuracy"), ("val_acc", "accuracy"), ("val_sparse_categorical_accuracy", "accuracy"),
        ("BinaryAccuracy", "accuracy"), ("Top-1", "accuracy"), ("top1", "accuracy"), ("accuracy_1", "accuracy"),
        ("accuracy_score(y, p)", "accuracy"), ("Top-5 accuracy", "top-5 accuracy"),
        ("balanced_accuracy", "balanced accuracy"), ("F1", "F1"), ("f1-score", "F1"), ("macro F1", "F1"),
        ("ROC AUC", "ROC AUC"), ("roc_auc_score", "ROC AUC"), ("AUROC", "ROC AUC"), ("PR AUC", "PR AUC"),
        ("average precision", "PR AUC"), ("mAP@0.5", "mAP"), ("mAP50-95", "mAP"), ("RMSE", "RMSE"),
        ("root_mean_squared_error", "RMSE"), ("mean squared error", "MSE"), ("neg_mean_squared_error", "MSE"),
        ("val_mae", "MAE"), ("R²", "R²"), ("R^2", "R²"), ("r2_score", "R²"), ("mIoU", "IoU"), ("Dice", "Dice"),
        ("binary_crossentropy", "log loss"), ("train/loss", "loss"), ("QWK", "kappa"), ("rougeL", "ROUGE-L"),
        ("BLEU-4", "BLEU"), ("ppl", "perplexity"), ("word error rate", "WER"), ("error rate", "error rate"),
    ],
)  # fmt: skip
def test_what_people_and_libraries_write(written, metric):
    assert names.metrics_of(written) == {metric}


@pytest.mark.parametrize(
    "text", ["", "learning_rate", "epoch", "mapping", "accumulate", "overall", "rows", "threshold"]
)
def test_other_words_are_no_metric(text):
    assert names.metrics_of(text) == frozenset()


@pytest.mark.parametrize(
    ("claimed", "beside", "is_it"),
    [
        ("Accuracy", "val_acc", True),
        ("Accuracy", "balanced accuracy", False),
        ("Accuracy", "top-5 accuracy", False),
        ("Top-5 accuracy", "accuracy", False),
        ("RMSE", "MSE", False),
        ("F1", "macro f1-score", True),
        ("Macro F1", "macro avg f1-score", True),
        ("Macro F1", "f1-score", False),
        ("Log loss", "val_loss", True),
        ("Loss", "log loss", False),
        ("MSE", "val_loss", True),
        ("Accuracy", "val_loss", False),
        ("Energy distance", "energy_distance", True),
        ("Energy distance", "energy", False),
        ("Test", "test", False),
        ("", "accuracy", False),
    ],
)
def test_whether_a_claimed_metric_is_the_one_beside_a_figure(claimed, beside, is_it):
    assert names.means(claimed, beside) is is_it


def test_which_part_of_the_data():
    parts = {
        "test_acc": "test",
        "val_loss": "validation",
        "Training loss": "train",
        "acc": "",
        "train/test gap": "test",
    }
    assert {text: names.part_of(text) for text in parts} == parts


def test_shares_and_others():
    assert names.is_share("val_acc") and names.is_share("F1 (macro)") and not names.is_share("RMSE")
    assert not names.is_share("Energy distance")


def test_the_table_names_every_phrase_once_and_every_share():
    phrases = [p.strip() for line in names._TABLE.replace("\n  ", " ").strip().splitlines()
               for p in line.partition(":")[2].split(",")]  # fmt: skip
    assert len(phrases) == len(set(phrases))
    assert set(names.PHRASES.values()) >= names.SHARES
    assert all(names.words(" ".join(phrase)) == phrase for phrase in names.PHRASES)
