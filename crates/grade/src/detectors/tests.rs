//! Simulations: detectors stay silent on honest models of any strength, and each recognises its mistake.

use rand::Rng;
use rand::seq::SliceRandom;

use super::*;
use crate::held_out::Target;
use crate::metrics::{Costs, Metric};
use crate::project::{Assessment, Beside, Grading, Sample, Unscored};
use crate::simulation::{Simulated, generator, houses, labels, leading, normal};
use crate::standing::Standing;
use crate::statistics;
use crate::training::TrainSummary;

/// From a price to what a model predicts.
type Space<'a> = dyn Fn(f64) -> f64 + 'a;

type Reorder = fn(&mut [usize]);

/// Honest submissions a task type, weak ones among them: detectors run on those only.
const HONEST: u64 = 300;

fn digits(seed: u64) -> Simulated {
    labels(1040, &[1.0; 10], Metric::AccuracyScore, seed)
}

fn spam(seed: u64) -> Simulated {
    labels(1040, &[0.87, 0.13], Metric::F1Score, seed)
}

/// Findings by id over seeded submissions.
fn alarms(submissions: impl Iterator<Item = Assessment>) -> Vec<String> {
    submissions
        .flat_map(|assessment| assessment.findings)
        .map(|finding| format!("{}: {}", finding.id, finding.evidence))
        .collect()
}

/// The honest ways to be bad at prices: little knowledge, too much trust in it, a bias, few distinct answers, heavy tails.
fn honest_prices(part: &Simulated, seed: u64) -> Vec<f64> {
    let generator = &mut generator(seed);
    let median = 440_000.0_f64;
    let deviation = generator.gen_range(0.15..0.8);
    // A model that knows the price up to this error answers closer to the median than what it saw.
    let trust = 0.25 / (0.25 + deviation * deviation);
    let seen = part.off_by(deviation, generator);
    let model: Vec<f64> = seen.iter().map(|price| median * (price / median).powf(trust)).collect();
    match seed % 5 {
        0 => model,
        1 => seen,
        2 => model.iter().map(|price| price * 1.3).collect(),
        3 => model.iter().map(|price| (price / 200_000.0).ceil() * 200_000.0).collect(),
        _ => model
            .iter()
            .map(|price| if generator.gen_bool(0.03) { price * 3.0 } else { *price })
            .collect(),
    }
}

#[test]
fn honest_price_models_raise_no_alarm() {
    let submissions = (0..HONEST).map(|seed| {
        let part = houses(640, 10_000 + seed % 20);
        part.verdict(&honest_prices(&part, seed))
    });
    assert_eq!(alarms(submissions), Vec::<String>::new());
}

#[test]
fn honest_classifiers_raise_no_alarm() {
    for make in [digits, spam] {
        let submissions = (0..HONEST).map(|seed| {
            let part = make(20_000 + seed % 20);
            let share = 0.3 + 0.65 * (seed as f64 / HONEST as f64);
            part.verdict(&part.right_in(share, &mut generator(seed)))
        });
        assert_eq!(alarms(submissions), Vec::<String>::new());
    }
}

#[test]
fn honest_predictions_of_nothing_are_not_taken_for_a_permutation_or_an_order() {
    let submissions = (0..HONEST).map(|seed| {
        let part = if seed % 2 == 0 { digits(seed) } else { houses(640, seed) };
        let mut predictions = if seed % 2 == 0 {
            part.right_in(0.0, &mut generator(seed))
        } else {
            part.off_by(0.2, &mut generator(seed))
        };
        predictions.shuffle(&mut generator(seed));
        part.verdict(&predictions)
    });
    assert_eq!(alarms(submissions), Vec::<String>::new());
}

