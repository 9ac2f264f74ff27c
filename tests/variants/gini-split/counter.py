from collections import Counter
def gini(y):
    r = 1.0
    for c in Counter(list(y)).values():
        r -= (c / len(y)) ** 2
    return r
def best_threshold(x, y):
    best = (float("nan"), gini(y)); found = False
    v = sorted(set(x))
    for a, b in zip(v, v[1:]):
        t = (a + b) / 2
        l = [q for p, q in zip(x, y) if p <= t]; r = [q for p, q in zip(x, y) if p > t]
        g = len(l) / len(y) * gini(l) + len(r) / len(y) * gini(r)
        if not found or g < best[1]:
            best, found = (t, g), True
    return best
def best_split(x, y):
    best = (-1, float("nan"), gini(y))
    for j in range(x.shape[1]):
        t, g = best_threshold(x[:, j], y)
        if t == t and (best[0] == -1 or g < best[2]):
            best = (j, t, g)
    return best
