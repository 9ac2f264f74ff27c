"""A word that stands in a message several times is counted once. The Bernoulli model asks for that; in the
multinomial one "free free free" says more than "free". Add 1 for every occurrence.
"""

import numpy as np


def count_words(messages, vocabulary):
    columns = {word: column for column, word in enumerate(vocabulary)}
    counts = np.zeros((len(messages), len(vocabulary)), dtype=np.int64)
    for row, message in enumerate(messages):
        for word in message.lower().split():
            if word in columns:
                counts[row, columns[word]] = 1
    return counts


def fit(counts, y, classes, alpha):
    member = np.arange(classes)[:, None] == y
    log_prior = np.log(member.mean(axis=1))
    smoothed = member @ counts + alpha
    return log_prior, np.log(smoothed / smoothed.sum(axis=1, keepdims=True))


def predict_log_proba(counts, log_prior, log_likelihood):
    joint = counts @ log_likelihood.T + log_prior
    return joint - np.logaddexp.reduce(joint, axis=1, keepdims=True)
