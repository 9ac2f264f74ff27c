//! Sums over all rows less those of the row's own fold.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use ndarray::{Array1, ArrayView1};

#[derive(Clone, Copy, Default)]
struct Group {
    total: f64,
    count: f64,
}

impl Group {
    fn without(self, other: Group) -> Group {
        Group {
            total: self.total - other.total,
            count: self.count - other.count,
        }
    }

    fn mean(self, m: f64, prior: f64) -> f64 {
        if self.count == 0. {
            return prior;
        }
        (self.total + m * prior) / (self.count + m)
    }
}

fn groups<K: Hash + Eq>(keys: impl Iterator<Item = K>, y: ArrayView1<'_, f64>) -> HashMap<K, Group> {
    let mut groups: HashMap<K, Group> = HashMap::new();
    for (key, target) in keys.zip(y) {
        let group = groups.entry(key).or_default();
        group.total += target;
        group.count += 1.;
    }
    groups
}

pub fn fit(values: &[String], y: ArrayView1<'_, f64>, m: f64) -> (Vec<String>, Array1<f64>, f64) {
    let prior = y.sum() / y.len() as f64;
    let sorted: BTreeMap<&String, Group> = groups(values.iter(), y).into_iter().collect();
    let (categories, encoding): (Vec<String>, Vec<f64>) = sorted
        .into_iter()
        .map(|(category, group)| (category.clone(), group.mean(m, prior)))
        .unzip();
    (categories, encoding.into(), prior)
}

pub fn transform(values: &[String], categories: &[String], encoding: ArrayView1<'_, f64>, prior: f64) -> Array1<f64> {
    let place = |value: &String| categories.iter().position(|category| category == value);
    values
        .iter()
        .map(|value| place(value).map_or(prior, |place| encoding[place]))
        .collect()
}

pub fn out_of_fold(values: &[String], y: ArrayView1<'_, f64>, fold: ArrayView1<'_, i64>, m: f64) -> Array1<f64> {
    let categories = groups(values.iter(), y);
    let folds = groups(fold.iter(), y);
    let cells = groups(values.iter().zip(fold.iter()), y);
    let everything = Group {
        total: y.sum(),
        count: y.len() as f64,
    };
    let encode = |(value, number): (&String, &i64)| {
        let prior = everything.without(folds[number]).mean(0., 0.);
        categories[value].without(cells[&(value, number)]).mean(m, prior)
    };
    values.iter().zip(fold.iter()).map(encode).collect()
}
