"""Probabilities are multiplied. After a few hundred words the product is smaller than any float: every class gets 0, and
0/0 is NaN. Add log-likelihoods instead, and subtract ln Σ exp with the row's maximum taken out first.
"""

import numpy as np


def count_words(messages, vocabulary):
    columns = {word: column for column, word in enumerate(vocabulary)}
    counts = np.zeros((len(messages), len(vocabulary)), dtype=np.int64)
    for row, message in enumerate(messages):
        for word in message.lower().split():
            if word in columns:
                counts[row, columns[word]] += 1
    return counts


def fit(counts, y, classes, alpha):
    member = np.arange(classes)[:, None] == y
    log_prior = np.log(member.mean(axis=1))
    smoothed = member @ counts + alpha
    return log_prior, np.log(smoothed / smoothed.sum(axis=1, keepdims=True))


def predict_log_proba(counts, log_prior, log_likelihood):
    words = np.exp(log_likelihood) ** counts[:, None, :]
    joint = np.exp(log_prior) * words.prod(axis=2)
    return np.log(joint / joint.sum(axis=1, keepdims=True))
