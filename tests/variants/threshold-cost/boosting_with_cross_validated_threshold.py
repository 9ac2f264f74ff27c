"""Gradient boosting; the threshold is the one that costs least on training rows the model was not fitted on."""

import numpy as np
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OrdinalEncoder


class Boosting:
    def fit(self, X, y):
        texts = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
        table = make_column_transformer((texts, make_column_selector(dtype_exclude="number")), remainder="passthrough")
        boosting = HistGradientBoostingClassifier(max_iter=80, learning_rate=0.05, max_leaf_nodes=8, random_state=0)
        self.model = make_pipeline(table, boosting)
        held_out = cross_val_predict(self.model, X, y, cv=5, method="predict_proba")[:, 1]
        thresholds = np.linspace(0.05, 0.5, 91)
        costs = [np.where(y == 1, 5 * (held_out < cut), held_out >= cut).mean() for cut in thresholds]
        self.threshold = thresholds[np.argmin(costs)]
        self.model.fit(X, y)
        return self

    def predict(self, X):
        return self.model.predict_proba(X)[:, 1] >= self.threshold


def build_model():
    return Boosting()
