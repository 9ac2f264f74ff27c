"""Makes metrics.json.gz: what scikit-learn answers on random, tied and degenerate inputs.

Run with scikit-learn 1.9.1:  python tests/golden/make_metrics.py
The output is byte-identical on every run. A metric's expected value is a number, or "ill-defined" where scikit-learn raises,
warns, or quietly returns a convention (these conventions are listed in `CONVENTIONS`).
"""

import gzip
import json
import math
import pathlib
import warnings

import numpy as np
from sklearn import metrics

CASES = 200
ILL_DEFINED = "ill-defined"
# Warnings that leave the value well-defined.
HARMLESS = (
    "y_pred contains classes not in y_true",
    "A single label was found in 'y_true' and 'y_pred'",
    "The number of unique classes is greater than 50%",
)
rng = np.random.default_rng(20)


def constant(values):
    return len(values) > 0 and min(values) == max(values)


# Inputs on which scikit-learn returns a number by convention without a warning.
CONVENTIONS = {
    "r2_score": lambda truth, _: constant(truth),
    "explained_variance_score": lambda truth, _: constant(truth),
    "mean_absolute_percentage_error": lambda truth, _: 0 in list(truth),
    "matthews_corrcoef": lambda truth, prediction: constant(truth) or constant(prediction),
    "adjusted_rand_score": lambda truth, _: len(truth) == 0,
}

VALUES = {
    name: getattr(metrics, name)
    for name in (
        "mean_squared_error",
        "root_mean_squared_error",
        "mean_absolute_error",
        "median_absolute_error",
        "mean_absolute_percentage_error",
        "root_mean_squared_log_error",
        "r2_score",
        "explained_variance_score",
    )
}
BINARY = {
    "precision_score": metrics.precision_score,
    "recall_score": metrics.recall_score,
    "f1_score": metrics.f1_score,
}
CLASSES = {
    name: getattr(metrics, name)
    for name in ("accuracy_score", "balanced_accuracy_score", "matthews_corrcoef", "adjusted_rand_score")
} | {
    f"{average}_{name}": lambda truth, prediction, function=getattr(metrics, name), average=average: function(
        truth, prediction, average=average
    )
    for name in BINARY
    for average in ("macro", "weighted")
}
SCORES = {
    "roc_auc_score": metrics.roc_auc_score,
    "average_precision_score": metrics.average_precision_score,
}
PROBABILITIES = {
    "log_loss": lambda truth, prediction: metrics.log_loss(truth, y_proba=prediction, labels=[0, 1]),
    "brier_score_loss": lambda truth, prediction: metrics.brier_score_loss(truth, prediction, labels=[0, 1]),
}
DISTRIBUTIONS = {
    "cross_entropy": lambda truth, prediction: metrics.log_loss(
        truth, y_proba=prediction, labels=list(range(prediction.shape[1]))
    ),
    "roc_auc_ovr_score": lambda truth, prediction: metrics.roc_auc_score(
        truth, prediction, multi_class="ovr", labels=list(range(prediction.shape[1]))
    ),
}
POINTS = {"silhouette_score": metrics.silhouette_score}


def expected(name, function, truth, prediction):
    """The value, or why there is none."""
    if name in CONVENTIONS and CONVENTIONS[name](truth, prediction):
        return ILL_DEFINED
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for message in HARMLESS:
            warnings.filterwarnings("ignore", message=message)
        try:
            value = float(function(truth, prediction))
        except (ValueError, IndexError, Warning):  # scikit-learn indexes into an empty array
            return ILL_DEFINED
    return value if math.isfinite(value) else ILL_DEFINED


def short(values):
    """Six significant digits keep the file small; what is rounded here is what scikit-learn is given."""
    return np.array([float(f"{value:.6g}") for value in values])


