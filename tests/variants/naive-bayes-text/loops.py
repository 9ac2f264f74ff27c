"""Plain loops, Counter and nested lists."""

import math
from collections import Counter


def count_words(messages, vocabulary):
    tallies = [Counter(message.casefold().split()) for message in messages]
    return [[tally[word] for word in vocabulary] for tally in tallies]


def fit(counts, y, classes, alpha):
    log_prior, log_likelihood = [], []
    for label in range(classes):
        rows = [row for row, truth in zip(counts.tolist(), y) if truth == label]
        log_prior.append(math.log(len(rows)) - math.log(len(y)))
        totals = [sum(column) + alpha for column in zip(*rows)]
        log_likelihood.append([math.log(total) - math.log(sum(totals)) for total in totals])
    return log_prior, log_likelihood


def predict_log_proba(counts, log_prior, log_likelihood):
    answers = []
    for row in counts:
        joint = [prior + sum(n * w for n, w in zip(row, words)) for prior, words in zip(log_prior, log_likelihood)]
        highest = max(joint)
        total = highest + math.log(sum(math.exp(score - highest) for score in joint))
        answers.append([score - total for score in joint])
    return answers
