//! `mlings plan`: what to do in each week, and where that leads.

use serde::Serialize;

use super::style::{self, paint};
use super::{JSON_VERSION, Output};
use crate::error::Error;
use crate::readiness::{Activity, Basis, Horizon, Item, Pace, Plan, Week};

#[derive(Serialize)]
struct PlanObject<'a> {
    version: u32,
    stage: &'a str,
    plan: &'a Plan,
}

/// Prints the plan for the stage of this title.
pub fn show(output: &Output, stage: &str, plan: &Plan) -> Result<(), Error> {
    let object = PlanObject {
        version: JSON_VERSION,
        stage,
        plan,
    };
    output.show(
        &object,
        || output.wrap(&lines(stage, plan, |heading| paint(style::HEADING, heading)).join("\n")),
        || lines(stage, plan, str::to_owned).join("\n"),
    )
}

fn lines(stage: &str, plan: &Plan, heading: impl Fn(&str) -> String) -> Vec<String> {
    let mut lines = vec![heading(stage), outcome(plan), pace(plan.pace), String::new()];
    for week in &plan.weeks {
        lines.push(heading(&format!("Week {}, from {}", week.number, week.starts.format("%F"))));
        lines.extend(week.items.iter().map(item));
        lines.push(reached(week));
    }
    lines
}

fn outcome(plan: &Plan) -> String {
    match plan.outcome {
        Horizon::Reached { week: 0 } => "You have shown enough already: keep it by reviews.".to_owned(),
        Horizon::Reached { week } => format!("Within reach at the end of week {week}."),
        Horizon::Short {
            readiness,
            hours_per_week,
        } => {
            let advice = match hours_per_week {
                Some(hours) => format!("{hours} hours a week would do"),
                None => "more hours do not help: there are too few exercises yet, or too few days".to_owned(),
            };
            format!(
                "This ends at readiness {:.0}, which is not enough; {advice}.",
                100.0 * readiness
            )
        }
    }
}

fn pace(pace: Pace) -> String {
    let minutes = pace.minutes_per_catalogue_minute;
    match pace.basis {
        Basis::Assumed => {
            format!("Reckoned with {minutes:.1} minutes of yours for each of the catalogue, until your log shows your own pace.")
        }
        Basis::Measured { exercises, days, .. } => format!(
            "Reckoned with your own pace: {exercises} exercises passed in {days:.0} days, {minutes:.1} minutes for each of the catalogue."
        ),
    }
}

/// `   45 min  pca-svd (Components by SVD), review`.
pub fn item(item: &Item) -> String {
    let activity = match (item.activity, item.is_finished) {
        (Activity::Review, _) => ", review",
        (Activity::New, true) => "",
        (Activity::New, false) => ", goes on",
    };
    format!("  {:>3.0} min  {} ({}){activity}", item.minutes, item.exercise, item.title)
}

fn reached(week: &Week) -> String {
    format!("  → readiness {:.0}", 100.0 * week.readiness)
}
