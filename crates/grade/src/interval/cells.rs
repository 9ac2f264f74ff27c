//! Bootstrap of metrics of classes: rows that fall in the same cell of truth and predictions are exchangeable, so a replicate
//! is a few binomials on cell counts, or their weights, instead of as many draws as rows.

use std::collections::HashMap;

use ndarray::{Array1, Array2};
use rand::Rng;
use rand_distr::{Distribution, Exp1, Gamma};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::draw::{binomial, generator, replicate};
use super::replicates::{Bootstrap, Replicates, Sampling};
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

/// What is drawn: mixtures and how often each occurs, commonest first.
struct Mixtures(Vec<(Mixture, usize)>);

/// What one row weighs where rows are weighted rather than counted: confusion matrices hold whole numbers.
const ONE_ROW: f64 = 1024.0;

/// A function of the confusion matrix on resampled rows; where it is ill-defined there is no value.
pub fn bootstrap(
    of_confusion: impl Fn(&Confusion) -> Result<f64, MetricError> + Sync,
    truth: &Array1<i64>,
    predictions: &[&Array1<i64>],
    Sampling { groups, plan }: Sampling,
) -> Replicates {
    let cells = Cells::new(truth, predictions);
    let mixtures = Mixtures::new(&cells, groups);
    replicates(of_confusion, &cells, &mixtures, plan, |generator, confusions| {
        mixtures.draw(generator, |mixture, times| cells.add(mixture, times as u64, confusions));
    })
}

/// A function of the confusion matrix of rows weighted at random (Rubin 1981), and with one row more of each true class,
/// answered at random: a class of ten rows without an error does not prove that it has none. Its percentiles cover what they
/// say where few rows decide, which those of plain resampling do not. Only for functions that do not change when all counts
/// are multiplied by a number.
pub fn weighted(
    of_confusion: impl Fn(&Confusion) -> Result<f64, MetricError> + Sync,
    truth: &Array1<i64>,
    prediction: &Array1<i64>,
    Sampling { groups, plan }: Sampling,
) -> Replicates {
    let cells = Cells::new(truth, &[prediction]);
    let mixtures = Mixtures::new(&cells, groups);
    let weights = mixtures.weights();
    let occurs = |class: &usize| cells.cells.iter().any(|cell| cell[0] == *class);
    let classes: Vec<usize> = (0..cells.labels.len()).filter(occurs).collect();
    replicates(of_confusion, &cells, &mixtures, plan, |generator, confusions| {
        let whole = |weight: f64| (weight * ONE_ROW).round() as u64;
        for ((mixture, _), weight) in mixtures.0.iter().zip(&weights) {
            cells.add(mixture, whole(weight.sample(generator)), confusions);
        }
        for &class in &classes {
            let answer = generator.gen_range(0..cells.labels.len());
            confusions[0].counts[[class, answer]] += whole(generator.sample(Exp1));
        }
    })
}

/// The values on confusion matrices that `fill` adds to, one for each prediction.
fn replicates(
    of_confusion: impl Fn(&Confusion) -> Result<f64, MetricError> + Sync,
    cells: &Cells,
    mixtures: &Mixtures,
    plan: Bootstrap,
    fill: impl Fn(&mut Xoshiro256PlusPlus, &mut [Confusion]) + Sync,
) -> Replicates {
    let draws = plan.replicates * mixtures.0.len() * DRAWS_PER_BINOMIAL;
    let values = replicate(
        plan.replicates,
        draws,
        || cells.empty(),
        |confusions, number| {
            confusions.iter_mut().for_each(|confusion| confusion.counts.fill(0));
            fill(&mut generator(plan.seed, number), confusions);
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
    fn empty(&self) -> Vec<Confusion> {
        let classes = self.labels.len();
        let predictions = self.cells.first().map_or(0, |cell| cell.len() - 1);
        (0..predictions)
            .map(|_| Confusion {
                labels: self.labels.clone(),
                counts: Array2::zeros((classes, classes)),
            })
            .collect()
    }

    fn add(&self, mixture: &Mixture, times: u64, confusions: &mut [Confusion]) {
        for &(cell, rows) in mixture {
            let cell = &self.cells[cell as usize];
            for (confusion, &predicted) in confusions.iter_mut().zip(&cell[1..]) {
                confusion.counts[[cell[0], predicted]] += times * u64::from(rows);
            }
        }
    }
}

impl Mixtures {
    fn new(cells: &Cells, groups: Option<&[u32]>) -> Self {
        let mut mixtures = match groups {
            None => Self::of_rows(cells),
            Some(groups) => Self::of_groups(cells, groups),
        };
        // Then few binomials are left for the rare ones.
        mixtures.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Self(mixtures)
    }

    /// A cell is a mixture: nothing but counting is left.
    fn of_rows(cells: &Cells) -> Vec<(Mixture, usize)> {
        let mut counts = vec![0; cells.cells.len()];
        cells.of_row.iter().for_each(|&cell| counts[cell as usize] += 1);
        (0..).zip(counts).map(|(cell, count)| (vec![(cell, 1)], count)).collect()
    }

    fn of_groups(cells: &Cells, groups: &[u32]) -> Vec<(Mixture, usize)> {
        let units = Units::in_row_order(groups.len(), Some(groups));
        let mut of_unit: Vec<Mixture> = vec![Mixture::new(); units.count()];
        for (&cell, &unit) in cells.of_row.iter().zip(&units.of_row) {
            let mixture = &mut of_unit[unit as usize];
            match mixture.iter_mut().find(|(known, _)| *known == cell) {
                Some((_, rows)) => *rows += 1,
                None => mixture.push((cell, 1)),
            }
        }
        counted(&mut of_unit)
    }

    /// Calls `take` with each mixture that is drawn and how often: a multinomial, one binomial at a time.
    fn draw(&self, generator: &mut Xoshiro256PlusPlus, mut take: impl FnMut(&Mixture, usize)) {
        let mut units: usize = self.0.iter().map(|(_, count)| count).sum();
        let mut draws = units;
        for (mixture, count) in &self.0 {
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

    /// How the weight of each mixture is distributed: a sum of one exponential a unit.
    fn weights(&self) -> Vec<Gamma<f64>> {
        let weight = |(_, count): &(Mixture, usize)| Gamma::new(*count as f64, 1.0).expect("every mixture occurs");
        self.0.iter().map(weight).collect()
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
