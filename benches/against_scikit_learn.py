"""Times scikit-learn on the arrays the bench wrote; prints one JSON object of seconds and values by task."""

import json
import pathlib
import sys
import time
import warnings

try:
    import numpy as np
    from sklearn import metrics
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(3)

warnings.simplefilter("ignore")
folder, replicates = pathlib.Path(sys.argv[1]), int(sys.argv[2])
real, predicted, scores = (np.fromfile(folder / name, dtype="<f8") for name in ("real", "predicted", "scores"))
truth, classes = (np.fromfile(folder / name, dtype="<i8") for name in ("truth", "classes"))
TASKS = {
    "root_mean_squared_error": (metrics.root_mean_squared_error, real, predicted),
    "mean_absolute_error": (metrics.mean_absolute_error, real, predicted),
    "median_absolute_error": (metrics.median_absolute_error, real, predicted),
    "r2_score": (metrics.r2_score, real, predicted),
    "accuracy_score": (metrics.accuracy_score, truth, classes),
    "f1_score": (metrics.f1_score, truth, classes),
    "macro_f1_score": (lambda truth, classes: metrics.f1_score(truth, classes, average="macro"), truth, classes),
    "matthews_corrcoef": (metrics.matthews_corrcoef, truth, classes),
    "roc_auc_score": (metrics.roc_auc_score, truth, scores),
    "average_precision_score": (metrics.average_precision_score, truth, scores),
    "log_loss": (lambda truth, scores: metrics.log_loss(truth, scores), truth, scores),
}
BOOTSTRAPPED = sys.argv[3].split(",")
rng = np.random.default_rng(0)


def seconds(function, tries):
    """The best of some tries."""
    best = float("inf")
    for _ in range(tries):
        start = time.perf_counter()
        function()
        best = min(best, time.perf_counter() - start)
    return best


def resample(function, truth, prediction):
    rows = rng.integers(0, len(truth), len(truth))
    return function(truth[rows], prediction[rows])


answer = {}
for name, (function, truth_rows, prediction) in TASKS.items():
    answer[name] = {
        "value": float(function(truth_rows, prediction)),
        "seconds": seconds(lambda: function(truth_rows, prediction), 3),
    }
for name in BOOTSTRAPPED:
    answer[name]["replicate"] = seconds(lambda: resample(*TASKS[name]), replicates)
print(json.dumps(answer))
