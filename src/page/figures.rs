//! Drawings, and words for who cannot see them.

use mlings_grade::displays::{PredictionErrorDisplay, RankingDisplay};
use serde::Serialize;

use super::facts::{Page, ProjectFacts};
use super::plots::{self, Axis, Guide, Scale};
use crate::error::Error;
use crate::pictures::{Histogram, off_by, within};
use crate::words::{self, count, number};

/// Room left around the points, as a share of their range.
const ROOM: f64 = 0.04;

/// A drawing.
#[derive(Debug, Serialize)]
pub struct Figure {
    title: String,
    /// What is to be seen, in words.
    caption: String,
    svg: String,
}

/// Readiness over time; none before there are two moments to connect.
///
/// # Errors
/// Only where mlings itself is at fault.
pub fn history(page: &Page) -> Result<Option<Figure>, Error> {
    let [first, .., last] = page.history.as_slice() else {
        return Ok(None);
    };
    let percent = |share: f64| format!("{:.0}", 100.0 * share);
    Ok(Some(Figure {
        title: String::new(),
        caption: format!(
            "From {} on {} to {} on {}; the band is what can be said with 90 % confidence, the dashed line the cut.",
            percent(first.value),
            first.at.format("%F"),
            percent(last.value),
            last.at.format("%F")
        ),
        svg: plots::history(&page.history, page.blueprint.cut)?,
    }))
}

/// The ladder of a project.
///
/// # Errors
/// Only where mlings itself is at fault.
pub fn ladder(project: &ProjectFacts) -> Result<Figure, Error> {
    let measurement = &project.measurement;
    let [low, high] = measurement.interval.map(number);
    Ok(Figure {
        title: String::new(),
        caption: format!(
            "{}: {} with a 95 % interval from {low} to {high}; baseline {}, pass {}, reference {}.",
            words::capitalized(&words::metric(project.metric)),
            number(measurement.value),
            number(measurement.baseline),
            number(measurement.pass),
            number(measurement.reference)
        ),
        svg: plots::ladder(measurement)?,
    })
}

/// A regression's predictions against the truth, their residuals, and how those are spread.
///
/// # Errors
/// Only where mlings itself is at fault.
pub fn errors(display: &PredictionErrorDisplay) -> Result<Vec<Figure>, Error> {
    let scale = if display.logarithmic {
        Scale::Logarithmic
    } else {
        Scale::Linear
    };
    let both = range(&display.truth, &display.predicted, scale);
    let axis = |name| Axis {
        name,
        range: both.clone(),
        scale,
    };
    let furthest = display.residuals.iter().map(|residual| residual.abs());
    let furthest = furthest.fold(0.0, f64::max);
    // As above, what is beyond all others is drawn at the edge.
    let widest = match scale {
        Scale::Linear => both.end - both.start,
        Scale::Logarithmic => (both.end / both.start).ln(),
    };
    let reach = if furthest > 0.0 { furthest.min(widest) } else { widest } * (1.0 + ROOM);
    let residual = if display.logarithmic {
        "ln(predicted) − ln(true)"
    } else {
        "predicted − true"
    };
    let residual_axis = Axis {
        name: residual,
        range: -reach..reach,
        scale: Scale::Linear,
    };
    let pairs = |x: &[f64], y: &[f64]| -> Vec<[f64; 2]> { x.iter().zip(y).map(|(x, y)| [*x, *y]).collect() };
    let rows = count(display.truth.len());
    Ok(vec![
        Figure {
            title: "Predicted against true".to_owned(),
            caption: format!("{rows} rows; on the line a prediction is right. {}", within(display)),
            svg: plots::scatter(
                &axis("true"),
                &axis("predicted"),
                &pairs(&display.truth, &display.predicted),
                Guide::Diagonal,
            )?,
        },
        Figure {
            title: "Residuals against prediction".to_owned(),
            caption: format!(
                "{rows} rows; below the line a prediction is too low. The largest residual is {}.",
                number(furthest)
            ),
            svg: plots::scatter(
                &axis("predicted"),
                &residual_axis,
                &pairs(&display.predicted, &display.residuals),
                Guide::Zero,
            )?,
        },
        Figure {
            title: "How far off".to_owned(),
            caption: balance(display),
            svg: plots::histogram(
                "off by, prediction − truth",
                &Histogram::of(&display.residuals),
                &|residual| off_by(display, residual),
            )?,
        },
    ])
}