#[test]
fn canaries_accuse_less_than_one_honest_model_in_a_thousand() {
    // The rule on its own, many times: 40 canaries, an honest prediction as good as the reference.
    let generator = &mut generator(30);
    let mut accused = 0;
    for _ in 0..30_000 {
        let truth: Vec<f64> = (0..40).map(|_| normal(generator)).collect();
        let mut near = || truth.iter().map(|value| value + 0.4 * normal(generator)).collect::<Vec<_>>();
        let (learner, reference) = (near(), near());
        let mut drawn = truth.clone();
        drawn.shuffle(generator);
        let [drawn, learner, reference] = [drawn, learner, reference].map(|values| statistics::ranks(&values));
        let follows = statistics::partial_correlation(&learner, &drawn, &reference);
        accused += u32::from(statistics::rank_correlation_tail(follows, 40, 1) < 1e-4);
    }
    assert!(accused <= 12, "{accused} of 30,000: 3 are expected");
}

#[test]
fn a_target_left_in_another_space_is_recognised_with_the_way_back() {
    let part = houses(1000, 31);
    let model = part.off_by(0.17, &mut generator(32));
    let TrainSummary::Real(train) = &part.train else {
        panic!("prices are real")
    };
    let [log_mean, log_deviation] = train.log.unwrap();
    let spaces: [(&str, &str, Box<Space>); 12] = [
        ("logarithm", "undoing the logarithm", Box::new(f64::ln_1p)),
        ("logarithm", "undoing the logarithm", Box::new(f64::ln)),
        ("logarithm-10", "10 to that power", Box::new(f64::log10)),
        ("logarithm-2", "2 to that power", Box::new(f64::log2)),
        ("other-base", "not by exp", Box::new(|price| price.log10().exp())),
        ("other-base", "not by 10**p", Box::new(|price| 10_f64.powf(price.ln()))),
        ("root", "squaring", Box::new(f64::sqrt)),
        ("line", "a fitted factor and offset", Box::new(|price| price / 7.0 - 3.0)),
        ("", "in the order they have", Box::new(|price| (price / 100_000.0).powi(3))),
        (
            "standardised",
            "undoing the standardisation (times",
            Box::new(|price| (price - train.mean) / train.variance.sqrt()),
        ),
        ("thousands", "multiplying by 1,000", Box::new(|price| price / 1000.0)),
        (
            "standardised-logarithm",
            "undoing the standardisation and then",
            Box::new(move |price| (price.ln_1p() - log_mean) / log_deviation),
        ),
    ];
    for (seen, words, space) in spaces {
        let id = format!("wrong-space/{seen}");
        let assessment = part.verdict(&model.iter().map(|&price| space(price)).collect::<Vec<_>>());
        assert_eq!(
            (assessment.standing(), leading(&assessment)),
            (Some(Standing::BelowBaseline), Some(id.trim_end_matches('/'))),
            "{words}"
        );
        assert!(
            assessment.findings[0].evidence.contains(words),
            "{}",
            assessment.findings[0].evidence
        );
    }
}

#[test]
fn a_mean_or_a_majority_for_all_is_constant() {
    let part = houses(1000, 33);
    let assessment = part.verdict(&vec![450_000.0; 1000]);
    assert_eq!(leading(&assessment), Some("constant-prediction"));
    assert_eq!(
        assessment.findings[0].evidence.split(':').next(),
        Some("your predictions are all about 450,000")
    );
    for part in [digits(34), spam(34)] {
        let assessment = part.verdict(&vec![0.0; part.truth.len()]);
        let commonest = if part.train.classes() == 2 { "/commonest" } else { "" };
        assert_eq!(leading(&assessment), Some(format!("constant-prediction{commonest}").as_str()));
        assert_eq!(assessment.findings[0].evidence, "1000 of 1000 rows were predicted as class 0");
    }
}

#[test]
fn a_raw_linear_model_that_is_kept_above_the_lowest_price_misses_small_predictions_most() {
    let part = houses(2000, 65);
    let generator = &mut generator(66);
    let model: Vec<f64> = part
        .truth
        .iter()
        .map(|price| (price + 150_000.0 * normal(generator)).max(75_000.0))
        .collect();
    let assessment = part.verdict(&model);
    assert_eq!(
        leading(&assessment),
        Some("small-targets-missed"),
        "{:?}",
        assessment.findings
    );
}

