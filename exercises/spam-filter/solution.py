"""A linear support vector machine on TF-IDF of letter groups."""

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC


def build_model():
    # Groups of 1 to 4 letters: "free" is still seen in "FREE!!" and "freemsg", and "£" and "xxx" are features too.
    # Within the pipeline, the vocabulary is learned in fit alone: the rows to predict never change it.
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True)
    # Spam is one message in eight: without a balance, missing all of it would be cheap.
    return make_pipeline(letters, LinearSVC(class_weight="balanced"))
