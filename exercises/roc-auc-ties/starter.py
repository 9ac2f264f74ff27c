"""ROC-AUC with ties: README.md says what both return."""

import numpy as np


def roc_auc_score(y_true, y_score):
    # TODO: in which share of the pairs (positive, negative) does the positive have the higher score? An equal pair counts half.
    return 0.5


def roc_curve(y_true, y_score):
    thresholds = np.array([np.inf, np.min(y_score)])
    # TODO: one threshold for each distinct score, highest first, and at each one the two rates.
    return np.zeros(2), np.zeros(2), thresholds
