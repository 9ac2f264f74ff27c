//! Instantiates linfa's models on `f64` rows, as [`warm`](crate::warm) does for ndarray.

use std::error::Error;

use linfa::DatasetBase;
use linfa::dataset::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_bayes::{GaussianNb, MultinomialNb};
use linfa_elasticnet::ElasticNet;
use linfa_linear::LinearRegression;
use linfa_logistic::{LogisticRegression, MultiLogisticRegression};
use ndarray::{Array1, Array2};

/// Models of a number.
///
/// # Errors
/// Where a model cannot be fitted.
pub fn numbers(x: Array2<f64>, y: Array1<f64>) -> Result<Array1<f64>, Box<dyn Error>> {
    let dataset = Dataset::new(x.clone(), y);
    let line = LinearRegression::default().fit(&dataset)?;
    let ridge = ElasticNet::<f64>::ridge().penalty(0.1).fit(&dataset)?;
    let lasso = ElasticNet::<f64>::lasso().penalty(0.1).fit(&dataset)?;
    let net = ElasticNet::<f64>::params().penalty(0.1).l1_ratio(0.5).fit(&dataset)?;
    Ok(line.predict(&x) + ridge.predict(&x) + lasso.predict(&x) + net.predict(&x))
}

/// Models of a class.
///
/// # Errors
/// Where a model cannot be fitted.
pub fn classes(x: Array2<f64>, y: Array1<i64>) -> Result<Array1<i64>, Box<dyn Error>> {
    let numbered = Dataset::new(x.clone(), y.mapv(|label| label as usize));
    let dataset: DatasetBase<Array2<f64>, Array1<i64>> = Dataset::new(x.clone(), y);
    let two = LogisticRegression::default().max_iterations(100).alpha(1.0).fit(&dataset)?;
    let many = MultiLogisticRegression::default()
        .max_iterations(100)
        .alpha(1.0)
        .fit(&dataset)?;
    let gaussian = GaussianNb::params().fit(&numbered)?;
    let multinomial = MultinomialNb::params().fit(&numbered)?;
    let probability = two.predict_probabilities(&x).mapv(|probability| probability as i64);
    let numbered = (gaussian.predict(&x) + multinomial.predict(&x)).mapv(|label| label as i64);
    Ok(two.predict(&x) + many.predict(&x) + probability + numbered)
}
