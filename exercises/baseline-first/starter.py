"""Baselines: README.md says what each of the four returns."""

import numpy as np


def squared_error_baseline(train, test):
    constant = 0.0
    # TODO: which constant, learned from train, makes squared errors smallest?
    return constant, np.mean((test - constant) ** 2)


def absolute_error_baseline(train, test):
    constant = 0.0
    # TODO: which constant, learned from train, makes absolute errors smallest?
    return constant, np.mean(np.abs(test - constant))


def accuracy_baseline(train, test):
    constant = train[0]
    # TODO: the most frequent class of train; the smallest one where several are.
    return constant, np.mean(test == constant)


def accuracy_skill(train, y_true, y_pred):
    # TODO: which share of the way from the baseline's accuracy to 1 has the model gone?
    return 0.5
