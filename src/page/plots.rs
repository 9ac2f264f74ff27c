//! Numbers → SVG. Colours are stand-ins that the page's style sheet replaces, so that one drawing suits light, dark and print.

use std::error::Error as StdError;
use std::ops::Range;

use chrono::DateTime;
use mlings_grade::Measurement;
use mlings_grade::metrics::CalibrationBin;
use plotters::coord::Shift;
use plotters::coord::ranged1d::{AsRangedCoord, Ranged, ValueFormatter};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::facts::Moment;
use crate::error::Error;
use crate::pictures::Histogram;
use crate::words::number;

/// What text and axes are drawn in; `--ink` on the page.
const INK: RGBColor = RGBColor(1, 1, 1);
/// Grid lines; `--line`.
const LINE: RGBColor = RGBColor(2, 2, 2);
/// What the picture is about; `--accent`.
const ACCENT: RGBColor = RGBColor(3, 3, 3);
/// What it is compared with; `--muted`.
const MUTED: RGBColor = RGBColor(4, 4, 4);

const SIZE: (u32, u32) = (420, 320);
const LADDER: (u32, u32) = (420, 92);
/// Of a drawing that a small screen shows at two thirds of its size.
const FONT: i32 = 15;
/// More points than this hide each other: every k-th is drawn.
const POINTS: usize = 1500;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), Box<dyn StdError>>;

/// How an axis is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    Linear,
    Logarithmic,
}

/// An axis: what it shows, and from where to where.
#[derive(Clone, Debug)]
pub struct Axis<'a> {
    pub name: &'a str,
    pub range: Range<f64>,
    pub scale: Scale,
}

/// The line to compare points with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guide {
    /// y = x.
    Diagonal,
    /// y = 0.
    Zero,
}

/// Points and a line to compare them with.
pub fn scatter(x: &Axis, y: &Axis, points: &[[f64; 2]], guide: Guide) -> Result<String, Error> {
    match (x.scale, y.scale) {
        (Scale::Linear, _) => scattered(x, y, points, guide, x.range.clone(), y.range.clone()),
        (Scale::Logarithmic, Scale::Linear) => scattered(x, y, points, guide, x.range.clone().log_scale(), y.range.clone()),
        (Scale::Logarithmic, Scale::Logarithmic) => {
            scattered(x, y, points, guide, x.range.clone().log_scale(), y.range.clone().log_scale())
        }
    }
}

fn scattered<X, Y>(
    x: &Axis,
    y: &Axis,
    points: &[[f64; 2]],
    guide: Guide,
    x_coordinate: X,
    y_coordinate: Y,
) -> Result<String, Error>
where
    X: AsRangedCoord<Value = f64>,
    Y: AsRangedCoord<Value = f64>,
    X::CoordDescType: ValueFormatter<f64>,
    Y::CoordDescType: ValueFormatter<f64>,
{
    drawing(SIZE, |area| {
        let mut chart = chart(area).build_cartesian_2d(x_coordinate, y_coordinate)?;
        axes(&mut chart, [x.name, y.name], &compact)?;
        let every = points.len().div_ceil(POINTS).max(1);
        let dot = |point: &[f64; 2]| {
            // What lies off the picture is drawn at its edge.
            let place = (
                point[0].clamp(x.range.start, x.range.end),
                point[1].clamp(y.range.start, y.range.end),
            );
            Circle::new(place, 2, ACCENT.mix(0.45).filled())
        };
        chart.draw_series(points.iter().step_by(every).map(dot))?;
        let ends = match guide {
            Guide::Diagonal => {
                let (low, high) = (x.range.start.max(y.range.start), x.range.end.min(y.range.end));
                [(low, low), (high, high)]
            }
            Guide::Zero => [(x.range.start, 0.0), (x.range.end, 0.0)],
        };
        chart.draw_series(LineSeries::new(ends, INK.stroke_width(1)))?;
        Ok(())
    })
}

/// Bars over the bins of residuals. The axis counts bins, so that it is drawn however far they reach.
pub fn histogram(name: &str, histogram: &Histogram, label: &dyn Fn(f64) -> String) -> Result<String, Error> {
    let last = histogram.bins.len() - 1;
    let edge = |place: f64| match place.round() as usize {
        place if place > last => histogram.bins[last][1],
        place => histogram.bins[place][0],
    };
    let highest = histogram.counts.iter().copied().max().unwrap_or(0).max(1) as f64;
    drawing(SIZE, |area| {
        let mut chart = chart(area).build_cartesian_2d(0.0..(last + 1) as f64, 0.0..highest * 1.05)?;
        axes(&mut chart, [name, "rows"], &|place| label(edge(place)))?;
        let bar = |(bin, rows): (usize, &usize)| {
            let mut bar = Rectangle::new([(bin as f64, 0.0), (bin as f64 + 1.0, *rows as f64)], ACCENT.filled());
            bar.set_margin(0, 0, 1, 1);
            bar
        };
        chart.draw_series(histogram.counts.iter().enumerate().map(bar))?;
        Ok(())
    })
}

