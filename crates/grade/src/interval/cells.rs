//! Bootstrap of metrics of classes: rows that fall in the same cell of truth and predictions are exchangeable, so a replicate
//! is a few binomials on cell counts instead of as many draws as rows.

use std::collections::HashMap;
use std::ops::Range;

use ndarray::{Array1, Array2};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::draw::{binomial, generator, replicate};
use super::replicates::{Replicates, Sampling};
use super::units::Units;
use crate::metrics::{Confusion, MetricError};

/// A binomial costs about as much as this many plain draws; it decides whether threads pay.
const DRAWS_PER_BINOMIAL: usize = 64;

/// A unit's rows: cells and how many of its rows lie in each.
type Mixture = Vec<(u32, u32)>;

/// Every row as a cell, numbered; `cells[number]` is the index of the true label and those of the predicted ones.
struct Cells {
    labels: Vec<i64>,
    cells: Vec<Vec<usize>>,
    of_row: Vec<u32>,
}

/// What is drawn: mixtures and how often each occurs, stratum by stratum, commonest first.
struct Mixtures {
    mixtures: Vec<(Mixture, usize)>,
    strata: Vec<Range<usize>>,
}

/// A function of the confusion matrix on resampled rows; where it is ill-defined there is no value.
pub fn bootstrap(
    of_confusion: impl Fn(&Confusion) -> Result<f64, MetricError> + Sync,
    truth: &Array1<i64>,
    predictions: &[&Array1<i64>],
    Sampling { groups, plan }: Sampling,
) -> Replicates {
    let cells = Cells::new(truth, predictions);
    let mixtures = Mixtures::new(&cells, truth, groups);
    let draws = plan.replicates * mixtures.mixtures.len() * DRAWS_PER_BINOMIAL;
    let values = replicate(
        plan.replicates,
        draws,
        || cells.empty(predictions.len()),
        |confusions, number| {
            confusions.iter_mut().for_each(|confusion| confusion.counts.fill(0));
            mixtures.draw(&mut generator(plan.seed, number), |mixture, times| {
                cells.add(mixture, times, confusions);
            });
            confusions
                .iter()
                .map(|confusion| of_confusion(confusion).unwrap_or(f64::NAN))
                .collect()
        },
    );
    Replicates::new(values)
}

impl Cells {
    fn new(truth: &Array1<i64>, predictions: &[&Array1<i64>]) -> Self {
        let columns: Vec<&Array1<i64>> = std::iter::once(truth).chain(predictions.iter().copied()).collect();
        let mut labels: Vec<i64> = columns.iter().flat_map(|column| column.iter().copied()).collect();
        labels.sort_unstable();
        labels.dedup();
        let index = |label: &i64| labels.binary_search(label).expect("every label was collected");
        let classes = labels.len() as u128;
        let mut number_of: HashMap<u128, u32> = HashMap::new();
        let mut cells = Vec::new();
        let of_row = (0..truth.len()).map(|row| {
            let indices = columns.iter().map(|column| index(&column[row]));
            // Three predictions at most, each with fewer than 2³² labels: the product fits.
            let key = indices.clone().fold(0, |key, index| key * classes + index as u128);
            *number_of.entry(key).or_insert_with(|| {
                cells.push(indices.collect());
                cells.len() as u32 - 1
            })
        });
        let of_row = of_row.collect();
        Self { labels, cells, of_row }
    }

    /// A confusion matrix of zeros for each prediction.
    fn empty(&self, predictions: usize) -> Vec<Confusion> {
        let classes = self.labels.len();
        (0..predictions)
            .map(|_| Confusion {
                labels: self.labels.clone(),
                counts: Array2::zeros((classes, classes)),
            })
            .collect()
    }

    fn add(&self, mixture: &Mixture, times: usize, confusions: &mut [Confusion]) {
        for &(cell, rows) in mixture {
            let cell = &self.cells[cell as usize];
            for (confusion, &predicted) in confusions.iter_mut().zip(&cell[1..]) {
                confusion.counts[[cell[0], predicted]] += times as u64 * u64::from(rows);
            }
        }
    }
}

impl Mixtures {
    fn new(cells: &Cells, truth: &Array1<i64>, groups: Option<&[u32]>) -> Self {
        match groups {
            None => Self::of_rows(cells),
            Some(groups) => Self::of_groups(cells, truth, groups),
        }
    }

    /// A cell is a mixture: nothing but counting is left.
    fn of_rows(cells: &Cells) -> Self {
        let mut counts = vec![0; cells.cells.len()];
        cells.of_row.iter().for_each(|&cell| counts[cell as usize] += 1);
        let strata = (0..cells.labels.len()).map(|truth| {
            let of_truth = (0..counts.len()).filter(|&cell| cells.cells[cell][0] == truth);
            of_truth.map(|cell| (vec![(cell as u32, 1)], counts[cell])).collect()
        });
        Self::new_from(strata)
    }

    fn of_groups(cells: &Cells, truth: &Array1<i64>, groups: &[u32]) -> Self {
        let mut order: Vec<u32> = (0..truth.len() as u32).collect();
        order.sort_by_key(|&row| truth[row as usize]);
        let units = Units::new(&order, Some(groups), |row| truth[row]);
        let mut of_unit: Vec<Mixture> = vec![Mixture::new(); units.count()];
        for (&cell, &unit) in cells.of_row.iter().zip(&units.of_row) {
            let mixture = &mut of_unit[unit as usize];
            match mixture.iter_mut().find(|(known, _)| *known == cell) {
                Some((_, rows)) => *rows += 1,
                None => mixture.push((cell, 1)),
            }
        }
        Self::new_from(units.strata.into_iter().map(|stratum| counted(&mut of_unit[stratum])))
    }

    /// The commonest mixture of a stratum first: then few binomials are left for the rare ones.
    fn new_from(strata: impl Iterator<Item = Vec<(Mixture, usize)>>) -> Self {
        let mut found = Self {
            mixtures: Vec::new(),
            strata: Vec::new(),
        };
        for mut stratum in strata.filter(|stratum| !stratum.is_empty()) {
            stratum.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            let start = found.mixtures.len();
            found.mixtures.append(&mut stratum);
            found.strata.push(start..found.mixtures.len());
        }
        found
    }

    /// Calls `take` with each mixture that is drawn and how often: a multinomial, one binomial at a time.
    fn draw(&self, generator: &mut Xoshiro256PlusPlus, mut take: impl FnMut(&Mixture, usize)) {
        for stratum in &self.strata {
            let mixtures = &self.mixtures[stratum.clone()];
            let mut units: usize = mixtures.iter().map(|(_, count)| count).sum();
            let mut draws = units;
            for (mixture, count) in mixtures {
                let times = if *count == units {
                    draws
                } else {
                    binomial(generator, draws, *count as f64 / units as f64)
                };
                take(mixture, times);
                units -= count;
                draws -= times;
                if draws == 0 {
                    break;
                }
            }
        }
    }
}

/// Different mixtures and how often each occurs.
fn counted(mixtures: &mut [Mixture]) -> Vec<(Mixture, usize)> {
    mixtures.iter_mut().for_each(|mixture| mixture.sort_unstable());
    mixtures.sort_unstable();
    mixtures
        .chunk_by(|left, right| left == right)
        .map(|alike| (alike[0].clone(), alike.len()))
        .collect()
}