#[test]
fn a_raw_linear_model_of_prices_is_recognised_by_impossible_prices() {
    let part = houses(2000, 35);
    let generator = &mut generator(36);
    // Symmetric errors as wide as the cheap houses are dear.
    let model: Vec<f64> = part.truth.iter().map(|price| price + 110_000.0 * normal(generator)).collect();
    let assessment = part.verdict(&model);
    assert_eq!(leading(&assessment), Some("impossible-low"));
    let evidence = &assessment.findings[0].evidence;
    assert!(
        evidence.contains("of 1960 predictions are below half of the smallest train target (75,000)"),
        "{evidence}"
    );
}

#[test]
fn reversed_and_shifted_predictions_are_recognised() {
    // Behind the checks: the same wrong order in every call.
    let part = houses(1000, 37);
    let model = part.off_by(0.17, &mut generator(38));
    let orders: [(&str, Reorder); 3] = [
        ("reversed", |rows| rows.reverse()),
        ("shifted down by one", |rows| rows.rotate_left(1)),
        ("shifted up by one", |rows| rows.rotate_right(1)),
    ];
    for (words, reorder) in orders {
        let assessment = part.verdict_on(|rows| {
            let mut rows = rows.to_vec();
            reorder(&mut rows);
            rows.iter().map(|&row| model[row]).collect()
        });
        assert_eq!(
            (&assessment.result, leading(&assessment)),
            (&Err(Unscored::Inconsistent), Some("wrong-row-order"))
        );
        assert!(
            assessment.findings[0].evidence.contains(words),
            "{}",
            assessment.findings[0].evidence
        );
    }
}

#[test]
fn reversed_classes_are_recognised() {
    let part = digits(39);
    let model = part.right_in(0.9, &mut generator(40));
    let assessment = part.verdict_on(|rows| rows.iter().rev().map(|&row| model[row]).collect());
    assert_eq!(leading(&assessment), Some("wrong-row-order"));
}

#[test]
fn labels_off_by_one_are_recognised() {
    let part = digits(41);
    let model = part.right_in(0.9, &mut generator(42));
    let assessment = part.verdict(&model.iter().map(|class| (class + 1.0) % 10.0).collect::<Vec<_>>());
    assert_eq!(leading(&assessment), Some("labels-permuted"));
    let evidence = &assessment.findings[0].evidence;
    assert!(
        evidence.contains("0 stands for 9, 1 stands for 0, 2 stands for 1 (and so on)"),
        "{evidence}"
    );
}

#[test]
fn spam_and_ham_swapped_are_recognised() {
    let part = spam(43);
    let model = part.right_in(0.97, &mut generator(44));
    let assessment = part.verdict(&model.iter().map(|class| 1.0 - class).collect::<Vec<_>>());
    assert_eq!(leading(&assessment), Some("labels-permuted"));
    assert!(!assessment.findings[0].evidence.contains("and so on"));
}

#[test]
fn two_confused_digits_are_no_permutation_but_a_missing_one_is_named() {
    let part = digits(45);
    let model = part.right_in(0.8, &mut generator(46));
    let merged: Vec<f64> = model.iter().map(|&class| if class == 9.0 { 4.0 } else { class }).collect();
    let assessment = part.verdict(&merged);
    assert_eq!(leading(&assessment), Some("class-never-predicted"));
    assert!(
        assessment.findings[0]
            .evidence
            .starts_with("class 9 was predicted for 0 of 1000 rows; about ")
    );
}

/// Probabilities of a calibrated model of 25 % spam, sharpened by `sharpness`, and the verdict's findings under log loss.
fn probabilities(sharpness: f64, seed: u64) -> Assessment {
    let mut part = labels(1540, &[0.75, 0.25], Metric::LogLoss, seed);
    let generator = &mut generator(seed);
    let logits: Vec<f64> = (0..1540).map(|_| -1.6 + 1.5 * normal(generator)).collect();
    let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
    let Target::Class(target) = &mut part.held_out.target else {
        panic!("classes")
    };
    for &row in &part.held_out.scored {
        target[row] = i64::from(generator.gen_bool(sigmoid(logits[row])));
    }
    part.baseline = vec![0.25; 1540];
    // An oracle, so that no model passes and detectors run.
    part.reference = target.iter().map(|&class| 0.01 + 0.98 * class as f64).collect();
    let values = |rows: &[usize]| {
        let values = rows.iter().map(|&row| sigmoid(sharpness * logits[row])).collect::<Vec<_>>();
        crate::value::Value::Tensor(crate::value::Tensor::F64(ndarray::Array1::from_vec(values).into_dyn()))
    };
    let everything: Vec<usize> = (0..1540).collect();
    part.verdict_of(&part.grading(), values(&everything), values)
}

