//! Every metric against scikit-learn.
