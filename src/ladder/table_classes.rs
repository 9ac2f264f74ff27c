//! Rungs for a table of several classes: from one answer for all to logistic regression that knows the categories.

use linfa::dataset::Dataset;
use linfa::traits::Fit;
use linfa_logistic::{MultiFittedLogisticRegression, MultiLogisticRegression};
use mlings_grade::metrics::Metric;
use ndarray::{Array1, ArrayView1};

use super::error::{LadderError, unfitted};
use super::parts::{Parts, RungPredictions};
use super::table::{Encoding, MOST_LEVELS, Table};

/// What a wrong answer costs, by the true class; 1 for each where the metric has no costs.
pub(super) struct Stakes(Array1<f64>);

impl Stakes {
    pub(super) fn of(metric: Metric, classes: usize) -> Self {
        Self(match metric.costs() {
            Some(costs) => Array1::from_iter([costs.false_positive, costs.false_negative].map(f64::from)),
            None => Array1::ones(classes),
        })
    }

    /// The answer of least expected cost: the class whose probability times stake is largest, the first of equals.
    fn decide(&self, probabilities: ArrayView1<'_, f64>) -> f64 {
        let weighed = &self.0 * &probabilities;
        let best = (0..weighed.len()).rev().max_by(|&a, &b| weighed[a].total_cmp(&weighed[b]));
        best.expect("a dataset has classes") as f64
    }
}

pub(super) fn rungs(parts: &Parts<Table>, labels: &Array1<i64>, stakes: &Stakes) -> Result<Vec<RungPredictions>, LadderError> {
    if labels.is_empty() {
        return Err(LadderError::NoRows);
    }
    let numbers = Encoding::learn(&parts.train, |_| true, 0);
    let everything = Encoding::learn(&parts.train, |_| true, MOST_LEVELS);
    let mut counts = Array1::zeros(stakes.0.len());
    labels.iter().for_each(|&label| counts[label as usize] += 1.0);
    let same = stakes.decide(counts.view());
    Ok(vec![
        parts.rung(format!("class {same} for all"), |table| Array1::from_elem(table.rows, same)),
        logistic("logistic regression on every number", parts, labels, stakes, &numbers)?,
        logistic(
            "logistic regression on numbers and one-hot categories",
            parts,
            labels,
            stakes,
            &everything,
        )?,
    ])
}

fn logistic(
    name: &'static str,
    parts: &Parts<Table>,
    labels: &Array1<i64>,
    stakes: &Stakes,
    encoding: &Encoding,
) -> Result<RungPredictions, LadderError> {
    // The encoding's first column is the constant. With two classes too this is the softmax model: linfa's model of two calls
    // the larger class the positive one.
    let regression = MultiLogisticRegression::default().with_intercept(false);
    let train = Dataset::new(encoding.encode(&parts.train), labels.clone());
    let model: MultiFittedLogisticRegression<f64, i64> = regression.fit(&train).map_err(|error| unfitted(name)(&error))?;
    let decide = |table: &Table| {
        let probabilities = model.predict_probabilities(&encoding.encode(table));
        probabilities.rows().into_iter().map(|row| stakes.decide(row)).collect()
    };
    Ok(parts.rung(name, decide))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use mlings_grade::metrics::Costs;

    const COSTS: Metric = Metric::MeanCostError(Costs {
        false_positive: 1,
        false_negative: 5,
    });

    #[test]
    fn without_costs_the_likeliest_class_is_decided_and_of_equals_the_first() {
        let stakes = Stakes::of(Metric::AccuracyScore, 3);
        assert_eq!(stakes.decide(array![0.2, 0.3, 0.5].view()), 2.0);
        assert_eq!(stakes.decide(array![0.4, 0.4, 0.2].view()), 0.0);
    }

    #[test]
    fn with_costs_a_rare_class_is_decided_from_its_threshold_on() {
        let stakes = Stakes::of(COSTS, 2);
        assert_eq!(stakes.decide(array![0.83, 0.17].view()), 1.0);
        assert_eq!(stakes.decide(array![0.84, 0.16].view()), 0.0);
    }

    /// A number that says nothing, and a place that says nearly all.
    fn table(places: &[&str]) -> Table {
        let noise = (0..places.len()).map(|row| (row % 3) as f64).collect();
        let places: Vec<String> = places.iter().map(|place| (*place).to_owned()).collect();
        let rows = places.len();
        Table::of(vec![("noise".to_owned(), noise)], vec![("place".to_owned(), places)], rows)
    }

    #[test]
    fn the_baseline_weighs_the_classes_and_the_last_rung_knows_the_categories() {
        let places: Vec<&str> = (0..90).map(|row| if row % 5 == 0 { "lake" } else { "hill" }).collect();
        let labels: Array1<i64> = (0..90).map(|row| i64::from(row % 5 == 0)).collect();
        let parts = Parts {
            train: table(&places),
            practice: table(&["hill", "lake"]),
            final_: table(&["lake", "hill", "hill"]),
        };
        let predicted = |metric| rungs(&parts, &labels, &Stakes::of(metric, 2)).unwrap();
        let [by_accuracy, by_cost] = [Metric::AccuracyScore, COSTS].map(predicted);
        assert_eq!(by_accuracy[0].practice, array![0.0, 0.0]);
        assert_eq!(by_cost[0].practice, array![1.0, 1.0]);
        for rungs in [by_accuracy, by_cost] {
            assert_eq!(rungs[2].practice, array![0.0, 1.0]);
            assert_eq!(rungs[2].final_, array![1.0, 0.0, 0.0]);
        }
    }
}