#[test]
fn overconfident_and_timid_probabilities_are_recognised() {
    for (sharpness, words) in [(3.0, "too sure"), (0.3, "not sure enough")] {
        let assessment = probabilities(sharpness, 47);
        assert_eq!(leading(&assessment), Some("uncalibrated-probabilities"));
        assert!(
            assessment.findings[0].evidence.contains(words),
            "{}",
            assessment.findings[0].evidence
        );
    }
}

#[test]
fn calibrated_probabilities_raise_no_alarm() {
    assert_eq!(alarms((0..HONEST).map(|seed| probabilities(1.0, seed))), Vec::<String>::new());
}

#[test]
fn a_claim_is_optimistic_only_far_beyond_its_noise() {
    let part = houses(1000, 48);
    let model = part.off_by(0.3, &mut generator(49));
    let value = part.value(model);
    let rows = |rows: &[usize]| {
        let crate::value::Value::Tensor(crate::value::Tensor::F64(array)) = &value else {
            panic!("numbers")
        };
        part.value(rows.iter().map(|&row| array[[row]]).collect())
    };
    let findings = |claimed: f64| {
        let grading = Grading {
            claim: Some(claimed),
            ..part.grading()
        };
        part.verdict_of(&grading, value.clone(), rows).findings
    };
    assert_eq!(findings(0.29), []);
    assert_eq!(findings(0.4), []);
    assert_eq!(findings(0.2)[0].id, "optimistic-validation");
}

/// A missed churner costs five times a needless call; the reference decides by the costs.
const COSTS: Costs = Costs {
    false_positive: 1,
    false_negative: 5,
};

fn churn(seed: u64) -> Simulated {
    let mut part = labels(1540, &[0.73, 0.27], Metric::MeanCostError(COSTS), seed);
    part.reference = decisions(&part, 1.5, 1.0 / 6.0, seed);
    part
}

/// A calibrated model that sees the class as a shift of `signal` standard deviations, and decides 1 from a probability on.
fn decisions(part: &Simulated, signal: f64, threshold: f64, seed: u64) -> Vec<f64> {
    let generator = &mut generator(90_000 + seed);
    let decision = |truth: &f64| {
        let seen = signal * truth + normal(generator);
        let log_odds = (0.27_f64 / 0.73).ln() + signal * (seen - signal / 2.0);
        f64::from(log_odds >= (threshold / (1.0 - threshold)).ln())
    };
    part.truth.iter().map(decision).collect()
}

#[test]
fn a_threshold_of_one_half_under_unequal_costs_is_recognised() {
    let part = churn(50);
    // It sees what the reference sees.
    let assessment = part.verdict(&decisions(&part, 1.5, 0.5, 50));
    assert_eq!(leading(&assessment), Some("costs-ignored"));
    let evidence = &assessment.findings[0].evidence;
    assert!(
        evidence.contains("decisions are wrong") && evidence.contains("a row"),
        "{evidence}"
    );
}

#[test]
fn a_model_too_sure_of_itself_is_not_told_that_it_ignored_the_costs() {
    let submissions = (0..HONEST).map(|seed| {
        let part = churn(30_000 + seed % 20);
        // Its probabilities are off: where it says one sixth, it is one half. What it takes for 1 is not what the reference does.
        part.verdict(&decisions(&part, 1.4, 0.5, 40_000 + seed))
    });
    assert_eq!(alarms(submissions), Vec::<String>::new());
}

