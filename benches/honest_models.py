"""Fits honest models of one project, weak ones and strong ones, and writes what each predicts: a folder a model and seed.

`honest_models.py PROJECT INPUTS GROUPS OUT`: INPUTS is the folder with the prepared rows, GROUPS a file with the group number of each
train row, OUT where the predictions go. None of the models makes a slip: targets are transformed and undone rightly, thresholds meet the
costs, bytes become floats, nothing is learned from the rows to predict.

Per model: `fitted` (the train rows it was fitted on), `train`, `practice` and `final` (its predictions of every row), `held` and
`held_rows` (those of a second fit for train rows it did not see: what an honest learner would expect to score), and for pictures
`practice-real`, `practice-dim` and so on. Numbers are raw and little-endian.
"""

import json
import pathlib
import sys
import warnings

try:
    import numpy as np
    import pandas as pd
    from sklearn.base import BaseEstimator, ClassifierMixin
    from sklearn.calibration import CalibratedClassifierCV
    from sklearn.compose import TransformedTargetRegressor, make_column_selector, make_column_transformer
    from sklearn.decomposition import PCA, TruncatedSVD
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.ensemble import (
        AdaBoostClassifier,
        HistGradientBoostingClassifier,
        HistGradientBoostingRegressor,
        RandomForestClassifier,
        RandomForestRegressor,
    )
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import Lasso, LinearRegression, LogisticRegression, Ridge, SGDClassifier
    from sklearn.model_selection import cross_val_predict
    from sklearn.naive_bayes import BernoulliNB, ComplementNB, GaussianNB, MultinomialNB
    from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor, NearestCentroid
    from sklearn.neural_network import MLPClassifier, MLPRegressor
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import FunctionTransformer, Normalizer, OneHotEncoder, PolynomialFeatures, StandardScaler
    from sklearn.svm import SVC, SVR, LinearSVC
    from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(3)

warnings.simplefilter("ignore")
SEEDS = 5
HELD_OUT = 0.25
FALSE_POSITIVE, FALSE_NEGATIVE = 1, 5


class OnSome(BaseEstimator):
    """Fitted on so many rows of those given; `rows_` says which."""

    def __init__(self, model, rows, seed):
        self.model, self.rows, self.seed = model, rows, seed

    def fit(self, X, y):
        random = np.random.default_rng(self.seed)
        self.rows_ = np.sort(random.permutation(len(y))[: self.rows])
        self.model.fit(take(X, self.rows_), y[self.rows_])
        return self

    def predict(self, X):
        return self.model.predict(X)


class ByMedian(BaseEstimator):
    """The median price of a zip code, of all where it is new."""

    def fit(self, X, y):
        self.all_ = float(np.median(y))
        self.of_ = pd.Series(y).groupby(np.asarray(X["zipcode"])).median().to_dict()
        return self

    def predict(self, X):
        return np.array([self.of_.get(place, self.all_) for place in X["zipcode"]])


class AtLeast(BaseEstimator):
    """No prediction is below the least train target."""

    def __init__(self, model):
        self.model = model

    def fit(self, X, y):
        self.least_ = y.min()
        self.model.fit(X, y)
        return self

    def predict(self, X):
        return np.maximum(self.model.predict(X), self.least_)


class ByCosts(ClassifierMixin, BaseEstimator):
    """1 from the probability on at which both errors cost the same."""

    def __init__(self, model):
        self.model = model

    def fit(self, X, y):
        self.classes_ = np.unique(y)
        self.model.fit(X, y)
        return self

    def predict(self, X):
        threshold = FALSE_POSITIVE / (FALSE_POSITIVE + FALSE_NEGATIVE)
        return (self.model.predict_proba(X)[:, 1] >= threshold).astype(int)


class ByTriedThreshold(ByCosts):
    """1 from the probability on that costs least in cross-validation on the train rows."""

    def fit(self, X, y):
        out_of_fold = cross_val_predict(self.model, X, y, cv=3, method="predict_proba")[:, 1]
        tried = np.linspace(0.02, 0.98, 97)
        cost = [FALSE_POSITIVE * np.sum((out_of_fold >= t) & (y == 0)) + FALSE_NEGATIVE * np.sum((out_of_fold < t) & (y == 1)) for t in tried]
        self.threshold_ = tried[int(np.argmin(cost))]
        return super().fit(X, y)

    def predict(self, X):
        return (self.model.predict_proba(X)[:, 1] >= self.threshold_).astype(int)


