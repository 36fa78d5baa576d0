"""What the name of a column says: which split it was measured on, which metric it is, which end of it is better. Pure.

The names are those that Keras, Lightning, Hugging Face, fastai, Ultralytics and people write: `val_loss`, `eval/f1`,
`train_loss_epoch`, `Accuracy/test`, `metrics/mAP50(B)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from portfolio.inspection.logs.runs import Better, Split

SPLITS: Mapping[str, Split] = {
    "train": "train",
    "training": "train",
    "val": "validation",
    "valid": "validation",
    "validation": "validation",
    "eval": "validation",
    "evaluation": "validation",
    "dev": "validation",
    "test": "test",
    "testing": "test",
}
WORD = "|".join(sorted(SPLITS, key=len, reverse=True))
PREFIX = re.compile(rf"^((?i:{WORD}))(?:[/_.\-: ]+|(?=[A-Z]))(.+)$")
SUFFIX = re.compile(rf"^(.+?)[/_.\-: ]+((?i:{WORD}))$")
PER_STEP = re.compile(r"^(?:epoch_(.+)|(.+)_epoch)$", re.IGNORECASE)
"""Keras writes epoch_loss to TensorBoard, Lightning train_loss_epoch."""

LOWER = frozenset(
    "loss losses error err errors mse mae rmse mape smape msle rmsle nmse perplexity ppl wer cer ter fid kid lpips "
    "nll bpc bpd brier ece logloss xent crossentropy divergence kl kld hinge deviance hausdorff eer fpr fnr regret "
    "mpjpe".split()
)
HIGHER = frozenset(
    "acc accuracy auc auroc auprc aupr roc ap map precision prec recall f1 f2 fbeta fscore dice iou miou jaccard r2 "
    "bleu sacrebleu rouge rougel rougelsum meteor cider spice bertscore chrf psnr ssim kappa mcc matthews ndcg mrr "
    "reward return score top specificity sensitivity elbo em exact pearson pearsonr spearman spearmanr correlation "
    "hits similarity winrate tpr tnr".split()
)
COUNTERS = frozenset("lr time runtime seconds memory threshold".split())
"""Words of a name that is no metric, whatever else stands in it: the time that an accuracy took."""
FLIPPED = frozenset({"neg", "negative"})
"""As in scikit-learn's neg_mean_squared_error: a loss turned round, so that higher is better."""


def split_of(name: str) -> tuple[Split, str]:
    """The split in a name and the name without it; an empty split where the name has none."""
    text = name.strip()
    for pattern, word, rest in ((PREFIX, 1, 2), (SUFFIX, 2, 1)):
        found = pattern.match(text)
        if found:
            return SPLITS[found[word].lower()], found[rest].strip()
    return "", text


def metric_of(name: str) -> tuple[Split, str]:
    """Split and metric of a column, without the words that only say how often it was written."""
    split, metric = split_of(_without_rhythm(name.strip()))
    if not split and metric.lower().startswith("metrics/"):
        metric = metric[len("metrics/") :]
    return split, _without_rhythm(metric)


def split_of_run(name: str) -> Split:
    """The split in the last word of a run's name: Keras writes one folder `train` and one `validation`."""
    return SPLITS.get(re.split(r"[^a-z]+", name.lower())[-1], "")


def better_of(metric: str) -> Better:
    """Which end of a metric is better, by the words of its name; empty for a name that does not say."""
    words = _words(metric)
    if words & COUNTERS or {"learning", "rate"} <= words:
        return ""
    if words & LOWER or {"cross", "entropy"} <= words:
        return "higher" if words & FLIPPED else "lower"
    if {"log", "likelihood"} <= words:
        return "lower" if words & FLIPPED else "higher"
    return "higher" if words & HIGHER else ""


def are_of_a_training(names: Iterable[str]) -> bool:
    """Whether one of these is called like a metric: a table of patients or houses has no such column."""
    return any(better_of(metric_of(name)[1]) for name in names)


def metrics_of(names: Iterable[str]) -> dict[str, tuple[Split, str]]:
    """Split and metric of every column of one run, no two the same.

    A bare name beside one with a split is the training's own (Keras writes loss and val_loss). A name whose place is
    taken keeps all its words as a metric of its own: train_loss_step beside train_loss_epoch.
    """
    read = {name: metric_of(name) for name in names}
    measured = {metric for split, metric in read.values() if split in {"validation", "test"}}
    found: dict[str, tuple[Split, str]] = {}
    taken: set[tuple[Split, str]] = set()
    for name, (split, metric) in read.items():
        bare_train: Split = "train" if not split and metric in measured else split
        place = (bare_train, metric)
        if place in taken:
            place = ("", name)
        found[name] = place
        taken.add(place)
    return found


def _without_rhythm(name: str) -> str:
    found = PER_STEP.match(name)
    return (found[1] or found[2]) if found else name


def _words(metric: str) -> set[str]:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", metric)
    words = [word for word in re.split(r"[^a-z0-9]+", spaced.lower()) if word]
    return {*words, *(word.rstrip("0123456789") for word in words)}