#[test]
fn a_decision_by_the_costs_passes_and_weaker_models_that_mind_them_raise_no_alarm() {
    let part = churn(52);
    assert!(part.verdict(&decisions(&part, 1.55, 1.0 / 6.0, 53)).standing() >= Some(Standing::Passed));
    let submissions = (0..HONEST).map(|seed| {
        let part = churn(30_000 + seed % 20);
        let signal = 0.6 + 0.9 * (seed as f64 / HONEST as f64);
        part.verdict(&decisions(&part, signal, 1.0 / 6.0, seed))
    });
    assert_eq!(alarms(submissions), Vec::<String>::new());
}

fn sample(truth: &Target, answer: &[f64]) -> (Target, crate::value::Value) {
    let numbers = ndarray::Array1::from_vec(answer.to_vec());
    let tensor = match truth {
        Target::Real(_) => crate::value::Tensor::F64(numbers.into_dyn()),
        Target::Class(_) => crate::value::Tensor::I64(numbers.mapv(|number| number as i64).into_dyn()),
    };
    (truth.clone(), crate::value::Value::Tensor(tensor))
}

/// The leading finding of predictions, where these train rows were asked about as well.
fn with_recall(part: &Simulated, predictions: &[f64], truth: &Target, answer: &[f64]) -> Option<String> {
    let (truth, answer) = sample(truth, answer);
    let grading = Grading {
        beside: Beside {
            recall: Some(Sample {
                truth: &truth,
                answer: &answer,
            }),
            ..Beside::default()
        },
        ..part.grading()
    };
    let value = |rows: &[usize]| part.value(rows.iter().map(|&row| predictions[row]).collect());
    let everything: Vec<usize> = (0..predictions.len()).collect();
    let assessment = part.verdict_of(&grading, value(&everything), value);
    leading(&assessment).map(str::to_owned)
}

#[test]
fn a_model_at_chance_on_its_own_rows_is_out_of_step_and_others_are_described_by_them() {
    let part = digits(53);
    let generator = &mut generator(54);
    let truth: Vec<f64> = (0..200).map(|row| (row / 20) as f64).collect();
    let classes = Target::Class(truth.iter().map(|&class| class as i64).collect());
    let guess = part.right_in(0.0, generator);
    let mut shuffled = truth.clone();
    shuffled.shuffle(generator);
    assert_eq!(
        with_recall(&part, &guess, &classes, &shuffled).as_deref(),
        Some("out-of-step")
    );
    let turned: Vec<f64> = truth.iter().map(|class| 9.0 - class).collect();
    assert_eq!(
        with_recall(&part, &guess, &classes, &turned).as_deref(),
        Some("out-of-step/turned-round")
    );
    let weak = part.right_in(0.6, generator);
    assert_eq!(with_recall(&part, &weak, &classes, &truth).as_deref(), Some("overfitting"));
    let alike: Vec<f64> = truth
        .iter()
        .map(|&class| if generator.gen_bool(0.6) { class } else { 9.0 - class })
        .collect();
    assert_eq!(with_recall(&part, &weak, &classes, &alike).as_deref(), Some("underfitting"));
    let better: Vec<f64> = truth
        .iter()
        .map(|&class| if generator.gen_bool(0.8) { class } else { 9.0 - class })
        .collect();
    assert_eq!(
        with_recall(&part, &weak, &classes, &better).as_deref(),
        Some("some-way-to-go")
    );
}

#[test]
fn prices_of_the_rows_it_was_fitted_on_tell_as_much() {
    let part = houses(1000, 55);
    let generator = &mut generator(56);
    let truth: Vec<f64> = part.off_by(0.5, generator)[..200].to_vec();
    let prices = Target::Real(truth.clone().into());
    let mut shuffled = part.truth.clone();
    shuffled.shuffle(generator);
    let mut recalled = truth.clone();
    recalled.shuffle(generator);
    assert_eq!(
        with_recall(&part, &shuffled, &prices, &recalled).as_deref(),
        Some("out-of-step")
    );
    let weak = part.off_by(0.35, generator);
    assert_eq!(with_recall(&part, &weak, &prices, &truth).as_deref(), Some("overfitting"));
    let alike: Vec<f64> = truth.iter().map(|price| price * (0.35 * normal(generator)).exp()).collect();
    assert_eq!(with_recall(&part, &weak, &prices, &alike).as_deref(), Some("underfitting"));
}