/// A curve in the unit square, and what guessing would give.
pub fn curve(names: [&str; 2], points: &[[f64; 2]], guess: [[f64; 2]; 2]) -> Result<String, Error> {
    drawing(SIZE, |area| {
        let mut chart = unit_square(area, names)?;
        chart.draw_series(DashedLineSeries::new(guess.map(pair), 4, 4, MUTED.stroke_width(1)))?;
        chart.draw_series(LineSeries::new(points.iter().copied().map(pair), ACCENT.stroke_width(2)))?;
        Ok(())
    })
}

/// What was predicted against what came true; a larger circle stands for more rows.
pub fn calibration(bins: &[CalibrationBin]) -> Result<String, Error> {
    let most = bins.iter().map(|bin| bin.rows).max().unwrap_or(1).max(1) as f64;
    let point = |bin: &CalibrationBin| (bin.predicted, bin.observed);
    drawing(SIZE, |area| {
        let mut chart = unit_square(area, ["mean probability predicted", "share that came true"])?;
        chart.draw_series(DashedLineSeries::new([(0.0, 0.0), (1.0, 1.0)], 4, 4, MUTED.stroke_width(1)))?;
        chart.draw_series(LineSeries::new(bins.iter().map(point), ACCENT.stroke_width(2)))?;
        let circle = |bin: &CalibrationBin| {
            let radius = 3.0 + 5.0 * (bin.rows as f64 / most).sqrt();
            Circle::new(point(bin), radius as i32, ACCENT.filled())
        };
        chart.draw_series(bins.iter().map(circle))?;
        Ok(())
    })
}

/// Readiness over time with its interval, and the cut.
pub fn history(moments: &[Moment], cut: f64) -> Result<String, Error> {
    let days = |moment: &Moment| moment.at.timestamp() as f64 / 86_400.0;
    let percent = |share: f64| 100.0 * share;
    let [first, last] = [moments.first(), moments.last()].map(|moment| moment.map_or(0.0, days));
    // Days of one year need no year; months of several do.
    let format = if last - first < 300.0 { "%-d %b" } else { "%b %Y" };
    let date = |day: f64| {
        DateTime::from_timestamp((day * 86_400.0) as i64, 0)
            .map(|at| at.format(format).to_string())
            .unwrap_or_default()
    };
    drawing(SIZE, |area| {
        let mut chart = chart(area).build_cartesian_2d(first..last.max(first + 1.0), 0.0..100.0)?;
        axes(&mut chart, ["", "readiness"], &date)?;
        let lower = moments.iter().map(|moment| (days(moment), percent(moment.interval[0])));
        let upper = moments.iter().rev().map(|moment| (days(moment), percent(moment.interval[1])));
        chart.draw_series(std::iter::once(Polygon::new(
            lower.chain(upper).collect::<Vec<_>>(),
            ACCENT.mix(0.2).filled(),
        )))?;
        let line = [(first, percent(cut)), (last.max(first + 1.0), percent(cut))];
        chart.draw_series(DashedLineSeries::new(line, 4, 4, MUTED.stroke_width(1)))?;
        let values = moments.iter().map(|moment| (days(moment), percent(moment.value)));
        chart.draw_series(LineSeries::new(values, ACCENT.stroke_width(2)))?;
        Ok(())
    })
}

