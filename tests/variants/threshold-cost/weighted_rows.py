"""No threshold in sight: rows weigh what their error costs, so that one half is the right place to cut."""

from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder


def without_gaps(customers):
    return customers.fillna({"total_charges": 0})


class Weighted:
    def fit(self, X, y):
        table = make_column_transformer(
            (OneHotEncoder(handle_unknown="ignore"), make_column_selector(dtype_exclude="number")), remainder=MinMaxScaler()
        )
        self.model = make_pipeline(table, LogisticRegression(class_weight={0: 1, 1: 5}, max_iter=2000))
        self.model.fit(without_gaps(X), y)
        return self

    def predict(self, X):
        return self.model.predict(without_gaps(X)).astype(float)


def build_model():
    return Weighted()