def take(X, rows):
    if isinstance(X, pd.DataFrame):
        return X.iloc[rows]
    return [X[row] for row in rows] if isinstance(X, list) else X[rows]


def logarithm(model):
    return TransformedTargetRegressor(model, func=np.log1p, inverse_func=np.expm1)


def columns(*names):
    return FunctionTransformer(lambda table: table[list(names)].astype(float))


def numbers(table):
    return table.drop(columns=["id", "date", "zipcode"]).astype(float)


def everything(table):
    wide = numbers(table)
    wide["zipcode"] = table["zipcode"].astype(float)
    wide["overhauled"] = wide[["yr_built", "yr_renovated"]].max(axis=1)
    return wide


def day_of_month(table):
    return pd.to_datetime(table["date"]).dt.day.to_numpy(float)[:, None]


def with_places(table):
    wide = numbers(table)
    areas = [name for name in wide if name.startswith("sqft")]
    wide[areas] = np.log1p(wide[areas])
    wide["zipcode"] = table["zipcode"]
    return wide


def places():
    return make_column_transformer(
        (StandardScaler(), make_column_selector(dtype_include="number")),
        (OneHotEncoder(handle_unknown="ignore"), ["zipcode"]),
    )


def houses(seed):
    wide, narrow, scale = FunctionTransformer(everything), FunctionTransformer(numbers), StandardScaler
    boosting = lambda **settings: HistGradientBoostingRegressor(random_state=seed, **settings)
    return {
        "day of the month alone": make_pipeline(FunctionTransformer(day_of_month), logarithm(DecisionTreeRegressor(max_depth=3))),
        "tree of depth 1": make_pipeline(narrow, logarithm(DecisionTreeRegressor(max_depth=1))),
        "tree of depth 3": make_pipeline(narrow, logarithm(DecisionTreeRegressor(max_depth=3))),
        "full tree": make_pipeline(narrow, logarithm(DecisionTreeRegressor(random_state=seed))),
        "line on the area": make_pipeline(columns("sqft_living"), FunctionTransformer(np.log), logarithm(LinearRegression())),
        "forest of bedrooms and floors": make_pipeline(
            columns("bedrooms", "floors"), logarithm(RandomForestRegressor(20, random_state=seed))
        ),
        "median of the zip code": ByMedian(),
        "boosting on 100 rows": OnSome(make_pipeline(wide, logarithm(boosting())), 100, seed),
        "line on 100 rows": OnSome(make_pipeline(narrow, scale(), logarithm(Ridge())), 100, seed),
        "very strong ridge": make_pipeline(narrow, scale(), logarithm(Ridge(alpha=1e5))),
        "strong ridge": make_pipeline(narrow, scale(), logarithm(Ridge(alpha=2e4))),
        "strong lasso": make_pipeline(narrow, scale(), logarithm(Lasso(alpha=0.15))),
        "5 neighbours, raw": make_pipeline(narrow, logarithm(KNeighborsRegressor(5))),
        "1 neighbour, raw": make_pipeline(narrow, logarithm(KNeighborsRegressor(1))),
        "300 neighbours, scaled": make_pipeline(narrow, scale(), logarithm(KNeighborsRegressor(300))),
        "10 neighbours in dollars, scaled": make_pipeline(narrow, scale(), KNeighborsRegressor(10)),
        "linear": make_pipeline(narrow, scale(), logarithm(LinearRegression())),
        "linear with zip codes": make_pipeline(FunctionTransformer(with_places), places(), logarithm(Ridge())),
        "polynomial": make_pipeline(narrow, scale(), PolynomialFeatures(2), scale(), logarithm(Ridge(alpha=10))),
        "linear in dollars, kept above the least": AtLeast(make_pipeline(narrow, scale(), LinearRegression())),
        "boosting in dollars": AtLeast(make_pipeline(wide, boosting(max_iter=30))),
        "boosting of 5 rounds": make_pipeline(wide, logarithm(boosting(max_iter=5))),
        "boosting of 15 rounds": make_pipeline(wide, logarithm(boosting(max_iter=15))),
        "support vectors on 2,000 rows": OnSome(make_pipeline(narrow, scale(), logarithm(SVR())), 2000, seed),
        "network": make_pipeline(narrow, scale(), AtLeast(logarithm(MLPRegressor(hidden_layer_sizes=(20,), max_iter=15, random_state=seed)))),
        "forest": make_pipeline(wide, logarithm(RandomForestRegressor(20, random_state=seed, min_samples_leaf=3))),
        "boosting": make_pipeline(wide, logarithm(boosting(max_iter=300))),
    }


