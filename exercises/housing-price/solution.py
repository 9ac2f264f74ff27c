"""Gradient boosting on the logarithm of the price."""

import numpy as np
import pandas as pd
from sklearn.compose import TransformedTargetRegressor
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer


def features(houses: pd.DataFrame) -> pd.DataFrame:
    """One row a house: the numeric columns, the zip code, the day of sale and the last overhaul.

    Every row by itself: nothing here is learned from the other rows, so it may run on any of them.
    """
    table = houses.drop(columns=["id", "date", "zipcode"])
    table["zipcode"] = houses["zipcode"].astype(float)  # neighbours have near numbers, so a tree can cut between them
    table["day"] = (pd.to_datetime(houses["date"]) - pd.Timestamp("2014-05-01")).dt.days
    table["overhauled"] = houses[["yr_built", "yr_renovated"]].max(axis=1)
    return table


def build_model():
    boosting = HistGradientBoostingRegressor(max_iter=300, learning_rate=0.1, max_leaf_nodes=31, random_state=0)
    # The score compares ratios of prices, and a difference of logarithms is a ratio:
    # squared error is the right thing to minimise on this scale. expm1 brings predictions back to dollars.
    priced_by_log = TransformedTargetRegressor(boosting, func=np.log1p, inverse_func=np.expm1)
    return make_pipeline(FunctionTransformer(features), priced_by_log)
