//! 2·AUC − 1 as the mean sign of all differences; falling columns are negated before they are scored.

use std::collections::{BTreeMap, BTreeSet};

use ndarray::{Array1, ArrayView1, ArrayView2};

fn mean_sign(x: &[f64], y: &[i64]) -> f64 {
    let rows = || x.iter().zip(y);
    let bad = rows().filter(|(_, label)| **label == 1);
    let signs: Vec<f64> = bad
        .flat_map(|(bad, _)| rows().filter(|(_, label)| **label == 0).map(move |(good, _)| (bad, good)))
        .map(|(bad, good)| f64::from(u8::from(bad > good)) - f64::from(u8::from(bad < good)))
        .collect();
    signs.iter().sum::<f64>() / signs.len() as f64
}

pub fn auc(x: ArrayView1<'_, f64>, y: ArrayView1<'_, i64>) -> f64 {
    (1.0 + mean_sign(&x.to_vec(), &y.to_vec())) / 2.0
}

pub fn leaks(
    names: &[String],
    x: ArrayView2<'_, f64>,
    y: ArrayView1<'_, i64>,
    known: ArrayView1<'_, i64>,
    limit: f64,
) -> Vec<String> {
    let is_copy = |column: usize| mean_sign(&x.column(column).to_vec(), &y.to_vec()).abs() >= 2.0 * limit - 1.0;
    let leaking: BTreeSet<&String> = (0..names.len())
        .rev()
        .filter(|&column| known[column].is_positive() || is_copy(column))
        .map(|column| &names[column])
        .collect();
    leaking.into_iter().cloned().collect()
}

pub fn torn_groups(group: ArrayView1<'_, i64>, fold: ArrayView1<'_, i64>) -> Array1<i64> {
    let mut range: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for (&person, &number) in group.iter().zip(&fold) {
        let (least, most) = range.entry(person).or_insert((number, number));
        *least = number.min(*least);
        *most = number.max(*most);
    }
    range.retain(|_, (least, most)| least < most);
    range.into_keys().collect()
}

pub fn cv_score(x: ArrayView2<'_, f64>, y: ArrayView1<'_, i64>, fold: ArrayView1<'_, i64>) -> f64 {
    let pick = |column: usize, number: i64, inside: bool| {
        let rows = (0..y.len()).filter(move |&row| (fold[row] == number) == inside);
        let (x, y): (Vec<f64>, Vec<i64>) = rows.map(|row| (x[[row, column]], y[row])).unzip();
        mean_sign(&x, &y)
    };
    let numbers: BTreeSet<i64> = fold.iter().copied().collect();
    let scores: Array1<f64> = numbers
        .into_iter()
        .map(|number| {
            let outside: Vec<f64> = (0..x.ncols()).map(|column| pick(column, number, false)).collect();
            let strength = |column: &usize| outside[*column].abs();
            let best = (0..x.ncols()).max_by(|one, other| strength(one).total_cmp(&strength(other)));
            let best = best.unwrap();
            (1.0 + outside[best].signum() * pick(best, number, true)) / 2.0
        })
        .collect();
    scores.mean().unwrap()
}