def lengths(messages):
    return np.array([[len(text)] for text in messages], dtype=float)


def vowels(messages):
    return np.array([[sum(text.count(v) for v in "aeiou") / max(len(text), 1)] for text in messages])


def signs(messages):
    return np.array([[len(text), sum(c.isdigit() for c in text), text.count("!"), sum(c.isupper() for c in text)] for text in messages])


def letters():
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True)


def messages(seed):
    words, weights = CountVectorizer, TfidfVectorizer
    balanced = {"class_weight": "balanced"}
    return {
        "vowels alone, balanced": make_pipeline(FunctionTransformer(vowels), DecisionTreeClassifier(max_depth=3, **balanced)),
        "length alone": make_pipeline(FunctionTransformer(lengths), DecisionTreeClassifier(max_depth=2)),
        "length alone, balanced": make_pipeline(FunctionTransformer(lengths), LogisticRegression(**balanced)),
        "signs, Gaussian": make_pipeline(FunctionTransformer(signs), GaussianNB()),
        "signs, tree": make_pipeline(FunctionTransformer(signs), DecisionTreeClassifier(random_state=seed)),
        "tree of depth 1": make_pipeline(words(), DecisionTreeClassifier(max_depth=1)),
        "tree of depth 5": make_pipeline(words(), DecisionTreeClassifier(max_depth=5, random_state=seed)),
        "full tree": make_pipeline(words(), DecisionTreeClassifier(random_state=seed)),
        "20 words": make_pipeline(words(max_features=20), LogisticRegression()),
        "20 words, balanced": make_pipeline(words(max_features=20), LogisticRegression(**balanced)),
        "Bayes on 100 rows": OnSome(make_pipeline(words(), MultinomialNB()), 100, seed),
        "linear on 300 rows": OnSome(make_pipeline(letters(), LinearSVC(**balanced)), 300, seed),
        "multinomial Bayes": make_pipeline(words(), MultinomialNB()),
        "multinomial Bayes on weights": make_pipeline(weights(), MultinomialNB()),
        "Bernoulli Bayes": make_pipeline(words(), BernoulliNB()),
        "complement Bayes": make_pipeline(words(), ComplementNB()),
        "very strong penalty": make_pipeline(weights(), LogisticRegression(C=0.01)),
        "strong penalty": make_pipeline(weights(), LogisticRegression(C=0.3)),
        "strong penalty, balanced": make_pipeline(weights(), LogisticRegression(C=0.003, **balanced)),
        "logistic": make_pipeline(weights(), LogisticRegression(C=10)),
        "5 neighbours of counts": make_pipeline(words(), KNeighborsClassifier(5)),
        "1 neighbour of counts": make_pipeline(words(), KNeighborsClassifier(1)),
        "5 neighbours of weights": make_pipeline(weights(), KNeighborsClassifier(5)),
        "forest": make_pipeline(words(), RandomForestClassifier(30, random_state=seed)),
        "boosting of 20 components": make_pipeline(
            weights(), TruncatedSVD(20, random_state=seed), HistGradientBoostingClassifier(max_iter=30, random_state=seed)
        ),
        "hinge": make_pipeline(weights(), SGDClassifier(max_iter=5, tol=None, random_state=seed)),
        "linear support vectors on letters": make_pipeline(letters(), LinearSVC(**balanced)),
    }


def real(pixels):
    return np.asarray(pixels, dtype=float)


def unit(pixels):
    return real(pixels) / 255.0


def ink(pixels):
    return (np.asarray(pixels) > 0).astype(float)


def dark(pixels):
    return (np.asarray(pixels) > 127).astype(float)


def shape(pixels):
    pictures = real(pixels).reshape(-1, 28, 28)
    wide, high = pictures.sum(1), pictures.sum(2)
    return np.column_stack([pictures.sum((1, 2)), (wide > 0).sum(1), (high > 0).sum(1)])


def own_range(pixels):
    pixels = real(pixels)
    return pixels / np.maximum(pixels.max(axis=1, keepdims=True), 1.0)


