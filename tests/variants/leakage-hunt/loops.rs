//! Plain loops by index; names and groups are listed as often as they are found.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn auc(x: ArrayView1<f64>, y: ArrayView1<i64>) -> f64 {
    let mut halves = 0;
    let mut pairs = 0;
    for i in 0..x.len() {
        for j in 0..x.len() {
            if y[i] == 1 && y[j] == 0 {
                pairs += 2;
                if x[i] > x[j] {
                    halves += 2;
                }
                if x[i] == x[j] {
                    halves += 1;
                }
            }
        }
    }
    halves as f64 / pairs as f64
}

pub fn leaks(names: &[String], x: ArrayView2<f64>, y: ArrayView1<i64>, known: ArrayView1<i64>, limit: f64) -> Vec<String> {
    let mut found = Vec::new();
    for j in 0..names.len() {
        if known[j] >= 1 {
            found.push(names[j].clone());
        }
        let mut score = auc(x.column(j), y);
        if score < 0.5 {
            score = 1.0 - score;
        }
        if score >= limit {
            found.push(names[j].clone());
        }
    }
    found
}

pub fn torn_groups(group: ArrayView1<i64>, fold: ArrayView1<i64>) -> Array1<i64> {
    let mut torn = Vec::new();
    for i in 0..group.len() {
        for j in 0..i {
            if group[i] == group[j] && fold[i] != fold[j] {
                torn.push(group[i]);
            }
        }
    }
    Array1::from(torn)
}

pub fn cv_score(x: ArrayView2<f64>, y: ArrayView1<i64>, fold: ArrayView1<i64>) -> f64 {
    let mut done: Vec<i64> = Vec::new();
    let mut total = 0.0;
    for &number in fold {
        if done.contains(&number) {
            continue;
        }
        done.push(number);
        let own: Vec<usize> = (0..y.len()).filter(|&i| fold[i] == number).collect();
        let others: Vec<usize> = (0..y.len()).filter(|&i| fold[i] != number).collect();
        let y_own = Array1::from_shape_fn(own.len(), |i| y[own[i]]);
        let y_others = Array1::from_shape_fn(others.len(), |i| y[others[i]]);
        let x_own = Array2::from_shape_fn((own.len(), x.ncols()), |(i, j)| x[[own[i], j]]);
        let x_others = Array2::from_shape_fn((others.len(), x.ncols()), |(i, j)| x[[others[i], j]]);
        let mut best = 0;
        let mut strongest = -1.0;
        let mut falls = false;
        for j in 0..x.ncols() {
            let score = auc(x_others.column(j), y_others.view());
            let strength = if score < 0.5 { 1.0 - score } else { score };
            if strength > strongest {
                best = j;
                strongest = strength;
                falls = score < 0.5;
            }
        }
        let score = auc(x_own.column(best), y_own.view());
        total += if falls { 1.0 - score } else { score };
    }
    total / done.len() as f64
}
