"""scikit-learn's own, with the conventions that README.md names."""

import warnings

from sklearn import metrics

# With one class alone scikit-learn warns and returns NaN, which is what is asked.
warnings.simplefilter("ignore")


def roc_auc_score(y_true, y_score):
    return metrics.roc_auc_score(y_true, y_score)


def roc_curve(y_true, y_score):
    return metrics.roc_curve(y_true, y_score, drop_intermediate=False)
