//! A project's bars: the ladder of simple models, the baseline, the reference, and how steadily the reference passes.

use std::fmt::Write;

use mlings_grade::HeldOut;
use mlings_grade::interval::Bootstrap;
use mlings_grade::metrics::Metric;
use mlings_grade::project::{self, Grading};
use mlings_grade::separation::separation;
use mlings_grade::training::TrainSummary;
use mlings_grade::value::Value;
use ndarray::Array1;

use super::blessing::{Blessing, unfit};
use super::own::answers;
use crate::catalog::{Blessed, Exemplar, Exercise, Language, ProjectTask, Reseeded, Rung, Tier};
use crate::dataset::{Part, Prepared, View};
use crate::error::Error;
use crate::exam;
use crate::job::{Answer, Job};
use crate::ladder::{self, RungPredictions};
use crate::words::{self, number};
use crate::workshop::Workshop;

/// How often each language's reference is fitted, with other seeds.
const FITS: u64 = 20;

/// Both held-out parts of a dataset.
struct Parts {
    practice: HeldOut,
    final_: HeldOut,
}

/// The new blessed.json.
pub fn bless(exercise: &Exercise, project: &ProjectTask, workshop: &Workshop) -> Result<Blessing, Error> {
    let dataset = Prepared::open(workshop.content, &project.dataset, workshop.cache)?;
    let parts = Parts {
        practice: dataset.held_out(Part::Practice)?,
        final_: dataset.held_out(Part::Final)?,
    };
    let rungs = ladder::rungs(&dataset, project.metric).map_err(|error| unfit(exercise, error))?;
    let tiers: Vec<Tier> = rungs
        .iter()
        .map(|rung| tier_of_rung(rung, &parts, project.metric))
        .collect::<Result<_, _>>()?;
    let baseline = tiers.first().cloned().ok_or_else(|| unfit(exercise, "its ladder is empty"))?;
    let fits = fits(exercise, &dataset, &parts, project.metric, workshop)?;
    let reference = weakest(
        fits.iter().filter(|(seed, _)| *seed == 0).map(|(_, tier)| tier),
        project.metric,
    )
    .ok_or_else(|| unfit(exercise, "there is no reference"))?;
    let bar = bar(&baseline, &reference, project.pass);
    let passed = fits
        .iter()
        .filter(|(_, tier)| is_better(tier.practice, bar, project.metric))
        .count();
    let reseeded = Reseeded {
        fits: u32::try_from(fits.len()).unwrap_or(u32::MAX),
        passed: u32::try_from(passed).unwrap_or(u32::MAX),
        standard_deviation: deviation(&fits),
    };
    if reseeded.passed < reseeded.fits {
        return Err(unfit(
            exercise,
            format!("only {passed} of {} reseeded references pass; lower `pass`", fits.len()),
        ));
    }
    let blessed = Blessed {
        version: 1,
        dataset_sha256: dataset.sha256.clone(),
        rungs: rungs
            .iter()
            .zip(&tiers)
            .map(|(rung, tier)| Rung {
                name: rung.name.clone(),
                practice: tier.practice,
                final_: tier.final_,
            })
            .collect(),
        reference,
        baseline,
        reseeded,
    };
    separable(exercise, project, &dataset, &parts, &blessed)?;
    let said = summary(&blessed, bar);
    let text = serde_json::to_string(&blessed).map_err(|error| Error::Fault(format!("blessed.json: {error}")))?;
    Ok(Blessing {
        file: "blessed.json",
        text: text + "\n",
        said,
    })
}

/// Every fit of both references, with its seed; seed 0 is the one learners' runs use.
fn fits(
    exercise: &Exercise,
    dataset: &Prepared,
    parts: &Parts,
    metric: Metric,
    workshop: &Workshop,
) -> Result<Vec<(u64, Tier)>, Error> {
    let mut fits = Vec::new();
    for language in Language::ALL {
        for seed in 0..FITS {
            let step = format!("{}: fit {} of {FITS} in {}", exercise.id, seed + 1, words::language(language));
            let _step = workshop.announcer.start(&step);
            let [practice, final_] = held_out_predictions(exercise, dataset, language, seed, workshop)?;
            let read = |value: &Value| {
                numbers(value).ok_or_else(|| unfit(exercise, format!("the reference returns {}", value.describe())))
            };
            fits.push((seed, tier(&read(&practice)?, &read(&final_)?, parts, metric)?));
        }
    }
    Ok(fits)
}