/// `48 % of the predictions are too high, 52 % too low.`
fn balance(display: &PredictionErrorDisplay) -> String {
    let high = display.residuals.iter().filter(|residual| **residual > 0.0).count();
    let high = 100.0 * high as f64 / display.residuals.len().max(1) as f64;
    format!(
        "{high:.0} % of the predictions are too high, {:.0} % too low or right.",
        100.0 - high
    )
}

/// The range of all that is true and predicted, with some room. Predictions more than tenfold beyond what is true are drawn at
/// the edge: one of them would leave the others no room.
fn range(truth: &[f64], predicted: &[f64], scale: Scale) -> std::ops::Range<f64> {
    let ends = |values: &mut dyn Iterator<Item = f64>| {
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        })
    };
    let is_usable = |value: &f64| scale == Scale::Linear || *value > 0.0;
    let (low, high) = ends(&mut truth.iter().copied().filter(is_usable));
    if low > high {
        return 1.0..2.0;
    }
    let (least, most) = match scale {
        Scale::Linear => (low - 10.0 * (high - low), high + 10.0 * (high - low)),
        Scale::Logarithmic => (low / 10.0, high * 10.0),
    };
    let (lowest, highest) = ends(&mut predicted.iter().map(|value| value.clamp(least, most)));
    let (low, high) = (low.min(lowest), high.max(highest));
    match scale {
        Scale::Linear if low == high => low - 1.0..high + 1.0,
        Scale::Linear => low - ROOM * (high - low)..high + ROOM * (high - low),
        Scale::Logarithmic if low == high => low / 2.0..high * 2.0,
        Scale::Logarithmic => {
            let factor = (high / low).powf(ROOM);
            low / factor..high * factor
        }
    }
}

/// The curves of a classifier; `base_rate` is the share of class 1.
///
/// # Errors
/// Only where mlings itself is at fault.
pub fn curves(ranking: &RankingDisplay, base_rate: f64) -> Result<Vec<Figure>, Error> {
    let mut figures = vec![
        Figure {
            title: "ROC curve".to_owned(),
            caption: format!(
                "The area below it is {}: so often a row of class 1 scores above one of class 0. Guessing gives the dashed line.",
                number(ranking.roc_auc)
            ),
            svg: plots::curve(
                ["false positive rate", "true positive rate"],
                &ranking.roc,
                [[0.0, 0.0], [1.0, 1.0]],
            )?,
        },
        Figure {
            title: "Precision-recall curve".to_owned(),
            caption: format!(
                "Average precision {}; guessing gives {}, the share of class 1.",
                number(ranking.average_precision),
                number(base_rate)
            ),
            svg: plots::curve(
                ["recall", "precision"],
                &ranking.precision_recall,
                [[0.0, base_rate], [1.0, base_rate]],
            )?,
        },
    ];
    if let Some(bins) = &ranking.calibration {
        let furthest = bins
            .iter()
            .map(|bin| (bin.predicted - bin.observed).abs())
            .fold(0.0, f64::max);
        figures.push(Figure {
            title: "Calibration".to_owned(),
            caption: format!(
                "On the dashed line, of rows given 30 % three in ten come true. The furthest of {} bins is {:.0} points off it; \
                 a larger dot stands for more rows.",
                bins.len(),
                100.0 * furthest
            ),
            svg: plots::calibration(bins)?,
        });
    }
    Ok(figures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predictions_beyond_all_bounds_leave_room_for_the_others() {
        let logarithmic = range(&[100.0, 1000.0], &[0.0, 1e308], Scale::Logarithmic);
        assert!(logarithmic.start > 5.0 && logarithmic.end < 20_000.0, "{logarithmic:?}");
        let linear = range(&[0.0, 1.0], &[-1e308, 0.5], Scale::Linear);
        assert!(linear.start > -11.0 && linear.end < 2.0, "{linear:?}");
    }

    #[test]
    fn equal_values_have_a_range_too() {
        assert_eq!(range(&[4.0], &[4.0], Scale::Linear), 3.0..5.0);
        assert_eq!(range(&[4.0], &[4.0], Scale::Logarithmic), 2.0..8.0);
    }

    #[test]
    fn the_wildest_predictions_can_be_drawn() {
        let display = |logarithmic| PredictionErrorDisplay {
            logarithmic,
            truth: vec![1.0, 2.0, 3.0],
            predicted: vec![0.0, 1e308, 2.0],
            residuals: vec![-0.7, if logarithmic { 708.0 } else { 1e308 }, -0.3],
            rows: vec![0, 1, 2],
            worst: vec![1, 0, 2],
        };
        for logarithmic in [true, false] {
            assert_eq!(errors(&display(logarithmic)).unwrap().len(), 3);
        }
    }
}
