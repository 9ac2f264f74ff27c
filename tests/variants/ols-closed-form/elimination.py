"""Plain loops over lists: the normal equations, eliminated; a pivot of next to nothing is passed over."""


def fit(x, y):
    rows = [[1, *row] for row in x.tolist()]
    p = len(rows[0])
    table = [[sum(row[i] * row[j] for row in rows) for j in range(p)] for i in range(p)]
    sides = [sum(row[i] * target for row, target in zip(rows, y.tolist())) for i in range(p)]
    sizes = [table[i][i] for i in range(p)]
    kept = []
    for j in range(p):
        if abs(table[j][j]) <= 1e-9 * sizes[j]:
            continue
        kept.append(j)
        for i in range(p):
            if i != j:
                factor = table[i][j] / table[j][j]
                table[i] = [a - factor * b for a, b in zip(table[i], table[j])]
                sides[i] -= factor * sides[j]
    return [sides[j] / table[j][j] if j in kept else 0 for j in range(p)]


def predict(x, coefficients):
    first, *slopes = coefficients
    return [first + sum(slope * value for slope, value in zip(slopes, row)) for row in x.tolist()]


def fitted(x, y):
    return predict(x, fit(x, y))
