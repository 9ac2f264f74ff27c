"""A random forest on the logarithm of the price; zip codes as ordinal codes, which trees can cut anywhere."""

import numpy as np
from sklearn.compose import TransformedTargetRegressor, make_column_transformer
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OrdinalEncoder

NUMBERS = ["bedrooms", "bathrooms", "sqft_living", "sqft_lot", "floors", "waterfront", "view", "condition", "grade", "yr_built", "lat", "long"]


def build_model():
    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    table = make_column_transformer((codes, ["zipcode"]), ("passthrough", NUMBERS))
    forest = ExtraTreesRegressor(60, min_samples_leaf=2, random_state=0)
    return TransformedTargetRegressor(make_pipeline(table, forest), func=np.log, inverse_func=np.exp)
