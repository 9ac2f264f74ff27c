"""scikit-learn's own."""

from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error, root_mean_squared_log_error  # noqa: F401
