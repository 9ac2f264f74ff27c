"""scikit-learn's PCA."""

from sklearn.decomposition import PCA


def pca(x, count):
    model = PCA(n_components=count, svd_solver="full")
    scores = model.fit_transform(x)
    return model.components_, model.explained_variance_ratio_, scores
