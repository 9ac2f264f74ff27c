//! Instantiates the generic code most solutions use, so that it is compiled with the SDK and not on every edit.
//!
//! rustc lets a crate link the instantiations of its dependencies at opt-level 0 and 1. Nothing here is meant to be called.

#![expect(clippy::op_ref, reason = "solutions are written with references as often as without")]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, Zip, concatenate, s, stack};

use crate::harness::{Arguments, answer};

/// What the generated program does with arguments and answers.
pub fn calls(arguments: &Arguments) -> Vec<String> {
    let vector = || arguments.get::<ArrayView1<'_, f64>>(0).to_owned();
    let matrix = || arguments.get::<ArrayView2<'_, f64>>(1).to_owned();
    let labels = || arguments.get::<ArrayView1<'_, i64>>(2).to_owned();
    vec![
        answer(vector()),
        answer(matrix()),
        answer(labels()),
        answer(arguments.get::<ArrayView2<'_, i64>>(3).to_owned()),
        answer(arguments.get::<ArrayView1<'_, bool>>(4).to_owned()),
        answer(arguments.get::<&[String]>(5).to_vec()),
        answer(arguments.get::<&str>(6).to_owned()),
        answer(arguments.get::<f64>(7)),
        answer(arguments.get::<i64>(8)),
        answer(arguments.get::<bool>(9)),
        answer((vector(), vector())),
        answer((vector(), 0.0)),
        answer((0.0, 0.0)),
        answer((0.0, 0.0, 0.0)),
        answer((matrix(), vector())),
        answer((vector(), vector(), vector())),
        answer((0_i64, 0_i64, 0_i64, 0_i64)),
    ]
}

/// Reductions and maps along vectors.
pub fn vectors(x: ArrayView1<'_, f64>, y: ArrayView1<'_, f64>, labels: ArrayView1<'_, i64>) -> Array1<f64> {
    let mut result = &x - &y;
    result += &x;
    result -= &y;
    result *= &x;
    result /= &y;
    result += 1.0;
    result -= 1.0;
    result *= 2.0;
    result /= 2.0;
    result = (&x + &y) * &x / &y + (&result * 2.0) - (&result / 2.0) + (&result + 1.0) - (&result - 1.0);
    result = &result + &x * &result - &y / &result + (1.0 - &result) + 2.0 * &result + (1.0 / &result) - (1.0 + &result);
    result =
        -result + x.to_owned() + y.mapv(f64::exp) - x.map(|value| value.ln()) * x.mapv(f64::abs) / y.mapv(|value| value.powi(2));
    result.mapv_inplace(|value| value.max(0.0));
    result = result.mapv_into(f64::sqrt);
    result[0] = x.sum() + x.mean().unwrap_or(0.0) + x.var(0.0) + x.std(1.0) + x.dot(&y) + result.dot(&result) + result.product();
    result[0] += result.sum() + result.mean().unwrap_or(0.0) + result.var(1.0) + result.std(0.0) + labels.sum() as f64;
    result[0] += x.iter().zip(y.iter()).map(|(a, b)| (a - b).powi(2)).sum::<f64>();
    result[0] += x.iter().zip(&y).map(|(a, b)| (a - b).abs()).sum::<f64>() + result.iter().sum::<f64>();
    result[0] += x.iter().copied().fold(f64::NEG_INFINITY, f64::max) + x.fold(f64::INFINITY, |low, value| low.min(*value));
    result[0] += x.iter().cloned().fold(0.0, |total, value| total + value);
    Zip::from(&mut result).and(&x).and(&y).for_each(|value, a, b| *value += a * b);
    result.assign(&x);
    result.fill(result.len() as f64);
    result.iter_mut().for_each(|value| *value += 1.0);
    Array1::from_iter(result.iter().map(|value| value + 1.0))
        + x.slice(s![..;1])
        + Array1::from_vec(y.to_vec())
        + Array1::<f64>::zeros(x.len())
        + Array1::<f64>::ones(x.len())
        + Array1::from_elem(x.len(), 1.0)
        + Array1::linspace(0.0, 1.0, x.len())
        + labels.mapv(|label| label as f64)
        + Array1::from_shape_fn(x.len(), |row| x[row])
        + x.iter().map(|value| value * 2.0).collect::<Array1<f64>>()
}

/// Products, reductions along an axis, rows and columns.
pub fn matrices(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>) -> Array2<f64> {
    let mut result = &x - &x.mean_axis(Axis(0)).unwrap_or_else(|| Array1::zeros(x.ncols()));
    result /= &x.std_axis(Axis(0), 0.0);
    result = &result * &x + &result / &x - &x.var_axis(Axis(0), 1.0);
    result = (result + &x - &y) * 2.0 / 3.0 + 1.0 - 1.0;
    result = &result - &x.sum_axis(Axis(1)).insert_axis(Axis(1)) + &(&result / &y.insert_axis(Axis(1)));
    result = &result + &x.dot(&x.t()).dot(&x) - x.t().dot(&x) + result.t().dot(&result).dot(&result);
    result += &x;
    result -= &x;
    result *= 0.5;
    let sums = x.dot(&y) + x.t().dot(&y) + result.dot(&y) + result.t().dot(&y) + result.dot(&y.to_owned());
    result = result.mapv(|value| value.exp()) + x.mapv(f64::exp) + x.map(|value| value.ln()) + sums.insert_axis(Axis(0));
    result.mapv_inplace(|value| value.tanh());
    for mut row in result.rows_mut() {
        let highest = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        row.mapv_inplace(|value| (value - highest).exp());
        let total = row.sum();
        row /= total;
        row -= 0.0;
    }
    for (mut row, other) in result.outer_iter_mut().zip(x.outer_iter()) {
        row += &other;
        row.assign(&other);
    }
    for (mut row, other) in result.axis_iter_mut(Axis(0)).zip(x.axis_iter(Axis(1))) {
        row.fill(other.sum() + other.mean().unwrap_or(0.0) + other.dot(&y) + other.std(0.0));
    }
    result.column_mut(0).assign(&x.column(0));
    result.row_mut(0).assign(&x.row(0));
    result[[0, 0]] =
        x.sum() + x.mean().unwrap_or(0.0) + result.sum() + x.rows().into_iter().map(|row| row.dot(&row)).sum::<f64>();
    result[[0, 0]] += x.columns().into_iter().map(|column| column.var(0.0)).sum::<f64>() + result.iter().sum::<f64>();
    let largest = x.map_axis(Axis(1), |row| row.iter().copied().fold(f64::NEG_INFINITY, f64::max));
    let folded = x.fold_axis(Axis(1), f64::NEG_INFINITY, |high, value| high.max(*value));
    result = &result - &(largest + folded).insert_axis(Axis(1));
    shapes(x, result)
}

fn shapes(x: ArrayView2<'_, f64>, result: Array2<f64>) -> Array2<f64> {
    let (rows, columns) = x.dim();
    let joined = concatenate(Axis(0), &[x.view(), result.view()]).unwrap_or_else(|_| Array2::zeros((rows, columns)));
    let stacked = stack(Axis(1), &[x.column(0), x.column(1)]).unwrap_or_else(|_| Array2::ones((rows, columns)));
    let chosen = joined.select(Axis(0), &[0, 1]) + stacked.slice(s![.., 1..]) + x.select(Axis(1), &[0]) + x.slice(s![1.., ..]);
    let shaped = Array2::from_shape_vec((rows, columns), x.iter().copied().collect()).unwrap_or_else(|_| Array2::eye(rows));
    let shaped =
        shaped + Array2::from_shape_fn((rows, columns), |(row, column)| x[[row, column]]) + Array2::from_elem((1, 1), 1.0);
    chosen + shaped.to_owned() + x.to_owned() + joined.reversed_axes() + Array2::from_diag(&x.column(0))
}

/// Whole numbers and truths: labels, counts, masks.
pub fn labels(truth: ArrayView1<'_, i64>, predicted: ArrayView1<'_, i64>, mask: ArrayView1<'_, bool>) -> Array2<i64> {
    let mut counts = Array2::<i64>::zeros((truth.len(), truth.len()));
    for (truth, predicted) in truth.iter().zip(predicted.iter()) {
        counts[[*truth as usize, *predicted as usize]] += 1;
    }
    let equal = truth.iter().zip(&predicted).filter(|(a, b)| a == b).count() + mask.iter().filter(|truth| **truth).count();
    let highest = truth.iter().copied().max().unwrap_or(0) + truth.iter().max().copied().unwrap_or(0);
    counts += &(Array1::from_elem(truth.len(), equal as i64 + highest) + truth + Array1::<i64>::zeros(truth.len()));
    counts[[0, 0]] += counts.sum() + counts.row(0).sum() + counts.column(0).sum() + counts.sum_axis(Axis(0)).sum();
    counts[[0, 0]] += counts.diag().sum() + truth.mapv(|label| label + 1).sum() + truth.to_vec().len() as i64;
    counts[[0, 0]] += i64::from(truth.mapv(|label| label == 1).iter().any(|positive| *positive));
    counts
}

/// Collections that count and sort.
pub fn collections(texts: &[String], numbers: &[f64]) -> Vec<(String, f64)> {
    let mut counts: HashMap<String, f64> = HashMap::new();
    let mut ordered: BTreeMap<String, usize> = BTreeMap::new();
    let mut borrowed: HashMap<&str, usize> = HashMap::new();
    let mut whole: HashMap<i64, usize> = HashMap::new();
    for (position, word) in texts.iter().flat_map(|text| text.split_whitespace()).enumerate() {
        *counts.entry(word.to_lowercase()).or_insert(0.0) += 1.0;
        *ordered.entry(word.to_owned()).or_default() += 1;
        *borrowed.entry(word).or_insert(position) += 1;
        *whole.entry(position as i64).or_default() += 1;
    }
    let known: HashSet<&str> = texts.iter().map(String::as_str).collect();
    let sorted: BTreeSet<String> = texts.iter().cloned().collect();
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by(|a, b| numbers[*a].total_cmp(&numbers[*b]));
    let mut numbers = numbers.to_vec();
    numbers.sort_by(f64::total_cmp);
    numbers.sort_by(|a, b| b.partial_cmp(a).unwrap_or(std::cmp::Ordering::Equal));
    numbers.dedup();
    let mut pairs: Vec<(String, f64)> = counts.into_iter().filter(|(word, _)| known.contains(word.as_str())).collect();
    pairs.retain(|(word, _)| sorted.contains(word) && ordered.contains_key(word) && borrowed.contains_key(word.as_str()));
    pairs.extend(
        order
            .iter()
            .zip(&numbers)
            .map(|(row, number)| (format!("{row} {number:.3}"), *number)),
    );
    pairs.push((
        texts.join(" "),
        whole.values().sum::<usize>() as f64 + whole.get(&1).copied().unwrap_or(0) as f64,
    ));
    pairs
}