/// The ladder of a project: baseline, pass, reference, and you with your interval.
pub fn ladder(measurement: &Measurement) -> Result<String, Error> {
    const LEFT: f64 = 20.0;
    const SPAN: f64 = 360.0;
    const RIGHT: i32 = LADDER.0 as i32 - 4;
    const LEVEL: i32 = 56;
    let x = |value: f64| {
        let share = (value - measurement.baseline) / (measurement.reference - measurement.baseline);
        // What lies off the picture is drawn at its edge.
        (LEFT + SPAN * share.clamp(-0.04, 1.08)) as i32
    };
    let named = |name: &str, value: f64| format!("{name} {}", number(value));
    drawing(LADDER, |area| {
        let marks = [measurement.baseline, measurement.pass, measurement.reference].map(x);
        let [baseline, pass, reference] = marks;
        area.draw(&PathElement::new([(baseline, LEVEL), (reference, LEVEL)], INK))?;
        for mark in marks {
            area.draw(&PathElement::new([(mark, LEVEL - 7), (mark, LEVEL + 7)], INK))?;
        }
        let interval = measurement.interval.map(|end| (x(end), LEVEL));
        area.draw(&PathElement::new(interval, ACCENT.stroke_width(5)))?;
        let you = x(measurement.value);
        area.draw(&Circle::new((you, LEVEL), 6, ACCENT.filled()))?;
        let texts = [
            (named("baseline", measurement.baseline), (baseline, 12), HPos::Left, &INK),
            (named("reference", measurement.reference), (RIGHT, 12), HPos::Right, &INK),
            (named("pass", measurement.pass), (pass, 34), HPos::Right, &INK),
            (
                named("you", measurement.value),
                (you.clamp(40, 370), 80),
                HPos::Center,
                &ACCENT,
            ),
        ];
        for (text, place, side, color) in texts {
            let style = TextStyle::from(("sans-serif", FONT).into_font()).color(color);
            area.draw(&Text::new(text, place, style.pos(Pos::new(side, VPos::Center))))?;
        }
        Ok(())
    })
}

/// Names the axes, writes numbers at them, and draws a few lines behind the picture.
fn axes<X, Y>(chart: &mut ChartContext<SVGBackend, Cartesian2d<X, Y>>, names: [&str; 2], x_label: &dyn Fn(f64) -> String) -> Drawn
where
    X: Ranged<ValueType = f64> + ValueFormatter<f64>,
    Y: Ranged<ValueType = f64> + ValueFormatter<f64>,
{
    let style = ("sans-serif", FONT, &INK);
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(LINE)
        .axis_style(INK)
        .label_style(style)
        .axis_desc_style(style)
        .x_labels(5)
        .y_labels(6)
        .x_label_formatter(&|value| x_label(*value))
        .y_label_formatter(&|value| compact(*value))
        .x_desc(names[0])
        .y_desc(names[1])
        .draw()?;
    Ok(())
}

/// Axes from 0 to 1.
fn unit_square<'a, 'b>(
    area: &'a Area<'b>,
    names: [&str; 2],
) -> Result<ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>, Box<dyn StdError>> {
    let mut chart = chart(area).build_cartesian_2d(0.0..1.0, 0.0..1.0)?;
    axes(&mut chart, names, &compact)?;
    Ok(chart)
}

/// `100k`, `1.5M`: an axis has little room.
fn compact(value: f64) -> String {
    match value.abs() {
        size if size >= 1e6 => format!("{}M", number(value / 1e6)),
        size if size >= 1e4 => format!("{}k", number(value / 1e3)),
        _ => number(value),
    }
}

fn pair(point: [f64; 2]) -> (f64, f64) {
    (point[0], point[1])
}

fn drawing(size: (u32, u32), draw: impl FnOnce(&Area) -> Drawn) -> Result<String, Error> {
    let mut svg = String::new();
    let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
    draw(&area)
        .and_then(|()| area.present().map_err(Into::into))
        .map_err(|error| Error::Fault(format!("a plot cannot be drawn: {error}")))?;
    drop(area);
    Ok(svg)
}

fn chart<'a, 'b>(area: &'a Area<'b>) -> ChartBuilder<'a, 'b, SVGBackend<'b>> {
    let mut chart = ChartBuilder::on(area);
    chart.margin(8).margin_right(24).x_label_area_size(40).y_label_area_size(64);
    chart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_says_thousands_and_millions_in_a_letter() {
        assert_eq!([250.0, 100_000.0, 1_500_000.0].map(compact), ["250", "100k", "1.5M"]);
    }

    #[test]
    fn a_drawing_has_no_more_points_than_can_be_seen_and_no_colour_of_its_own() {
        let axis = |scale| Axis {
            name: "price",
            range: 1.0..10_000.0,
            scale,
        };
        let points: Vec<[f64; 2]> = (1..10_000).map(|row| [f64::from(row), f64::from(row)]).collect();
        let (x, y) = (axis(Scale::Logarithmic), axis(Scale::Logarithmic));
        let svg = scatter(&x, &y, &points, Guide::Diagonal).unwrap();
        let dots = svg.matches("<circle").count();
        assert!((POINTS / 2..=POINTS).contains(&dots), "{dots}");
        let colours: Vec<&str> = svg.split(['"', ' ']).filter(|word| word.starts_with('#')).collect();
        assert!(colours.len() >= dots, "{colours:?}");
        for colour in colours {
            assert!(["#010101", "#020202", "#030303", "#040404"].contains(&colour), "{colour}");
        }
    }
}
