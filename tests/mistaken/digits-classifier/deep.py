"""overfitting: a tree that is grown to the end knows every train row."""

from sklearn.tree import DecisionTreeClassifier


def build_model():
    return DecisionTreeClassifier(random_state=0)