def digits(seed):
    by, tree = FunctionTransformer, DecisionTreeClassifier
    few = lambda model, rows: OnSome(model, rows, seed)
    return {
        "tree of depth 1": tree(max_depth=1),
        "tree of depth 3": tree(max_depth=3),
        "tree of depth 8": tree(max_depth=8, random_state=seed),
        "shape alone, tree of depth 5": make_pipeline(by(shape), tree(max_depth=5)),
        "shape alone, full tree": make_pipeline(by(shape), tree(random_state=seed)),
        "full tree on 100 rows": few(tree(random_state=seed), 100),
        "neighbour on 100 rows": few(make_pipeline(by(real), KNeighborsClassifier(1)), 100),
        "centroids of 30 rows": few(make_pipeline(by(real), NearestCentroid()), 30),
        "Gaussian Bayes": make_pipeline(by(unit), GaussianNB()),
        "Bernoulli Bayes": make_pipeline(by(dark), BernoulliNB()),
        "multinomial Bayes on ink": make_pipeline(by(ink), MultinomialNB()),
        "centroids": make_pipeline(by(real), NearestCentroid()),
        "neighbours of 2 components": make_pipeline(by(unit), PCA(2, random_state=seed), KNeighborsClassifier(5)),
        "neighbours by angle": few(make_pipeline(by(real), Normalizer(), KNeighborsClassifier(3)), 3000),
        "neighbours of bytes": few(KNeighborsClassifier(3), 3000),
        "boosted stumps": AdaBoostClassifier(n_estimators=15, random_state=seed),
        "forest of 5 shallow trees": RandomForestClassifier(5, max_depth=4, random_state=seed),
        "forest": RandomForestClassifier(40, random_state=seed),
        "linear, own range": few(make_pipeline(by(own_range), LogisticRegression(max_iter=60)), 2000),
        "very strong penalty": few(make_pipeline(by(unit), LogisticRegression(C=1e-5, max_iter=60)), 3000),
        "logistic": few(make_pipeline(by(unit), LogisticRegression(max_iter=60)), 4000),
        "discriminants": make_pipeline(by(unit), PCA(80, random_state=seed), LinearDiscriminantAnalysis()),
        "hinge, unscaled": make_pipeline(by(real), SGDClassifier(max_iter=3, tol=None, random_state=seed)),
        "network": make_pipeline(by(unit), MLPClassifier((15,), max_iter=4, random_state=seed)),
        "support vectors of components": make_pipeline(by(unit), PCA(50, random_state=seed), SVC(C=10)),
    }


def customers(seed):
    def table():
        filled = make_pipeline(SimpleImputer(strategy="constant", fill_value=0.0), StandardScaler())
        return make_column_transformer(
            (filled, make_column_selector(dtype_include="number")),
            (OneHotEncoder(handle_unknown="ignore", sparse_output=False), make_column_selector(dtype_exclude="number")),
        )

    def raw():
        return make_pipeline(FunctionTransformer(lambda rows: rows.select_dtypes("number").fillna(0.0)))

    def some(*names):
        return columns(*names)

    costs = {0: FALSE_POSITIVE, 1: FALSE_NEGATIVE}
    logistic = lambda **settings: LogisticRegression(max_iter=500, **settings)
    return {
        "sex and telephone alone": ByCosts(make_pipeline(some("female", "phone_service"), logistic())),
        "sex alone, weighted": make_pipeline(some("female", "partner"), DecisionTreeClassifier(max_depth=2, class_weight=costs)),
        "months alone": ByCosts(make_pipeline(some("tenure"), logistic())),
        "charges alone, full tree": ByCosts(make_pipeline(some("monthly_charges"), DecisionTreeClassifier(random_state=seed))),
        "tree of depth 1": ByCosts(make_pipeline(table(), DecisionTreeClassifier(max_depth=1))),
        "tree of depth 3": ByCosts(make_pipeline(table(), DecisionTreeClassifier(max_depth=3))),
        "full tree": ByCosts(make_pipeline(table(), DecisionTreeClassifier(random_state=seed))),
        "logistic on 100 rows": OnSome(ByCosts(make_pipeline(table(), logistic())), 100, seed),
        "boosting on 100 rows": OnSome(ByCosts(make_pipeline(table(), HistGradientBoostingClassifier(random_state=seed))), 100, seed),
        "very strong penalty": ByCosts(make_pipeline(table(), logistic(C=1e-5))),
        "strong penalty": ByCosts(make_pipeline(table(), logistic(C=1e-3))),
        "15 neighbours, raw": ByCosts(make_pipeline(raw(), KNeighborsClassifier(15))),
        "3 neighbours, raw": ByCosts(make_pipeline(raw(), KNeighborsClassifier(3))),
        "50 neighbours, scaled": ByCosts(make_pipeline(table(), KNeighborsClassifier(50))),
        "Gaussian Bayes": ByCosts(make_pipeline(table(), GaussianNB())),
        "Gaussian Bayes, calibrated": ByCosts(CalibratedClassifierCV(make_pipeline(table(), GaussianNB()), cv=3)),
        "Gaussian Bayes, threshold tried": ByTriedThreshold(make_pipeline(table(), GaussianNB())),
        "forest": ByCosts(make_pipeline(table(), RandomForestClassifier(60, random_state=seed))),
        "forest, threshold tried": ByTriedThreshold(make_pipeline(table(), RandomForestClassifier(40, random_state=seed))),
        "weighted tree of depth 2": make_pipeline(table(), DecisionTreeClassifier(max_depth=2, class_weight=costs)),
        "weighted support vectors": make_pipeline(table(), LinearSVC(class_weight=costs)),
        "weighted logistic": make_pipeline(table(), logistic(class_weight=costs)),
        "boosting": ByCosts(make_pipeline(table(), HistGradientBoostingClassifier(random_state=seed))),
        "logistic": ByCosts(make_pipeline(table(), logistic())),
    }


