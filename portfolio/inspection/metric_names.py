"""What a metric is called: one name for all the ways in which people and libraries write it. Pure.

`accuracy` is written acc, val_acc, sparse_categorical_accuracy or Top-1; a table of phrases, the longest first, brings
them together. What is not in the table is known by its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

_TABLE = """
accuracy: accuracy, acc, accuracies, accs, top 1, top1, top 1 accuracy, top1 accuracy, top 1 acc, correct fraction
balanced accuracy: balanced accuracy, balanced acc
top-5 accuracy: top 5, top5, top 5 accuracy, top 5 acc, top5 accuracy, top5 acc, top k accuracy
error rate: error rate, error, err, misclassification rate, top 1 error, top1 error
loss: loss, losses
log loss: log loss, logloss, cross entropy, crossentropy, ce loss, cross entropy loss, binary crossentropy, bce, nll,
  negative log likelihood, xent, cross entropy error
MSE: mse, mean squared error, mean square error, squared error
RMSE: rmse, root mean squared error, root mean square error, rmses
NRMSE: nrmse
MAE: mae, mean absolute error, absolute error, maes, l1 error
MAPE: mape, mean absolute percentage error
SMAPE: smape, symmetric mean absolute percentage error
MSLE: msle, mean squared logarithmic error
RMSLE: rmsle, rmlse, root mean squared log error, root mean squared logarithmic error
R²: r2, r 2, r squared, r2 score, r 2 score, rsquared, coefficient of determination
explained variance: explained variance, explained variance score
F1: f1, f 1, f1 score, f 1 score, f score, fscore, f measure, f1 macro, f1 micro, f1 weighted
F2: f2, f2 score, fbeta, f beta
precision: precision, prec, positive predictive value, ppv
recall: recall, sensitivity, true positive rate, tpr, rec
specificity: specificity, true negative rate, tnr
ROC AUC: auc, roc auc, auroc, aucroc, roc auc score, auc roc, area under the curve, area under curve, rocauc
PR AUC: pr auc, auprc, aucpr, auc pr, average precision, ap, prauc
mAP: map, mean average precision, map50, map 50, map 0 5, map 0 5 0 95, map50 95
IoU: iou, miou, mean iou, jaccard, jaccard index, jaccard score, intersection over union
Dice: dice, dice score, dice coefficient, dice coef, dsc
kappa: kappa, cohen kappa, cohens kappa, qwk, quadratic weighted kappa, cohen kappa score
MCC: mcc, matthews, matthews corrcoef, matthews correlation, phi coefficient
BLEU: bleu, sacrebleu, bleu score, bleu 4, bleu4
ROUGE-1: rouge 1, rouge1
ROUGE-2: rouge 2, rouge2
ROUGE-L: rouge l, rougel, rougelsum, rouge lsum
METEOR: meteor
chrF: chrf
BERTScore: bertscore, bert score
CIDEr: cider
perplexity: perplexity, ppl, perplexities
WER: wer, word error rate
CER: cer, character error rate
EER: eer, equal error rate
PSNR: psnr
SSIM: ssim
FID: fid, frechet inception distance
LPIPS: lpips
inception score: inception score
NDCG: ndcg
MRR: mrr, mean reciprocal rank
hit rate: hit rate, hits, hitrate
Brier: brier, brier score, brier loss
calibration error: ece, expected calibration error, calibration error
Pearson: pearson, pearsonr, pearson correlation
Spearman: spearman, spearmanr, spearman correlation
silhouette: silhouette, silhouette score
adjusted Rand: ari, adjusted rand, adjusted rand score, adjusted rand index
NMI: nmi, normalized mutual information, normalised mutual information
reward: reward, rewards, return, episode return, episode reward, mean reward, average reward, avg reward
win rate: win rate, winrate
exact match: exact match, em
ELBO: elbo
KL divergence: kl, kld, kl divergence
bits per character: bpc, bpd, bits per character, bits per dim
MASE: mase
pinball loss: pinball, pinball loss, quantile loss
concordance index: c index, concordance index, cindex
"""
"""From the name that is shown to the phrases that mean it, as `words` splits them."""

SHARES: frozenset[str] = frozenset(
    "accuracy|balanced accuracy|top-5 accuracy|error rate|F1|F2|precision|recall|specificity|ROC AUC|PR AUC|mAP|IoU"
    "|Dice|kappa|MCC|BLEU|ROUGE-1|ROUGE-2|ROUGE-L|METEOR|chrF|BERTScore|WER|CER|EER|MRR|NDCG|hit rate|win rate"
    "|exact match|MAPE|SMAPE|R²|explained variance|calibration error".split("|")
)
"""Metrics that are written as a share or as a per cent figure alike: 0.941 is 94.1."""

PRINTED_AS: Mapping[str, frozenset[str]] = {
    "log loss": frozenset({"loss"}),
    "MSE": frozenset({"loss"}),
}
"""Names under which libraries print a metric when it is what the training minimises."""

QUALIFIERS = frozenset("macro micro weighted".split())
"""Words that make a metric another one where a person states them."""

PARTS: Mapping[str, str] = {
    **dict.fromkeys(("test", "testing", "holdout", "heldout"), "test"),
    **dict.fromkeys(("val", "valid", "validation", "dev", "eval", "evaluation", "cv", "cross", "oob"), "validation"),
    **dict.fromkeys(("train", "training", "tr"), "train"),
}
"""Words that say which part of the data a figure is of."""


def _read_table() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for line in _TABLE.replace("\n  ", " ").strip().splitlines():
        name, _, phrases = line.partition(":")
        found |= {tuple(phrase.split()): name for phrase in phrases.split(",")}
    return found


PHRASES: Mapping[tuple[str, ...], str] = _read_table()
LONGEST = max(len(phrase) for phrase in PHRASES)


@lru_cache(maxsize=4_096)
def words(text: str) -> tuple[str, ...]:
    """The words of a name, small: `val_F1-score` is val, f1, score; `BinaryAccuracy` is binary, accuracy."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", text.replace("²", "2"))
    return tuple(re.findall(r"[a-z]+[0-9]*|[0-9]+", spaced.lower()))


def metrics_of(text: str) -> frozenset[str]:
    """The metrics that are named in `text`, by the names of the table."""
    return frozenset(_named(words(text)))


def _named(found: tuple[str, ...]) -> Iterator[str]:
    at = 0
    while at < len(found):
        for length in range(min(LONGEST, len(found) - at), 0, -1):
            phrase = found[at : at + length]
            name = PHRASES.get(phrase) or PHRASES.get((*phrase[:-1], phrase[-1].rstrip("0123456789")))
            if name:
                yield name
                at += length
                break
        else:
            at += 1


def means(claimed: str, text: str) -> bool:
    """Whether `text`, as it stands beside a figure, names the metric that a person calls `claimed`."""
    here = set(words(text))
    asked = metrics_of(claimed)
    if not asked:
        own = set(words(claimed)) - set(PARTS)
        return bool(own) and own <= here
    said = set(words(claimed)) & QUALIFIERS
    wanted = asked | {other for name in asked for other in PRINTED_AS.get(name, ())}
    return bool(metrics_of(text) & wanted) and said <= here


def is_share(metric: str) -> bool:
    """Whether 0.941 and 94.1 are two ways to write a figure of this metric."""
    return bool(metrics_of(metric) & SHARES)


def part_of(text: str) -> str:
    """Which part of the data a name speaks of: test, validation or train; empty where it does not say."""
    said = {PARTS[word] for word in words(text) if word in PARTS}
    return next((part for part in ("test", "validation", "train") if part in said), "")