#[test]
fn pictures_that_are_read_better_as_numbers_or_scaled_tell_of_bytes_and_of_scaling() {
    let part = digits(57);
    let generator = &mut generator(58);
    let images: Vec<usize> = (0..200).map(|step| 5 * step).collect();
    let shown = part.held_out.target.take(&images);
    let right = |share: f64, generator: &mut _| {
        let all = part.right_in(share, generator);
        images.iter().map(|&row| all[row]).collect::<Vec<f64>>()
    };
    let (good, poor) = (right(0.9, generator), right(0.3, generator));
    let found = |all: &[f64], real: &[f64], dim: &[f64]| {
        let ((_, real), (_, dim)) = (sample(&shown, real), sample(&shown, dim));
        let of = |answer| Some(Sample { truth: &shown, answer });
        let grading = Grading {
            beside: Beside {
                recall: None,
                real: of(&real),
                dim: of(&dim),
                images: &images,
            },
            ..part.grading()
        };
        let value = |rows: &[usize]| part.value(rows.iter().map(|&row| all[row]).collect());
        let everything: Vec<usize> = (0..all.len()).collect();
        leading(&part.verdict_of(&grading, value(&everything), value)).map(str::to_owned)
    };
    let weak = part.right_in(0.3, generator);
    let as_bytes: Vec<f64> = images.iter().map(|&row| weak[row]).collect();
    assert_eq!(found(&weak, &good, &poor).as_deref(), Some("wrapped-pixels"));
    assert_eq!(found(&weak, &as_bytes, &good).as_deref(), Some("out-of-step/scaled"));
    assert_eq!(found(&weak, &as_bytes, &as_bytes), None);
    assert_eq!(found(&weak, &poor, &poor).as_deref(), Some("wrapped-pixels/fitted"));
}

#[test]
fn spam_that_is_missed_and_ham_that_is_taken_for_spam_are_told_apart() {
    let part = spam(59);
    let generator = &mut generator(60);
    let model = part.right_in(0.97, generator);
    let mut biased = |class: f64, other: f64, share: f64| -> Option<String> {
        let of_row = |&label: &f64| {
            if label == class && generator.gen_bool(share) {
                other
            } else {
                label
            }
        };
        leading(&part.verdict(&model.iter().map(of_row).collect::<Vec<_>>())).map(str::to_owned)
    };
    assert_eq!(biased(1.0, 0.0, 0.4).as_deref(), Some("one-sided-errors/misses"));
    assert_eq!(biased(0.0, 1.0, 0.2).as_deref(), Some("one-sided-errors/false-alarms"));
}

#[test]
fn last_classes_that_were_never_shown_are_told_from_classes_a_weak_model_never_gives() {
    let part = digits(61);
    let model = part.right_in(0.93, &mut generator(62));
    let cut: Vec<f64> = model
        .iter()
        .map(|&class| if class > 7.0 { class - 5.0 } else { class })
        .collect();
    assert_eq!(leading(&part.verdict(&cut)), Some("class-never-predicted/not-shown"));
    // Two leaves: all is 0 or 1, which is right for nearly every 0 and 1.
    let two: Vec<f64> = model.iter().map(|&class| f64::from(u8::from(class == 1.0))).collect();
    assert_eq!(leading(&part.verdict(&two)), Some("class-never-predicted"));
    let weak = part.right_in(0.6, &mut generator(63));
    let cut: Vec<f64> = weak
        .iter()
        .map(|&class| if class > 7.0 { class - 5.0 } else { class })
        .collect();
    assert_eq!(leading(&part.verdict(&cut)), Some("class-never-predicted"));
}

#[test]
fn every_id_is_listed_once() {
    let mut ids = IDS.to_vec();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), IDS.len());
}