/// What the reference predicts for both held-out parts.
fn held_out_predictions(
    exercise: &Exercise,
    dataset: &Prepared,
    language: Language,
    seed: u64,
    workshop: &Workshop,
) -> Result<[Value; 2], Error> {
    let calls = [Part::Practice, Part::Final].map(|part| exam::predict(part, View::All));
    let job = Job::project(&exercise.id, dataset, &calls, seed)?;
    let answers = answers(exercise, &Exemplar::Reference, language, job, workshop)?;
    match <[Answer; 2]>::try_from(answers) {
        Ok([Answer::Value(practice), Answer::Value(final_)]) => Ok([practice, final_]),
        _ => Err(unfit(exercise, "the reference raised in predict")),
    }
}

fn tier_of_rung(rung: &RungPredictions, parts: &Parts, metric: Metric) -> Result<Tier, Error> {
    tier(&rung.practice, &rung.final_, parts, metric)
}

fn tier(practice: &Array1<f64>, final_: &Array1<f64>, parts: &Parts, metric: Metric) -> Result<Tier, Error> {
    Ok(Tier {
        practice: score(metric, &parts.practice, practice)?,
        final_: score(metric, &parts.final_, final_)?,
        practice_predictions: practice.to_vec(),
        final_predictions: final_.to_vec(),
    })
}

fn score(metric: Metric, held_out: &HeldOut, predictions: &Array1<f64>) -> Result<f64, Error> {
    let score = project::score(metric, held_out, &predictions.to_vec());
    score.map_err(|fault| Error::Usage(format!("{}: {fault}", metric.name())))
}

/// One number a row; `None` for a value of another kind.
fn numbers(value: &Value) -> Option<Array1<f64>> {
    match value {
        Value::Tensor(tensor) if tensor.shape().len() == 1 => value.numbers().map(Array1::from_vec),
        _ => None,
    }
}

fn is_better(value: f64, than: f64, metric: Metric) -> bool {
    if metric.is_error() { value <= than } else { value >= than }
}

/// The reference of the ladder is the weaker of the two languages', so that both stand at its top.
fn weakest<'a>(tiers: impl Iterator<Item = &'a Tier>, metric: Metric) -> Option<Tier> {
    tiers.cloned().reduce(|weakest, tier| {
        if is_better(tier.practice, weakest.practice, metric) {
            weakest
        } else {
            tier
        }
    })
}

fn bar(baseline: &Tier, reference: &Tier, pass: f64) -> f64 {
    baseline.practice + pass * (reference.practice - baseline.practice)
}

/// The metric's standard deviation over the seeds, the larger of the two languages'.
fn deviation(fits: &[(u64, Tier)]) -> f64 {
    let of_language = |fits: &[(u64, Tier)]| fits.iter().map(|(_, tier)| tier.practice).collect::<Array1<f64>>().std(1.0);
    fits.chunks(FITS as usize).map(of_language).fold(0.0, f64::max)
}

/// Refuses bars that the held-out rows cannot tell apart.
fn separable(
    exercise: &Exercise,
    project: &ProjectTask,
    dataset: &Prepared,
    parts: &Parts,
    blessed: &Blessed,
) -> Result<(), Error> {
    let train = TrainSummary::of(&dataset.train_target()?, dataset.classes.len());
    let practice = (
        &parts.practice,
        &blessed.baseline.practice_predictions,
        &blessed.reference.practice_predictions,
    );
    let final_ = (
        &parts.final_,
        &blessed.baseline.final_predictions,
        &blessed.reference.final_predictions,
    );
    for (held_out, baseline, reference) in [practice, final_] {
        let grading = Grading {
            beside: project::Beside::default(),
            metric: project.metric,
            pass: project.pass,
            held_out,
            baseline,
            reference,
            train: &train,
            claim: None,
            looks: 0,
            bootstrap: Bootstrap::default(),
        };
        separation(&grading, blessed.reseeded.standard_deviation).map_err(|inseparable| unfit(exercise, inseparable))?;
    }
    Ok(())
}

fn summary(blessed: &Blessed, bar: f64) -> String {
    let mut text = String::new();
    for rung in &blessed.rungs {
        let _ = write!(text, "{} {}, ", rung.name, number(rung.practice));
    }
    let _ = write!(
        text,
        "bar {}, reference {} (final {}); {} of {} reseeded fits pass, sd {}",
        number(bar),
        number(blessed.reference.practice),
        number(blessed.reference.final_),
        blessed.reseeded.passed,
        blessed.reseeded.fits,
        number(blessed.reseeded.standard_deviation)
    );
    text
}