PROJECTS = {
    "housing-price": (houses, "csv", {"id": str, "date": str, "zipcode": str}),
    "spam-filter": (messages, "jsonl", None),
    "digits-classifier": (digits, "npy", None),
    "threshold-cost": (customers, "csv", None),
}


def read(path, kind, types):
    if kind == "csv":
        return pd.read_csv(path, dtype=types)
    if kind == "npy":
        return np.load(path)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def rows_of_fit(model, rows):
    """Which rows the model learned from: all that it was given, or those it took of them."""
    return rows[model.rows_] if isinstance(model, OnSome) else rows


def shown(parts, kind):
    """What is asked: every row of every part; pictures also as real numbers and with 1 for ink."""
    asked = dict(parts)
    if kind == "npy":
        for part in ("practice", "final"):
            asked[f"{part}-real"] = parts[part].astype(float)
            asked[f"{part}-dim"] = (parts[part] > 127).astype(np.uint8)
    return asked


def main():
    project, inputs, groups, out = sys.argv[1], *map(pathlib.Path, sys.argv[2:5])
    make, kind, types = PROJECTS[project]
    target = np.load(inputs / "train_target.npy")
    parts = {part: read(inputs / f"{part}.{kind}", kind, types) for part in ("train", "practice", "final")}
    groups = np.fromfile(groups, dtype="<i8")
    asked = shown(parts, kind)
    for seed in range(SEEDS):
        for name in make(seed):
            folder = out / f"{name} · {seed}"
            if folder.exists():
                continue
            random = np.random.default_rng(seed)
            # Other seeds see other rows: nine tenths of them, as who holds some out.
            rows = np.arange(len(target)) if seed == 0 else np.sort(random.permutation(len(target))[: len(target) * 9 // 10])
            model = make(seed)[name].fit(take(parts["train"], rows), target[rows])
            answers = {f"{part}": model.predict(X).astype("<f8") for part, X in asked.items()}
            answers["fitted"] = rows_of_fit(model, rows).astype("<i8")
            # Rows that are alike stay on one side.
            held = np.isin(groups, random.permutation(np.unique(groups))[: int(HELD_OUT * len(np.unique(groups)))])
            second = make(seed)[name].fit(take(parts["train"], np.flatnonzero(~held)), target[~held])
            answers["held_rows"] = np.flatnonzero(held).astype("<i8")
            answers["held"] = second.predict(take(parts["train"], np.flatnonzero(held))).astype("<f8")
            unfinished = out / "unfinished"
            unfinished.mkdir(parents=True, exist_ok=True)
            for file, numbers_ in answers.items():
                numbers_.tofile(unfinished / file)
            unfinished.rename(folder)


if __name__ == "__main__":
    main()