def real_pair(kind):
    """Truth and prediction of a regression."""
    rows = int(rng.integers(2, 40))
    truth = short(rng.lognormal(2, 1, rows))
    prediction = short(truth * rng.lognormal(0, 0.3, rows))
    match kind:
        case 0 | 1:
            return truth, prediction
        case 2:
            return short(rng.normal(0, 3, rows)), short(rng.normal(0, 3, rows))
        case 3:
            return truth.round() % 4 + 1, prediction.round() % 4  # ties
        case 4:
            return short(truth * 1e-6), short(prediction * 1e-6)
        case 5:
            return short(truth * 1e9), short(prediction * 1e9)
        case 6:
            return 1e6 + rng.integers(1, 9, rows) / 1024, 1e6 + rng.integers(1, 9, rows) / 1024
        case 7:
            return truth, truth  # perfect
        case 8:
            return np.full(rows, truth[0]), prediction  # constant truth
        case 9:
            return truth, np.full(rows, truth.mean())  # constant prediction
        case 10:
            return truth[:1], prediction[:1]
        case 11:
            return np.where(np.arange(rows) % 5 == 0, 0.0, truth), prediction  # zeros in the truth
        case 12:
            return truth, prediction - 9  # some at or below -1
        case 13:
            return truth, np.append(prediction[1:], [np.nan, np.inf, -np.inf][rows % 3])
        case 14:
            return truth, prediction[:-1]
        case 15:
            return truth[:0], prediction[:0]
        case 16:
            return truth, truth + 5  # a constant offset
        case _:
            return -truth, -prediction / 100


def class_pair(kind, classes):
    """Truth and prediction of a classification; `classes` are the labels to draw from."""
    rows = int(rng.integers(2, 60))
    truth = rng.choice(classes, rows)
    noise = rng.choice(classes, rows)
    prediction = np.where(rng.random(rows) < 0.7, truth, noise)
    match kind:
        case 0 | 1 | 2 | 3:
            return truth, prediction
        case 4:
            return truth, noise
        case 5:
            return truth, truth
        case 6:
            return truth, np.full(rows, classes[0])
        case 7:
            return truth, np.full(rows, classes[-1])
        case 8:
            return np.full(rows, classes[0]), prediction
        case 9:
            return np.full(rows, classes[-1]), np.full(rows, classes[-1])
        case 10:
            return np.full(rows, classes[0]), np.full(rows, classes[0])
        case 11:
            return truth[:1], prediction[:1]
        case 12:
            return truth[:0], prediction[:0]
        case 13:
            return truth, prediction[1:]
        case 14:
            return np.full(rows, classes[0]), np.full(rows, classes[-1])  # nothing right
        case _:
            rare = np.where(np.arange(rows) == 0, classes[-1], classes[0])
            return rare, np.roll(rare, rows % 2)


def score_pair(kind):
    truth, _ = class_pair(kind % 4, [0, 1])
    rows = len(truth)
    scores = short(truth + rng.normal(0, 1, rows))
    match kind:
        case 0 | 1 | 2:
            return truth, scores
        case 3 | 4:
            return truth, scores.round()  # ties
        case 5:
            return truth, np.zeros(rows)
        case 6:
            return truth, np.where(scores > 0.5, 1.0, 0.0)  # hard labels
        case 7:
            return truth, np.where(scores > 0.5, scores, 0.0)  # many exact zeros
        case 8:
            return np.zeros(rows, int), scores
        case 9:
            return np.ones(rows, int), scores
        case 10:
            return truth, np.append(scores[1:], [np.nan, np.inf][rows % 2])
        case 11:
            return truth[:0], scores[:0]
        case 12:
            return truth, scores[1:]
        case 13:
            return truth, np.where(truth == 1, 2.0, -2.0)  # perfect
        case 14:
            return truth, np.where(truth == 1, -0.0, 0.0)  # zeros of both signs tie
        case _:
            return truth, scores * 1e-12


def probability_pair(kind):
    truth, scores = score_pair(kind)
    probability = np.clip(scores, -4, 4) / 8 + 0.5
    match kind:
        case 0:
            return truth, np.full(len(truth), 0.5)
        case 1 | 2:
            return truth, short(1 / (1 + np.exp(-scores)))
        case 3:
            return truth, np.where(scores > 0.5, 1.0, 0.0)  # certain, sometimes wrong
        case 4:
            return truth, probability * 1.5 - 0.6  # some outside [0, 1]
    return truth, probability


