"""scikit-learn's dummies and metrics."""

import numpy as np
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.metrics import accuracy_score, mean_absolute_error, mean_squared_error


def baseline(dummy, train, test, metric):
    dummy.fit(np.zeros((len(train), 1)), train)
    answers = dummy.predict(np.zeros((len(test), 1)))
    return answers[0], metric(test, answers)


def squared_error_baseline(train, test):
    return baseline(DummyRegressor(strategy="mean"), train, test, mean_squared_error)


def absolute_error_baseline(train, test):
    return baseline(DummyRegressor(strategy="median"), train, test, mean_absolute_error)


def accuracy_baseline(train, test):
    return baseline(DummyClassifier(strategy="most_frequent"), train, test, accuracy_score)


def accuracy_skill(train, y_true, y_pred):
    _, base = accuracy_baseline(train, y_true)
    return (accuracy_score(y_true, y_pred) - base) / (1 - base) if base < 1 else 0.0
