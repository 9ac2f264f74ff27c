"""Plain loops over lists."""

import statistics


def predict(row, coefficients):
    return coefficients[0] + sum(slope * value for slope, value in zip(coefficients[1:], row))


def mse(x, y, coefficients):
    return sum((predict(row, coefficients) - target) ** 2 for row, target in zip(x, y)) / len(y)


def gradient(x, y, coefficients):
    total = [0] * len(coefficients)
    for row, target in zip(x, y):
        error = predict(row, coefficients) - target
        for j, value in enumerate([1, *row]):
            total[j] += 2 * error * value / len(y)
    return total


def descend(x, y, start, rate, steps):
    coefficients = list(start)
    losses = [mse(x, y, coefficients)]
    while len(losses) <= steps:
        coefficients = [old - rate * slope for old, slope in zip(coefficients, gradient(x, y, coefficients))]
        losses.append(mse(x, y, coefficients))
    return [coefficients, losses]


def fit(x, y, rate, steps):
    columns = list(zip(*x.tolist()))
    means = [statistics.fmean(column) for column in columns]
    scales = [statistics.pstdev(column) or 1 for column in columns]
    scaled = [[(value - m) / s for value, m, s in zip(row, means, scales)] for row in x.tolist()]
    (bias, *weights), _ = descend(scaled, y.tolist(), [0] * (1 + len(columns)), rate, steps)
    slopes = [weight / scale for weight, scale in zip(weights, scales)]
    return [bias - sum(m * slope for m, slope in zip(means, slopes)), *slopes]