def distribution_pair(kind):
    width = int(rng.integers(3, 6))
    truth, _ = class_pair(kind % 4, list(range(width)))
    rows = len(truth)
    weights = rng.random((rows, width)) + 1.5 * np.eye(width)[truth]
    shares = np.floor(weights / weights.sum(axis=1, keepdims=True) * 1000) / 1000
    shares[:, 0] += 1 - shares.sum(axis=1)
    match kind:
        case 5:
            return truth, np.full((rows, width), 1 / width)
        case 6:
            return truth, np.eye(width)[rng.integers(0, width, rows)]  # certain, sometimes wrong
        case 7:
            return truth, np.eye(width)[truth]
        case 8:
            return truth, shares * 0.9
        case 9:
            return truth, shares - np.eye(width)[0] * 1.5 + np.eye(width)[1] * 1.5
        case 10:
            return np.where(truth == width - 1, 0, truth), shares  # the last class never occurs
        case 11:
            return truth + 1, shares
        case 12:
            return truth[1:], shares
        case 13:
            return truth[:0], shares[:0]
        case 14:
            return truth, np.where(np.arange(width) == 0, np.nan, shares)
    return truth, shares


def point_pair(kind):
    rows, clusters = int(rng.integers(4, 30)), int(rng.integers(2, 5))
    labels = rng.integers(0, clusters, rows)
    points = (rng.normal(0, 1, (rows, 2)) + 3 * labels[:, None]).round(3)
    match kind:
        case 3:
            return points, rng.integers(0, clusters, rows)
        case 4:
            return points, np.zeros(rows, int)
        case 5:
            return points, np.arange(rows)
        case 6:
            return points, np.minimum(np.arange(rows), 2)  # two clusters of one row
        case 7:
            return np.zeros((rows, 2)), labels  # every distance is 0
        case 8:
            return points.round(), labels * 5 - 3
        case 9:
            return points[1:], labels
        case 10:
            return np.where(np.arange(rows)[:, None] == 1, np.nan, points), labels
        case 11:
            return points[:0], labels[:0]
    return points, labels


def plain(array):
    """JSON has no NaN."""
    if array.ndim == 2:
        return [plain(row) for row in array]
    return [value if isinstance(value, int) or math.isfinite(value) else str(value) for value in array.tolist()]


def cases(functions, draw, kinds):
    found = []
    for number in range(CASES):
        truth, prediction = draw(number % kinds)
        answers = {name: expected(name, function, truth, prediction) for name, function in functions.items()}
        found.append({"truth": plain(truth), "prediction": plain(prediction), "expected": answers})
    return found


def many_classes(kind):
    return class_pair(kind, [[0, 1], [0, 1, 2], [3, 5, 7, 9], [-2, 0, 5000]][int(rng.integers(0, 4))])


golden = {
    "values": cases(VALUES, real_pair, 18),
    "binary": cases(BINARY, lambda kind: class_pair(kind, [0, 1]), 16),
    "classes": cases(CLASSES, many_classes, 16),
    "scores": cases(SCORES, score_pair, 16),
    "probabilities": cases(PROBABILITIES, probability_pair, 16),
    "distributions": cases(DISTRIBUTIONS, distribution_pair, 15),
    "points": cases(POINTS, point_pair, 12),
}
target = pathlib.Path(__file__).with_name("metrics.json.gz")
text = json.dumps(golden, separators=(",", ":")).encode()
target.write_bytes(gzip.compress(text, mtime=0))
for group, listed in golden.items():
    for name in listed[0]["expected"]:
        ill = sum(case["expected"][name] == ILL_DEFINED for case in listed)
        print(f"{group:14} {name:32} {len(listed) - ill:4} values {ill:4} ill-defined")
print(f"{target.stat().st_size:,} bytes")
